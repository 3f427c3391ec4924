#include "engine/source_table.h"

#include <algorithm>
#include <utility>

#include "model/archive.h"
#include "model/id.h"

namespace watchfloor {
namespace {

constexpr Duration kActive = seconds(30);
constexpr Duration kGone = hours(1);

absl::string_view viewOf(std::string_view s) { return {s.data(), s.size()}; }

}  // namespace

SourceTable::Entry* SourceTable::heard(std::string_view source, std::optional<Time> tick) {
  auto it = m_byName.find(viewOf(source));
  if (it == m_byName.end()) {
    if (static_cast<int64_t>(m_sources.size()) >= m_most && !makeRoom(tick)) return nullptr;
    Entry* const entry = &*m_sources.emplace(source, Source{}).first;
    entry->second.eventIds = spaceOf(source);
    it = m_byName.emplace(viewOf(entry->first), entry).first;
  }
  if (tick) it->second->second.lastHeard = tick;
  m_isUnheardOf |= !tick;
  return it->second;
}

bool SourceTable::makeRoom(std::optional<Time> tick) {
  const auto heardAt = [](const auto& entry) { return entry.second.lastHeard.value_or(kDistantFuture); };
  const auto longest =
      std::min_element(m_sources.begin(), m_sources.end(),
                       [&](const auto& a, const auto& b) { return heardAt(a) < heardAt(b); });
  if (longest == m_sources.end() || !tick || heardAt(*longest) > *tick - kGone) return false;
  m_byName.erase(viewOf(longest->first));
  m_sources.erase(longest);
  return true;
}

void SourceTable::advance(Time tick) {
  if (!std::exchange(m_isUnheardOf, false)) return;
  for (auto& [name, source] : m_sources) {
    if (!source.lastHeard) source.lastHeard = tick;
  }
}

std::vector<SourceHealth> SourceTable::health(Time tick, std::optional<Duration> silentAfter, Duration shown,
                                              const Interner& brands, const Interner& channels) const {
  std::vector<SourceHealth> result;
  for (const Entry& entry : m_sources) {
    const Source& source = entry.second;
    const Duration silence = tick - source.lastHeard.value_or(tick);
    if (entry.first == kPeople || (silentAfter && silence > std::max(shown, *silentAfter))) continue;
    const auto count = [&](Verdict v) { return source.verdicts[static_cast<size_t>(v)]; };
    SourceHealth health{.name = entry.first,
                        .newestEvent = source.newestEvent,
                        .lastHeard = source.lastHeard.value_or(tick),
                        .isSilent = silentAfter && silence > *silentAfter,
                        .accepted = count(Verdict::kAccepted),
                        .duplicates = count(Verdict::kDuplicate),
                        .lateDropped = count(Verdict::kLate),
                        .futureRejected = count(Verdict::kFuture),
                        .rejected = count(Verdict::kRejected),
                        .feeds = {}};
    for (const auto& [cell, kinds] : source.feeds) {
      health.feeds.push_back({brands.name(cell.brand), channels.name(cell.channel), kinds});
    }
    std::sort(health.feeds.begin(), health.feeds.end(), [](const auto& a, const auto& b) {
      return std::tie(a.brand, a.channel) < std::tie(b.brand, b.channel);
    });
    result.push_back(std::move(health));
  }
  return result;
}

std::optional<Time> SourceTable::watermark(Time tick) const {
  std::optional<Time> watermark;
  for (const auto& [name, source] : m_sources) {
    if (!source.newestEvent || !source.lastHeard || tick - *source.lastHeard > kActive) continue;
    watermark = watermark ? std::min(*watermark, *source.newestEvent) : source.newestEvent;
  }
  return watermark;
}

template <class Archive>
void SourceTable::Source::persist(Archive& archive) {
  archive(newestEvent, lastHeard, verdicts);
  persistMap(archive, feeds);
}

template <class Archive>
void SourceTable::persist(Archive& archive) {
  if (Archive::kIsReading) m_byName.clear();
  persistMap(archive, m_sources);
  archive(m_isUnheardOf);
  if (!Archive::kIsReading) return;
  for (Entry& entry : m_sources) {
    entry.second.eventIds = spaceOf(entry.first);
    m_byName.emplace(viewOf(entry.first), &entry);
  }
}
template void SourceTable::persist(ArchiveWriter&);
template void SourceTable::persist(ArchiveReader&);

}  // namespace watchfloor
