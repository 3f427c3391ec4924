// What the desk's charts show, out of a situation. Pure functions.
#pragma once

#include "hour_chart.h"
#include "models/situation.h"

namespace watchfloor {

// Lines in the order of drawing. The target, where there is one, comes last and has no name.
ChartData volumeData(const Situation& situation);        // a line a channel, stacked; past eight: "other"
ChartData sentimentData(const Situation& situation);     // one line
ChartData responseData(const Situation& situation);      // p25, p90, median
ChartData abandonData(const Situation& situation);       // the rate, the target
ChartData serviceLevelData(const Situation& situation);  // the level, the target

}  // namespace watchfloor
