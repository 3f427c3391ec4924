// The cells of a cube with their roll-ups over brands, over channels and over all, in all windows. A roll-up
// is added up anew, part by part, where one of its parts has changed: its counts, and each kind of duration
// by itself. What is counted under the brand "all" (metrics/cube.h) is part of roll-ups, and no cell of its
// own.
//
// Cost of an update: O(cells), and O(parts) for each roll-up with a part that has changed. Memory: 5 KB a
// roll-up and 32 bytes a bin in use. Not thread-safe.
#pragma once

#include <absl/container/btree_map.h>

#include <memory>
#include <vector>

#include "metrics/cube.h"
#include "metrics/summary.h"

namespace watchfloor {

class RollUps {
 public:
  // Reads the cube as it is now; takes note of what was touched in its cells. Cells and roll-ups are shared
  // out. REQUIRES: always the same cube.
  void update(const Cube& cube, const Share& share = oneByOne);

  // Cells and roll-ups, in order of CellId.
  const absl::btree_map<CellId, const Summary*>& summaries() const { return m_summaries; }

 private:
  class RollUp {
   public:
    RollUp() : m_summary(&m_totals) {}
    const Summary& summary() const { return m_summary; }
    const Totals& totals() const { return m_totals; }

    void addPart(const Totals* totals, const Summary* summary) { m_parts.push_back({totals, summary}); }

    // In this order: what has changed in the parts, then what came of it, kind by kind, then its summary.
    void noteTouched();
    void merge() {
      for (size_t kind = 0; kind < kKinds; ++kind) merge(kind);
    }
    // The counts, or one kind of duration.
    static constexpr size_t kKinds = 1 + kDurationFields;
    void merge(size_t kind);
    void update() { m_summary.update(m_touched, m_nonEmpty); }

   private:
    struct Part {
      const Totals* totals;
      const Summary* summary;
    };

    std::vector<Part> m_parts;
    Totals m_totals;
    Summary m_summary;
    Touched m_touched;
    WindowSet m_nonEmpty = kNoWindow;
  };
  struct Leaf {
    Leaf(Cell* source, const WindowRanges& ranges) : cell(source), summary(&cell->totals(ranges)) {}
    Cell* cell;
    Summary summary;
  };

  void addCells(const Cube& cube);
  RollUp* rollUp(CellId id);

  absl::btree_map<CellId, std::unique_ptr<Leaf>> m_leaves;
  RollUp m_all;
  absl::btree_map<CellId, std::unique_ptr<RollUp>> m_ofBrands,
      m_ofChannels;                 // {brand, all} and {all, channel}
  std::vector<Leaf*> m_inAnyOrder;  // the same leaves and roll-ups, to be shared out
  std::vector<RollUp*> m_rollUps;
  absl::btree_map<CellId, const Summary*> m_summaries;
};

}  // namespace watchfloor
