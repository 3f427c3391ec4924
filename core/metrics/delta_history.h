// What was published before, so that a frame can say what has changed since one window ago. Of each sliding
// window it keeps the plain values (count, ratio, mean) of past ticks for one window's length: all of them up
// to `few`, and past that one in every 1/60 of the window, so that memory does not grow with the rate of
// frames. The value compared with is then at most 1/60 of a window older than "one window ago". Not
// thread-safe.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <array>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "model/frame.h"
#include "model/interner.h"

namespace watchfloor {

class DeltaHistory {
 public:
  // `few`: how many ticks of a window are all kept.
  explicit DeltaHistory(size_t few) : m_few(few) {}

  // The figures of one tick, by cell. Metrics that are absent are zero.
  using Values = std::vector<std::pair<Metric, double>>;
  using Cells = absl::flat_hash_map<CellId, Values>;

  // What was published at the newest tick at or before `moment`; null when there was none. Forgets what is
  // older. REQUIRES: of each window, `moment` never goes back.
  const Cells* at(Window window, Time moment);

  // REQUIRES: `tick` is not before the last one.
  void publish(Window window, Time tick, Cells cells);

  // Sets the deltas of a cell's figures against `then` (null: the cell was not there), adding figures that
  // have become zero.
  static void compare(FrameCell* cell, const Values* then);
  static Values valuesOf(const FrameCell& cell);

 private:
  struct Tick {
    Time at;
    Cells cells;
  };
  size_t m_few;
  std::array<std::deque<Tick>, kSlidingWindows> m_ticks;
};

}  // namespace watchfloor
