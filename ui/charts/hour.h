// The last hour, or as far as a span reaches, a step a slot, out of a frame's series: what sparklines and
// charts are drawn from. Pure functions. Steps in which nothing can be said are gaps, never zeros.
#pragma once

#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "model/frame.h"

namespace watchfloor {

inline constexpr int kSlots = 60;                 // of an hour
using Hour = std::vector<std::optional<double>>;  // a value a slot, oldest first

// Which slots there are. The last is the last step that is complete at `asOf`: a running one would look like
// a fall.
struct Slots {
  Slots(Time asOf, SeriesSpan span = {});

  Time at(size_t slot) const { return start + static_cast<int64_t>(slot) * step; }
  Time end() const { return at(count); }
  std::optional<size_t> slotOf(Time when) const;  // none outside

  Time start;
  minutes step;
  size_t count;
};
// Those of what is asked at the tick: the last is the running step, which stands as of now.
inline Slots levelSlots(Time asOf, SeriesSpan span = {}) { return {asOf + span.step, span}; }

// Counts: 0 in a step without activity from the first known one of `known` (any series of the frame) on; a
// gap before. No series was told: gaps.
Hour countsOf(const Series* series, std::vector<Metric> metrics, const Slots& slots,
              std::optional<Time> known);

// The sentiment and rates of a step are shown together with those before it that make five minutes.
constexpr int pooledSteps(SeriesSpan span) { return std::max(1, static_cast<int>(minutes(5) / span.step)); }

// A ratio, each step together with the `over - 1` before it: parts are added.
std::vector<Ratio> ratiosOf(const Series* series, Metric metric, const Slots& slots, int over);
// Then divided. A gap where the denominator is not `least` .. `most` (`least` at least 1).
Hour valuesOf(const std::vector<Ratio>& ratios, int64_t least = 1,
              int64_t most = std::numeric_limits<int64_t>::max());

// A quantile of a spread, seconds; a gap where not `least` .. `most` durations make it.
Hour quantilesOf(const Series* series, Metric metric, int percent, const Slots& slots, int64_t least = 1,
                 int64_t most = std::numeric_limits<int64_t>::max());

// A count that is asked at the tick, in levelSlots(), as each step ended. 0 where the series says nothing, a
// gap in a step in which no series of the frame does. No series was told: gaps.
Hour levelsOf(const Frame& frame, const Series* series, Metric metric, SeriesSpan span = {});

// The first step of which the frame knows anything.
std::optional<Time> firstKnown(const Frame& frame, SeriesSpan span = {});

}  // namespace watchfloor
