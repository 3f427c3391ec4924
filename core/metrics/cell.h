// One brand × channel: its panes, and the totals of its sliding windows, kept by adding what enters and
// subtracting what leaves ("subtract on evict"). Late amounts amend their pane; those of a pane to come wait
// there until it enters.
//
// Every amount is kept once: in its second, as long as a window with panes of a second may hold it, then in
// its ten seconds, then in its minute. Each of these lies within one of the next, so that a coarse pane is
// what was folded into it and the finer panes within it.
//
// Cost: an amount O(1); a tick O(amounts in the panes that enter, leave or are folded). Memory: 4 KB; 32
// bytes a bin of each kind of duration in use (window/sketch.h); and what panes hold, which has a bound
// (metrics/panes.h). Not thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "metrics/contribution.h"
#include "metrics/panes.h"
#include "metrics/standing_line.h"
#include "metrics/totals.h"
#include "window/window_ranges.h"

namespace watchfloor {

class Cell {
 public:
  // `sign` 1 puts an entry in, -1 takes it out. What lies before the panes that are retained is past.
  void add(const Entry& entry, int sign, const WindowRanges& ranges);

  // The windows move. REQUIRES: every call since the last one had `from`.
  void advance(const WindowRanges& from, const WindowRanges& to);

  // REQUIRES: `ranges` are the current ones.
  const Totals& totals(const WindowRanges& ranges);

  // What has changed since it was last asked.
  Touched takeTouched() { return std::exchange(m_touched, {}); }
  // The earliest minute, since 1970, that was added to since it was last asked; kNoMinute when there is none.
  static constexpr int64_t kNoMinute = std::numeric_limits<int64_t>::max();
  int64_t takeChangedMinute() { return std::exchange(m_changedMinute, kNoMinute); }

  // Calls f(amount) for what was counted in those minutes since 1970; counts may come in parts.
  template <typename F>
  void forEachInMinutes(const PaneRange& range, F f) const {
    forEachAmount(kResolutions - 1, range, f);
  }

  void addStanding(const Standing& standing, int sign);
  int64_t standing(Standing::Kind kind) const { return m_standings[static_cast<size_t>(kind)].size(); }
  std::optional<Time> oldest(Standing::Kind kind) { return m_standings[static_cast<size_t>(kind)].oldest(); }

  // After totals(); read, all is touched.
  template <class Archive>
  void persist(Archive& archive);

 private:
  // All that lies within a range of panes of a resolution.
  template <typename F>
  void forEachAmount(size_t resolution, const PaneRange& range, F f) const {
    for (size_t r = 0; r <= resolution; ++r) {
      const PaneRange fine = refined(range, resolution, r);
      m_panes[r].forEach(fine.first, fine.last, f);
    }
  }
  // The same, f(counts, durations) page by page.
  template <typename F>
  void forEachRun(size_t resolution, const PaneRange& range, F f) const {
    for (size_t r = 0; r <= resolution; ++r) {
      const PaneRange fine = refined(range, resolution, r);
      m_panes[r].forEachRun(fine.first, fine.last, f);
    }
  }

  void move(size_t window, const PaneRange& range, int sign);
  void move(std::span<const Panes::Lasted> durations, size_t window, int sign);
  void fold(const WindowRanges& to);
  void findMaxima(size_t window, const PaneRange& range);

  Totals m_totals;
  Touched m_touched;
  std::array<WindowSet, kDurationFields> m_staleMaxima{};  // by kind of duration
  int64_t m_changedMinute = kNoMinute;
  std::array<Panes, kResolutions> m_panes;
  std::array<StandingLine, Standing::kKinds> m_standings;
};

}  // namespace watchfloor
