// Which panes each window holds at a tick. Time is cut into panes of 1 s, 10 s and 60 s; a window is a run of
// them, and everything (insertion, eviction, distinct counting) tests a pane's index, never a time: otherwise
// insertion and eviction drift apart. Values; any thread.
//
//   windows 1m 5m          panes of 1 s
//   windows 15m 30m 60m    panes of 10 s
//   windows 24h today total  panes of 60 s
#pragma once

#include <array>
#include <cstdint>
#include <limits>

#include "model/config.h"
#include "model/metric.h"
#include "model/time.h"

namespace watchfloor {

inline constexpr int kResolutions = 3;
inline constexpr std::array<Duration, kResolutions> kPaneSizes = {seconds(1), seconds(10), seconds(60)};

// The windows whose panes are of one size.
struct WindowsOfResolution {
  int first, last;  // indices of Window
};
inline constexpr std::array<WindowsOfResolution, kResolutions> kWindowsOf = {{{0, 1}, {2, 4}, {5, 7}}};

// By index of Window.
inline constexpr std::array<uint8_t, kSlidingWindows> kResolutionOf = {0, 0, 1, 1, 1, 2, 2, 2};

constexpr int64_t floorOf(int64_t n, int64_t by) { return n / by - (n % by < 0 ? 1 : 0); }
// ⌊t / size⌋, also before 1970.
constexpr int64_t paneOf(Time t, Duration size) { return floorOf(micros(t), size.count()); }

// Each pane lies within one of the next resolution. REQUIRES: resolution + 1 < kResolutions
constexpr int64_t coarser(int64_t pane, size_t resolution) {
  return floorOf(pane, kPaneSizes[resolution + 1] / kPaneSizes[resolution]);
}
// The pane of `t` in every resolution.
constexpr std::array<int64_t, kResolutions> paneIndices(Time t) {
  const int64_t second = paneOf(t, kPaneSizes[0]), ten = coarser(second, 0);
  return {second, ten, coarser(ten, 1)};
}

struct PaneRange {
  int64_t first = 1, last = 0;  // empty
  constexpr bool contains(int64_t pane) const { return first <= pane && pane <= last; }
  bool operator==(const PaneRange&) const = default;
};

// The panes of resolution `to` that lie within those of resolution `from`. REQUIRES: to <= from
constexpr PaneRange refined(const PaneRange& range, size_t from, size_t to) {
  const int64_t factor = kPaneSizes[from] / kPaneSizes[to], least = std::numeric_limits<int64_t>::min();
  return {range.first < least / factor ? least : range.first * factor, range.last * factor + factor - 1};
}

struct WindowRanges {
  static constexpr int64_t kForever = std::numeric_limits<int64_t>::min();

  Time tick = kDistantPast;
  std::array<PaneRange, kSlidingWindows> windows;
  // The first pane of each resolution that any window may still hold, now or after a change of zone.
  std::array<int64_t, kResolutions> retained = {kForever, kForever, kForever};

  static WindowRanges at(Time tick, const DayStart& dayStart, ClockKind clock);

  const PaneRange& operator[](Window w) const { return windows[static_cast<size_t>(w)]; }
  // The beginning of a window's first pane; kDistantPast for `total`.
  Time start(Window w) const;
};

}  // namespace watchfloor
