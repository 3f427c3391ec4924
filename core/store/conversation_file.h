// How conversations lie in their file, for those who write and read it. Internal to store/.
//
// A message has a row, and its text stands in a full-text index, `words`, whose rows are numbered as
// messages. A conversation's row sums up those of its messages; only what people and sources said of it as a
// whole
// (`handling`, `handled`, `owner`, `moved`) stands there alone. Ids are found by hashes (model/id.h).
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>

#include "store/sqlite_file.h"

namespace watchfloor::conversations {

inline constexpr FileKind kFile{.application = 0x57464c43, .schema = 4, .what = "conversations"};  // "WFLC"

// Bits of messages.flags.
enum Flag : int64_t {
  kOutbound = 1,
  kAutomatic = 2,
  kPrivate = 4,
  kDeleted = 8,
  kCut = 16,
  kCorrected = 32,
  kTakenBack = 64,  // deleted by the customer
  kShare = 128,
};

// Numbers that people see are never given again: an act must not meet another conversation.
inline constexpr const char* kTables =
    "CREATE TABLE about (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE names (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE authors (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE conversations (number INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB UNIQUE, source_id TEXT "
    "NOT NULL DEFAULT "
    "'',"
    " brand INTEGER, channel INTEGER, author INTEGER, began INTEGER, latest INTEGER, unanswered INTEGER,"
    " messages INTEGER NOT NULL DEFAULT 0, inbound INTEGER, negative INTEGER, neutral INTEGER, positive "
    "INTEGER,"
    " reach INTEGER, bucket INTEGER, rule INTEGER, shown INTEGER, handling INTEGER NOT NULL DEFAULT 0,"
    " handled INTEGER, owner TEXT NOT NULL DEFAULT '', moved INTEGER, mover TEXT NOT NULL DEFAULT '');"
    "CREATE TABLE messages (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT NOT NULL,"
    " conversation INTEGER NOT NULL, parent BLOB, time INTEGER NOT NULL, origin TEXT NOT NULL,"
    " brand INTEGER NOT NULL, channel INTEGER NOT NULL, author INTEGER NOT NULL, flags INTEGER NOT NULL,"
    " label INTEGER, score REAL, corrected INTEGER, rebranded INTEGER, reach INTEGER, bucket INTEGER, rule "
    "INTEGER, version "
    "INTEGER,"
    " language INTEGER, likes INTEGER NOT NULL DEFAULT 0, shares INTEGER NOT NULL DEFAULT 0, views INTEGER "
    "NOT NULL DEFAULT 0,"
    " text TEXT NOT NULL);"
    // What was said of a message that has not come yet.
    "CREATE TABLE pending (id BLOB NOT NULL, time INTEGER NOT NULL, kind INTEGER NOT NULL, label INTEGER, "
    "score REAL,"
    " brand TEXT NOT NULL, likes INTEGER NOT NULL, shares INTEGER NOT NULL, views INTEGER NOT NULL,"
    " PRIMARY KEY (id, time, kind, brand)) WITHOUT ROWID;"
    "CREATE TABLE acts (number INTEGER PRIMARY KEY AUTOINCREMENT, conversation INTEGER NOT NULL, kind "
    "INTEGER NOT NULL,"
    " before TEXT NOT NULL, after TEXT NOT NULL, reason TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT "
    "NULL,"
    " undone INTEGER, undone_by INTEGER, message INTEGER);"
    "CREATE VIRTUAL TABLE words USING fts5(text, content='messages', content_rowid='number',"
    " tokenize='unicode61 remove_diacritics 2');"
    "CREATE INDEX messages_of ON messages (conversation, time);"
    "CREATE INDEX messages_by ON messages (author, time);"
    "CREATE INDEX replies ON messages (parent) WHERE parent IS NOT NULL;"
    "CREATE INDEX pending_since ON pending (time);"
    "CREATE INDEX acts_of ON acts (conversation);"
    "CREATE INDEX latest ON conversations (latest);"
    "CREATE INDEX unanswered ON conversations (unanswered) WHERE unanswered IS NOT NULL;"
    "CREATE INDEX latest_of_brand ON conversations (brand, latest);"
    "CREATE INDEX unanswered_of_brand ON conversations (brand, unanswered) WHERE unanswered IS NOT NULL;"
    "CREATE INDEX latest_in_bucket ON conversations (bucket, latest);"
    "CREATE INDEX unanswered_in_bucket ON conversations (bucket, unanswered) WHERE unanswered IS NOT NULL;"
    "CREATE INDEX latest_of_channel ON conversations (channel, latest);"
    "CREATE INDEX empty ON conversations (handled) WHERE messages = 0;"
    "CREATE INDEX owned ON conversations (owner, latest) WHERE owner <> '';";

// For lists of messages of a time. In them is all that such a list looks for.
inline constexpr const char* kTimes =
    "CREATE INDEX messages_at ON messages (time, channel, label, flags, brand);"
    "CREATE INDEX messages_of_brand ON messages (brand, time, channel, label, flags);";

// Makes the tables, or checks that they are this program's, and brings those of an older one up to date.
absl::Status begin(SQLite::Database& database, const std::string& path);

}  // namespace watchfloor::conversations
