#include "store/history_file.h"

namespace watchfloor::history {

std::optional<int64_t> about(const SQLite::Database& database, const char* name) {
  SQLite::Statement statement(database, "SELECT value FROM about WHERE name = ?");
  statement.bind(1, name);
  if (!statement.executeStep()) return std::nullopt;
  return statement.getColumn(0).getInt64();
}

}  // namespace watchfloor::history
