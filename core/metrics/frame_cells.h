// Builds what a frame shows of the cube: each cell and each roll-up in each window, by adding parts and
// dividing last. A pure reading, but for the cache of maxima in the cells. Cost: O(cells × windows)
// additions.
#pragma once

#include <array>
#include <functional>
#include <vector>

#include "metrics/cube.h"
#include "metrics/definitions.h"
#include "metrics/delta_history.h"
#include "model/frame.h"
#include "model/selection.h"

namespace watchfloor {

// The staff of a cell or roll-up at the tick.
struct StaffFigures {
  int64_t available = 0, busySlots = 0, slots = 0;
  std::array<AgentTime, kSlidingWindows> spent{};

  StaffFigures& operator+=(const StaffFigures& o) {
    available += o.available;
    busySlots += o.busySlots;
    slots += o.slots;
    for (size_t w = 0; w < spent.size(); ++w) {
      spent[w].busy += o.spent[w].busy;
      spent[w].staffed += o.spent[w].staffed;
    }
    return *this;
  }
};
using StaffByCell = absl::btree_map<CellId, StaffFigures>;

struct CubeReading {
  const Cube& cube;
  const Interner& brands;
  const Interner& channels;
  const StaffByCell& staff;
};

// The cells of all windows and of `now`, by brand, channel and window; deltas against `history`, which then
// learns of this tick.
std::vector<FrameCell> frameCells(const CubeReading& reading, DeltaHistory* history);

}  // namespace watchfloor
