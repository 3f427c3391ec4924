// A number tile out of a situation: value, change, what it stands on, over which window and how old that is,
// the target it misses, the last hour. A pure function.
//
//   Tile tile = figureTile({.key = "volume", .subject = kVolume}, situation, 247);
//
// `room`: for a line of text, arc minutes; what has none is said in fewer words.
#pragma once

#include "boards/board.h"
#include "situation.h"
#include "tile.h"

namespace watchfloor {

inline constexpr double kEndlessRoom = 1e4;

// Leaves out of its unit what its value leaves no room for.
void fitUnit(Tile* tile, double room);
Tile figureTile(const TileSpec& spec, const Situation& situation, double room = kEndlessRoom);

// The same situation, looked at as a tile wants it: its own brand, channel and window before what was chosen.
Choice choiceOf(const TileSpec& spec, const Choice& chosen);
Situation narrowed(const Situation& situation, const TileSpec& spec);

// What a tile's figure is held against: its own threshold, else what the wall was started with.
Threshold thresholdOf(const TileSpec& spec, const BoardTargets& targets);

}  // namespace watchfloor
