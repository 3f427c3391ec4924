// What a series tile shows, out of a situation. Pure functions, but for who has a layer in a stack.
#pragma once

#include "boards/board.h"
#include "channel_roster.h"
#include "hour_chart.h"
#include "models/situation.h"

namespace watchfloor {

// By what the tile shows: counts by channel are stacked (past eight, or past the room for their names, arc
// minutes, the busiest and "other"), net sentiment stands in columns around zero, a duration is a median in
// the band from p25 to p90, all else is a line. A target has no name. What too few stand behind is a line of
// its own, and named by how many they are.
//
//   band: p25, p90, median, target, oldest unanswered, medians of too few
//   rate: the rate, target, too few      count: the count, target      columns: net sentiment, too few
ChartData chartData(const TileSpec& spec, const Situation& situation, ChannelRoster& roster,
                    double labelRoom);

}  // namespace watchfloor
