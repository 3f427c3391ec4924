#include "metrics/cell.h"

#include <algorithm>

namespace watchfloor {

class Cell::Moves {
 public:
  explicit Moves(Cell* cell) : m_cell(cell) {}
  ~Moves() { end(); }
  Moves(const Moves&) = delete;
  Moves& operator=(const Moves&) = delete;

  void add(const Amount& amount, WindowSet windows) {
    if (m_size == kMost) end();
    m_cell->m_totals.prefetch(amount);
    m_moves[m_size++] = {amount, windows};
  }

 private:
  static constexpr size_t kMost = 32;
  struct Move {
    Amount amount;
    WindowSet windows;
  };

  void end() {
    for (size_t i = 0; i < m_size; ++i) m_cell->change(m_moves[i].amount, m_moves[i].windows);
    m_size = 0;
  }

  Cell* m_cell;
  size_t m_size = 0;
  std::array<Move, kMost> m_moves;
};

void Cell::change(const Amount& amount, WindowSet windows) {
  m_totals.add(amount, windows);
  m_touched.any |= windows;
  if (!isDuration(amount.field)) return;
  const size_t duration = durationIndex(amount.field);
  m_touched.durations[duration] |= windows;
  if (amount.n > 0) return;
  const PerWindow<int64_t>& max = m_totals.durations()[duration].max;
  const int64_t longest = amount.longest();
  forEachWindow(windows, [&](size_t w) {
    if (longest >= max[w]) m_staleMaxima[duration] |= only(w);
  });
}

void Cell::add(const Entry& entry, int sign, const WindowRanges& ranges) {
  const std::array<int64_t, kResolutions> index = paneIndices(entry.at);
  size_t finest = 0;  // of those that still keep its pane
  while (index[finest] < ranges.retained[finest]) {
    if (++finest == kResolutions) return;
  }
  const Amount amount = Amount::of(entry.field, entry.value, sign);
  m_panes[finest].add(index[finest], amount);
  m_changedMinute = std::min(m_changedMinute, index[kResolutions - 1]);
  WindowSet windows = kNoWindow;
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    windows |= static_cast<WindowSet>(ranges.windows[w].contains(index[kResolutionOf[w]]) << w);
  }
  change(amount, windows);
}

void Cell::move(size_t window, const PaneRange& panes, int sign, Moves* moves) {
  forEachAmount(kResolutionOf[window], panes,
                [&](const Amount& amount) { moves->add(sign > 0 ? amount : -amount, only(window)); });
}

void Cell::advance(const WindowRanges& from, const WindowRanges& to) {
  Moves moves(this);
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    const PaneRange was = from.windows[w], is = to.windows[w];
    if (was == is) continue;
    if (is.first > was.first) move(w, {was.first, std::min(was.last, is.first - 1)}, -1, &moves);
    if (is.last > was.last) move(w, {std::max(is.first, was.last + 1), is.last}, 1, &moves);
    // `today` after a new zone
    if (is.first < was.first) move(w, {is.first, std::min(is.last, was.first - 1)}, 1, &moves);
  }
  if (from.retained != to.retained) fold(to);
}

// What is too old for a resolution goes on into the next.
void Cell::fold(const WindowRanges& to) {
  for (size_t r = 0; r < kResolutions; ++r) {
    m_panes[r].dropBefore(to.retained[r], [&](int64_t index, const Amount& amount) {
      if (r + 1 < kResolutions) m_panes[r + 1].add(coarser(index, r), amount);
    });
  }
}

const Totals& Cell::totals(const WindowRanges& ranges) {
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    const bool isStale = std::any_of(m_staleMaxima.begin(), m_staleMaxima.end(),
                                     [&](WindowSet stale) { return contains(stale, w); });
    if (isStale) findMaxima(w, ranges.windows[w]);
  }
  m_staleMaxima.fill(kNoWindow);
  return m_totals;
}

void Cell::findMaxima(size_t window, const PaneRange& range) {
  std::array<int64_t, kDurationFields> maxima{};
  forEachAmount(kResolutionOf[window], range, [&](const Amount& amount) {
    if (!isDuration(amount.field) || amount.n <= 0) return;
    int64_t& max = maxima[durationIndex(amount.field)];
    max = std::max(max, amount.longest());
  });
  for (size_t d = 0; d < maxima.size(); ++d) m_totals.setMax(d, window, maxima[d]);
}

void Cell::addStanding(const Standing& standing, int sign) {
  const size_t kind = static_cast<size_t>(standing.kind);
  m_standingCount[kind] += sign;
  const auto it = m_standings[kind].try_emplace(standing.since).first;
  it->second += sign;
  if (it->second == 0) m_standings[kind].erase(it);
}

std::optional<Time> Cell::oldest(Standing::Kind kind) const {
  const auto& standings = m_standings[static_cast<size_t>(kind)];
  return standings.empty() ? std::nullopt : std::optional(standings.begin()->first);
}

}  // namespace watchfloor
