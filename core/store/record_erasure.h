// An author's erasure from the records: rewritten in their places, in one transaction, with a note of when
// and how many, not of whom. Internal to whoever does it as a whole (store/author_erasure.h).
//
//   RecordErasure records = store.erasure();
//   records.rememberTexts(&erasure, goOn);
//   absl::StatusOr<ErasedRecords> erased = records.erase(erasure, now, ErasureMode::kDone, goOn);
//
// From the transaction on, until finish(), the file holds whose erasure is under way and under which
// pseudonym, so that one that was interrupted goes on with the same. Checkpoints from before are of no use to
// this file any more. What cannot be read is emptied, and stays what cannot be read: nobody can tell whose it
// is. One thread at a time.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <absl/status/statusor.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/erasure.h"

namespace watchfloor {

// What was rewritten, or would be.
struct ErasedRecords {
  uint64_t first = 0;  // the oldest record of it; 0: none
  uint64_t records = 0;
  uint64_t messages = 0;  // the author's own
  uint64_t mentions = 0;  // other events that named or quoted him
  uint64_t names = 0;     // events of a source, brand or channel whose name has his id: it stays
  uint64_t damaged = 0;   // that could not be read, and are emptied
};

// That there was one: all that is kept of it.
struct ErasureNote {
  Time at{};
  uint64_t first = 0;  // the oldest record that was rewritten; 0: none
  uint64_t records = 0, messages = 0;
  bool operator==(const ErasureNote&) const = default;
};

class RecordErasure {
 public:
  // REQUIRES: `database` outlives it
  RecordErasure(SQLite::Database& database, std::string path)
      : m_database(database), m_path(std::move(path)) {}

  // May throw as SQLiteCpp does.
  static void makeTables(SQLite::Database& database);

  // Whose erasure was interrupted.
  absl::StatusOr<std::optional<Erasure>> unfinished() const;
  // Oldest first.
  absl::StatusOr<std::vector<ErasureNote>> notes() const;

  absl::Status rememberTexts(Erasure* erasure, const GoOn& goOn) const;
  // All or nothing. Of one that was interrupted there is a note already, if nothing came since.
  absl::StatusOr<ErasedRecords> erase(const Erasure& erasure, Time at, ErasureMode mode, const GoOn& goOn);
  // Writes the file anew without what was deleted from it, whenever that was.
  absl::Status compact();
  // Nothing is under way any more.
  absl::Status finish();

 private:
  SQLite::Database& m_database;
  const std::string m_path;
};

}  // namespace watchfloor
