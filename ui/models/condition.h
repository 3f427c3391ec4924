// How far what is shown can be trusted: as far as its connection, its window and the sources that feed it.
// Pure functions of a situation.
#pragma once

#include <QString>
#include <QStringList>

#include "situation.h"
#include "tile.h"

namespace watchfloor {

constexpr uint32_t bit(EventKind kind) { return 1u << static_cast<int>(kind); }
inline constexpr uint32_t kContacts = bit(EventKind::kContact);
inline constexpr uint32_t kMessages = bit(EventKind::kMessage) | bit(EventKind::kConversation);
inline constexpr uint32_t kAgents = bit(EventKind::kAgent);

struct Condition {
  int state = TileState::Connecting;
  QString problem;  // in words: "stale 14 s", "acd silent 2 min"; empty when there is none
};

// Of all that comes from the engine.
int connectionState(const Situation& situation);

// Of a cell's figures over a window, which these kinds of events feed. A cell that is a roll-up is as silent
// as any source that feeds a part of it.
Condition conditionOf(const Situation& situation, const CellName& cell, uint32_t kinds, Window window);

// The sign of a state.
int shapeOf(int state);

// The names of a frame's sources, in its order, no two alike.
QStringList sourceNames(const Frame& frame);

// "acd silent 2 min". REQUIRES: `source` is one of the frame's.
QString silentText(const SourceHealth& source, const Situation& situation);

}  // namespace watchfloor
