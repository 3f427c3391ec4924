// Reads what a ConversationStore keeps: lists, one conversation, an author's history, and search.
//
//   ConversationReader reader("records-conversations.db");
//   absl::StatusOr<ConversationPage> page = reader.list({.brand = "acme", .bucket = Bucket::kContactCentre});
//   absl::StatusOr<MessagePage> found = reader.search({.words = "refund \"lost bag\""});
//
// Each call has a connection of its own and sees one state of the file; it holds up no writer. Any thread.
//
// Errors: InvalidArgument for a page that is none, or words in which nothing can be looked for; NotFound; as
// statusOf() has them, when the file cannot be read. Cost (tests/bench/bench_conversations.cpp): a page is
// read by an index, whatever the number of conversations; a list by handling or owner and something else, and
// a search within a brand, look at all that the other condition leaves until the page is full; a list by
// messages looks at those of its span, about 0.1 µs each, or 0.5 µs where bucket, state or owner decide, and
// a search within a span finds its ends so; a search by what is meant looks at all messages of its span until
// the page is full, 0.7 µs each with a topic of a few terms.
#pragma once

#include <absl/status/statusor.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/conversation.h"
#include "model/trend.h"

namespace watchfloor {

// Public messages by customers that no words of an index tell from others.
struct MeantMessages {
  std::function<bool(std::string_view text)> isMeant;  // asked of each in turn, by the thread that searches
  std::vector<std::string> brands = {};                // empty: any
};

class ConversationReader {
 public:
  static constexpr int64_t kMostMessages = MessageSearch::kMostMessages;  // a page
  static constexpr size_t kLongestQuestion = 1'000;                       // bytes of words

  explicit ConversationReader(std::string path) : m_path(std::move(path)) {}

  absl::StatusOr<ConversationPage> list(const ConversationQuery& query) const;

  // With a page of its messages. NotFound when it was let go, or joined to another one.
  absl::StatusOr<ConversationDetails> show(int64_t conversation, const std::string& page, int64_t most) const;
  // The entry alone.
  absl::StatusOr<ConversationEntry> entry(int64_t conversation) const;

  // Of every brand and channel, the newest first.
  absl::StatusOr<MessagePage> byAuthor(int64_t author, const std::string& page, int64_t most) const;
  // The number of an author, by the id that sources give.
  absl::StatusOr<int64_t> authorNamed(const std::string& authorId) const;

  // What people did to labels since then, and the engine is to know, in order.
  absl::StatusOr<std::vector<LabelChange>> labelChanges(Time since) const;
  // Inbound messages whose sentiment people corrected, and whose text is kept, oldest first. Cost: all
  // messages are looked at, about a second for each million.
  absl::StatusOr<std::vector<ConversationMessage>> corrected() const;
  // Fills in the numbers of those that are kept, by the ids that sources give.
  absl::Status number(std::vector<TrendConversation>* conversations) const;

  // The newest first, in the order in which they came.
  absl::StatusOr<MessagePage> search(const MessageSearch& search) const;
  // The same of a topic's; search.words is not looked at.
  absl::StatusOr<MessagePage> search(const MessageSearch& search, const MeantMessages& topic) const;

 private:
  std::string m_path;
};

}  // namespace watchfloor
