// What the desk's charts show, out of a situation. Pure functions, but for who has a layer in the first.
#pragma once

#include "channel_roster.h"
#include "hour_chart.h"
#include "models/situation.h"

namespace watchfloor {

// The target, where there is one, has no name. What too few stand behind is a line of its own, and named by
// how many they are.
// A line a channel, stacked; past eight, or past the room for their names (arc minutes), the busiest and
// "other".
ChartData volumeData(const Situation& situation, ChannelRoster& roster, double labelRoom);
ChartData sentimentData(const Situation& situation);  // net sentiment, too few
// p25, p90, median, the target, the oldest unanswered, medians of too few.
ChartData responseData(const Situation& situation);
ChartData abandonData(const Situation& situation);       // the rate, the target, too few
ChartData serviceLevelData(const Situation& situation);  // the level, the target, too few

}  // namespace watchfloor
