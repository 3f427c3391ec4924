#include "metrics/frame_cells.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "model/archive.h"

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

// What a selection names, as numbers.
struct Named {
  std::vector<bool> brands, channels;  // by Interner::Id; empty: everything
  WindowSet windows = kEveryWindow;
  bool isNow = true;

  static std::vector<bool> idsOf(const std::vector<std::string>& names, const Interner& interner) {
    if (names.empty()) return {};
    std::vector<bool> ids(interner.size());
    for (const std::string& name : names) {
      if (const Interner::Id* id = interner.find(name)) ids[*id] = true;
    }
    return ids;
  }
  Named(const Selection& selection, const CubeReading& reading)
      : brands(idsOf(selection.brands, reading.brands)),
        channels(idsOf(selection.channels, reading.channels)) {
    if (selection.windows.empty()) return;
    windows = kNoWindow;
    isNow = false;
    for (const Window window : selection.windows) {
      if (window == Window::kNow) {
        isNow = true;
      } else {
        windows |= only(static_cast<size_t>(window));
      }
    }
  }
  bool isAbout(CellId id) const {
    return (brands.empty() || brands[id.brand]) && (channels.empty() || channels[id.channel]);
  }
};

}  // namespace

FrameCells::FrameCells(size_t fewTicks, const WatchedOnly* watchedOnly)
    : m_fewTicks(fewTicks), m_watchedOnly(watchedOnly), m_rollUps(watchedOnly) {
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    if (const auto length = lengthOf(static_cast<Window>(w))) m_ticks[w].emplace(*length);
  }
  m_pastFrom.fill(kDistantPast);
}

void FrameCells::nobodyLooksBefore(Time end, const TickAt& tickAt) {
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    if (m_ticks[w]) m_pastFrom[w] = m_ticks[w]->oldestComparedAt(end, tickAt);
  }
}

void FrameCells::want(std::vector<Selection> selections) {
  m_wanted = std::move(selections);
  m_isWantedKnown = false;
}

void FrameCells::regroup() {
  m_rollUps.regroup();
  m_isArranged = false;
  m_isRegrouped = true;
}

FrameCells::Shown* FrameCells::shown(CellId id) {
  std::unique_ptr<Shown>& cell = m_shown[id];
  if (!cell) {
    cell = std::make_unique<Shown>();
    m_isArranged = false;
  }
  return cell.get();
}

// Everything that there is to be shown, and what of it is wanted.
void FrameCells::find(const CubeReading& reading) {
  if (m_parts.size() != reading.cube.cells().size() || m_authorSets != reading.cube.authors().size()) {
    m_isArranged = false;
  }
  for (auto& [id, cell] : m_shown) cell->staff = nullptr;
  for (const auto& [id, staff] : reading.staff) shown(id)->staff = &staff;
  if (!m_isArranged) {
    for (const auto& [id, line] : m_rollUps.lines()) shown(id)->line = line;
    for (const auto& [id, authors] : reading.cube.authors()) shown(id)->authors = authors.get();
    m_authorSets = reading.cube.authors().size();
    arrange(reading);
    m_isArranged = true;
    m_isWantedKnown = false;
  }
  if (!std::exchange(m_isWantedKnown, true)) findWanted(reading);
}

void FrameCells::arrange(const CubeReading& reading) {
  while (m_mentions.size() < reading.channels.size()) {
    m_mentions.push_back(std::make_unique<PerWindow<int64_t>>());
  }
  m_inOrder.clear();
  for (auto& [id, cell] : m_shown) {
    m_inOrder.emplace_back(id, cell.get());
    if (id.brand != kAllId) cell->mentionsOfAllBrands = m_mentions[id.channel].get();
  }
  const auto names = [&](const auto& shown) {
    return std::tie(reading.brands.name(shown.first.brand), reading.channels.name(shown.first.channel));
  };
  std::sort(m_inOrder.begin(), m_inOrder.end(),
            [&](const auto& a, const auto& b) { return names(a) < names(b); });
  m_parts.clear();
  for (const auto& [id, cell] : reading.cube.cells()) {
    Part& part = m_parts.emplace_back(Part{.cell = cell.get(),
                                           .line = m_rollUps.lineOf(id),
                                           .in = {},
                                           .isOfBrand = id.brand != kAllId,
                                           .mentionsOfAll = m_mentions[kAllId].get(),
                                           .mentionsOfChannel = m_mentions[id.channel].get()});
    for (size_t w = 0; w < kSlidingWindows; ++w)
      part.mentions[w] = mentions(part.line->summary().totals(), w);
    const auto ids = withRollUps(id);
    for (size_t i = 0; i < m_watchedOnly->placesOf(id.brand); ++i)
      part.in.push_back(m_shown.at(ids[i]).get());
  }
}

