#include "store/record_erasure.h"

#include "store/record_rows.h"
#include "store/sqlite_bind.h"
#include "store/sqlite_file.h"
#include "wire/erasure_wire.h"

namespace watchfloor {
namespace {

constexpr const char* kTables =
    "CREATE TABLE IF NOT EXISTS erasures (number INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
    " first INTEGER NOT NULL, records INTEGER NOT NULL, messages INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS erasing (author BLOB NOT NULL, pseudonym BLOB NOT NULL);"
    // What others may quote: once the records are rewritten it stands nowhere else.
    "CREATE TABLE IF NOT EXISTS erasing_texts (at INTEGER NOT NULL, text BLOB NOT NULL);";

struct Row {
  int64_t position = 0, format = 0, checksum = 0;
  std::string bytes;

  bool isWhole() const {
    return checksum == recordChecksum(position, static_cast<int64_t>(RecordKind::kBatch), format, bytes);
  }
};

std::string bytesOf(const SQLite::Column& column) {
  return {static_cast<const char*>(column.getBlob()), static_cast<size_t>(column.getBytes())};
}

void bindBytes(SQLite::Statement& statement, int i, const std::string& bytes) {
  statement.bind(i, bytes.data(), static_cast<int>(bytes.size()));
}

// Calls `take`, which may write to the row, for each batch.
template <typename Take>
absl::Status forEachBatch(const SQLite::Database& database, const GoOn& goOn, Take&& take) {
  SQLite::Statement next(
      database,
      "SELECT position, format, checksum, bytes FROM records WHERE position > ? AND kind = 1"
      " ORDER BY position LIMIT 1");
  const auto last =
      static_cast<uint64_t>(askNumber(database, "SELECT coalesce(max(position), 0) FROM records"));
  for (int64_t position = 0; bound(next, position).executeStep();) {
    Row row{next.getColumn(0).getInt64(), next.getColumn(1).getInt64(), next.getColumn(2).getInt64(),
            bytesOf(next.getColumn(3))};
    next.reset();
    position = row.position;
    if (!goOn(static_cast<uint64_t>(position), last)) return absl::CancelledError("ended");
    take(row);
  }
  return absl::OkStatus();
}

// Takes an author out of rows, and counts.
class Rewriting {
 public:
  Rewriting(const SQLite::Database& database, const Erasure& erasure)
      : m_erasure(erasure),
        m_update(database, "UPDATE records SET bytes = ?, checksum = ? WHERE position = ?") {}

  void take(Row& row, ErasureMode mode) {
    const std::optional<size_t> at = row.isWhole() ? requestAt(row.format, row.bytes) : std::nullopt;
    if (!at) return takeDamaged(row, mode);
    if (!m_erasure.mayConcern(std::string_view(row.bytes).substr(*at))) return;
    const absl::StatusOr<wire::ErasedRequest> erased =
        wire::erasedFrom(std::string_view(row.bytes).substr(*at), m_erasure);
    if (!erased.ok()) return takeDamaged(row, mode);
    m_counts.names += erased->names;
    if (!erased->isChanged) return;
    if (m_counts.first == 0) m_counts.first = static_cast<uint64_t>(row.position);
    ++m_counts.records;
    m_counts.messages += erased->messages;
    m_counts.mentions += erased->mentions;
    if (mode != ErasureMode::kDone) return;
    row.bytes.replace(*at, std::string::npos, erased->bytes);
    row.checksum =
        recordChecksum(row.position, static_cast<int64_t>(RecordKind::kBatch), row.format, row.bytes);
    write(row);
  }

  const ErasedRecords& counts() const { return m_counts; }

 private:
  // Its checksum stays, and so it stays damaged.
  void takeDamaged(Row& row, ErasureMode mode) {
    if (row.bytes.empty()) return;
    ++m_counts.damaged;
    if (mode != ErasureMode::kDone) return;
    row.bytes.clear();
    write(row);
  }
  void write(const Row& row) {
    m_update.tryReset();
    bindBytes(m_update, 1, row.bytes);
    m_update.bind(2, row.checksum);
    m_update.bind(3, row.position);
    m_update.exec();
  }

