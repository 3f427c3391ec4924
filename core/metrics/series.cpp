#include "metrics/series.h"

#include <algorithm>
#include <limits>

#include "model/archive.h"

namespace watchfloor {
namespace {

constexpr Duration kMinute = minutes(1);

// Whether a cell is part of a roll-up.
bool isPart(CellId cell, CellId of) {
  return (of.brand == Interner::kAllId || cell.brand == of.brand) &&
         (of.channel == Interner::kAllId || cell.channel == of.channel);
}

Time startOf(int64_t minute) { return Time{minute * kMinute}; }

}  // namespace

void SeriesKeeper::sample(const Cube& cube) {
  const int64_t minute = paneOf(cube.ranges().tick, kMinute);
  auto& now = m_standings[minute];
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
  m_standings.erase(m_standings.begin(), m_standings.lower_bound(minute - kMinutes + 1));
}

std::optional<Standings> SeriesKeeper::standingsOf(CellId of, int64_t minute) const {
  const auto standing = m_standings.find(minute);
  if (standing == m_standings.end()) return std::nullopt;
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
                                                int64_t first, int64_t last) const {
  constexpr int64_t kAtOnce = kSlidingWindows;  // each minute in the place of a window
  std::vector<SeriesPoint> points;
  std::vector<Measured> figures;
  for (; first <= last; first += kAtOnce) {
    Totals totals;
    const size_t count = static_cast<size_t>(std::min(kAtOnce, last - first + 1));
    for (const Cell* cell : parts) {
      for (size_t i = 0; i < count; ++i) {
        cell->forEachInMinute(first + static_cast<int64_t>(i),
                              [&](const Amount& amount) { totals.add(amount, only(i)); });
      }
    }
    Summary summary(&totals);
    summary.touch(Touched::everything());
    summary.read(kEveryWindow);
    for (size_t i = 0; i < count; ++i) {
      const int64_t minute = first + static_cast<int64_t>(i);
      windowMetrics(summary, i, {}, &figures);
      if (const auto standings = standingsOf(of, minute)) nowMetrics(*standings, &figures);
      if (!figures.empty()) points.push_back({startOf(minute), figures});
    }
  }
  return points;
}

// Brings an hour up to date: the minutes that have changed, and those since the last reading.
void SeriesKeeper::readHour(const Cube& cube, CellId of, Hour* hour) const {
  const int64_t last = paneOf(cube.ranges().tick, kMinute), first = last - kMinutes + 1;
  int64_t since = hour->last;
  std::vector<const Cell*> parts;
  for (const auto& [id, cell] : cube.cells()) {
    if (!isPart(id, of)) continue;
    parts.push_back(cell.get());
    if (const auto changed = m_changedSince.find(id); changed != m_changedSince.end()) {
      since = std::min(since, changed->second);
    }
  }
  since = std::max(since, first);
  std::erase_if(hour->points,
                [&](const SeriesPoint& p) { return p.start < startOf(first) || p.start >= startOf(since); });
  for (SeriesPoint& point : pointsOf(parts, of, since, last)) hour->points.push_back(std::move(point));
  hour->last = last;
}

std::vector<Series> SeriesKeeper::read(const Cube& cube, const Interner& brands, const Interner& channels,
                                       const std::vector<CellName>& names) {
  std::erase_if(m_hours, [&](const auto& hour) {
    return std::find(names.begin(), names.end(), hour.first) == names.end();
  });
  std::vector<Series> result;
  for (const CellName& name : names) {
    Series& series = result.emplace_back(Series{name.brand, name.channel, {}});
    const Interner::Id *brand = brands.find(name.brand), *channel = channels.find(name.channel);
    if (!brand || !channel) continue;
    Hour& hour = m_hours.try_emplace(name, Hour{.last = std::numeric_limits<int64_t>::min(), .points = {}})
                     .first->second;
    readHour(cube, {*brand, *channel}, &hour);
    series.points = hour.points;
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
