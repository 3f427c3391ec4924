// The seven figures of mission control, out of a situation: volume, net sentiment, first response, abandon
// rate, service level, backlog, agents. A pure function; each tile says how many stand behind it, over which
// window, and how old that is.
#pragma once

#include <vector>

#include "situation.h"
#include "tile.h"

namespace watchfloor {

std::vector<Tile> boardTiles(const Situation& situation);

}  // namespace watchfloor
