#include "metrics/frame_cells.h"

#include <algorithm>
#include <tuple>

namespace watchfloor {
namespace {

// What a window holds in each cell and roll-up, by CellId.
using TotalsByCell = absl::btree_map<CellId, Totals>;

constexpr Interner::Id kAllId = Interner::kAllId;

TotalsByCell totalsOf(const Cube& cube, Window window) {
  TotalsByCell result;
  for (const auto& [id, cell] : cube.cells()) {
    const Totals& totals = cell->totals(window, cube.ranges());
    if (totals.isEmpty()) continue;
    if (id.brand != kAllId) {  // of "all" it is a correction of what several brands share
      result[id].merge(totals);
      result[{id.brand, kAllId}].merge(totals);
    }
    result[{kAllId, id.channel}].merge(totals);
    result[CellId{}].merge(totals);
  }
  return result;
}

Standings& add(Standings& to, const Cell& cell) {
  const auto older = [](std::optional<Time> a, std::optional<Time> b) {
    return !a ? b : !b ? a : std::min(*a, *b);
  };
  to.waiting += cell.standing(Standing::Kind::kWaiting);
  to.unanswered += cell.standing(Standing::Kind::kUnanswered);
  to.backlog += cell.standing(Standing::Kind::kBacklog);
  to.longestWaiting = older(to.longestWaiting, cell.oldest(Standing::Kind::kWaiting));
  to.oldestUnanswered = older(to.oldestUnanswered, cell.oldest(Standing::Kind::kUnanswered));
  return to;
}

absl::btree_map<CellId, Standings> standingsOf(const CubeReading& reading) {
  absl::btree_map<CellId, Standings> result;
  for (const auto& [id, cell] : reading.cube.cells()) {
    for (const CellId to : withRollUps(id)) add(result[to], *cell);
  }
  for (const auto& [id, staff] : reading.staff) {
    Standings& to = result[id];
    to.agentsAvailable = staff.available;
    to.busySlots = staff.busySlots;
    to.slots = staff.slots;
  }
  return result;
}

FrameCell frameCell(const CubeReading& reading, CellId id, Window window, std::vector<Measured> figures) {
  return {.brand = reading.brands.name(id.brand),
          .channel = reading.channels.name(id.channel),
          .window = window,
          .hasDelta = false,
          .figures = std::move(figures)};
}

void addWindow(const CubeReading& reading, Window window, DeltaHistory* history,
               std::vector<FrameCell>* out) {
  const size_t w = static_cast<size_t>(window);
  TotalsByCell totals = totalsOf(reading.cube, window);
  absl::flat_hash_map<Interner::Id, int64_t> mentions;  // of all brands, by channel
  for (const auto& [id, t] : totals) {
    if (id.brand != kAllId) mentions[id.channel] += t[Field::kMentions];
  }
  absl::btree_map<CellId, Beside> beside;
  for (const auto& [id, t] : totals) beside.try_emplace(id);
  for (const auto& [id, authors] : reading.cube.authors()) {
    const Count count = authors->count(window);
    if (count.n != 0 || (count.isEstimated && beside.contains(id))) beside[id].distinctAuthors = count;
  }
  for (const auto& [id, staff] : reading.staff) {
    if (staff.spent[w].staffed != 0) beside[id].agents = staff.spent[w];
  }

  const auto length = lengthOf(window);
  const DeltaHistory::Cells* then =
      length ? history->at(window, reading.cube.ranges().tick - *length) : nullptr;
  DeltaHistory::Cells published;
  for (auto& [id, b] : beside) {
    b.isOneBrand = id.brand != kAllId;
    const auto all = mentions.find(id.channel);
    b.mentionsOfAllBrands = all == mentions.end() ? 0 : all->second;
    FrameCell cell = frameCell(reading, id, window, windowMetrics(totals[id], b));
    published.emplace(id, DeltaHistory::valuesOf(cell));
    if (then) {
      const auto was = then->find(id);
      DeltaHistory::compare(&cell, was == then->end() ? nullptr : &was->second);
    }
    out->push_back(std::move(cell));
  }
  if (length) history->publish(window, reading.cube.ranges().tick, std::move(published));
}

}  // namespace

std::vector<FrameCell> frameCells(const CubeReading& reading, DeltaHistory* history) {
  std::vector<FrameCell> cells;
  for (int w = 0; w < kSlidingWindows; ++w) {
    if (reading.cube.ranges().windows[static_cast<size_t>(w)].last <
        reading.cube.ranges().windows[static_cast<size_t>(w)].first) {
      continue;
    }
    addWindow(reading, static_cast<Window>(w), history, &cells);
  }
  for (const auto& [id, standings] : standingsOf(reading)) {
    if (!standings.isEmpty()) cells.push_back(frameCell(reading, id, Window::kNow, nowMetrics(standings)));
  }
  std::sort(cells.begin(), cells.end(), [](const FrameCell& a, const FrameCell& b) {
    return std::tie(a.brand, a.channel, a.window) < std::tie(b.brand, b.channel, b.window);
  });
  return cells;
}

}  // namespace watchfloor
