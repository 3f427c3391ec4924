#include "metrics/frame_cells.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace watchfloor {
namespace {

constexpr Interner::Id kAllId = Interner::kAllId;

void add(Cell& cell, Standings* to) {
  const auto older = [](std::optional<Time> a, std::optional<Time> b) {
    return !a ? b : !b ? a : std::min(*a, *b);
  };
  to->waiting += cell.standing(Standing::Kind::kWaiting);
  to->unanswered += cell.standing(Standing::Kind::kUnanswered);
  to->backlog += cell.standing(Standing::Kind::kBacklog);
  to->longestWaiting = older(to->longestWaiting, cell.oldest(Standing::Kind::kWaiting));
  to->oldestUnanswered = older(to->oldestUnanswered, cell.oldest(Standing::Kind::kUnanswered));
}

bool isAnybodyStanding(const Cell& cell) {
  return cell.standing(Standing::Kind::kWaiting) != 0 || cell.standing(Standing::Kind::kUnanswered) != 0 ||
         cell.standing(Standing::Kind::kBacklog) != 0;
}

// The mentions of all brands, by channel.
std::vector<PerWindow<int64_t>> mentionsOf(const RollUps& rollUps, size_t channels) {
  std::vector<PerWindow<int64_t>> sums(channels);
  for (const auto& [id, summary] : rollUps.summaries()) {
    if (id.brand == kAllId) continue;
    for (size_t w = 0; w < kSlidingWindows; ++w) sums[id.channel][w] += mentions(summary->totals(), w);
  }
  return sums;
}

}  // namespace

FrameCells::FrameCells(size_t fewTicks) : m_fewTicks(fewTicks) {
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    if (const auto length = lengthOf(static_cast<Window>(w))) m_ticks[w].emplace(*length);
  }
}

FrameCells::Shown& FrameCells::shown(CellId id) {
  std::unique_ptr<Shown>& cell = m_shown[id];
  if (!cell) cell = std::make_unique<Shown>();
  return *cell;
}

// What there is of each cell and roll-up in each window.
void FrameCells::readBeside(const CubeReading& reading) {
  for (const auto& [id, authors] : reading.cube.authors()) shown(id);
  for (const auto& [id, staff] : reading.staff) shown(id);
  for (const auto& [id, summary] : m_rollUps.summaries()) shown(id).summary = summary;
  const auto mentionsOfAll = mentionsOf(m_rollUps, reading.channels.size());
  for (auto& [id, cell] : m_shown) {
    cell->windows = cell->summary ? cell->summary->nonEmpty() : kNoWindow;
    const bool isOneBrand = id.brand != kAllId;
    for (size_t w = 0; w < kSlidingWindows; ++w) {
      cell->beside[w] = {.distinctAuthors = {},
                         .agents = {},
                         .mentionsOfAllBrands = isOneBrand ? mentionsOfAll[id.channel][w] : 0,
                         .isOneBrand = isOneBrand};
    }
  }
  for (const auto& [id, authors] : reading.cube.authors()) {
    Shown& cell = shown(id);
    for (size_t w = 0; w < kSlidingWindows; ++w) {
      const Count count = authors->count(static_cast<Window>(w));
      if (count.n != 0) cell.windows |= only(w);
      if (contains(cell.windows, w)) cell.beside[w].distinctAuthors = count;
    }
  }
  for (const auto& [id, staff] : reading.staff) {
    Shown& cell = shown(id);
    for (size_t w = 0; w < kSlidingWindows; ++w) {
      if (staff.spent[w].staffed == 0) continue;
      cell.windows |= only(w);
      cell.beside[w].agents = staff.spent[w];
    }
  }
}

void FrameCells::readStandings(const CubeReading& reading) {
  for (auto& [id, cell] : m_shown) cell->standings = {};
  for (const auto& [id, cell] : reading.cube.cells()) {
    if (!isAnybodyStanding(*cell)) continue;
    for (const CellId to : withRollUps(id)) add(*cell, &shown(to).standings);
  }
  for (const auto& [id, staff] : reading.staff) {
    Standings& to = shown(id).standings;
    to.agentsAvailable = staff.available;
    to.busySlots = staff.busySlots;
    to.slots = staff.slots;
  }
}

