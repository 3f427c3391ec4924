#include "metrics/series.h"

#include "metrics/definitions.h"

namespace watchfloor {
namespace {

constexpr Duration kMinute = minutes(1);

// Whether a cell is part of a roll-up.
bool isPart(CellId cell, CellId of) {
  return (of.brand == Interner::kAllId || cell.brand == of.brand) &&
         (of.channel == Interner::kAllId || cell.channel == of.channel);
}

}  // namespace

void SeriesKeeper::sample(const Cube& cube) {
  const int64_t minute = paneOf(cube.ranges().tick, kMinute);
  auto& now = m_standings[minute];
  now.clear();
  for (const auto& [id, cell] : cube.cells()) {
    Standing3 standing{};
    for (size_t k = 0; k < standing.size(); ++k) standing[k] = cell->standing(static_cast<Standing::Kind>(k));
    if (standing != Standing3{}) now.emplace(id, standing);
  }
  m_standings.erase(m_standings.begin(), m_standings.lower_bound(minute - kMinutes + 1));
}

std::vector<Series> SeriesKeeper::read(const Cube& cube, const Interner& brands, const Interner& channels,
                                       const std::vector<CellName>& names) const {
  std::vector<Series> result;
  const int64_t last = paneOf(cube.ranges().tick, kMinute);
  for (const CellName& name : names) {
    Series series{.brand = name.brand, .channel = name.channel, .points = {}};
    const Interner::Id *brand = brands.find(name.brand), *channel = channels.find(name.channel);
    if (brand && channel) {
      const CellId of{*brand, *channel};
      std::vector<const Cell*> parts;
      for (const auto& [id, cell] : cube.cells()) {
        if (isPart(id, of)) parts.push_back(cell.get());
      }
      for (int64_t minute = last - kMinutes + 1; minute <= last; ++minute) {
        Totals totals;
        for (const Cell* cell : parts) {
          if (const Pane* pane = cell->minute(minute)) pane->addTo(&totals, 1);
        }
        SeriesPoint point{.start = Time{minute * kMinute}, .figures = windowMetrics(totals, {})};
        if (const auto standing = m_standings.find(minute); standing != m_standings.end()) {
          Standings now;
          for (const auto& [id, counts] : standing->second) {
            if (!isPart(id, of)) continue;
            now.waiting += counts[static_cast<size_t>(Standing::Kind::kWaiting)];
            now.unanswered += counts[static_cast<size_t>(Standing::Kind::kUnanswered)];
            now.backlog += counts[static_cast<size_t>(Standing::Kind::kBacklog)];
          }
          for (Measured& m : nowMetrics(now)) point.figures.push_back(std::move(m));
        }
        if (!point.figures.empty()) series.points.push_back(std::move(point));
      }
    }
    result.push_back(std::move(series));
  }
  return result;
}

}  // namespace watchfloor
