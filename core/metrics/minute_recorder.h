// Notes what an engine counts, by minutes, until somebody takes it. Not thread-safe.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "metrics/cube.h"
#include "metrics/frame_cells.h"
#include "metrics/minute_changes.h"

namespace watchfloor {

// Which minutes the engine ran through. Under the wall clock one within which, or at whose ends, there was no
// tick for kMostPause is not.
class WholeMinutes {
 public:
  static constexpr Duration kMostPause = seconds(10);

  // The engine goes from one tick (kDistantPast: none) to the next: does a whole minute end there?
  bool move(Time last, Time tick, ClockKind clock) {
    const bool isPause = clock == ClockKind::kWall && (last == kDistantPast || tick - last > kMostPause);
    if (isPause) m_isWhole = false;
    if (last == kDistantPast || minuteOf(last) == minuteOf(tick)) return false;
    return std::exchange(m_isWhole, !isPause);
  }
  template <class Archive>
  void persist(Archive& archive) {
    archive(m_isWhole);
  }

 private:
  bool m_isWhole = true;  // the minute of the last tick, so far
};

class MinuteRecorder {
 public:
  // A minute ends with the cube's tick: this is how it stands.
  void end(const Cube& cube, const StaffByCell& staff, const WatchedOnly& watchedOnly);
  void add(std::span<const Changes* const> changes);
  void add(std::vector<MinuteChanges::Spent> spent);

  // All since it was last asked.
  MinuteChanges take(Time tick, const std::string& definitionId, const Interner& brands,
                     const Interner& channels, const std::vector<MinuteChanges::WatchedSince>& watched);

 private:
  MinuteChanges m_changes;
  size_t m_brands = 0, m_channels = 0;  // that were told
};

}  // namespace watchfloor