void FrameCells::readMoments(const WindowRanges& ranges) {
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    Moment& moment = m_moments[w];
    moment.isOpen = ranges.windows[w].first <= ranges.windows[w].last;
    if (!m_ticks[w]) continue;
    moment.then = m_ticks[w]->at(ranges.tick - *lengthOf(static_cast<Window>(w)));
    moment.before = m_ticks[w]->add(ranges.tick, m_fewTicks);
  }
}

void FrameCells::sort(const CubeReading& reading) {
  if (m_inOrder.size() == m_shown.size()) return;
  m_inOrder.clear();
  for (auto& [id, cell] : m_shown) m_inOrder.emplace_back(id, cell.get());
  const auto names = [&](const auto& shown) {
    return std::tie(reading.brands.name(shown.first.brand), reading.channels.name(shown.first.channel));
  };
  std::sort(m_inOrder.begin(), m_inOrder.end(),
            [&](const auto& a, const auto& b) { return names(a) < names(b); });
}

// Brings the figures of a cell up to date.
void FrameCells::show(Time tick, Shown* cell) const {
  std::vector<Measured> scratch;
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    if (m_moments[w].isOpen) show(tick, w, cell, &scratch);
  }
  if (cell->standings == cell->shownStandings) return;
  scratch.clear();
  nowMetrics(cell->standings, &scratch);
  cell->figures[static_cast<size_t>(Window::kNow)] = scratch;
  cell->shownStandings = cell->standings;
}

// Those of one window, if anything in them has changed.
void FrameCells::show(Time tick, size_t window, Shown* cell, std::vector<Measured>* scratch) const {
  const Moment& moment = m_moments[window];
  PastFigures& past = cell->past[window];
  const WindowSet bit = only(window);
  const bool isThere = contains(cell->windows, window), hasDelta = moment.then.has_value();
  const bool isPastSame = !hasDelta || !past.moveTo(*moment.then);
  const bool isSame = contains(cell->shownWindows, window) == isThere;
  const bool hadDelta = contains(cell->shownDeltas, window);
  const bool hasChanged = cell->summary && contains(cell->summary->touched().any, window);
  cell->shownDeltas = static_cast<WindowSet>(hasDelta ? cell->shownDeltas | bit : cell->shownDeltas & ~bit);
  cell->shownWindows = static_cast<WindowSet>(isThere ? cell->shownWindows | bit : cell->shownWindows & ~bit);
  if (!isThere) {
    if (isSame) return;
    cell->figures[window] = {};
    past.add(tick, moment.before, {});
    return;
  }
  if (isSame && isPastSame && !hasChanged && hadDelta == hasDelta &&
      cell->shownBeside[window] == cell->beside[window]) {
    return;
  }
  static const Totals kNothing;
  windowMetrics(cell->summary ? *cell->summary : Summary(&kNothing), window, cell->beside[window], scratch);
  if (m_ticks[window]) past.add(tick, moment.before, *scratch);
  if (hasDelta) past.compare(scratch);
  cell->figures[window] = *scratch;
  cell->shownBeside[window] = cell->beside[window];
}

std::vector<FrameCell> FrameCells::read(const CubeReading& reading, const Share& share) {
  constexpr size_t kAtOnce = 16;  // cells
  m_rollUps.update(reading.cube, share);
  readBeside(reading);
  readStandings(reading);
  readMoments(reading.cube.ranges());
  sort(reading);
  const Time tick = reading.cube.ranges().tick;
  shareOut(share, m_inOrder.size(), kAtOnce, [&](size_t i) { show(tick, m_inOrder[i].second); });

  std::vector<FrameCell> cells;
  cells.reserve(m_inOrder.size() * kWindows);
  const auto add = [&](CellId id, Window window, bool hasDelta, const FigureSet& figures) {
    cells.push_back({.brand = reading.brands.name(id.brand),
                     .channel = reading.channels.name(id.channel),
                     .window = window,
                     .hasDelta = hasDelta,
                     .figures = figures});
  };
  for (const auto& [id, cell] : m_inOrder) {
    for (size_t w = 0; w < kSlidingWindows; ++w) {
      if (m_moments[w].isOpen && contains(cell->windows, w)) {
        add(id, static_cast<Window>(w), m_moments[w].then.has_value(), cell->figures[w]);
      }
    }
    if (cell->standings.isEmpty()) continue;
    add(id, Window::kNow, false, cell->figures[static_cast<size_t>(Window::kNow)]);
  }
  return cells;
}

}  // namespace watchfloor
