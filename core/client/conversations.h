// Asks an engine for its conversations, and acts on them. Each call blocks its caller; any thread.
//
//   Conversations conversations("127.0.0.1:7411", std::chrono::seconds(10));
//   absl::StatusOr<ConversationPage> page = conversations.list({.brand = "acme"});
//
// Errors: Unavailable, in words for the operator, when no engine comes up and answers within the patience;
// refusals as the engine says them.
#pragma once

#include <absl/status/statusor.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "model/conversation.h"

namespace watchfloor {

class Conversations {
 public:
  // `target` is host:port, or unix:path. `isUnmasked`: names and texts are asked for; whether they are told
  // the engine decides.
  Conversations(std::string target, std::chrono::milliseconds patience, bool isUnmasked = false);
  ~Conversations();

  absl::StatusOr<ConversationPage> list(const ConversationQuery& query) const;
  absl::StatusOr<ConversationDetails> show(int64_t conversation, const std::string& page, int64_t most) const;
  // By number, or by the id that sources give where the number is 0.
  absl::StatusOr<MessagePage> byAuthor(int64_t author, const std::string& authorId, const std::string& page,
                                       int64_t most) const;
  absl::StatusOr<MessagePage> search(const MessageSearch& search) const;

  struct Acted {
    ConversationRecord record;
    ConversationEntry entry;  // as it is after it
  };
  // The engine gives the time.
  absl::StatusOr<Acted> act(const ConversationAct& act) const;

  // A bucket that is being watched, on a thread of its own.
  class Watch {
   public:
    struct Options {
      Bucket bucket = Bucket::kContactCentre;
      std::string brand;          // empty: any
      bool isWatchedToo = false;  // then also of those that are watched only
      // Of each conversation: those that wait first, then each that changes; null once, when those that
      // waited have been told.
      std::function<void(const ConversationEntry*)> onEntry;
      std::function<void()> onEnd;  // the stream has ended by itself
    };
    virtual ~Watch() = default;  // end()
    virtual bool hasEnded() const = 0;
    // Nothing is called after it. OK when it ended the stream, otherwise why that had ended.
    virtual absl::Status end() = 0;
  };
  std::unique_ptr<Watch> watch(Watch::Options options) const;

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace watchfloor
