#include "store/history_store.h"

#include <absl/container/flat_hash_map.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "metrics/minute_changes.h"
#include "store/history_file.h"
#include "store/history_rows.h"
#include "store/sqlite_file.h"
#include "window/window_ranges.h"

namespace watchfloor {
namespace {

using history::Key;
using history::Level;

constexpr int64_t kMinutesADay = 24 * 60;
constexpr int64_t kDeletedAtOnce = 6 * 60;  // minutes of history, a write

constexpr const char* kPragmas =
    "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA cell_size_check = ON; "
    "PRAGMA cache_size = -8192;";

constexpr const char* kTables =
    "CREATE TABLE about (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE cells (number INTEGER PRIMARY KEY, brand TEXT NOT NULL, channel TEXT NOT NULL,"
    " UNIQUE (brand, channel));"
    "CREATE TABLE definitions (since INTEGER PRIMARY KEY, id TEXT NOT NULL);"
    "CREATE TABLE numbers (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"
    "CREATE TABLE bins (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"
    "CREATE TABLE authors (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL);";

// One of the three tables of parts.
struct PartTable {
  PartTable(SQLite::Database& database, const char* name)
      : look(database, absl::StrCat("SELECT bytes FROM ", name, " WHERE key = ?")),
        put(database, absl::StrCat("INSERT OR REPLACE INTO ", name, " VALUES (?, ?)")),
        erase(database, absl::StrCat("DELETE FROM ", name, " WHERE key = ?")),
        trim(database, absl::StrCat("DELETE FROM ", name, " WHERE key >= ? AND key < ?")) {}

  // Adds what is there by `merge`, and calls for the bytes that are to be there.
  template <typename Merge, typename Bytes>
  absl::Status add(int64_t key, Merge merge, Bytes bytes) {
    look.tryReset();
    look.bind(1, key);
    const bool isThere = look.executeStep();
    if (isThere) {
      const SQLite::Column old = look.getColumn(0);
      const absl::Status status =
          merge(std::string_view(static_cast<const char*>(old.getBlob()), static_cast<size_t>(old.size())));
      if (!status.ok()) return status;
    }
    look.reset();
    const std::string now = bytes();
    if (now.empty() && !isThere) return absl::OkStatus();
    SQLite::Statement& change = now.empty() ? erase : put;
    change.tryReset();
    change.bind(1, key);
    if (!now.empty()) change.bindNoCopy(2, now.data(), static_cast<int>(now.size()));
    change.exec();
    return absl::OkStatus();
  }

  SQLite::Statement look, put, erase, trim;
};

}  // namespace

class HistoryStore::Impl {
 public:
  explicit Impl(Options options)
      : m_options(std::move(options)),
        m_database(m_options.path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX, 5'000,
                   m_options.vfs) {}

  absl::Status begin() {
    if (!m_options.isShared) m_database.exec("PRAGMA locking_mode = EXCLUSIVE");
    const bool isNew = askNumber(m_database, "SELECT count(*) FROM sqlite_schema") == 0;
    if (!isNew) {
      absl::Status status = checkKind(m_database, m_options.path, history::kFile);
      if (!status.ok()) return status;
    }
    m_database.exec("PRAGMA page_size = 8192");
    const std::string mode = m_database.execAndGet("PRAGMA journal_mode = WAL");
    if (mode != "wal") {
      return absl::UnavailableError(absl::StrCat(m_options.path, ": SQLite cannot keep a log beside it"));
    }
    m_database.exec(kPragmas);
    m_database.exec(
        "PRAGMA wal_checkpoint(TRUNCATE)");  // what was written and not synced is on disk from here on
    if (isNew) {
      SQLite::Transaction transaction(m_database);
      m_database.exec(absl::StrCat(kTables, "PRAGMA application_id = ", history::kFile.application,
                                   "; PRAGMA user_version = ", history::kFile.schema, ";"));
      transaction.commit();
    }
    m_parts.emplace(std::array<PartTable, 3>{PartTable(m_database, history::kNumbersTable),
                                             PartTable(m_database, history::kBinsTable),
                                             PartTable(m_database, history::kAuthorsTable)});
    const auto tick = history::about(m_database, "tick"), records = history::about(m_database, "records");
    if (tick && (!records || static_cast<uint64_t>(*records) == m_options.records)) {
      m_mark = {static_cast<uint64_t>(*tick), fromMicros(history::about(m_database, "tick_us").value_or(0))};
    }
    return absl::OkStatus();
  }

