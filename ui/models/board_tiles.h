// The seven figures of mission control, out of a situation: volume, net sentiment, first response, abandon
// rate, service level, backlog, agents. A pure function; each tile says how many stand behind it, over which
// window, and how old that is.
#pragma once

#include <vector>

#include "situation.h"
#include "tile.h"

namespace watchfloor {

std::vector<Tile> boardTiles(const Situation& situation);

// Whether a figure misses its target, with enough behind it to say so.
bool missesServiceLevel(const Situation& situation);
bool missesAbandonRate(const Situation& situation);
bool missesSentiment(const Situation& situation);
bool missesFirstResponse(const Situation& situation);

}  // namespace watchfloor
