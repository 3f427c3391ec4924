#include "store/record_store.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <tuple>
#include <utility>

#include "store/record_rows.h"
#include "store/set_backs.h"
#include "store/sqlite_file.h"
#include "wire/record_wire.h"

namespace watchfloor {
namespace {

// "WFLR". Schema 2: records may have annotations, and the file has a number. 3: authors may have been erased.
// 4: it is known where the clock was set back.
constexpr FileKind kFile{.application = 0x57464c52, .schema = 4, .what = "records"};
constexpr int64_t kMostNeeded = 2;  // times mostBytes that are kept of what is needed still
constexpr int64_t kRowBytes = 32;   // of a row beside its bytes, about

constexpr const char* kPragmas =
    "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA cell_size_check = ON; "
    "PRAGMA wal_autocheckpoint = ";

constexpr const char* kTables =
    "CREATE TABLE about (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE records (position INTEGER PRIMARY KEY, kind INTEGER NOT NULL, format INTEGER NOT NULL,"
    " checksum INTEGER NOT NULL, bytes BLOB NOT NULL);"
    "CREATE TABLE ticks (number INTEGER PRIMARY KEY, position INTEGER NOT NULL, tick INTEGER NOT NULL,"
    " checksum INTEGER NOT NULL);";

// Of the file: what its checkpoints are told by.
constexpr const char* kNumber = "INSERT OR IGNORE INTO about VALUES ('number', random())";

constexpr const char* kFirstTick = "SELECT coalesce(min(number), 1) FROM ticks";

const char* nameOf(ClockKind clock) { return clock == ClockKind::kWall ? "wall" : "event"; }

}  // namespace

class RecordStore::Impl {
 public:
  explicit Impl(Options options)
      : m_options(std::move(options)),
        m_database(m_options.path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX, 0,
                   m_options.vfs) {}

  absl::Status begin() {
    m_database.exec("PRAGMA locking_mode = EXCLUSIVE");  // from the first look on
    const bool isNew = number("SELECT count(*) FROM sqlite_schema") == 0;
    if (!isNew) {
      if (absl::Status status = checkKind(m_database, m_options.path, kFile); !status.ok()) return status;
    }
    m_database.exec(absl::StrCat("PRAGMA page_size = ", m_options.pageBytes));
    m_database.exec("PRAGMA journal_mode = WAL");  // to its end, where it may fail
    const std::string mode = m_database.execAndGet("PRAGMA journal_mode");
    if (mode != "wal") {
      return absl::UnavailableError(absl::StrCat(m_options.path, ": SQLite cannot keep a log beside it"));
    }
    m_database.exec(absl::StrCat(kPragmas, m_options.logPages));
    // What a program that was killed had written, but not synced, is on disk from here on.
    m_database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    if (isNew || number("PRAGMA user_version") < kFile.schema) {
      SQLite::Transaction transaction(m_database);
      if (isNew) {
        m_database.exec(absl::StrCat(kTables, "PRAGMA application_id = ", kFile.application,
                                     "; INSERT INTO about VALUES ('first', 1), ('clock', '",
                                     nameOf(m_options.clock), "');"));
      }
      m_database.exec(kNumber);
      RecordErasure::makeTables(m_database);
      SetBacks::makeTable(m_database);
      m_database.exec(absl::StrCat("PRAGMA user_version = ", kFile.schema));
      transaction.commit();
    }
    const std::string clock = m_database.execAndGet("SELECT value FROM about WHERE name = 'clock'");
    if (clock != nameOf(m_options.clock)) {
      return absl::FailedPreconditionError(absl::StrCat(m_options.path, ": it was recorded under the ", clock,
                                                        " clock, not under the ", nameOf(m_options.clock),
                                                        " clock: choose another file or that clock"));
    }
    m_first = number("SELECT value FROM about WHERE name = 'first'");
    m_lastPosition = std::max(number("SELECT coalesce(max(position), 0) FROM records"), m_first - 1);
    m_lastTick = number("SELECT coalesce(max(number), 0) FROM ticks");
    m_newestTick =
        number("SELECT coalesce(max(tick), 0) FROM ticks WHERE number = (SELECT max(number) FROM ticks)");
    m_latestTick = m_setBacks.latest();
    m_number = static_cast<uint64_t>(number("SELECT value FROM about WHERE name = 'number'"));
    m_erasures = static_cast<uint64_t>(number("SELECT count(*) FROM erasures"));
    m_checkpoints.emplace(checkpointsToRead());
    m_checkpoints->removeUnfinished();
    return m_checkpoints->look();
  }

