// What whoever opens a history's file has to know. Internal to store/.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <optional>

#include "store/sqlite_file.h"

namespace watchfloor::history {

inline constexpr FileKind kFile{.application = 0x57464c48, .schema = 1, .what = "history"};  // "WFLH"

// What is said of the whole, by name: records, tick, tick_us, as_of_us, began and kept_from, which are
// minutes.
std::optional<int64_t> about(const SQLite::Database& database, const char* name);

}  // namespace watchfloor::history
