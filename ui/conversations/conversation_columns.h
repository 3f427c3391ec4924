// When in the course of a conversation how much was written, and how: columns of equal lengths of time.
//
//   columnsOf(messages).customers   -> {2, NaN, 1, …}
//
// Pure; any thread. Cost: that of the messages.
#pragma once

#include <QList>
#include <vector>

#include "model/conversation.h"

namespace watchfloor {

struct ConversationColumns {
  static constexpr int kColumns = 24;

  // NaN: none was written then.
  QList<double> customers, brand;  // messages; those of the brand below zero
  QList<double> sentiment;         // positive less negative
  Time from{}, to{};               // of the first and of the last message
};

// `messages`: by time. None: no columns.
ConversationColumns columnsOf(const std::vector<ConversationMessage>& messages);

}  // namespace watchfloor
