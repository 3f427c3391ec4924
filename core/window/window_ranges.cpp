#include "window/window_ranges.h"

namespace watchfloor {
namespace {

constexpr Duration kLongestDay = hours(26);  // a day of 25 hours, and one to spare

}  // namespace

WindowRanges WindowRanges::at(Time tick, const DayStart& dayStart, ClockKind clock) {
  WindowRanges ranges;
  ranges.tick = tick;
  for (int i = 0; i < kSlidingWindows; ++i) {
    const Window w = static_cast<Window>(i);
    const Duration g = paneOf(w);
    PaneRange& range = ranges.windows[static_cast<size_t>(i)];
    const int64_t last = paneOf(tick, g);
    if (const auto length = lengthOf(w)) {
      range = {last - *length / g + 1, last};
    } else if (w == Window::kToday) {
      range = {paneOf(dayStart.at(tick), g), last};
    } else if (clock == ClockKind::kEvent) {
      range = {kForever, last};
    }
  }
  const bool isWall = clock == ClockKind::kWall;
  ranges.retained = {ranges[Window::k5m].first, ranges[Window::k60m].first,
                     isWall ? paneOf(tick - kLongestDay, kPaneSizes[2]) : kForever};
  return ranges;
}

Time WindowRanges::start(Window w) const {
  const int64_t first = (*this)[w].first;
  return first == kForever ? kDistantPast : Time{first * paneOf(w)};
}

}  // namespace watchfloor
