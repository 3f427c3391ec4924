// What cells and roll-ups held in each step of a span (model/series_span.h), for charts: the windowed metrics
// over all that the panes of a step hold, so that quantiles and percentages are of the step itself and never
// of its minutes, and what was standing at the last tick within it. Late events amend their step.
//
// Cost of a reading: O(cells + amounts in the steps since the earliest that changed) for each name; without
// names nothing. Memory: of a cell in which anybody is standing, 32 bytes for each of the last 60 minutes and
// of the 276 coarse steps before them; of a series that is read, its points. Not thread-safe.
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
  explicit SeriesKeeper(const WatchedOnly* watchedOnly = &kNoneWatchedOnly) : m_watchedOnly(watchedOnly) {}

  // Other brands are watched only: series over brands are read anew.
  void regroup() { m_kept.clear(); }

  // Notes what is standing in each cell at the cube's tick, and since which minute it has changed.
  void sample(const Cube& cube);

  // REQUIRES: always the same cube, sampled at its tick. Unknown names give empty series.
  std::vector<Series> read(const Cube& cube, const Interner& brands, const Interner& channels,
                           const std::vector<SeriesName>& names);

  // After a reading. What was read is not kept: it comes again with the next reading.
  template <class Archive>
  void persist(Archive& archive);

 private:
  using Standing3 = std::array<int64_t, Standing::kKinds>;
  struct Kept {
    int64_t last;  // the step it was read in
    std::vector<SeriesPoint> points;
  };

  bool isPart(CellId cell, CellId of) const;
  void thinOut(int64_t minute);
  void bringUpToDate(const Cube& cube, CellId of, SeriesSpan span, Kept* kept) const;
  std::vector<SeriesPoint> pointsOf(const std::vector<const Cell*>& parts, CellId of, int64_t step,
                                    PaneRange steps) const;
  std::optional<Standings> standingsOf(CellId of, PaneRange range) const;

  const WatchedOnly* m_watchedOnly;
  absl::btree_map<int64_t, absl::btree_map<CellId, Standing3>> m_standings;  // by minute
  absl::btree_map<CellId, int64_t>
      m_changedSince;  // the earliest minute, of what changed since the last reading
  std::map<SeriesName, Kept> m_kept;
};

}  // namespace watchfloor
