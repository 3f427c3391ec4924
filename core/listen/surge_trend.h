// What a surge says of whatever its series is of. Pure.
#pragma once

#include "listen/surge_detector.h"
#include "model/trend.h"

namespace watchfloor {

// `asOf`: the end of the newest pane. At an hour of the day that was not seen yet nothing is called usual:
// the trend learns, unless so much is unusual that it is told all the same. Who it is of, authors and
// sentiment are the caller's to tell.
Trend trendOf(const Surge& surge, Time asOf);

}  // namespace watchfloor
