// The history on disk, in a SQLite file of its own: what every cell and roll-up held in every minute, hour
// and day (store/history_rows.h). A row is a sum of differences, added to as they come.
//
//   absl::StatusOr<HistoryStore> history = HistoryStore::open({.path = "records-history.db"});
//   history->write(table, {.number = 4711, .at = now});      // what happened through a tick of the records
//
// A mark says through which tick of the records the rows are, and is written with them in one transaction.
// The engine is a function of its records: after a crash it works out the same differences again, those
// through the mark are dropped, and each counts exactly once. Ticks are to be on disk before their
// differences are written.
//
// Retention: whole days, in UTC, that ended longer ago than `keep` by the newest tick, a few hours of them a
// write. The file never shrinks; its room is used again.
//
// Others may read the file meanwhile (store/history_reader.h), each a state between two writes, without
// holding up a write. Cost of a write: a transaction with one sync of the disk, and up to nine rows
// for each minute of a cell or roll-up: three parts of a minute, an hour and a day. Memory: SQLite's cache, 8
// MB, and the rows of one write. One thread at a time.
#pragma once

#include <absl/status/statusor.h>

#include <memory>
#include <string>

#include "metrics/minute_table.h"
#include "model/record.h"

namespace watchfloor {

class HistoryStore {
 public:
  struct Options {
    std::string path;
    uint64_t records = 0;  // the number of those that it is told from (RecordStore)
    Duration keep = kDay * 365;
    bool isShared = true;  // others may read it; needs a file system with shared memory
    std::string vfs = {};  // SQLite's name of the file system; empty: the machine's
  };

  // Opens the file, or makes it. FailedPrecondition when it belongs to another program or a newer version;
  // DataLoss when it is damaged as a whole; Unavailable otherwise.
  static absl::StatusOr<HistoryStore> open(Options options);
  ~HistoryStore();
  HistoryStore(HistoryStore&&) noexcept;
  HistoryStore& operator=(HistoryStore&&) = delete;

  // Takes what is in the table, and is durable on return. After an error, as statusOf() has them, the file is
  // as it was; what was taken is kept, and is written by the next call that succeeds.
  // REQUIRES: always the same table, but for forgetNumbers()
  absl::Status write(MinuteTable& table, const TickMark& mark);
  // Before the first call with a table of other numbers of brands and channels. REQUIRES: nothing is waiting
  void forgetNumbers();
  // Rows that were taken, and could not be written.
  size_t waiting() const;

  // Of what is in the file: the newest tick of those records that it was told of; 0: none, or it was told
  // from others.
  const TickMark& mark() const;
  const std::string& path() const;

 private:
  class Impl;
  explicit HistoryStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace watchfloor
