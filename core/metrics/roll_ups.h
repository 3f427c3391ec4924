// The cells of a cube with their roll-ups over brands, over channels and over all, in all windows. What was
// touched is noted at each tick; a roll-up is added up, part by part, when somebody asks for it, and then
// only what has changed since the last time: its counts, and each kind of duration by itself. What is counted
// under the brand "all" (metrics/cube.h) is part of roll-ups, and no cell of its own.
//
// Cost: note() O(cells), some 10 ns each; update() O(parts) for each roll-up that is asked for and has a part
// that has changed. Memory: 5 KB a roll-up and 32 bytes a bin in use. Not thread-safe.
#pragma once

#include <absl/container/btree_map.h>

#include <memory>
#include <vector>

#include "metrics/cube.h"
#include "metrics/summary.h"

namespace watchfloor {

class RollUps {
 public:
  explicit RollUps(const WatchedOnly* watchedOnly = &kNoneWatchedOnly) : m_watchedOnly(watchedOnly) {}

  // Other brands are watched only: what is added up over brands changes with the next note().
  void regroup();

  // A cell or roll-up.
  class Line {
   public:
    explicit Line(const Totals* totals) : m_summary(totals) {}

    // The windows in which something changed at the tick that was noted last.
    WindowSet touched() const { return m_touched.any; }
    // Of the totals as they were when they were asked for last.
    Summary& summary() { return m_summary; }
    // The next update() brings its totals up to date: all of them, or all but quantiles and maxima, which
    // costs a fraction. (Those of cells are but for their maxima.)
    void ask(Detail detail) {
      m_isAsked = true;
      m_areQuantilesAsked |= detail == Detail::kWithQuantiles;
    }

   private:
    friend class RollUps;
    void touch(const Touched& touched) {
      m_touched = touched;
      m_summary.touch(touched);
    }

    Summary m_summary;
    Touched m_touched;
    bool m_isAsked = false, m_areQuantilesAsked = false;
  };

  // The cube is at its next tick: takes note of what was touched in its cells. REQUIRES: always the same
  // cube.
  void note(const Cube& cube);

  // Brings up to date what was asked for; cells and roll-ups are shared out. REQUIRES: note() came before.
  void update(const Cube& cube, const Share& share = oneByOne);

  // Cells and roll-ups, in order of CellId. They stay where they are.
  const absl::btree_map<CellId, Line*>& lines() const { return m_lines; }
  // Also that of a cell whose brand is "all". REQUIRES: `cell` was in the cube at the last note().
  Line* lineOf(CellId cell) const { return &m_leaves.at(cell)->line; }

 private:
  struct Leaf {
    Leaf(Cell* source, const WindowRanges& ranges) : cell(source), line(&cell->totals(ranges)) {}
    Cell* cell;
    Line line;
  };
  class RollUp {
   public:
    RollUp() : m_line(&m_totals) {}
    Line& line() { return m_line; }
    void addPart(Line* part) { m_parts.push_back(part); }
    void clearParts() {
      m_parts.clear();
      m_hasOtherParts = true;
    }
    void note();
    bool isAsked() const { return m_line.m_isAsked; }
    void askParts() {
      for (Line* part : m_parts) part->ask(detail());
    }
    Detail detail() const {
      return m_line.m_areQuantilesAsked ? Detail::kWithQuantiles : Detail::kWithoutQuantiles;
    }

    // What has changed in the parts and was asked for, kind by kind.
    void merge() {
      for (size_t kind = 0; kind < kKinds; ++kind) merge(kind);
    }
    // The counts, or one kind of duration.
    static constexpr size_t kKinds = 1 + kDurationFields;
    void merge(size_t kind);
    void forgetAsked() { m_line.m_isAsked = m_line.m_areQuantilesAsked = false; }

   private:
    std::vector<Line*> m_parts;
    bool m_hasOtherParts = true;  // than at the last note()
    Totals m_totals;
    Touched m_stale;  // of the parts, since they were merged
    std::array<bool, kDurationFields>
        m_areQuantilesStale{};  // likewise, since they were merged with quantiles
    Line m_line;
  };

  void addCells(const Cube& cube);
  RollUp* rollUp(CellId id);

  const WatchedOnly* m_watchedOnly;
  absl::btree_map<CellId, std::unique_ptr<Leaf>> m_leaves;
  RollUp m_all;
  absl::btree_map<CellId, std::unique_ptr<RollUp>> m_ofBrands,
      m_ofChannels;                 // {brand, all} and {all, channel}
  std::vector<Leaf*> m_inAnyOrder;  // the same leaves and roll-ups, to be shared out
  std::vector<RollUp*> m_rollUps;
  absl::btree_map<CellId, Line*> m_lines;
};

}  // namespace watchfloor
