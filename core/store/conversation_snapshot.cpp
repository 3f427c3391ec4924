#include "store/conversation_snapshot.h"

#include <absl/strings/str_cat.h>

#include "store/conversation_file.h"

namespace watchfloor::conversations {
namespace {

std::optional<Bucket> bucketOf(const SQLite::Column& column) {
  const std::optional<int64_t> bucket = optionalNumber(column);
  return bucket ? std::optional(static_cast<Bucket>(*bucket)) : std::nullopt;
}

}  // namespace

Snapshot::Snapshot(const std::string& path)
    : m_database(path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, 5'000),
      m_transaction(m_database),
      m_name(m_database, "SELECT name FROM names WHERE number = ?"),
      m_number(m_database, "SELECT number FROM names WHERE name = ?") {}

absl::Status Snapshot::check(const std::string& path) {
  if (absl::Status kind = checkKind(m_database, path, kFile); !kind.ok()) return kind;
  const int64_t schema = askNumber(m_database, "PRAGMA user_version");
  if (schema == kFile.schema) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      path, ": it was written by an older version (its schema is ", schema, ", this program reads ",
      kFile.schema, "): start watchfloord of this version with it once"));
}

// Empty for NULL.
const std::string& Snapshot::name(const SQLite::Column& column) {
  const int64_t number = column.isNull() ? 0 : column.getInt64();
  const auto [it, isNew] = m_names.try_emplace(number);
  if (isNew && number != 0 && bound(m_name, number).executeStep())
    it->second = m_name.getColumn(0).getString();
  if (isNew) m_name.tryReset();
  return it->second;
}

ConversationEntry Snapshot::entryOf(SQLite::Statement& row) {
  ConversationEntry entry;
  int i = 0;
  entry.number = row.getColumn(i++).getInt64();
  entry.sourceId = row.getColumn(i++).getString();
  entry.brand = name(row.getColumn(i++));
  entry.channel = name(row.getColumn(i++));
  entry.author = row.getColumn(i++).getInt64();
  entry.authorId = row.getColumn(i++).getString();
  entry.began = fromMicros(row.getColumn(i++).getInt64());
  entry.latest = fromMicros(row.getColumn(i++).getInt64());
  if (const auto since = optionalNumber(row.getColumn(i++))) entry.unansweredSince = fromMicros(*since);
  for (int64_t* count :
       {&entry.messages, &entry.inbound, &entry.negative, &entry.neutral, &entry.positive, &entry.reach}) {
    *count = row.getColumn(i++).getInt64();
  }
  entry.bucket = bucketOf(row.getColumn(i++));
  entry.rule = name(row.getColumn(i++));
  const bool isMoved = !row.getColumn(i++).isNull();
  const std::string mover = row.getColumn(i++).getString();
  if (isMoved) entry.rule = absl::StrCat("moved by ", mover);
  entry.handling = static_cast<Handling>(row.getColumn(i++).getInt64());
  entry.owner = row.getColumn(i++).getString();
  entry.text = row.getColumn(i++).getString();
  return entry;
}

ConversationMessage Snapshot::messageOf(SQLite::Statement& row) {
  ConversationMessage message;
  int i = 0;
  message.number = row.getColumn(i++).getInt64();
  message.conversation = row.getColumn(i++).getInt64();
  message.messageId = row.getColumn(i++).getString();
  message.time = fromMicros(row.getColumn(i++).getInt64());
  message.brand = name(row.getColumn(i++));
  message.channel = name(row.getColumn(i++));
  message.author = row.getColumn(i++).getInt64();
  message.authorId = row.getColumn(i++).getString();
  const int64_t flags = row.getColumn(i++).getInt64();
  message.direction = (flags & kOutbound) != 0 ? MessageDirection::kOutbound : MessageDirection::kInbound;
  message.isAutomatic = (flags & kAutomatic) != 0;
  message.isPrivate = (flags & kPrivate) != 0;
  message.isDeleted = (flags & kDeleted) != 0;
  message.isCut = (flags & kCut) != 0;
  message.isCorrected = (flags & kCorrected) != 0;
  message.text = row.getColumn(i++).getString();
  message.textBytes = static_cast<int64_t>(message.text.size());
  const std::optional<int64_t> label = optionalNumber(row.getColumn(i++));
  const SQLite::Column score = row.getColumn(i++);
  if (label) {
    message.sentiment = {static_cast<Label>(*label),
                         score.isNull() ? std::nullopt : std::optional(score.getDouble())};
  }
  message.reach = optionalNumber(row.getColumn(i++));
  message.bucket = bucketOf(row.getColumn(i++));
  message.rule = name(row.getColumn(i++));
  message.version = name(row.getColumn(i++));
  message.language = name(row.getColumn(i++));
  message.likes = row.getColumn(i++).getInt64();
  message.shares = row.getColumn(i++).getInt64();
  message.views = row.getColumn(i++).getInt64();
  return message;
}

absl::StatusOr<ConversationEntry> Snapshot::entry(int64_t conversation) {
  SQLite::Statement row(m_database, absl::StrCat(kEntryFields, kOfConversations, kOfEntry,
                                                 " WHERE c.number = ? AND c.messages > 0"));
  bindOne(row, 1, conversation);
  if (!row.executeStep()) {
    return absl::NotFoundError(absl::StrCat("there is no conversation ", conversation,
                                            ": it was let go with its age, or joined to another one"));
  }
  return entryOf(row);
}

std::vector<ConversationRecord> Snapshot::acts(int64_t conversation) {
  SQLite::Statement rows(m_database,
                         "SELECT number, kind, before, after, reason, person, at, coalesce(undone, 0),"
                         " coalesce(undone_by, 0), coalesce(message, 0) FROM acts WHERE conversation = ? "
                         "ORDER BY number DESC LIMIT ?");
  bound(rows, conversation, ConversationDetails::kMostActs);
  std::vector<ConversationRecord> acts;
  while (rows.executeStep()) {
    acts.push_back({.number = rows.getColumn(0).getInt64(),
                    .act = {.conversation = conversation,
                            .kind = static_cast<ActKind>(rows.getColumn(1).getInt64()),
                            .to = rows.getColumn(3).getString(),
                            .reason = rows.getColumn(4).getString(),
                            .by = rows.getColumn(5).getString(),
                            .at = fromMicros(rows.getColumn(6).getInt64()),
                            .undone = rows.getColumn(7).getInt64(),
                            .message = rows.getColumn(9).getInt64()},
                    .from = rows.getColumn(2).getString(),
                    .undoneBy = rows.getColumn(8).getInt64()});
  }
  return acts;
}

}  // namespace watchfloor::conversations