  const Erasure& m_erasure;
  SQLite::Statement m_update;
  ErasedRecords m_counts;
};

// That it is under way, and of whom until it is finished; and for good, that there was one.
void note(SQLite::Database& database, const Erasure& erasure, Time at, const ErasedRecords& erased) {
  const bool isGoneOn = askNumber(database, "SELECT count(*) FROM erasing") > 0;
  if (!isGoneOn) {
    SQLite::Statement begin(database, "INSERT INTO erasing VALUES (?, ?)");
    bindBytes(begin, 1, erasure.author());
    bindBytes(begin, 2, erasure.pseudonym());
    begin.exec();
  }
  database.exec("DELETE FROM erasing_texts");
  SQLite::Statement remember(database, "INSERT INTO erasing_texts VALUES (?, ?)");
  erasure.forEachQuoted([&](const std::string& text, Time written) {
    remember.tryReset();
    remember.bind(1, static_cast<int64_t>(micros(written)));
    bindBytes(remember, 2, text);
    remember.exec();
  });
  if (isGoneOn && erased.records == 0) return;
  SQLite::Statement insert(database,
                           "INSERT INTO erasures (at, first, records, messages) VALUES (?, ?, ?, ?)");
  bound(insert, at, erased.first, erased.records, erased.messages).exec();
}

}  // namespace

void RecordErasure::makeTables(SQLite::Database& database) { database.exec(kTables); }

absl::StatusOr<std::optional<Erasure>> RecordErasure::unfinished() const {
  std::optional<Erasure> found;
  const absl::Status status = guarded(m_path, [&] {
    SQLite::Statement look(m_database, "SELECT author, pseudonym FROM erasing");
    if (!look.executeStep()) return absl::OkStatus();
    found.emplace(bytesOf(look.getColumn(0)), bytesOf(look.getColumn(1)));
    SQLite::Statement texts(m_database, "SELECT at, text FROM erasing_texts");
    while (texts.executeStep())
      found->remember(bytesOf(texts.getColumn(1)), fromMicros(texts.getColumn(0).getInt64()));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return found;
}

absl::StatusOr<std::vector<ErasureNote>> RecordErasure::notes() const {
  std::vector<ErasureNote> notes;
  const absl::Status status = guarded(m_path, [&] {
    SQLite::Statement look(m_database, "SELECT at, first, records, messages FROM erasures ORDER BY number");
    const auto number = [&](int i) { return static_cast<uint64_t>(look.getColumn(i).getInt64()); };
    while (look.executeStep())
      notes.push_back({fromMicros(look.getColumn(0).getInt64()), number(1), number(2), number(3)});
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return notes;
}

absl::Status RecordErasure::rememberTexts(Erasure* erasure, const GoOn& goOn) const {
  return guarded(m_path, [&] {
    return forEachBatch(m_database, goOn, [&](const Row& row) {
      const std::optional<size_t> at = row.isWhole() ? requestAt(row.format, row.bytes) : std::nullopt;
      if (!at || row.bytes.find(erasure->author(), *at) == std::string::npos) return;
      wire::rememberTexts(std::string_view(row.bytes).substr(*at), erasure).IgnoreError();  // it is emptied
    });
  });
}

absl::StatusOr<ErasedRecords> RecordErasure::erase(const Erasure& erasure, Time at, ErasureMode mode,
                                                   const GoOn& goOn) {
  ErasedRecords erased;
  const absl::Status status = guarded(m_path, [&] {
    SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
    Rewriting rewriting(m_database, erasure);
    absl::Status done = forEachBatch(m_database, goOn, [&](Row& row) { rewriting.take(row, mode); });
    if (!done.ok()) return done;
    erased = rewriting.counts();
    if (mode != ErasureMode::kDone) return absl::OkStatus();
    note(m_database, erasure, at, erased);
    transaction.commit();
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return erased;
}

absl::Status RecordErasure::compact() {
  return guarded(m_path, [&] { return writeAnew(m_database, m_path); });
}

absl::Status RecordErasure::finish() {
  return guarded(m_path, [&] {
    m_database.exec("PRAGMA secure_delete = ON; DELETE FROM erasing_texts; DELETE FROM erasing");
    return emptyLog(m_database, m_path);
  });
}

}  // namespace watchfloor
