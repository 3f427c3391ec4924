// A clock as a number tile: the time of day and the date in a zone. A pure function.
#pragma once

#include "boards/board.h"
#include "situation.h"
#include "tile.h"

namespace watchfloor {

Tile clockTile(const TileSpec& spec, const Situation& situation);

}  // namespace watchfloor
