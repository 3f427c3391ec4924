#include "store/conversation_homes.h"

#include <string>

namespace watchfloor::conversations {
namespace {

// A message, and all that reply to it; circles end.
#define WATCHFLOOR_TREE                                                                          \
  "WITH RECURSIVE tree (number, id) AS (SELECT number, id FROM messages WHERE number = ?1 UNION" \
  " SELECT m.number, m.id FROM messages m JOIN tree ON m.parent = tree.id) "

}  // namespace

Homes::Homes(SQLite::Database& database)
    : m_database(database),
      m_ofMessage(database, "SELECT conversation FROM messages WHERE id = ?"),
      m_ofId(database, "SELECT number FROM conversations WHERE id = ?"),
      // Without a name of their own those that reply to one message are together, before it comes and after.
      m_ofSibling(
          database,
          "SELECT min(c.number) FROM messages m CROSS JOIN conversations c ON c.number = m.conversation"
          " WHERE m.parent = ? AND c.id IS NULL"),
      m_make(database, "INSERT INTO conversations (id, source_id) VALUES (?, ?)"),
      m_isNamed(database, "SELECT id IS NOT NULL FROM conversations WHERE number = ?"),
      m_hasOtherReplies(database,
                        "SELECT 1 FROM messages WHERE parent = (SELECT id FROM messages WHERE number = ?1)"
                        " AND conversation <> ?2 LIMIT 1"),
      m_scattered(database, WATCHFLOOR_TREE
                  "SELECT DISTINCT conversation FROM messages WHERE number IN (SELECT number FROM tree)"
                  " AND conversation <> ?2"),
      m_move(database, WATCHFLOOR_TREE
             "UPDATE messages SET conversation = ?2 WHERE number IN (SELECT number FROM tree)"
             " AND conversation <> ?2") {}

#undef WATCHFLOOR_TREE

int64_t Homes::homeOf(const MessageView& message, const Id& id, const std::optional<int64_t>& now) {
  if (!message.parent().empty() && message.parent() != message.messageId) {
    if (const auto home = askOne(m_ofMessage, Id::of(message.parent()))) return *home;
  }
  if (!message.conversationId.empty()) return named(message.conversationId);
  if (!message.parent().empty()) {
    if (const auto home = askOne(m_ofSibling, Id::of(message.parent()))) return *home;
  }
  if (const auto home = askOne(m_ofSibling, id)) return *home;
  if (now && askOne(m_isNamed, *now) == 0) return *now;
  return made(std::nullopt, {});
}

int64_t Homes::named(std::string_view sourceId) {
  const Id id = Id::of(sourceId);
  if (const auto number = askOne(m_ofId, id)) return *number;
  return made(id, sourceId);
}

std::vector<int64_t> Homes::gather(int64_t message, int64_t home) {
  std::vector<int64_t> losers;
  if (!askOne(m_hasOtherReplies, message, home)) return losers;  // what is below a reply is where it is
  bound(m_scattered, message, home);
  while (m_scattered.executeStep()) losers.push_back(m_scattered.getColumn(0).getInt64());
  m_scattered.reset();
  if (!losers.empty()) bound(m_move, message, home).exec();
  return losers;
}

int64_t Homes::made(const std::optional<Id>& id, std::string_view sourceId) {
  bound(m_make, id, sourceId).exec();
  return m_database.getLastInsertRowid();
}

}  // namespace watchfloor::conversations
