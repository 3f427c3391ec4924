#include "store/conversation_file.h"

#include <absl/strings/str_cat.h>

namespace watchfloor::conversations {
namespace {

void upgrade(SQLite::Database& database) {
  const int64_t schema = askNumber(database, "PRAGMA user_version");
  if (schema >= kFile.schema) return;
  SQLite::Transaction transaction(database);
  if (schema < 2) database.exec("ALTER TABLE acts ADD COLUMN message INTEGER");
  if (schema < 3) database.exec(kTimes);
  if (schema < 4) database.exec("ALTER TABLE messages ADD COLUMN language INTEGER");
  database.exec(absl::StrCat("PRAGMA user_version = ", kFile.schema));
  transaction.commit();
}

}  // namespace

absl::Status begin(SQLite::Database& database, const std::string& path) {
  const bool isNew = askNumber(database, "SELECT count(*) FROM sqlite_schema") == 0;
  if (!isNew) {
    absl::Status status = checkKind(database, path, kFile);
    if (!status.ok()) return status;
  }
  database.exec("PRAGMA page_size = 8192");
  const std::string mode = database.execAndGet("PRAGMA journal_mode = WAL");
  if (mode != "wal") {
    return absl::UnavailableError(absl::StrCat(path, ": SQLite cannot keep a log beside it"));
  }
  database.exec(
      "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA cell_size_check = ON; "
      "PRAGMA cache_size = -32768; PRAGMA wal_checkpoint(TRUNCATE)");
  if (!isNew) {
    upgrade(database);
    return absl::OkStatus();
  }
  SQLite::Transaction transaction(database);
  database.exec(absl::StrCat(kTables, kTimes, "PRAGMA application_id = ", kFile.application,
                             "; PRAGMA user_version = ", kFile.schema, ";"));
  transaction.commit();
  return absl::OkStatus();
}

}  // namespace watchfloor::conversations
