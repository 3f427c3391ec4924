// Builds what a frame shows of the cube: each cell and each roll-up in each window, by adding parts and
// dividing last. What has not changed since the last frame is not built again, but shared with it.
//
// Cost: O(cells × windows), some 20 ns each where nothing changed and a microsecond where something did.
// Memory: 1 KB a cell or roll-up, and its past (metrics/delta_history.h). Not thread-safe.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "metrics/cube.h"
#include "metrics/definitions.h"
#include "metrics/delta_history.h"
#include "metrics/roll_ups.h"
#include "model/frame.h"

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

class FrameCells {
 public:
  // `fewTicks`: how many ticks of a window are all kept for deltas.
  explicit FrameCells(size_t fewTicks);

  // The cells of all windows and of `now`, by brand, channel and window; deltas against what was read before.
  // REQUIRES: always the same cube and interners, whose tick never goes back.
  std::vector<FrameCell> read(const CubeReading& reading, const Share& share = oneByOne);

 private:
  // A cell or roll-up as it is shown.
  struct Shown {
    const Summary* summary = nullptr;  // null while nothing was counted there
    WindowSet windows = kNoWindow;     // where there is anything now
    PerWindow<Beside> beside;
    Standings standings;
    // As it was shown last.
    WindowSet shownWindows = kNoWindow, shownDeltas = kNoWindow;
    PerWindow<Beside> shownBeside;
    Standings shownStandings;
    std::array<FigureSet, kWindows> figures;
    PerWindow<PastFigures> past;
  };
  // What one sliding window is at the tick.
  struct Moment {
    bool isOpen = false;       // it has panes
    std::optional<Time> then;  // what deltas compare with
    Time before;               // the tick kept before this one
  };

  Shown& shown(CellId id);
  void readBeside(const CubeReading& reading);
  void readStandings(const CubeReading& reading);
  void readMoments(const WindowRanges& ranges);
  void sort(const CubeReading& reading);
  void show(Time tick, Shown* cell) const;
  void show(Time tick, size_t window, Shown* cell, std::vector<Measured>* scratch) const;

  size_t m_fewTicks;
  RollUps m_rollUps;
  PerWindow<std::optional<KeptTicks>> m_ticks;
  PerWindow<Moment> m_moments;
  absl::btree_map<CellId, std::unique_ptr<Shown>> m_shown;
  std::vector<std::pair<CellId, Shown*>> m_inOrder;  // of names
};

}  // namespace watchfloor