  absl::Status write(MinuteTable& table, const TickMark& mark) {
    take(table);
    absl::Status status = guarded(m_options.path, [&] {
      SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
      if (absl::Status written = writeRows(table); !written.ok()) return written;
      writeAbout(table, mark);
      if (table.tick() != kDistantPast) trim(table.tick());
      transaction.commit();
      return absl::OkStatus();
    });
    if (status.ok()) {
      m_mark = mark;
      m_rows.clear();
      m_observed.clear();
      m_definitions.clear();
    } else {
      m_numbers.clear();  // of cells that were new are not there
    }
    return status;
  }

  void forgetNumbers() { m_numbers.clear(); }
  const TickMark& mark() const { return m_mark; }
  size_t waiting() const { return m_rows.size(); }
  const std::string& path() const { return m_options.path; }

 private:
  using Rows = absl::btree_map<std::pair<int64_t, uint32_t>, Period>;

  // What was taken before and could not be written stays.
  void take(MinuteTable& table) {
    m_observed.insert(m_observed.end(), table.observed().begin(), table.observed().end());
    m_definitions.insert(m_definitions.end(), table.definitions().begin(), table.definitions().end());
    MinuteTable::Rows rows = table.take();
    if (m_rows.empty()) {
      m_rows = std::move(rows);
    } else {
      for (const auto& [key, period] : rows) m_rows[key].merge(period);
    }
  }

  absl::Status writeRows(const MinuteTable& table) {
    std::array<Rows, 3> rows;
    for (const auto& [key, period] : m_rows) {
      const auto& [minute, cell] = key;
      const uint32_t number = numberOf(table, cell);
      if (number >= Key::kMostCells || minute < -Key::kFarthest || minute >= Key::kFarthest) continue;
      for (size_t level = 0; level < rows.size(); ++level) {
        rows[level][{startOf(minute, level), number}].merge(period);
      }
    }
    for (const int64_t minute : m_observed) {
      for (size_t level = 0; level < rows.size(); ++level) {
        rows[level][{startOf(minute, level), history::kClock}].add(Period::kObserved, 1);
      }
    }
    for (size_t level = 0; level < rows.size(); ++level) {
      for (auto& [key, period] : rows[level]) {
        const int64_t packed = Key{static_cast<Level>(level), key.first, key.second}.packed();
        if (absl::Status status = add(packed, &period); !status.ok()) {
          return absl::DataLossError(absl::StrCat(m_options.path, ": row ", packed, ": ", status.message()));
        }
      }
    }
    return absl::OkStatus();
  }

  static int64_t startOf(int64_t minute, size_t level) {
    const int64_t length = history::kMinutesOf[level];
    return floorOf(minute, length) * length;
  }

  absl::Status add(int64_t key, Period* period) {
    auto& [numbers, bins, authors] = *m_parts;
    absl::Status status = numbers.add(
        key, [&](auto bytes) { return history::mergeNumbers(bytes, period); },
        [&] { return history::numbersToBytes(*period); });
    if (status.ok() && !period->bins().empty()) {
      status = bins.add(
          key, [&](auto bytes) { return history::mergeBins(bytes, period); },
          [&] { return history::binsToBytes(period->bins()); });
    }
    if (status.ok() && !period->authors().isEmpty()) {
      status = authors.add(
          key, [&](auto bytes) { return history::mergeAuthors(bytes, period); },
          [&] { return period->authors().toBytes(); });
    }
    return status;
  }

