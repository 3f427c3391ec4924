// Builds what a frame shows of the cube: each cell and each roll-up that somebody looks at, in each window,
// by adding parts and dividing last. What has not changed since the last frame is not built again, but shared
// with it. What nobody looks at costs no more than to note what has changed, and at the ticks that deltas
// compare with (metrics/delta_history.h) its plain values. So who looks never changes a figure.
//
// Cost: O(cells), some 20 ns each; a microsecond for each window of a cell that somebody looks at and that
// has changed, half of it at a tick that is kept. Memory: 1 KB a cell or roll-up, and its past. Not
// thread-safe.
#pragma once

#include <absl/container/inlined_vector.h>

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "metrics/cube.h"
#include "metrics/definitions.h"
#include "metrics/delta_history.h"
#include "metrics/roll_ups.h"
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

class FrameCells {
 public:
  // `fewTicks`: how many ticks of a window are all kept for deltas.
  explicit FrameCells(size_t fewTicks, const WatchedOnly* watchedOnly = &kNoneWatchedOnly);

  // Other brands are watched only from the next reading on. Roll-ups over brands then have no deltas until
  // the window has passed: these would tell of nothing but the change.
  void regroup();

  // Until a reading at `end` nobody wants anything: what no later one compares with need not be kept.
  void nobodyLooksBefore(Time end, const TickAt& tickAt);

  // What is shown from now on: the union of the cells and windows selected, at first everything.
  void want(std::vector<Selection> selections);

  // The present moves. REQUIRES: never back
  void advance(const WindowRanges& ranges);
  // Something at this tick is to be kept: it must be read, whether or not somebody looks.
  bool isDue() const { return m_kept != kNoWindow || m_isRegrouped; }

  // Those cells in their windows and `now`, by brand, channel and window; deltas against what was read
  // before. REQUIRES: always the same cube and interners, and advance() to its tick
  std::vector<FrameCell> read(const CubeReading& reading, const Share& share = oneByOne);

  // What deltas compare with; the rest comes anew with the next reading.
  template <class Archive>
  void persist(Archive& archive);

 private:
  // A cell or roll-up as it is shown.
  struct Shown {
    // Where it is read; null while there is none.
    RollUps::Line* line = nullptr;
    const DistinctSet* authors = nullptr;
    const StaffFigures* staff = nullptr;                      // of the tick
    const PerWindow<int64_t>* mentionsOfAllBrands = nullptr;  // none for roll-ups over brands
    bool isOverBrands() const { return mentionsOfAllBrands == nullptr; }
    // Who looks.
    WindowSet wanted = kNoWindow;
    bool isNowWanted = false;
    // As it was read last, window by window.
    WindowSet windows = kNoWindow;  // in which there is anything
    PerWindow<Beside> beside{};
    PerWindow<PastFigures> past;
    // What has changed since its figures were worked out, and since its past was written.
    WindowSet staleFigures = kEveryWindow, stalePast = kEveryWindow;
    WindowSet deltas = kNoWindow;  // figures have deltas
    Standings standings, shownStandings;
    std::array<FigureSet, kWindows> figures;
  };
  // A cell of the cube, and what it is part of.
  struct Part {
    Cell* cell;
    RollUps::Line* line;
    absl::InlinedVector<Shown*, 4> in;  // as withRollUps(), as many as it is part of
    bool isOfBrand;
    PerWindow<int64_t>*mentionsOfAll, *mentionsOfChannel;
    PerWindow<int64_t> mentions{};
  };
  // Memory that is used again.
  struct Scratch {
    std::vector<Measured> figures;
    std::vector<PlainParts> parts;
  };
  void find(const CubeReading& reading);
  Shown* shown(CellId id);
  void arrange(const CubeReading& reading);
  void findWanted(const CubeReading& reading);
  void readParts(bool areStandingsWanted);
  WindowSet asked(const Shown& cell) const;
  static const Summary& summaryOf(const Shown& cell);
  void readWindows(WindowSet asked, Shown* cell) const;
  std::optional<Time> thenOf(const Shown& cell, size_t window) const;
  void show(Time tick, Shown* cell) const;
  void show(Time tick, size_t window, Shown* cell, Scratch* scratch) const;
  void keep(Time tick, size_t window, Shown* cell, Scratch* scratch) const;
  void showNow(Shown* cell, Scratch* scratch) const;

  size_t m_fewTicks;
  std::vector<Selection> m_wanted{Selection{}};
  bool m_isArranged = false;     // for all there is
  size_t m_authorSets = 0;       // that there were when it was
  bool m_isWantedKnown = false;  // which cells, of those arranged

  const WatchedOnly* m_watchedOnly;
  RollUps m_rollUps;
  bool m_isRegrouped = false;             // since the last reading
  Time m_overBrandsSince = kDistantPast;  // roll-ups over brands are of the same brands
  PerWindow<std::optional<KeptTicks>> m_ticks;
  PerWindow<Time> m_pastFrom;  // the oldest tick that there may be a past of
  // At the tick.
  PerWindow<std::optional<Time>> m_then;             // what deltas compare with
  WindowSet m_open = kNoWindow, m_kept = kNoWindow;  // which have panes; of which the tick is kept for deltas
  std::vector<std::unique_ptr<PerWindow<int64_t>>> m_mentions;  // of all brands, by channel

  absl::btree_map<CellId, std::unique_ptr<Shown>> m_shown;
  std::vector<Part> m_parts;
  std::vector<std::pair<CellId, Shown*>> m_inOrder;  // of names
};

}  // namespace watchfloor
