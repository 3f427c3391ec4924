#include "store/record_reader.h"

#include <absl/strings/str_cat.h>

#include <utility>

#include "store/record_rows.h"
#include "store/sqlite_status.h"
#include "wire/record_wire.h"

namespace watchfloor {
namespace {

using Damage = RecordReader::Damage;
using What = decltype(RecordReader::Item::what);

// Of either format.
absl::StatusOr<BatchRecord> batchOf(int64_t format, std::string bytes) {
  const std::optional<size_t> at = requestAt(format, bytes);
  if (!at) return absl::InvalidArgumentError("its annotations are longer than it is");
  if (*at == 0) return wire::batchFromBytes(std::move(bytes));
  constexpr size_t kHead = AnnotationsSize().size();
  absl::StatusOr<Annotations> annotations =
      wire::annotationsFromBytes(std::string_view(bytes).substr(kHead, *at - kHead));
  if (!annotations.ok()) return annotations.status();
  return wire::batchFromBytes(bytes.substr(*at), *std::move(annotations));
}

What decode(int64_t position, int64_t kind, int64_t format, int64_t checksum, std::string bytes) {
  const auto damage = [position](std::string_view reason) {
    return Damage{.reason = absl::StrCat("record ", position, ": ", std::string(reason))};
  };
  if (checksum != recordChecksum(position, kind, format, bytes)) return damage("its checksum is wrong");
  const bool isBatch = kind == static_cast<int64_t>(RecordKind::kBatch);
  if (format != kRecordFormat && !(isBatch && format == kAnnotatedFormat))
    return damage(absl::StrCat("of format ", format, ", which is unknown"));
  if (isBatch) {
    absl::StatusOr<BatchRecord> batch = batchOf(format, std::move(bytes));
    if (!batch.ok()) return damage(std::string(batch.status().message()));
    return *std::move(batch);
  }
  if (kind == static_cast<int64_t>(RecordKind::kConfig)) {
    absl::StatusOr<EngineConfig> config = wire::configFromBytes(bytes);
    if (!config.ok()) return damage(std::string(config.status().message()));
    return Configure{*std::move(config)};
  }
  return damage(absl::StrCat("of kind ", kind, ", which is unknown"));
}

}  // namespace

class RecordReader::Impl {
 public:
  Impl(const SQLite::Database& database, std::string path, const Range& range)
      : m_database(database),
        m_path(std::move(path)),
        m_first(static_cast<int64_t>(range.first)),
        m_last(static_cast<int64_t>(range.last)),
        m_isWithConfigurations(range.isWithConfigurations),
        m_afterTick(static_cast<int64_t>(range.tick)),
        m_expected(m_first),
        m_expectedTick(range.tick == 0 ? std::nullopt : std::optional(m_afterTick + 1)) {}

  absl::StatusOr<std::optional<Item>> next() {
    std::optional<Item> item;
    const absl::Status status = guarded(m_path, [&] {
      if (!m_records) begin();
      item = take();
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return item;
  }

  Mark mark() const {
    return {static_cast<uint64_t>(m_expected - 1),
            static_cast<uint64_t>(m_expectedTick ? *m_expectedTick - 1 : m_afterTick)};
  }

 private:
  struct TickRow {
    int64_t number, position, tick;
    bool isDamaged;
  };

  void begin() {
    m_records.emplace(
        m_database, absl::StrCat("SELECT position, kind, format, checksum, bytes FROM records WHERE ",
                                 m_isWithConfigurations ? "(position >= ?1 OR kind = ?3)" : "position >= ?1",
                                 " AND position <= ?2 ORDER BY position"));
    m_records->bind(1, m_first);
    m_records->bind(2, m_last);
    if (m_isWithConfigurations) m_records->bind(3, static_cast<int64_t>(RecordKind::kConfig));
    m_ticks.emplace(m_database,
                    "SELECT number, position, tick, checksum FROM ticks WHERE number > ? ORDER BY number");
    m_ticks->bind(1, m_afterTick);
    stepRecords();
    stepTicks();
  }

  void stepRecords() { m_hasRecord = m_records->executeStep(); }
  void stepTicks() {
    m_tick.reset();
    if (!m_ticks->executeStep()) return;
    m_tick = {m_ticks->getColumn(0), m_ticks->getColumn(1), m_ticks->getColumn(2), false};
    m_tick->isDamaged =
        m_ticks->getColumn(3).getInt64() != tickChecksum(m_tick->number, m_tick->position, m_tick->tick);
  }

  std::optional<Item> take() {
    if (!m_hasRecord && !m_tick) return std::nullopt;
    const int64_t position = m_hasRecord ? m_records->getColumn(0).getInt64() : 0;
    // Where a damaged one belongs is not known.
    if (m_tick && (m_tick->isDamaged || !m_hasRecord || m_tick->position < position)) return takeTick();
    if (position > m_expected) return missing(std::exchange(m_expected, position), position);
    if (position >= m_first) m_expected = position + 1;
    const SQLite::Column bytes = m_records->getColumn(4);
    Item item{
        static_cast<uint64_t>(position), 0,
        decode(position, m_records->getColumn(1).getInt64(), m_records->getColumn(2).getInt64(),
               m_records->getColumn(3).getInt64(),
               std::string(static_cast<const char*>(bytes.getBlob()), static_cast<size_t>(bytes.size())))};
    stepRecords();
    return item;
  }

  Item takeTick() {
    const TickRow row = *m_tick;
    Item item{static_cast<uint64_t>(row.position), static_cast<uint64_t>(row.number),
              Advance{fromMicros(row.tick)}};
    if (m_expectedTick && row.number > *m_expectedTick) {
      const auto count = static_cast<uint64_t>(row.number - *m_expectedTick);
      m_expectedTick = row.number;
      item.what = Damage{count, absl::StrCat(count, " ticks before number ", row.number, " are missing")};
      return item;
    }
    m_expectedTick = row.number + 1;
    if (row.isDamaged)
      item.what = Damage{.reason = absl::StrCat("tick ", row.number, ": its checksum is wrong")};
    stepTicks();
    return item;
  }

  static Item missing(int64_t from, int64_t to) {
    const auto count = static_cast<uint64_t>(to - from);
    return {static_cast<uint64_t>(from), 0,
            Damage{count, absl::StrCat("records ", from, " to ", to - 1, " are missing")}};
  }

  const SQLite::Database& m_database;
  const std::string m_path;
  const int64_t m_first, m_last;
  const bool m_isWithConfigurations;
  const int64_t m_afterTick;
  int64_t m_expected;                     // position of the next record
  std::optional<int64_t> m_expectedTick;  // number of the next tick
  std::optional<SQLite::Statement> m_records, m_ticks;
  bool m_hasRecord = false;  // m_records stands on one
  std::optional<TickRow> m_tick;
};

RecordReader::RecordReader(const SQLite::Database& database, std::string path, const Range& range)
    : m_impl(std::make_unique<Impl>(database, std::move(path), range)) {}
RecordReader::~RecordReader() = default;
RecordReader::RecordReader(RecordReader&&) noexcept = default;
absl::StatusOr<std::optional<RecordReader::Item>> RecordReader::next() { return m_impl->next(); }
Mark RecordReader::mark() const { return m_impl->mark(); }

}  // namespace watchfloor
