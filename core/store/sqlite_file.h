// What every SQLite file of the store's has in common: whose it is, by its header, and of which version.
// Internal to store/.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "store/sqlite_status.h"

namespace watchfloor {

struct FileKind {
  int application;   // in the header
  int schema;        // in user_version: the newest that this program knows
  const char* what;  // "records"
};

// The one number that a query gives.
int64_t askNumber(const SQLite::Database& database, const char* query);

// FailedPrecondition for a file of another program, or a newer version.
absl::Status checkKind(const SQLite::Database& database, const std::string& path, const FileKind& kind);

// Writes the file anew, without what was deleted from it at any time, and empties its log. May throw as
// SQLiteCpp does; FailedPrecondition while somebody reads the file. Room is needed for it twice more.
absl::Status writeAnew(SQLite::Database& database, const std::string& path);
// What it holds is in the file from here on, and in it alone.
absl::Status emptyLog(SQLite::Database& database, const std::string& path);

// An `Impl` of the options that has begun, or why it cannot.
template <class Impl, class Options>
absl::StatusOr<std::unique_ptr<Impl>> begun(Options options) {
  const std::string path = options.path;
  std::unique_ptr<Impl> impl;
  const absl::Status status = guarded(path, [&] {
    impl = std::make_unique<Impl>(std::move(options));
    return impl->begin();
  });
  if (!status.ok()) return status;
  return impl;
}

}  // namespace watchfloor
