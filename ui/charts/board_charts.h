// What the desk's charts show, out of a situation. Pure functions.
#pragma once

#include "hour_chart.h"
#include "models/situation.h"

namespace watchfloor {

// The target, where there is one, has no name. What too few stand behind is a line of its own, and named by
// how many they are.
ChartData volumeData(
    const Situation& situation);  // a line a channel, stacked; past eight, or past their names' room: "other"
ChartData sentimentData(const Situation& situation);  // net sentiment, too few
ChartData responseData(const Situation& situation);   // p25, p90, median, the target, the oldest unanswered
ChartData abandonData(const Situation& situation);    // the rate, the target, too few
ChartData serviceLevelData(const Situation& situation);  // the level, the target, too few

}  // namespace watchfloor
