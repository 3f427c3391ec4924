// What a row of the conversations' file says, on one state of it: every call of the reader has a snapshot of
// its own, so that what it reads in parts belongs together.
//
//   onSnapshot<ConversationEntry>(path, [](Snapshot& snapshot) { return snapshot.entry(number); });
//
// Fields and sources of a statement stand beside the function that takes its rows. Not thread-safe.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <absl/container/flat_hash_map.h>
#include <absl/status/statusor.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/conversation.h"
#include "store/sqlite_bind.h"
#include "store/sqlite_file.h"

namespace watchfloor::conversations {

// For Snapshot::entryOf(), of conversations `c`.
inline constexpr const char* kEntryFields =
    "SELECT c.number, c.source_id, c.brand, c.channel, c.author, a.name, c.began, c.latest, c.unanswered,"
    " c.messages, c.inbound, c.negative, c.neutral, c.positive, c.reach, c.bucket, c.rule, c.moved, c.mover,"
    " c.handling, c.owner, coalesce(m.text, '')";
inline constexpr const char* kOfEntry =
    " LEFT JOIN authors a ON a.number = c.author LEFT JOIN messages m ON m.number = c.shown";
inline constexpr const char* kOfConversations = " FROM conversations c";
// For Snapshot::messageOf(), of messages `m`.
inline constexpr const char* kMessageFields =
    "SELECT m.number, m.conversation, m.name, m.time, m.brand, m.channel, m.author, a.name, m.flags, m.text, "
    "m.label,"
    " m.score, m.reach, m.bucket, m.rule, m.version, m.language, m.likes, m.shares, m.views";
inline constexpr const char* kOfMessages = " FROM messages m JOIN authors a ON a.number = m.author";
// Goes by the index of words, whatever SQLite thinks of it.
inline constexpr const char* kOfWords =
    " FROM words CROSS JOIN messages m ON m.number = words.rowid CROSS JOIN authors a ON a.number = m.author";
// From the newest number on, the authors of those alone that are found.
inline constexpr const char* kOfAny = " FROM messages m CROSS JOIN authors a ON a.number = m.author";

class Snapshot {
 public:
  explicit Snapshot(const std::string& path);

  SQLite::Database& database() { return m_database; }
  // FailedPrecondition: it is no file of conversations, or of another version.
  absl::Status check(const std::string& path);

  // Of a name that is written once; none when nothing bears it.
  std::optional<int64_t> number(const std::string& name) { return askOne(m_number, name); }

  ConversationEntry entryOf(SQLite::Statement& row);
  ConversationMessage messageOf(SQLite::Statement& row);

  // NotFound when there is no such conversation.
  absl::StatusOr<ConversationEntry> entry(int64_t conversation);
  // What was done with it, the newest first, as many as ConversationDetails holds.
  std::vector<ConversationRecord> acts(int64_t conversation);

 private:
  const std::string& name(const SQLite::Column& column);

  SQLite::Database m_database;
  SQLite::Transaction m_transaction;
  SQLite::Statement m_name, m_number;
  absl::flat_hash_map<int64_t, std::string> m_names;
};

// Runs `read` on one state of the file.
template <typename Value, typename Read>
absl::StatusOr<Value> onSnapshot(const std::string& path, Read read) {
  absl::StatusOr<Value> value = absl::UnknownError("not read");
  const absl::Status status = guarded(path, [&] {
    Snapshot snapshot(path);
    if (absl::Status kind = snapshot.check(path); !kind.ok()) return kind;
    value = read(snapshot);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return value;
}

}  // namespace watchfloor::conversations
