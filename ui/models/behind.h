// What is behind something on the wall, as a question to the engine's conversations: of a figure those that
// it was counted from, in its window; of one that is about waiting those that wait; of a topic its messages.
//
//   browser.open(behindFigure(spec, subject, narrowed(situation, spec)));
//
// Pure functions; GUI thread.
#pragma once

#include <optional>

#include "boards/board.h"
#include "conversations/conversation_question.h"
#include "model/trend.h"
#include "situation.h"

namespace watchfloor {

// Those that wait, of the chosen brand and channel.
ConversationQuestion whoWaits(const Choice& choice);

// `at` is narrowed to the figure's brand, channel and window. Of a chart that of its whole time, or of one of
// its slots.
ConversationQuestion behindFigure(const TileSpec& spec, const Subject& subject, const Situation& at,
                                  std::optional<size_t> slot = {});

// `at` is narrowed to the tile's brand and window.
ConversationQuestion behindTopic(const Topic& topic, const Situation& at);

// Of a brand or a topic: what was written in the time over which it is unusual, or was looked at.
ConversationQuestion behindTrend(const Trend& trend);

}  // namespace watchfloor
