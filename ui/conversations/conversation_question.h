// What a wall asks its engine about conversations, and what is answered: a list, one conversation, all of an
// author, or messages with words in them.
//
//   ConversationQuestion question{.view = BrowserView::Author, .number = 12};
//   absl::StatusOr<ConversationAnswer> answer = answerTo(question, conversations);   // blocks
//
// Values; any thread. Errors: as the engine's client says them.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <absl/status/statusor.h>

#include <QObject>
#include <optional>
#include <string>
#include <vector>

#include "model/conversation.h"

namespace watchfloor {

class Conversations;  // client/conversations.h

namespace BrowserView {
Q_NAMESPACE
QML_ELEMENT
enum View { List, Conversation, Author, Search };
Q_ENUM_NS(View)
}  // namespace BrowserView

struct ConversationQuestion {
  // Read at once, as somebody goes on; and then no more: nobody goes through so many by hand.
  static constexpr int64_t kStep = 100, kMost = 500, kMostMessages = 500;

  BrowserView::View view = BrowserView::List;
  std::string brand = {}, channel = {};  // of lists and searches; empty: any
  std::optional<Bucket> bucket = {};     // of lists; none: any
  ConversationOrder order = ConversationOrder::kOldestUnanswered;
  MessageFilter message = {};  // of lists of the newest; its span also of searches
  int64_t number = 0;          // of the conversation, or the author
  std::string words = {};      // of searches
  std::string topic = {};      // of searches: instead of words
  std::string about = {};      // of a list by messages: what they are, "Mentions"
  std::string window = {};     // how long its time is: "15 min"; empty: not said
  int64_t most = kStep;
  bool operator==(const ConversationQuestion&) const = default;
};

struct ConversationAnswer {
  std::vector<ConversationEntry> entries;     // of a list; the conversation itself
  std::vector<ConversationMessage> messages;  // of all but a list
  std::vector<ConversationRecord> acts;       // of the conversation, the newest first
  bool hasMore = false;
};

absl::StatusOr<ConversationAnswer> answerTo(const ConversationQuestion& question,
                                            const Conversations& conversations);

}  // namespace watchfloor
