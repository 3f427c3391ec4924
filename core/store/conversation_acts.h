// What people do to conversations: done, audited, and undone. Internal to store/. Every call may throw as
// SQLiteCpp does, and belongs into a transaction. One thread at a time.
#pragma once

#include <absl/status/statusor.h>

#include "model/conversation.h"
#include "store/conversation_summary.h"
#include "store/sqlite_bind.h"

namespace watchfloor::conversations {

class Acts {
 public:
  explicit Acts(SQLite::Database& database);

  // NotFound when there is no such conversation or act; FailedPrecondition when it cannot be undone, and why;
  // as validate() otherwise. The conversation is to be summed up anew afterwards.
  absl::StatusOr<ConversationActed> act(const ConversationAct& act, Summaries& summaries);

 private:
  struct Standing {
    Handling handling = Handling::kOpen;
    std::string owner;
    std::optional<int64_t> bucket;
  };
  struct Done {
    ActKind kind = ActKind::kNote;
    int64_t conversation = 0;
    std::string before, after;
    bool isUndone = false;
    Time at{};
    int64_t message = 0;
  };
  // Whose sentiment is corrected.
  struct Message {
    std::string id, label;
    std::optional<int64_t> corrected;  // when it was last
  };

  std::optional<Standing> standing(int64_t conversation);
  std::optional<Done> done(int64_t number);
  absl::StatusOr<Message> message(const ConversationAct& act);
  static Time newerThan(const Message& message, Time at);
  absl::Status correct(ConversationActed* acted);
  absl::Status undo(ConversationActed* acted, const Standing& now, Summaries& summaries);
  absl::Status putBack(ConversationActed* acted, const Done& done);
  void unmove(const ConversationAct& undoing);
  void set(ActKind kind, const ConversationAct& act, const std::string& to, Time at, Summaries& summaries);
  int64_t write(const ConversationAct& act, const std::string& before);

  SQLite::Statement m_standing, m_done, m_later, m_lastMove, m_write, m_markUndone, m_own, m_move, m_message,
      m_correct, m_earlierCorrection;
};

}  // namespace watchfloor::conversations
