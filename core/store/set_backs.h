// Where the clock that ticks follow was set back, in the file of the records: what lies before such a tick
// may be later than what follows it. The engine's time never runs backwards: at each tick it is the newest
// of all up to there.
//
//   SetBacks setBacks(database);
//   setBacks.add(8, 800, 1'000);    // tick 8, at 800 µs; one before it was at 1,000
//   setBacks.latestAt(9, 900);       // 1,000
//
// A row of `set_backs` for each such place: after it, ticks need only be compared with the one that the row
// has. One thread at a time. Errors: SQLite's exceptions.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

#include "store/record_rows.h"

namespace watchfloor {

class SetBacks {
 public:
  static constexpr int64_t kNone = std::numeric_limits<int64_t>::min();

  // REQUIRES: the database outlives it, and has the table
  explicit SetBacks(SQLite::Database& database) : m_database(database) {}

  // Makes the table, for all ticks that there are but damaged ones. Cost: each tick is read once.
  static void makeTable(SQLite::Database& database) {
    database.exec(
        "CREATE TABLE IF NOT EXISTS set_backs (number INTEGER PRIMARY KEY, latest INTEGER NOT NULL)");
    SetBacks made(database);
    int64_t latest = kNone;
    SQLite::Statement ticks(database, "SELECT number, position, tick, checksum FROM ticks ORDER BY number");
    while (ticks.executeStep()) {
      if (const std::optional<int64_t> tick = wholeTick(ticks))
        latest = made.add(ticks.getColumn(0), *tick, latest);
    }
  }

  // The newest of all ticks that there are but damaged ones; kNone: there are none.
  int64_t latest() const {
    SQLite::Statement ticks(m_database,
                            "SELECT number, position, tick, checksum FROM ticks ORDER BY number DESC");
    while (ticks.executeStep()) {
      if (const std::optional<int64_t> tick = wholeTick(ticks)) return latestAt(ticks.getColumn(0), *tick);
    }
    return kNone;
  }

  // The newest of all ticks up to this one, of `micros`.
  int64_t latestAt(int64_t number, int64_t micros) const {
    SQLite::Statement look(m_database,
                           "SELECT latest FROM set_backs WHERE number <= ? ORDER BY number DESC LIMIT 1");
    look.bind(1, number);
    return look.executeStep() ? std::max(look.getColumn(0).getInt64(), micros) : micros;
  }

  // Of a new tick, and the newest of those before it; returns the newest of all.
  int64_t add(int64_t number, int64_t micros, int64_t latest) {
    if (micros >= latest) return micros;
    if (latestAt(number, micros) < latest) {
      SQLite::Statement insert(m_database, "INSERT OR REPLACE INTO set_backs VALUES (?, ?)");
      insert.bind(1, number);
      insert.bind(2, latest);
      insert.exec();
    }
    return latest;
  }

  // Only what the ticks from this one on need is kept.
  void forgetBefore(int64_t number) {
    SQLite::Statement erase(m_database,
                            "DELETE FROM set_backs WHERE number <"
                            " (SELECT max(number) FROM set_backs WHERE number <= ?)");
    erase.bind(1, number);
    erase.exec();
  }

 private:
  // Number, position, tick, checksum. None when it is damaged.
  static std::optional<int64_t> wholeTick(SQLite::Statement& row) {
    const int64_t number = row.getColumn(0), position = row.getColumn(1), tick = row.getColumn(2);
    if (row.getColumn(3).getInt64() != tickChecksum(number, position, tick)) return std::nullopt;
    return tick;
  }

  SQLite::Database& m_database;
};

}  // namespace watchfloor