void FrameCells::findWanted(const CubeReading& reading) {
  std::vector<Named> wanted;
  for (const Selection& selection : m_wanted) wanted.emplace_back(selection, reading);
  for (const auto& [id, cell] : m_inOrder) {
    const WindowSet was = cell->wanted;
    const bool wasNow = cell->isNowWanted;
    cell->wanted = kNoWindow;
    cell->isNowWanted = false;
    for (const Named& named : wanted) {
      if (!named.isAbout(id)) continue;
      cell->wanted |= named.windows;
      cell->isNowWanted |= named.isNow;
    }
    forEachWindow(static_cast<WindowSet>(was & ~cell->wanted), [cell = cell](size_t w) {
      cell->figures[w] = {};
      cell->staleFigures |= only(w);
    });
    if (wasNow && !cell->isNowWanted) {
      cell->figures[static_cast<size_t>(Window::kNow)] = {};
      cell->shownStandings = {};
    }
  }
}

void FrameCells::advance(const WindowRanges& ranges) {
  m_open = m_kept = kNoWindow;
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    if (ranges.windows[w].first <= ranges.windows[w].last) m_open |= only(w);
    m_then[w].reset();
    if (!m_ticks[w]) continue;
    m_then[w] = m_ticks[w]->at(ranges.tick - *lengthOf(static_cast<Window>(w)));
    if (m_then[w] && *m_then[w] < m_pastFrom[w]) m_then[w].reset();
    if (m_ticks[w]->add(ranges.tick, m_fewTicks) && ranges.tick >= m_pastFrom[w]) m_kept |= only(w);
  }
}

// What roll-ups of another kind are made of: mentions of all brands, and who is standing.
void FrameCells::readParts(bool areStandingsWanted) {
  for (auto& sums : m_mentions) sums->fill(0);
  for (Part& part : m_parts) {
    if (!part.isOfBrand) continue;
    const Totals& totals = part.line->summary().totals();
    forEachWindow(part.line->touched(), [&](size_t w) { part.mentions[w] = mentions(totals, w); });
    for (size_t w = 0; w < kSlidingWindows; ++w) {
      (*part.mentionsOfAll)[w] += part.mentions[w];
      (*part.mentionsOfChannel)[w] += part.mentions[w];
    }
  }
  if (!areStandingsWanted) return;
  for (auto& [id, cell] : m_shown) {
    cell->standings = {};
    if (!cell->staff) continue;
    cell->standings.agentsAvailable = cell->staff->available;
    cell->standings.busySlots = cell->staff->busySlots;
    cell->standings.slots = cell->staff->slots;
  }
  for (const Part& part : m_parts) {
    if (!isAnybodyStanding(*part.cell)) continue;
    for (Shown* in : part.in) add(*part.cell, &in->standings);
  }
}

// With which tick the deltas of a cell compare, if with any.
std::optional<Time> FrameCells::thenOf(const Shown& cell, size_t window) const {
  const std::optional<Time> then = m_then[window];
  return then && cell.isOverBrands() && *then < m_overBrandsSince ? std::nullopt : then;
}

// The windows that are read at this tick.
WindowSet FrameCells::asked(const Shown& cell) const {
  return static_cast<WindowSet>(m_open & (cell.wanted | m_kept));
}

const Summary& FrameCells::summaryOf(const Shown& cell) {
  static const Summary kNothing = [] {
    static const Totals totals;
    return Summary(&totals);
  }();
  return cell.line ? cell.line->summary() : kNothing;
}

// Takes note of what has changed in windows since they were read last.
void FrameCells::readWindows(WindowSet asked, Shown* cell) const {
  WindowSet changed = kNoWindow, windows = kNoWindow;
  if (cell->line) {
    cell->line->summary().read(cell->wanted);
    windows = cell->line->summary().nonEmpty();
  }
  forEachWindow(asked, [&](size_t w) {
    Beside beside;
    if (cell->authors) beside.distinctAuthors = cell->authors->count(static_cast<Window>(w));
    if (cell->staff) beside.agents = cell->staff->spent[w];
    if (beside.distinctAuthors.n != 0 || beside.agents.staffed != 0) windows |= only(w);
    if (cell->mentionsOfAllBrands) {
      beside.isOneBrand = true;
      beside.mentionsOfAllBrands = (*cell->mentionsOfAllBrands)[w];
    }
    if (beside == cell->beside[w]) return;
    cell->beside[w] = beside;
    changed |= only(w);
  });
  changed |= static_cast<WindowSet>((windows ^ cell->windows) & asked);
  cell->windows = static_cast<WindowSet>((windows & asked) | (cell->windows & ~asked));
  cell->staleFigures |= changed;
  cell->stalePast |= changed;
}

// Brings the figures of a cell up to date, and its past.
void FrameCells::show(Time tick, Shown* cell) const {
  if (cell->line) {
    cell->staleFigures |= cell->line->touched();
    cell->stalePast |= cell->line->touched();
  }
  Scratch scratch;
  if (const WindowSet windows = asked(*cell); windows != kNoWindow) {
    readWindows(windows, cell);
    forEachWindow(windows, [&](size_t w) { show(tick, w, cell, &scratch); });
  }
  if (cell->isNowWanted) showNow(cell, &scratch);
}

