// The last hour of a cell or roll-up, minute by minute, for charts: the windowed metrics over each minute's
// pane, and what was standing at the last tick within it. Not thread-safe.
#pragma once

#include <absl/container/btree_map.h>

#include <vector>

#include "metrics/cube.h"
#include "model/frame.h"
#include "model/selection.h"

namespace watchfloor {

class SeriesKeeper {
 public:
  static constexpr int64_t kMinutes = 60;

  // Notes what is standing in each cell at the cube's tick.
  void sample(const Cube& cube);

  // Unknown names give empty series. O(names × cells × minutes).
  std::vector<Series> read(const Cube& cube, const Interner& brands, const Interner& channels,
                           const std::vector<CellName>& names) const;

 private:
  using Standing3 = std::array<int64_t, Standing::kKinds>;

  absl::btree_map<int64_t, absl::btree_map<CellId, Standing3>> m_standings;  // by minute
};

}  // namespace watchfloor
