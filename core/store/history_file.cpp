#include "store/history_file.h"

#include <absl/strings/str_cat.h>

namespace watchfloor::history {

absl::Status checkVersion(const SQLite::Database& database, const std::string& path) {
  const auto number = [&](const char* query) {
    SQLite::Statement statement(database, query);
    statement.executeStep();
    return statement.getColumn(0).getInt64();
  };
  if (number("PRAGMA application_id") != kApplication) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, ": this is not a file of watchfloord's history: choose another one"));
  }
  const int64_t version = number("PRAGMA user_version");
  if (version > kSchema) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, ": it was written by a newer version (its schema is ", version,
                     ", this program knows up to ", kSchema, "): use that version, or choose another file"));
  }
  return absl::OkStatus();
}

std::optional<int64_t> about(const SQLite::Database& database, const char* name) {
  SQLite::Statement statement(database, "SELECT value FROM about WHERE name = ?");
  statement.bind(1, name);
  if (!statement.executeStep()) return std::nullopt;
  return statement.getColumn(0).getInt64();
}

}  // namespace watchfloor::history
