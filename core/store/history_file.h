// What whoever opens a history's file has to know. Internal to store/.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <absl/status/status.h>

#include <cstdint>
#include <optional>
#include <string>

namespace watchfloor::history {

inline constexpr int kApplication = 0x57464c48;  // "WFLH", in the file's header
inline constexpr int kSchema = 1;                // in its user_version

// FailedPrecondition for a file of another program, or a newer version.
absl::Status checkVersion(const SQLite::Database& database, const std::string& path);

// What is said of the whole, by name: tick, tick_us, as_of_us, began and kept_from, which are minutes.
std::optional<int64_t> about(const SQLite::Database& database, const char* name);

}  // namespace watchfloor::history
