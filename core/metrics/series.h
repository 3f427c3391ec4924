// The last hour of a cell or roll-up, minute by minute, for charts: the windowed metrics over each minute's
// pane, and what was standing at the last tick within it. Minutes in which nothing was counted since they
// were read last are not counted again. Not thread-safe.
#pragma once

#include <absl/container/btree_map.h>

#include <array>
#include <map>
#include <optional>
#include <vector>

#include "metrics/cube.h"
#include "metrics/definitions.h"
#include "model/frame.h"
#include "model/selection.h"

namespace watchfloor {

class SeriesKeeper {
 public:
  static constexpr int64_t kMinutes = 60;

  // Notes what is standing in each cell at the cube's tick, and since which minute it has changed.
  void sample(const Cube& cube);

  // REQUIRES: always the same cube, sampled at its tick. Unknown names give empty series. O(names × cells ×
  // minutes that have changed).
  std::vector<Series> read(const Cube& cube, const Interner& brands, const Interner& channels,
                           const std::vector<CellName>& names);

  // After a reading. What was read is not kept: it comes again with the next reading.
  template <class Archive>
  void persist(Archive& archive);

 private:
  using Standing3 = std::array<int64_t, Standing::kKinds>;
  struct Hour {
    int64_t last;  // the minute it was read in
    std::vector<SeriesPoint> points;
  };

  void readHour(const Cube& cube, CellId of, Hour* hour) const;
  std::vector<SeriesPoint> pointsOf(const std::vector<const Cell*>& parts, CellId of, int64_t first,
                                    int64_t last) const;
  std::optional<Standings> standingsOf(CellId of, int64_t minute) const;

  absl::btree_map<int64_t, absl::btree_map<CellId, Standing3>> m_standings;  // by minute
  absl::btree_map<CellId, int64_t>
      m_changedSince;  // the earliest minute, of what changed since the last reading
  std::map<CellName, Hour> m_hours;
};

}  // namespace watchfloor
