// Notes what an engine counts, by minutes, until somebody takes it. Not thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "metrics/cube.h"
#include "metrics/frame_cells.h"
#include "metrics/minute_changes.h"

namespace watchfloor {

class MinuteRecorder {
 public:
  explicit MinuteRecorder(ClockKind clock) : m_clock(clock) {}

  // Before the cube moves to `tick`: `staff` is asked for when a minute ends with the cube's last tick. Under
  // the wall clock a minute within which, or at whose ends, there was no tick for kMostPause is told as one
  // in which the engine did not run: not at all.
  static constexpr Duration kMostPause = seconds(10);
  template <typename Staff>
  void beforeMove(const Cube& cube, Time tick, Staff staff) {
    const Time last = cube.ranges().tick;
    const bool isPause = m_clock == ClockKind::kWall && (last == kDistantPast || tick - last > kMostPause);
    if (isPause) m_isWhole = false;
    if (last == kDistantPast || minuteOf(last) == minuteOf(tick)) return;
    if (m_isWhole) end(cube, staff());
    m_isWhole = !isPause;
  }
  void add(std::span<const Changes* const> changes);
  void add(std::vector<MinuteChanges::Spent> spent);

  // All since it was last asked.
  MinuteChanges take(Time tick, const std::string& definitionId, const Interner& brands,
                     const Interner& channels);

 private:
  static int64_t minuteOf(Time t) { return paneOf(t, std::chrono::minutes(1)); }
  void end(const Cube& cube, const StaffByCell& staff);

  ClockKind m_clock;
  bool m_isWhole = true;  // the minute of the cube's tick, so far
  MinuteChanges m_changes;
  size_t m_brands = 0, m_channels = 0;  // that were told
};

}  // namespace watchfloor
