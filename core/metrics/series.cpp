#include "metrics/series.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "model/archive.h"

namespace watchfloor {
namespace {

constexpr Duration kMinute = minutes(1);

// The minutes of a step of so many.
PaneRange minutesOf(int64_t index, int64_t step) { return {index * step, index * step + step - 1}; }

Time startOf(int64_t index, int64_t step) { return Time{index * step * kMinute}; }

bool isNobodyStanding(const Standings& standings) {
  return standings.waiting == 0 && standings.unanswered == 0 && standings.backlog == 0;
}

}  // namespace

// Whether a cell is part of a roll-up.
bool SeriesKeeper::isPart(CellId cell, CellId of) const {
  const bool isOfBrand =
      of.brand == Interner::kAllId ? !m_watchedOnly->contains(cell.brand) : cell.brand == of.brand;
  return isOfBrand && (of.channel == Interner::kAllId || cell.channel == of.channel);
}

void SeriesKeeper::sample(const Cube& cube) {
  const int64_t minute = paneOf(cube.ranges().tick, kMinute);
  const auto [place, isNew] = m_standings.try_emplace(minute);
  auto& now = place->second;
  now.clear();
  for (const auto& [id, cell] : cube.cells()) {
    Standing3 standing{};
    for (size_t k = 0; k < standing.size(); ++k) standing[k] = cell->standing(static_cast<Standing::Kind>(k));
    if (standing != Standing3{}) now.emplace(id, standing);
    if (const int64_t changed = cell->takeChangedMinute(); changed != Cell::kNoMinute) {
      int64_t& since = m_changedSince.try_emplace(id, changed).first->second;
      since = std::min(since, changed);
    }
  }
  if (isNew) thinOut(minute);
}

// Of each coarse step that is no longer told by minutes only its last tick is kept.
void SeriesKeeper::thinOut(int64_t minute) {
  constexpr int64_t kCoarse = SeriesSpan::kCoarseStep.count();
  m_standings.erase(m_standings.begin(), m_standings.upper_bound(minute - SeriesSpan::kLongest.count()));
  const int64_t fine = minute - SeriesSpan::kFine.count();
  for (auto it = m_standings.begin(); it != m_standings.end() && it->first <= fine;) {
    const auto next = std::next(it);
    const bool isLast =
        next == m_standings.end() || floorOf(next->first, kCoarse) != floorOf(it->first, kCoarse);
    it = isLast ? next : m_standings.erase(it);
  }
}

// At the last tick within some minutes; none: there was no tick.
std::optional<Standings> SeriesKeeper::standingsOf(CellId of, PaneRange range) const {
  auto standing = m_standings.upper_bound(range.last);
  if (standing == m_standings.begin() || (--standing)->first < range.first) return std::nullopt;
  Standings sum;
  for (const auto& [id, counts] : standing->second) {
    if (!isPart(id, of)) continue;
    sum.waiting += counts[static_cast<size_t>(Standing::Kind::kWaiting)];
    sum.unanswered += counts[static_cast<size_t>(Standing::Kind::kUnanswered)];
    sum.backlog += counts[static_cast<size_t>(Standing::Kind::kBacklog)];
  }
  return sum;
}

std::vector<SeriesPoint> SeriesKeeper::pointsOf(const std::vector<const Cell*>& parts, CellId of,
                                                int64_t step, PaneRange steps) const {
  constexpr int64_t kAtOnce = kSlidingWindows;  // each step in the place of a window
  std::vector<SeriesPoint> points;
  std::vector<Measured> figures;
  for (int64_t first = steps.first; first <= steps.last; first += kAtOnce) {
    Totals totals;
    const size_t count = static_cast<size_t>(std::min(kAtOnce, steps.last - first + 1));
    for (const Cell* cell : parts) {
      for (size_t i = 0; i < count; ++i) {
        cell->forEachInMinutes(minutesOf(first + static_cast<int64_t>(i), step),
                               [&](const Amount& amount) { totals.add(amount, only(i)); });
      }
    }
    Summary summary(&totals);
    summary.touch(Touched::everything());
    summary.read(kEveryWindow);
    for (size_t i = 0; i < count; ++i) {
      const int64_t index = first + static_cast<int64_t>(i);
      windowMetrics(summary, i, {}, &figures);
      if (const auto standings = standingsOf(of, minutesOf(index, step))) {
        nowMetrics(*standings, &figures);
        // Nobody waits, which is not that nobody looked.
        if (isNobodyStanding(*standings)) figures.push_back({Metric::kBacklog, Count{}, std::nullopt});
      }
      if (!figures.empty()) points.push_back({startOf(index, step), figures});
    }
  }
  return points;
}

// Reads the steps that have changed, and those since the last reading.
void SeriesKeeper::bringUpToDate(const Cube& cube, CellId of, SeriesSpan span, Kept* kept) const {
  const int64_t step = span.step.count();
  const int64_t last = floorOf(paneOf(cube.ranges().tick, kMinute), step), first = last - span.steps() + 1;
  int64_t since = kept->last;
  std::vector<const Cell*> parts;
  for (const auto& [id, cell] : cube.cells()) {
    if (!isPart(id, of)) continue;
    parts.push_back(cell.get());
    if (const auto changed = m_changedSince.find(id); changed != m_changedSince.end()) {
      since = std::min(since, floorOf(changed->second, step));
    }
  }
  since = std::max(since, first);
  std::erase_if(kept->points, [&](const SeriesPoint& p) {
    return p.start < startOf(first, step) || p.start >= startOf(since, step);
  });
  for (SeriesPoint& point : pointsOf(parts, of, step, {since, last}))
    kept->points.push_back(std::move(point));
  kept->last = last;
}

std::vector<Series> SeriesKeeper::read(const Cube& cube, const Interner& brands, const Interner& channels,
                                       const std::vector<SeriesName>& names) {
  std::erase_if(m_kept, [&](const auto& kept) {
    return std::find(names.begin(), names.end(), kept.first) == names.end();
  });
  std::vector<Series> result;
  for (const SeriesName& name : names) {
    Series& series = result.emplace_back(Series{name.brand, name.channel, {}, name.span});
    const Interner::Id *brand = brands.find(name.brand), *channel = channels.find(name.channel);
    if (!brand || !channel) continue;
    Kept& kept = m_kept.try_emplace(name, Kept{.last = std::numeric_limits<int64_t>::min(), .points = {}})
                     .first->second;
    bringUpToDate(cube, {*brand, *channel}, name.span, &kept);
    series.points = kept.points;
  }
  m_changedSince.clear();
  return result;
}

template <class Archive>
void SeriesKeeper::persist(Archive& archive) {
  persistMap(archive, m_standings, [&](int64_t, auto& standings) { persistMap(archive, standings); });
}
template void SeriesKeeper::persist(ArchiveWriter&);
template void SeriesKeeper::persist(ArchiveReader&);

}  // namespace watchfloor
