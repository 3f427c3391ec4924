// Which message belongs to which conversation, by the rule of threads/threads.h: to that of the message that
// it replies to, or shares; otherwise to the one that its source names; otherwise it starts one. Order of
// arrival does not matter: a message that comes after its replies and shares draws them to it. Internal to
// store/.
//
// Every call may throw as SQLiteCpp does, and belongs into a transaction. One thread at a time. Cost: a few
// rows by index; for a message that comes after its replies all of these, and theirs.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "model/event.h"
#include "model/id.h"
#include "store/sqlite_bind.h"

namespace watchfloor::conversations {

class Homes {
 public:
  explicit Homes(SQLite::Database& database);

  // The conversation of a message that was just told; a new one is made if need be. `now`: where it is so
  // far, if it is known.
  int64_t homeOf(const MessageView& message, const Id& id, const std::optional<int64_t>& now);

  // The one that a source names; a new one if need be.
  int64_t named(std::string_view sourceId);

  // Moves a message and all that reply to it, however far, to `home`. Returns the conversations that lost
  // messages.
  std::vector<int64_t> gather(int64_t message, int64_t home);

 private:
  int64_t made(const std::optional<Id>& id, std::string_view sourceId);

  SQLite::Database& m_database;
  SQLite::Statement m_ofMessage, m_ofId, m_ofSibling, m_make, m_isNamed, m_hasOtherReplies, m_scattered,
      m_move;
};

}  // namespace watchfloor::conversations