void FrameCells::showNow(Shown* cell, Scratch* scratch) const {
  if (cell->standings == cell->shownStandings) return;
  scratch->figures.clear();
  nowMetrics(cell->standings, &scratch->figures);
  cell->figures[static_cast<size_t>(Window::kNow)] = scratch->figures;
  cell->shownStandings = cell->standings;
}

// Those of one window, if anything in them has changed.
void FrameCells::show(Time tick, size_t window, Shown* cell, Scratch* scratch) const {
  const std::optional<Time> then = thenOf(*cell, window);
  PastFigures& past = cell->past[window];
  const WindowSet bit = only(window);
  if ((m_then[window] && past.moveTo(*m_then[window])) ||
      then.has_value() != contains(cell->deltas, window)) {
    cell->staleFigures |= bit;
  }
  cell->deltas = static_cast<WindowSet>(then ? cell->deltas | bit : cell->deltas & ~bit);
  if ((m_kept & cell->stalePast & bit) != 0) keep(tick, window, cell, scratch);
  if ((cell->wanted & cell->staleFigures & bit) == 0) return;
  std::vector<Measured>& figures = scratch->figures;
  figures.clear();
  if (contains(cell->windows, window)) {
    windowMetrics(summaryOf(*cell), window, cell->beside[window], &figures);
    if (then) past.compare(&figures);
  }
  cell->figures[window] = figures;
  cell->staleFigures &= static_cast<WindowSet>(~bit);
}

// Its plain values, for deltas to come.
void FrameCells::keep(Time tick, size_t window, Shown* cell, Scratch* scratch) const {
  scratch->parts.clear();
  if (contains(cell->windows, window)) {
    plainMetrics(summaryOf(*cell), window, cell->beside[window], &scratch->parts);
  }
  cell->past[window].add(tick, scratch->parts);
  cell->stalePast &= static_cast<WindowSet>(~only(window));
}

std::vector<FrameCell> FrameCells::read(const CubeReading& reading, const Share& share) {
  constexpr size_t kAtOnce = 16;  // cells
  m_rollUps.note(reading.cube);
  find(reading);
  bool areStandingsWanted = false;
  for (const auto& [id, cell] : m_inOrder) {
    areStandingsWanted |= cell->isNowWanted;
    if (!cell->line || asked(*cell) == kNoWindow) continue;
    cell->line->ask((m_open & cell->wanted) != 0 ? Detail::kWithQuantiles : Detail::kWithoutQuantiles);
  }
  m_rollUps.update(reading.cube, share);
  readParts(areStandingsWanted);
  const Time tick = reading.cube.ranges().tick;
  if (std::exchange(m_isRegrouped, false)) m_overBrandsSince = tick;
  shareOut(share, m_inOrder.size(), kAtOnce, [&](size_t i) { show(tick, m_inOrder[i].second); });

  std::vector<FrameCell> cells;
  const auto add = [&](CellId id, Window window, bool hasDelta, const FigureSet& figures) {
    cells.push_back({.brand = reading.brands.name(id.brand),
                     .channel = reading.channels.name(id.channel),
                     .window = window,
                     .hasDelta = hasDelta,
                     .figures = figures});
  };
  for (const auto& [id, cell] : m_inOrder) {
    forEachWindow(static_cast<WindowSet>(m_open & cell->wanted & cell->windows),
                  [&, id = id, cell = cell](size_t w) {
                    add(id, static_cast<Window>(w), thenOf(*cell, w).has_value(), cell->figures[w]);
                  });
    if (!cell->isNowWanted || cell->standings.isEmpty()) continue;
    add(id, Window::kNow, false, cell->figures[static_cast<size_t>(Window::kNow)]);
  }
  return cells;
}

template <class Archive>
void FrameCells::persist(Archive& archive) {
  if (archive.hasWatchedOnly()) archive(m_overBrandsSince);
  for (auto& ticks : m_ticks) {
    if (ticks) archive(*ticks);
  }
  persistMap(archive, m_shown, [&](CellId, std::unique_ptr<Shown>& cell) {
    if (Archive::kIsReading) cell = std::make_unique<Shown>();
    for (size_t w = 0; w < kSlidingWindows; ++w) {
      if (!m_ticks[w]) continue;
      PastFigures& past = cell->past[w];
      if (!Archive::kIsReading && m_then[w] && past.moveTo(*m_then[w])) cell->staleFigures |= only(w);
      past.persist(archive, *m_ticks[w]);
    }
  });
}
template void FrameCells::persist(ArchiveWriter&);
template void FrameCells::persist(ArchiveReader&);

}  // namespace watchfloor
