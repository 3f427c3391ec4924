// One brand × channel: its panes, and the totals of its sliding windows, kept by adding what enters and
// subtracting what leaves ("subtract on evict"). Late amounts amend their pane; those of a pane to come wait
// there until it enters.
//
// Cost: an amount O(log panes), for each of three resolutions; a tick O(amounts in the panes that enter or
// leave). Memory: about 24 bytes an amount and resolution, for 5 minutes, an hour and 26 hours. Not
// thread-safe.
#pragma once

#include <absl/container/btree_map.h>

#include <array>
#include <cstdint>
#include <optional>

#include "metrics/contribution.h"
#include "metrics/pane.h"
#include "window/window_ranges.h"

namespace watchfloor {

class Cell {
 public:
  // `sign` 1 puts an entry in, -1 takes it out. What lies before the panes that are retained is past.
  void add(const Entry& entry, int sign, const WindowRanges& ranges);

  // The windows move. REQUIRES: every call since the last one had `from`.
  void advance(const WindowRanges& from, const WindowRanges& to);

  // REQUIRES: `ranges` are the current ones.
  const Totals& totals(Window window, const WindowRanges& ranges);

  // The panes of one minute, by minutes since 1970; null when nothing was counted there.
  const Pane* minute(int64_t index) const;

  void addStanding(const Standing& standing, int sign);
  int64_t standing(Standing::Kind kind) const { return m_standingCount[static_cast<size_t>(kind)]; }
  std::optional<Time> oldest(Standing::Kind kind) const;

 private:
  using Panes = absl::btree_map<int64_t, Pane>;

  void changeTotals(size_t window, const Pane& pane, int sign);

  std::array<Panes, kResolutions> m_panes;
  std::array<Totals, kSlidingWindows> m_totals;
  std::array<std::array<bool, kDurationFields>, kSlidingWindows> m_isMaxStale{};
  std::array<absl::btree_map<Time, int64_t>, Standing::kKinds> m_standings;
  std::array<int64_t, Standing::kKinds> m_standingCount{};
};

}  // namespace watchfloor
