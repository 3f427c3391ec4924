// The cells of a cube with their roll-ups over brands, over channels and over all, in all windows. A roll-up is
// added up anew, part by part, where one of its parts has changed: its counts, and each kind of duration by
// itself. What is counted under the brand "all" (metrics/cube.h) is part of roll-ups, and no cell of its own.
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
  // Reads the cube as it is now; takes note of the changes of its cells. REQUIRES: always the same cube.
  void update(const Cube& cube);

  // Cells and roll-ups, in order of CellId.
  const absl::btree_map<CellId, const Summary*>& summaries() const { return m_summaries; }

 private:
  struct Leaf {
    explicit Leaf(Cell* source, const WindowRanges& ranges) : cell(source), summary(&cell->totals(ranges)) {}
    Cell* cell;
    Summary summary;
  };
  struct RollUp {
    RollUp() : summary(&totals) {}
    void update();
    Totals totals;
    Summary summary;
    std::vector<const Summary*> parts;
  };

  void addCells(const Cube& cube);
  RollUp& rollUp(CellId id);

  absl::btree_map<CellId, std::unique_ptr<Leaf>> m_leaves;
  absl::btree_map<CellId, std::unique_ptr<RollUp>> m_rollUps;
  absl::btree_map<CellId, const Summary*> m_summaries;
};

}  // namespace watchfloor
