// The last hour, a minute a slot, out of a frame's series: what sparklines and charts are drawn from. Pure
// functions. Minutes in which nothing can be said are gaps, never zeros.
#pragma once

#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "model/frame.h"

namespace watchfloor {

inline constexpr int kSlots = 60;
using Hour = std::vector<std::optional<double>>;  // kSlots values, oldest first

// The start of the first slot: the last slot is the last minute that is complete at `asOf`. A running minute
// would look like a fall.
Time hourStart(Time asOf);

// Counts: 0 in a minute without activity from the first known minute of `known` (any series of the frame)
// on; a gap before.
Hour countsOf(const Series* series, std::vector<Metric> metrics, Time asOf, std::optional<Time> known);

// A ratio, each minute together with the `over - 1` before it: parts are added.
std::vector<Ratio> ratiosOf(const Series* series, Metric metric, Time asOf, int over);
// Then divided. A gap where the denominator is not `least` .. `most` (`least` at least 1).
Hour valuesOf(const std::vector<Ratio>& ratios, int64_t least = 1,
              int64_t most = std::numeric_limits<int64_t>::max());

// A quantile of a spread, seconds; a gap where not `least` .. `most` durations make it.
Hour quantilesOf(const Series* series, Metric metric, int percent, Time asOf, int64_t least = 1,
                 int64_t most = std::numeric_limits<int64_t>::max());

// A count that is asked at the tick: the last slot is the running minute. 0 where the series says nothing, a
// gap in a minute in which no series of the frame does.
Hour levelsOf(const Frame& frame, const Series* series, Metric metric);

// The first minute of which the frame knows anything.
std::optional<Time> firstKnown(const Frame& frame);

}  // namespace watchfloor
