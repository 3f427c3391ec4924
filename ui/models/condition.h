// How far what is shown can be trusted: as far as its connection, its window and the sources that feed it.
// Pure functions of a situation.
#pragma once

#include <QString>
#include <QStringList>

#include "situation.h"
#include "tile.h"

namespace watchfloor {

struct Condition {
  int state = TileState::Connecting;
  QString problem;  // in words: "stale 14 s", "acd silent 2 min"; empty when there is none
  QString brief;    // the same where there is little room: "silent 2 min"
};

// Of all that comes from the engine.
int connectionState(const Situation& situation);

// Of a cell's figures over a window, which these kinds of events feed. A cell that is a roll-up is as silent
// as any source that feeds a part of it.
Condition conditionOf(const Situation& situation, const CellName& cell, uint32_t kinds, Window window);

// Of what is asked for beside frames, such as trends.
struct AskedFor {
  bool isKnown = false;           // somebody has answered
  QString problem = {};           // else why not; empty: not yet
  Duration silence = {};          // since the last answer
  std::optional<Time> asOf = {};  // when that is of; none: however old it is
  Duration old = {};              // older than this, it is not of now
};
Condition askedCondition(const Situation& situation, const AskedFor& asked);

// Whether a source feeds any part of a cell of that frame with one of these kinds of events.
bool feeds(const SourceHealth& source, const CellName& cell, uint32_t kinds, const Frame& frame);

// The sign of a state.
int shapeOf(int state);

// The names of a frame's sources, in its order, no two alike.
QStringList sourceNames(const Frame& frame);

// "acd silent 2 min". REQUIRES: `source` is one of the frame's.
QString silentText(const SourceHealth& source, const Situation& situation);

}  // namespace watchfloor
