// How far back a series for charts reaches, and how long each of its steps is. Steps begin at whole multiples
// of their length since 1970, so that a step is one stretch of time by the clocks of every zone, also across
// midnight and a change to summer time.
//
//   SeriesSpan::of(hours(24))   // 288 steps of 5 minutes
//   SeriesSpan()                // the last hour, 60 steps of a minute
//
// Values; any thread.
#pragma once

#include <algorithm>

#include "model/time.h"

namespace watchfloor {

struct SeriesSpan {
  // What was standing in each minute is known for so long, and after that at the end of each coarse step.
  static constexpr minutes kFine{60}, kCoarseStep{5}, kLongest{24 * 60};

  minutes length = kFine;
  minutes step{1};

  // With the finest steps that there are. REQUIRES: 0 < length <= kLongest
  static constexpr SeriesSpan of(Duration length) {
    const minutes whole = std::chrono::ceil<minutes>(length);
    if (whole <= kFine) return {whole, minutes(1)};
    return {(whole + kCoarseStep - minutes(1)) / kCoarseStep * kCoarseStep, kCoarseStep};
  }

  constexpr bool isValid() const {
    return step >= minutes(1) && length >= step && length <= kLongest && length % step == minutes(0) &&
           (length <= kFine || step % kCoarseStep == minutes(0));
  }
  constexpr int64_t steps() const { return length / step; }
  // Whether a step that begins at `start` is in it at `asOf`: the running one is its last.
  constexpr bool holds(Time start, Time asOf) const {
    return asOf < kDistantPast + length || start > asOf - length;
  }
  auto operator<=>(const SeriesSpan&) const = default;
};

}  // namespace watchfloor