  absl::Status write(std::span<const NewRecord> records, std::span<const NewTick> ticks) {
    const State before{m_first, m_lastPosition, m_lastTick, m_newestTick, m_latestTick};
    absl::Status status = guarded(m_options.path, [&] {
      SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
      int64_t bytes = 0;
      for (const NewRecord& record : records) bytes += add(record);
      for (const NewTick& tick : ticks) add(tick);
      const auto rows = static_cast<int64_t>(records.size() + ticks.size());
      trim(2 * (bytes + rows * kRowBytes) + kDeletedAtOnce);
      transaction.commit();
      return absl::OkStatus();
    });
    if (status.ok()) return status;
    std::tie(m_first, m_lastPosition, m_lastTick, m_newestTick, m_latestTick) = before;
    for (auto* kept : {&m_addRecord, &m_addTick, &m_oldestTick, &m_look, &m_deleteTick, &m_deleteRecord,
                       &m_deleteBefore, &m_setFirst, &m_pages, &m_freePages}) {
      if (*kept) (*kept)->tryReset();
    }
    return status;
  }

  uint64_t number() const { return m_number; }
  RecordErasure erasure() { return {m_database, m_options.path}; }
  ClockKind clock() const { return m_options.clock; }
  uint64_t lastPosition() const { return static_cast<uint64_t>(m_lastPosition); }
  TickMark lastTick() const { return {static_cast<uint64_t>(m_lastTick), fromMicros(m_newestTick)}; }
  bool hasAllAfter(const Mark& mark) const {
    const int64_t firstTick = askNumber(m_database, kFirstTick);
    return static_cast<int64_t>(mark.record) + 1 >= m_first &&
           static_cast<int64_t>(mark.tick) + 1 >= firstTick;
  }
  RecordReader read(const std::optional<Mark>& after) const {
    return {m_database, m_options.path, rangeAfter(after)};
  }
  absl::StatusOr<RecordReader> readSettled(const std::optional<Mark>& after) const {
    RecordReader::Range range = rangeAfter(after);
    range.isWithConfigurations = !after;
    const absl::Status status = guarded(m_options.path, [&] {
      if (!after) range.tick = static_cast<uint64_t>(askNumber(m_database, kFirstTick) - 1);
      const std::optional<Tick> newest = tickFrom(m_lastTick);
      range.last = newest ? newest->position : 0;
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return RecordReader(m_database, m_options.path, range);
  }
  absl::StatusOr<Mark> gone() const {
    Mark mark{static_cast<uint64_t>(m_first - 1), 0};
    const absl::Status status = guarded(m_options.path, [&] {
      mark.tick = static_cast<uint64_t>(askNumber(m_database, kFirstTick) - 1);
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return mark;
  }
  uint64_t forgotten() { return static_cast<uint64_t>(m_first - 1 + number(kFirstTick) - 1); }
  absl::StatusOr<std::optional<Tick>> tickAfter(uint64_t after) const {
    std::optional<Tick> tick;
    const absl::Status status = guarded(m_options.path, [&] {
      tick = tickFrom(static_cast<int64_t>(after) + 1);
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return tick;
  }
  absl::StatusOr<std::optional<Tick>> lastTickOf(const std::function<bool(const Tick&)>& holds) const {
    std::optional<Tick> found;
    const absl::Status status = guarded(m_options.path, [&] {
      int64_t low = askNumber(m_database, kFirstTick) - 1, high = m_lastTick;
      while (low < high) {
        const int64_t middle = low + (high - low + 1) / 2;
        const std::optional<Tick> tick = tickFrom(middle);
        if (tick && holds(*tick)) {
          found = tick;
          low = static_cast<int64_t>(tick->number);
        } else {
          high = middle - 1;
        }
      }
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return found;
  }
  void keepAfter(const Mark& mark) { m_keptAfter = mark; }
  Checkpoints& checkpoints() { return *m_checkpoints; }
  Checkpoints checkpointsToRead() const {
    // Those from before an erasure know whom it took out.
    const uint64_t number = m_number + m_erasures * 0x9e3779b97f4a7c15U;
    return {m_options.path, number, m_options.files ? *m_options.files : Files::machine(),
            m_options.pastCheckpoints};
  }

 private:
  using State = std::tuple<int64_t, int64_t, int64_t, int64_t, int64_t>;

  int64_t number(const char* query) { return askNumber(m_database, query); }

  RecordReader::Range rangeAfter(const std::optional<Mark>& after) const {
    if (after) return {.first = after->record + 1, .tick = after->tick};
    return {.first = static_cast<uint64_t>(m_first)};
  }
  // The first from that number on.
  std::optional<Tick> tickFrom(int64_t first) const {
    SQLite::Statement look(
        m_database, "SELECT number, position, tick FROM ticks WHERE number >= ? ORDER BY number LIMIT 1");
    look.bind(1, first);
    if (!look.executeStep()) return std::nullopt;
    const int64_t number = look.getColumn(0), position = look.getColumn(1), tick = look.getColumn(2);
    return Tick{.number = static_cast<uint64_t>(number),
                .position = static_cast<uint64_t>(position),
                .at = fromMicros(m_setBacks.latestAt(number, tick)),
                .clock = fromMicros(tick)};
  }

  SQLite::Statement& statement(std::optional<SQLite::Statement>& kept, const char* query) {
    if (kept) {
      kept->tryReset();  // says again how it ended last time
    } else {
      kept.emplace(m_database, query);
    }
    return *kept;
  }

  // Its bytes.
  int64_t add(const NewRecord& record) {
    if (const auto* batch = std::get_if<const BatchRecord*>(&record)) {
      assert((*batch)->events.empty() || !(*batch)->request.empty());
      if ((*batch)->annotations.isEmpty()) return add(RecordKind::kBatch, kRecordFormat, (*batch)->request);
      return add(RecordKind::kBatch, kAnnotatedFormat, annotated(**batch));
    }
    return add(RecordKind::kConfig, kRecordFormat, wire::toBytes(*std::get<const EngineConfig*>(record)));
  }

  static std::string annotated(const BatchRecord& batch) {
    const std::string annotations = wire::toBytes(batch.annotations);
    const AnnotationsSize size = sizeBytes(annotations.size());
    std::string bytes(size.begin(), size.end());
    bytes.reserve(bytes.size() + annotations.size() + batch.request.size());
    return bytes.append(annotations).append(batch.request);
  }

  int64_t add(RecordKind kind, int64_t format, std::string_view bytes) {
    SQLite::Statement& insert = statement(m_addRecord, "INSERT INTO records VALUES (?, ?, ?, ?, ?)");
    const int64_t position = ++m_lastPosition, kindNumber = static_cast<int64_t>(kind);
    insert.bind(1, position);
    insert.bind(2, kindNumber);
    insert.bind(3, format);
    insert.bind(4, recordChecksum(position, kindNumber, format, bytes));
    insert.bindNoCopy(5, bytes.empty() ? "" : bytes.data(), static_cast<int>(bytes.size()));
    insert.exec();
    return static_cast<int64_t>(bytes.size());
  }

  void add(const NewTick& tick) {
    SQLite::Statement& insert = statement(m_addTick, "INSERT INTO ticks VALUES (?, ?, ?, ?)");
    m_lastTick = tick.number == 0 ? m_lastTick + 1 : static_cast<int64_t>(tick.number);
    const int64_t number = m_lastTick, position = static_cast<int64_t>(tick.position);
    m_newestTick = tick.tick.time_since_epoch().count();
    insert.bind(1, number);
    insert.bind(2, position);
    insert.bind(3, m_newestTick);
    insert.bind(4, tickChecksum(number, position, m_newestTick));
    insert.exec();
    m_latestTick = m_setBacks.add(number, m_newestTick, m_latestTick);
  }

  // Deletes the oldest while there is too much, at most `most` bytes.
  void trim(int64_t most) {
    const int64_t first = m_first;
    while (most > 0) {
      SQLite::Statement& oldest = statement(
          m_oldestTick, "SELECT number, position, tick, checksum FROM ticks ORDER BY number LIMIT 1");
      if (!oldest.executeStep()) break;
      const int64_t number = oldest.getColumn(0), position = oldest.getColumn(1), tick = oldest.getColumn(2);
      const bool isDamaged = oldest.getColumn(3).getInt64() != tickChecksum(number, position, tick);
      oldest.reset();
      const bool isRecord = !isDamaged && m_first <= position;
      const bool isOld = isDamaged || m_newestTick - tick > m_options.keep.count();
      const bool isNeeded = m_keptAfter && (isRecord ? m_first > static_cast<int64_t>(m_keptAfter->record)
                                                     : number > static_cast<int64_t>(m_keptAfter->tick));
      if ((isNeeded || !isOld) && usedBytes() <= (isNeeded ? kMostNeeded : 1) * m_options.mostBytes) break;
      if (isRecord) {
        most -= kRowBytes + deleteFirstRecord();
      } else if (number < m_lastTick && (isDamaged || position < m_first)) {
        SQLite::Statement& erase = statement(m_deleteTick, "DELETE FROM ticks WHERE number = ?");
        erase.bind(1, number);
        erase.exec();
        m_setBacks.forgetBefore(number);
        most -= kRowBytes;
      } else {
        break;
      }
    }
    if (m_first == first) return;
    SQLite::Statement& set = statement(m_setFirst, "UPDATE about SET value = ? WHERE name = 'first'");
    set.bind(1, m_first);
    set.exec();
  }

  // Its bytes. A configuration stays until another one takes its place.
  int64_t deleteFirstRecord() {
    SQLite::Statement& look = statement(m_look, "SELECT kind, length(bytes) FROM records WHERE position = ?");
    look.bind(1, m_first);
    const bool isThere = look.executeStep();
    const bool isConfig =
        isThere && look.getColumn(0).getInt64() == static_cast<int64_t>(RecordKind::kConfig);
    const int64_t bytes = isThere ? look.getColumn(1).getInt64() : 0;
    look.reset();
    SQLite::Statement& erase = isConfig ? statement(m_deleteBefore, "DELETE FROM records WHERE position < ?")
                                        : statement(m_deleteRecord, "DELETE FROM records WHERE position = ?");
    erase.bind(1, m_first++);
    erase.exec();
    return bytes;
  }

  int64_t usedBytes() {
    const auto value = [this](std::optional<SQLite::Statement>& kept, const char* query) {
      SQLite::Statement& pragma = statement(kept, query);
      pragma.executeStep();
      const int64_t found = pragma.getColumn(0);
      pragma.reset();
      return found;
    };
    if (m_pageBytes == 0) m_pageBytes = number("PRAGMA page_size");
    return m_pageBytes * (value(m_pages, "PRAGMA page_count") - value(m_freePages, "PRAGMA freelist_count"));
  }

  const Options m_options;
  SQLite::Database m_database;
  SetBacks m_setBacks{m_database};
  std::optional<SQLite::Statement> m_addRecord, m_addTick, m_oldestTick, m_look, m_deleteTick, m_deleteRecord,
      m_deleteBefore, m_setFirst, m_pages, m_freePages;
  int64_t m_pageBytes = 0;
  int64_t m_first = 1;  // the oldest record that is kept, but for the configuration
  int64_t m_lastPosition = 0, m_lastTick = 0;
  int64_t m_newestTick = 0;                // µs
  int64_t m_latestTick = SetBacks::kNone;  // the same, or one before it if the clock was set back
  uint64_t m_number = 0;                   // of the file
  uint64_t m_erasures = 0;                 // when it was opened
  std::optional<Mark> m_keptAfter;
  std::optional<Checkpoints> m_checkpoints;
};

RecordStore::RecordStore(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
RecordStore::~RecordStore() = default;
RecordStore::RecordStore(RecordStore&&) noexcept = default;

absl::StatusOr<RecordStore> RecordStore::open(Options options) {
  absl::StatusOr<std::unique_ptr<Impl>> impl = begun<Impl>(std::move(options));
  if (!impl.ok()) return impl.status();
  return RecordStore(*std::move(impl));
}

absl::Status RecordStore::write(std::span<const NewRecord> records, std::span<const NewTick> ticks) {
  return m_impl->write(records, ticks);
}
uint64_t RecordStore::number() const { return m_impl->number(); }
ClockKind RecordStore::clock() const { return m_impl->clock(); }
uint64_t RecordStore::lastPosition() const { return m_impl->lastPosition(); }
TickMark RecordStore::lastTick() const { return m_impl->lastTick(); }
bool RecordStore::hasAllAfter(const Mark& mark) const { return m_impl->hasAllAfter(mark); }
RecordReader RecordStore::read(const std::optional<Mark>& after) const { return m_impl->read(after); }
absl::StatusOr<RecordReader> RecordStore::readSettled(const std::optional<Mark>& after) const {
  return m_impl->readSettled(after);
}
absl::StatusOr<Mark> RecordStore::gone() const { return m_impl->gone(); }
absl::StatusOr<std::optional<RecordStore::Tick>> RecordStore::lastTickOf(
    const std::function<bool(const Tick&)>& holds) const {
  return m_impl->lastTickOf(holds);
}
absl::StatusOr<std::optional<RecordStore::Tick>> RecordStore::tickAfter(uint64_t number) const {
  return m_impl->tickAfter(number);
}
Checkpoints RecordStore::checkpointsToRead() const { return m_impl->checkpointsToRead(); }
uint64_t RecordStore::forgotten() { return m_impl->forgotten(); }
void RecordStore::keepAfter(const Mark& mark) { m_impl->keepAfter(mark); }
RecordErasure RecordStore::erasure() { return m_impl->erasure(); }
Checkpoints& RecordStore::checkpoints() { return m_impl->checkpoints(); }

}  // namespace watchfloor
