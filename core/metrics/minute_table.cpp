#include "metrics/minute_table.h"

#include <algorithm>
#include <iterator>

#include "window/window_ranges.h"

namespace watchfloor {
namespace {

Period& in(absl::flat_hash_map<std::pair<int64_t, CellId>, std::unique_ptr<Period>>& rows, int64_t minute,
           CellId cell) {
  std::unique_ptr<Period>& row = rows[{minute, cell}];
  if (!row) row = std::make_unique<Period>();
  return *row;
}

}  // namespace

Period& MinuteTable::leaf(int64_t minute, CellId cell) {
  if (!m_last || m_lastKey != Key{minute, cell}) {
    m_last = &in(m_leaves, minute, cell);
    m_lastKey = {minute, cell};
  }
  return *m_last;
}

void MinuteTable::skip(const MinuteChanges& changes) {
  m_brands.insert(m_brands.end(), changes.brands.begin(), changes.brands.end());
  m_channels.insert(m_channels.end(), changes.channels.begin(), changes.channels.end());
  m_watched = changes.watched;
  m_tick = changes.tick;
}

bool MinuteTable::isWatchedOnly(int64_t minute, Interner::Id brand) const {
  const auto later = std::find_if(m_watched.begin(), m_watched.end(),
                                  [&](const MinuteChanges::WatchedSince& w) { return w.minute > minute; });
  if (later == m_watched.begin()) return false;
  const std::vector<std::string>& brands = std::prev(later)->brands;
  return std::binary_search(brands.begin(), brands.end(), m_brands[brand]);
}

void MinuteTable::add(const MinuteChanges& changes) {
  skip(changes);
  for (const auto& [entry, sign] : changes.entries) leaf(minuteOf(entry.at), entry.cell).add(entry, sign);
  for (const auto& [seen, sign] : changes.authors) {
    if (sign > 0) leaf(minuteOf(seen.at), seen.cell).addAuthor(seen.author);
  }
  for (const auto& [place, minute, time] : changes.spent) in(m_places, minute, place).addSpent(time);
  for (const auto& [minute, tick, places] : changes.ended) {
    m_observed.push_back(minute);
    for (const auto& [place, standings] : places) in(m_places, minute, place).addSample(standings, tick);
  }
  if (m_began == kDistantPast) m_began = changes.tick;
  if (changes.definitionId == m_definitionId) return;
  m_definitionId = changes.definitionId;
  m_definitions.emplace_back(changes.tick, changes.definitionId);
}

MinuteTable::Rows MinuteTable::take() {
  Rows rows;
  for (const auto& [key, period] : m_places) rows[key].merge(*period);
  for (const auto& [key, period] : m_leaves) {
    const bool isWatched = isWatchedOnly(key.first, key.second.brand);
    forEachPlace(key.second, isWatched, [&, minute = key.first, &part = *period](CellId place) {
      rows[{minute, place}].merge(part);
    });
    if (key.second.brand != Interner::kAllId && !isWatched) continue;
    // Under no brand stands what corrects mentions of several brands, and nothing else. Those of a brand that
    // is watched only are part of the denominator of share of voice alone.
    const int64_t mentions = isWatched ? -period->mentionsOfBrands() : period->mentionsOfBrands();
    rows[{key.first, {Interner::kAllId, key.second.channel}}].add(Period::kNotOfBrands, mentions);
    rows[{key.first, CellId{}}].add(Period::kNotOfBrands, mentions);
  }
  m_leaves.clear();
  m_places.clear();
  m_last = nullptr;
  m_observed.clear();
  m_definitions.clear();
  return rows;
}

}  // namespace watchfloor
