#include "store/sqlite_file.h"

#include <absl/strings/str_cat.h>

namespace watchfloor {

int64_t askNumber(const SQLite::Database& database, const char* query) {
  SQLite::Statement statement(database, query);
  statement.executeStep();
  return statement.getColumn(0).getInt64();
}

absl::Status checkKind(const SQLite::Database& database, const std::string& path, const FileKind& kind) {
  if (askNumber(database, "PRAGMA application_id") != kind.application) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, ": this is not a file of watchfloord's ", kind.what, ": choose another one"));
  }
  const int64_t version = askNumber(database, "PRAGMA user_version");
  if (version > kind.schema) {
    return absl::FailedPreconditionError(absl::StrCat(
        path, ": it was written by a newer version (its schema is ", version, ", this program knows up to ",
        kind.schema, "): use that version, or choose another file"));
  }
  return absl::OkStatus();
}

absl::Status writeAnew(SQLite::Database& database, const std::string& path) {
  database.exec("VACUUM");
  return emptyLog(database, path);
}

absl::Status emptyLog(SQLite::Database& database, const std::string& path) {
  if (askNumber(database, "PRAGMA wal_checkpoint(TRUNCATE)") == 0) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(path, ": another program reads it"));
}

}  // namespace watchfloor
