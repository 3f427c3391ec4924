// What happened while the lines of a chart ran: what its board was told to note, and, over what people write,
// when something began to be talked about more, or less, than is usual.
#pragma once

#include <vector>

#include "boards/board.h"
#include "hour_chart.h"
#include "models/situation.h"

namespace watchfloor {

// Of the brand and channel that the tile shows, within its span; the newest first. `at` is narrowed to the
// tile. O(annotations · steps) for those of each day.
std::vector<ChartData::Mark> marksOf(const Board& board, const TileSpec& spec, const Situation& at);

}  // namespace watchfloor