  // Its number in the file; a new one for a new cell.
  uint32_t numberOf(const MinuteTable& table, CellId cell) {
    if (const auto known = m_numbers.find(cell); known != m_numbers.end()) return known->second;
    const std::string &brand = table.brand(cell.brand), &channel = table.channel(cell.channel);
    SQLite::Statement insert(m_database, "INSERT OR IGNORE INTO cells (brand, channel) VALUES (?, ?)");
    insert.bindNoCopy(1, brand);
    insert.bindNoCopy(2, channel);
    insert.exec();
    SQLite::Statement look(m_database, "SELECT number FROM cells WHERE brand = ? AND channel = ?");
    look.bindNoCopy(1, brand);
    look.bindNoCopy(2, channel);
    look.executeStep();
    const auto number = static_cast<uint32_t>(look.getColumn(0).getInt64());
    m_numbers.emplace(cell, number);
    return number;
  }

  void set(const char* name, int64_t value, bool isFirst = false) {
    SQLite::Statement put(m_database, isFirst ? "INSERT OR IGNORE INTO about VALUES (?, ?)"
                                              : "INSERT OR REPLACE INTO about VALUES (?, ?)");
    put.bind(1, name);
    put.bind(2, value);
    put.exec();
  }

  void writeAbout(const MinuteTable& table, const TickMark& mark) {
    set("records", static_cast<int64_t>(m_options.records));
    set("tick", static_cast<int64_t>(mark.number));
    set("tick_us", micros(mark.at));
    if (table.tick() != kDistantPast) set("as_of_us", micros(table.tick()));
    if (table.began() != kDistantPast) set("began", minuteOf(table.began() + minutes(1) - Duration(1)), true);
    SQLite::Statement define(m_database, "INSERT OR REPLACE INTO definitions VALUES (?, ?)");
    for (const auto& [since, id] : m_definitions) {
      define.tryReset();
      define.bind(1, micros(since));
      define.bind(2, id);
      define.exec();
    }
  }

  // Deletes the oldest while there is too much, a part at a time.
  void trim(Time tick) {
    const int64_t keptFrom = floorOf(minuteOf(tick - m_options.keep), kMinutesADay) * kMinutesADay;
    SQLite::Statement oldest(m_database, "SELECT key FROM numbers WHERE key >= ? ORDER BY key LIMIT 1");
    oldest.bind(1, Key{Level::kMinutes, -Key::kFarthest, 0}.packed());
    if (!oldest.executeStep()) return;
    const Key first = Key::of(oldest.getColumn(0).getInt64());
    if (first.level != Level::kMinutes || first.minute >= keptFrom) return;
    set("kept_from", keptFrom);
    const int64_t until = std::min(keptFrom, first.minute + kDeletedAtOnce);
    for (PartTable& part : *m_parts) {
      for (const Level level : {Level::kMinutes, Level::kHours, Level::kDays}) {
        // A day's row goes with its last minutes.
        const int64_t length = history::kMinutesOf[static_cast<size_t>(level)];
        part.trim.tryReset();
        part.trim.bind(1, Key{level, -Key::kFarthest, 0}.packed());
        part.trim.bind(2, Key{level, floorOf(until, length) * length, 0}.packed());
        part.trim.exec();
      }
    }
  }

  const Options m_options;
  SQLite::Database m_database;
  std::optional<std::array<PartTable, 3>> m_parts;  // by what is read together: numbers, bins, authors
  TickMark m_mark;
  absl::flat_hash_map<CellId, uint32_t> m_numbers;  // of cells, in the file
  // Taken, and not written.
  MinuteTable::Rows m_rows;
  std::vector<int64_t> m_observed;
  std::vector<std::pair<Time, std::string>> m_definitions;
};

HistoryStore::HistoryStore(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
HistoryStore::~HistoryStore() = default;
HistoryStore::HistoryStore(HistoryStore&&) noexcept = default;

absl::StatusOr<HistoryStore> HistoryStore::open(Options options) {
  absl::StatusOr<std::unique_ptr<Impl>> impl = begun<Impl>(std::move(options));
  if (!impl.ok()) return impl.status();
  return HistoryStore(*std::move(impl));
}

absl::Status HistoryStore::write(MinuteTable& table, const TickMark& mark) {
  return m_impl->write(table, mark);
}
void HistoryStore::forgetNumbers() { m_impl->forgetNumbers(); }
const TickMark& HistoryStore::mark() const { return m_impl->mark(); }
size_t HistoryStore::waiting() const { return m_impl->waiting(); }
const std::string& HistoryStore::path() const { return m_impl->path(); }

}  // namespace watchfloor
