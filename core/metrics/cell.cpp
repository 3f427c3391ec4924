#include "metrics/cell.h"

#include <algorithm>

namespace watchfloor {

void Cell::change(Field field, int64_t value, WindowSet windows, int sign) {
  m_totals.add(field, value, windows, sign);
  m_touched.any |= windows;
  if (!isDuration(field)) return;
  const size_t duration = durationIndex(field);
  m_touched.durations[duration] |= windows;
  if (sign > 0) return;
  const PerWindow<int64_t>& max = m_totals.durations()[duration].max;
  forEachWindow(windows, [&](size_t w) {
    if (value >= max[w]) m_staleMaxima[duration] |= only(w);
  });
}

void Cell::add(const Entry& entry, int sign, const WindowRanges& ranges) {
  const std::array<int64_t, kResolutions> index = paneIndices(entry.at);
  size_t finest = 0;  // of those that still keep its pane
  while (index[finest] < ranges.retained[finest]) {
    if (++finest == kResolutions) return;
  }
  const int64_t value = std::clamp(entry.value, -Pane::kMost, Pane::kMost);
  m_panes[finest].add(index[finest], entry.field, value, sign);
  m_changedMinute = std::min(m_changedMinute, index[kResolutions - 1]);
  WindowSet windows = kNoWindow;
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    windows |= static_cast<WindowSet>(ranges.windows[w].contains(index[kResolutionOf[w]]) << w);
  }
  change(entry.field, value, windows, sign);
}

void Cell::move(size_t window, const PaneRange& panes, int sign) {
  forEachPane(kResolutionOf[window], panes, [&](const Pane& pane) {
    pane.forEach([&](Field field, int64_t value) { change(field, value, only(window), sign); });
  });
}

void Cell::advance(const WindowRanges& from, const WindowRanges& to) {
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    const PaneRange was = from.windows[w], is = to.windows[w];
    if (was == is) continue;
    if (is.first > was.first) move(w, {was.first, std::min(was.last, is.first - 1)}, -1);
    if (is.last > was.last) move(w, {std::max(is.first, was.last + 1), is.last}, 1);
    // `today` after a new zone
    if (is.first < was.first) move(w, {is.first, std::min(is.last, was.first - 1)}, 1);
  }
  if (from.retained != to.retained) fold(to);
}

// What is too old for a resolution goes on into the next.
void Cell::fold(const WindowRanges& to) {
  for (size_t r = 0; r < kResolutions; ++r) {
    m_panes[r].dropBefore(to.retained[r], [&](int64_t index, const Pane& pane) {
      if (r + 1 == kResolutions) return;
      const int64_t coarse = coarser(index, r);
      pane.forEach([&](Field field, int64_t value) { m_panes[r + 1].add(coarse, field, value, 1); });
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
  forEachPane(kResolutionOf[window], range, [&](const Pane& pane) {
    pane.forEach([&](Field field, int64_t value) {
      if (isDuration(field)) maxima[durationIndex(field)] = std::max(maxima[durationIndex(field)], value);
    });
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
