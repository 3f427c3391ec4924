// Reads what a RecordStore keeps, in the order in which it happened. What is damaged is told in its place and
// does not stop it.
//
//   for (;;) {
//     absl::StatusOr<std::optional<RecordReader::Item>> item = reader.next();
//     if (!item.ok()) return item.status();
//     if (!*item) break;
//     ...
//   }
//
// Cost: O(1) and one row in memory each. One thread at a time.
#pragma once

#include <absl/status/statusor.h>

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "model/record.h"
#include "store/mark.h"

namespace SQLite {  // NOLINT(readability-identifier-naming): as they call it
class Database;
}

namespace watchfloor {

class RecordReader {
 public:
  // Records that are not to be had: a checksum that is wrong, bytes that cannot be read, missing rows.
  struct Damage {
    uint64_t count = 1;
    std::string reason;  // names the position
  };
  struct Item {
    uint64_t position = 0;  // of a tick: of the record that it follows
    uint64_t tick = 0;      // of a tick: its number
    std::variant<BatchRecord, Advance, Configure, Damage> what;
  };

  // What is wanted.
  struct Range {
    uint64_t first = 1;                // the oldest record
    uint64_t tick = 0;                 // the newest tick that is not wanted; 0: all are
    uint64_t last = INT64_MAX;         // the newest record
    bool isWithConfigurations = true;  // those before `first`, too
  };

  // REQUIRES: `database` outlives it.
  RecordReader(const SQLite::Database& database, std::string path, const Range& range);
  ~RecordReader();
  RecordReader(RecordReader&&) noexcept;
  RecordReader& operator=(RecordReader&&) = delete;

  // None at the end. As statusOf() has them, once the file cannot be read on.
  absl::StatusOr<std::optional<Item>> next();

  // Whoever reads on after this mark is given what next() would give.
  Mark mark() const;

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace watchfloor
