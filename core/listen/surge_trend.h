// What a surge says of whatever its series is of. Pure.
#pragma once

#include "listen/surge_detector.h"
#include "model/trend.h"

namespace watchfloor {

// `asOf`: the end of the newest pane. Who it is of, authors and sentiment are the caller's to tell.
Trend trendOf(const Surge& surge, Time asOf);

}  // namespace watchfloor
