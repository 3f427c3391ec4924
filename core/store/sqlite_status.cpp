#include "store/sqlite_status.h"

#include <absl/strings/str_cat.h>
#include <sqlite3.h>

namespace watchfloor {

absl::Status statusOf(const SQLite::Exception& error, const std::string& path) {
  constexpr int kPrimary = 0xff;
  const int code = error.getErrorCode() & kPrimary;
  const std::string what = absl::StrCat(path, ": ", error.what());
  switch (code) {
    case SQLITE_FULL:
      return absl::ResourceExhaustedError(absl::StrCat(what, ": make room; nothing is recorded until then"));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return absl::DataLossError(absl::StrCat(
          what, ": move the file and its -wal away to begin anew, or save what can be read with: sqlite3 ",
          path, " .recover | sqlite3 NEW"));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return absl::FailedPreconditionError(absl::StrCat(what, ": another program has it open"));
    case SQLITE_CANTOPEN:
      return absl::UnavailableError(
          absl::StrCat(what, ": is there such a folder, and may this program write in it?"));
    case SQLITE_READONLY:
      return absl::UnavailableError(absl::StrCat(what, ": nothing is recorded until it can be written"));
    default:
      return absl::UnavailableError(
          absl::StrCat(what, " (", error.getErrorStr(), ", ", error.getExtendedErrorCode(), ")"));
  }
}

}  // namespace watchfloor
