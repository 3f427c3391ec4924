// A conversation's row as the sum of its messages, and what people and sources said of the whole. Internal to
// store/. Every call may throw as SQLiteCpp does, and belongs into a transaction. One thread at a time.
#pragma once

#include <cstdint>

#include "model/conversation.h"
#include "store/sqlite_bind.h"

namespace watchfloor::conversations {

class Summaries {
 public:
  explicit Summaries(SQLite::Database& database);

  // Sums up anew; false when no message is left. Cost: its messages.
  bool refresh(int64_t conversation);

  // What a source says of the whole; what was said later, or of a later time, holds.
  void handle(int64_t conversation, Handling handling, Time at);

  // What a person decides holds, whatever clock a source had.
  void decide(int64_t conversation, Handling handling, Time at);

  // An empty one goes: its acts, and what they said, go to `heir`; one that its source named stays, empty.
  void bequeath(int64_t conversation, int64_t heir);

 private:
  SQLite::Statement m_messages, m_look, m_write, m_handle, m_decide, m_clear, m_remove, m_heirs, m_moveActs;
};

}  // namespace watchfloor::conversations
