#include "store/history_reader.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "metrics/minute_changes.h"
#include "model/calendar.h"
#include "store/history_file.h"
#include "store/history_groups.h"
#include "store/history_rows.h"
#include "store/sqlite_status.h"
#include "window/window_ranges.h"

namespace watchfloor {
namespace {

using history::Key;
using history::Level;

constexpr int64_t kLookEvery = 4'096;  // rows and places of rows, whether somebody still wants the answer
// Where a part of the cells is asked for: how many neighbours are passed over in the time of finding one.
constexpr size_t kWorthFinding = 8;

constexpr const char* kPragmas =
    "PRAGMA query_only = ON; PRAGMA cache_size = -16384; PRAGMA mmap_size = 268435456";

Time timeOf(int64_t minute) { return Time{minute * Duration(minutes(1))}; }

// Minutes from `first` to before `end`.
struct Span {
  int64_t first = 0, end = 0;
};

// Calls f(level, span) for whole rows, the coarsest that fit, in order of time.
template <typename F>
absl::Status forEachRun(const Span& span, size_t level, F f) {
  if (span.first >= span.end) return absl::OkStatus();
  if (level == 0) return f(Level::kMinutes, span);
  const int64_t length = history::kMinutesOf[level];
  const Span inner{-floorOf(-span.first, length) * length, floorOf(span.end, length) * length};
  if (inner.first >= inner.end) return forEachRun(span, level - 1, f);
  absl::Status status = forEachRun(Span{span.first, inner.first}, level - 1, f);
  if (status.ok()) status = f(static_cast<Level>(level), inner);
  if (status.ok()) status = forEachRun(Span{inner.end, span.end}, level - 1, f);
  return status;
}

// One of the three tables of parts, from which rows are added to the periods that they belong to.
class PartReader {
 public:
  using Merge = absl::Status (*)(std::string_view, Period*);

  PartReader(const SQLite::Database& database, const char* name, Merge how)
      : m_scan(database, absl::StrCat("SELECT key, bytes FROM ", name, " WHERE key >= ? AND key < ?")),
        m_find(database, absl::StrCat("SELECT key, bytes FROM ", name, " WHERE key = ?")),
        m_merge(how) {}

  // Calls f(cell, bytes) for each row of the cells that is there, by finding each when these are few, and
  // `step` for each that is looked for.
  template <typename Step, typename F>
  absl::Status forEach(Level level, const Span& span, const std::vector<uint32_t>& cells, size_t cellsInAll,
                       Step step, F f) {
    if (cells.size() * kWorthFinding >= cellsInAll) {
      m_scan.tryReset();
      m_scan.bind(1, Key{level, span.first, 0}.packed());
      m_scan.bind(2, Key{level, span.end, 0}.packed());
      return forEachRow(m_scan, f);
    }
    const int64_t length = history::kMinutesOf[static_cast<size_t>(level)];
    for (int64_t minute = span.first; minute < span.end; minute += length) {
      for (const uint32_t cell : cells) {
        if (absl::Status status = step(); !status.ok()) return status;
        m_find.tryReset();
        m_find.bind(1, Key{level, minute, cell}.packed());
        if (absl::Status status = forEachRow(m_find, f); !status.ok()) return status;
      }
    }
    return absl::OkStatus();
  }

  absl::Status merge(std::string_view bytes, Period* period) const { return m_merge(bytes, period); }

 private:
  template <typename F>
  static absl::Status forEachRow(SQLite::Statement& rows, F f) {
    while (rows.executeStep()) {
      const SQLite::Column bytes = rows.getColumn(1);
      const Key key = Key::of(rows.getColumn(0).getInt64());
      const absl::Status status = f(key.cell, std::string_view(static_cast<const char*>(bytes.getBlob()),
                                                               static_cast<size_t>(bytes.size())));
      if (!status.ok()) return status;
    }
    rows.reset();
    return absl::OkStatus();
  }

  SQLite::Statement m_scan, m_find;
  Merge m_merge;
};

absl::Status tooMuch(const std::string& what) {
  return absl::InvalidArgumentError(
      absl::StrCat(what, ": take a longer step, a shorter range, or fewer metrics, brands or channels"));
}

absl::StatusOr<std::vector<Time>> bordersOf(const HistoryQuery& query, const Calendar& calendar) {
  std::vector<Time> borders{query.from};
  while (borders.back() < query.to) {
    borders.push_back(std::min(calendar.endOf(query.step, borders.back()), query.to));
    if (static_cast<int64_t>(borders.size()) > HistoryReader::kMostPeriods + 1) {
      return tooMuch(absl::StrCat("this asks for more than ", HistoryReader::kMostPeriods, " steps"));
    }
  }
  return borders;
}

class Reading {
 public:
  Reading(const std::string& path, const HistoryQuery& query, const HistoryReader::Sink& sink)
      : m_query(query),
        m_sink(sink),
        m_path(path),
        m_database(path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX) {}

  absl::Status run() {
    m_database.setBusyTimeout(5'000);
    if (absl::Status status = checkKind(m_database, m_path, history::kFile); !status.ok()) return status;
    m_database.exec(kPragmas);
    m_database.exec("BEGIN");  // one state of the file, until the connection ends
    const absl::StatusOr<Calendar> calendar = Calendar::in(m_query.zone);
    if (!calendar.ok()) return calendar.status();
    const absl::StatusOr<std::vector<Time>> borders = bordersOf(m_query, *calendar);
    if (!borders.ok()) return borders.status();
    if (absl::Status status = prepare(static_cast<int64_t>(borders->size()) - 1); !status.ok()) return status;
    m_sink.onHead(m_head);
    for (size_t i = 0; i + 1 < borders->size(); ++i) {
      if (absl::Status status = readPeriod((*borders)[i], (*borders)[i + 1]); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

 private:
  absl::Status prepare(int64_t steps) {
    for (const MetricInfo& info : metricInfos()) {
      const auto& wanted = m_query.metrics;
      if (wanted.empty() || std::find(wanted.begin(), wanted.end(), info.metric) != wanted.end()) {
        m_metrics.push_back(info.metric);
      }
    }
    const auto timeAbout = [&](const char* name, auto convert) -> std::optional<Time> {
      const std::optional<int64_t> value = history::about(m_database, name);
      return value ? std::optional(convert(*value)) : std::nullopt;
    };
    m_head = {.began = timeAbout("began", timeOf), .asOf = timeAbout("as_of_us", fromMicros)};
    m_keptFrom = timeAbout("kept_from", timeOf);
    history::CellNumbers cells;
    SQLite::Statement names(m_database, "SELECT brand, channel, number FROM cells");
    while (names.executeStep()) {
      cells[{names.getColumn(0).getString(), names.getColumn(1).getString()}] =
          static_cast<uint32_t>(names.getColumn(2).getInt64());
    }
    m_cellsInAll = cells.size() + 1;
    SQLite::Statement definitions(m_database, "SELECT since, id FROM definitions");
    while (definitions.executeStep()) {
      m_definitions[fromMicros(definitions.getColumn(0).getInt64())] = definitions.getColumn(1).getString();
    }
    const auto metrics = static_cast<int64_t>(m_metrics.size());
    const auto most =
        static_cast<size_t>(HistoryReader::kMostFigures / (std::max<int64_t>(steps, 1) * metrics));
    std::optional<history::Groups> found = history::groupsOf(m_query, cells, most);
    if (!found) {
      return tooMuch(absl::StrCat("this asks for ", steps, " steps with ", metrics,
                                  " metrics for each of more than ", most, " groups, which is more than ",
                                  HistoryReader::kMostFigures, " figures"));
    }
    m_groups = *std::move(found);
    findDays();
    prepareTargets();
    m_numbers.emplace(m_database, history::kNumbersTable, history::mergeNumbers);
    const PeriodParts parts = partsFor(m_metrics);
    if (parts.hasBins) m_bins.emplace(m_database, history::kBinsTable, history::mergeBins);
    if (parts.hasAuthors) m_authors.emplace(m_database, history::kAuthorsTable, history::mergeAuthors);
    return absl::OkStatus();
  }

  void findDays() {
    const auto day = [this](const char* order) -> std::optional<int64_t> {
      SQLite::Statement end(m_database,
                            absl::StrCat("SELECT key FROM ", history::kNumbersTable,
                                         " WHERE key >= ? AND key < ? ORDER BY key ", order, " LIMIT 1"));
      end.bind(1, Key{Level::kDays, -Key::kFarthest, 0}.packed());
      end.bind(2, Key{Level::kDays, Key::kFarthest - 1, 0}.packed());
      return end.executeStep() ? std::optional(Key::of(end.getColumn(0).getInt64()).minute) : std::nullopt;
    };
    if (const auto first = day("ASC"), last = day("DESC"); first && last) {
      m_days = {*first, *last + history::kMinutesOf.back()};
    }
  }

  void prepareTargets() {
    const bool hasShares =
        std::find(m_metrics.begin(), m_metrics.end(), Metric::kShareOfVoice) != m_metrics.end();
    m_periods.resize(m_groups.groups.size());
    m_sums.resize(m_groups.sums.size());
    for (size_t g = 0; g < m_groups.groups.size(); ++g)
      m_targets.add(m_groups.groups[g].cells, &m_periods[g]);
    m_numberTargets = m_targets;
    if (hasShares) {
      for (size_t s = 0; s < m_sums.size(); ++s) m_numberTargets.add(m_groups.sums[s], &m_sums[s]);
    }
    m_numberTargets.add({history::kClock}, &m_clock);
    m_targets.list();
    m_numberTargets.list();
  }

  // To which periods the rows of each cell are added.
  struct Targets {
    std::vector<std::vector<Period*>> ofCell;  // by its number
    std::vector<uint32_t> cells;               // that have any, in order

    void add(const std::vector<uint32_t>& sum, Period* period) {
      for (const uint32_t cell : sum) {
        if (cell >= ofCell.size()) ofCell.resize(cell + 1);
        ofCell[cell].push_back(period);
      }
    }
    void list() {
      for (uint32_t cell = 0; cell < ofCell.size(); ++cell) {
        if (!ofCell[cell].empty()) cells.push_back(cell);
      }
    }
  };

  absl::Status add(std::optional<PartReader>& part, Level level, const Span& span, const Targets& targets) {
    if (!part) return absl::OkStatus();
    return part->forEach(
        level, span, targets.cells, m_cellsInAll, [&] { return step(); },
        [&](uint32_t cell, std::string_view bytes) {
          if (absl::Status status = step(); !status.ok()) return status;
          if (cell >= targets.ofCell.size()) return absl::OkStatus();
          for (Period* period : targets.ofCell[cell]) {
            if (absl::Status status = part->merge(bytes, period); !status.ok()) {
              return absl::DataLossError(absl::StrCat(m_path, ": cell ", cell, ": ", status.message()));
            }
          }
          return absl::OkStatus();
        });
  }

  absl::Status step() {
    return ++m_steps % kLookEvery == 0 && m_sink.isCancelled() ? absl::CancelledError("the query was ended")
                                                               : absl::OkStatus();
  }

  absl::Status readPeriod(Time from, Time to) {
    if (m_sink.isCancelled()) return absl::CancelledError("the query was ended");
    for (Period& period : m_periods) period.clear();
    for (Period& period : m_sums) period.clear();
    m_clock.clear();
    const Time first = std::max(from, m_keptFrom.value_or(from));
    const Span span{std::max(minuteOf(first), m_days.first), std::min(minuteOf(to), m_days.end)};
    const absl::Status status =
        forEachRun(span, history::kMinutesOf.size() - 1, [&](Level level, const Span& run) {
          absl::Status read = add(m_numbers, level, run, m_numberTargets);
          if (read.ok()) read = add(m_bins, level, run, m_targets);
          if (read.ok()) read = add(m_authors, level, run, m_targets);
          return read;
        });
    if (status.ok()) m_sink.onPeriod(periodOf(from, to));
    return status;
  }

  HistoryPeriod periodOf(Time from, Time to) const {
    HistoryPeriod result;
    result.from = from;
    result.to = to;
    result.minutes = (to - from) / minutes(1);
    result.observed = m_clock.number(Period::kObserved);
    result.isDeleted = m_keptFrom && from < *m_keptFrom;
    result.isBeforeBegan = !m_head.began || from < *m_head.began;
    result.isUnfinished = !m_head.asOf || std::chrono::floor<minutes>(*m_head.asOf) < to;
    result.hasGap = hasGap(from, to, result.observed);
    tellDefinitions(&result);
    for (size_t g = 0; g < m_groups.groups.size(); ++g) {
      const history::Group& group = m_groups.groups[g];
      const PeriodContext context{.observed = result.observed,
                                  .mentionsOfAllBrands = m_sums[group.allBrands].mentionsOfBrands(),
                                  .isOneBrand = group.isOneBrand};
      result.points.push_back({group.brand, group.channel, figuresOf(m_periods[g], context, m_metrics)});
    }
    return result;
  }

  // Of the time that the history should know, were there minutes in which the engine did not run?
  bool hasGap(Time from, Time to, int64_t observed) const {
    if (!m_head.began || !m_head.asOf) return false;
    from = std::max({from, *m_head.began, m_keptFrom.value_or(from)});
    to = std::min(to, Time(std::chrono::floor<minutes>(*m_head.asOf)));
    return from < to && observed < (to - from) / minutes(1);
  }

  void tellDefinitions(HistoryPeriod* period) const {
    const auto last = m_definitions.lower_bound(period->to);
    if (last == m_definitions.begin()) return;
    period->definitionId = std::prev(last)->second;
    const auto first = m_definitions.upper_bound(period->from);
    for (auto it = first == m_definitions.begin() ? first : std::prev(first); it != last; ++it) {
      period->isRedefined |= it->second != period->definitionId;
    }
  }

  const HistoryQuery& m_query;
  const HistoryReader::Sink& m_sink;
  const std::string& m_path;
  SQLite::Database m_database;
  HistoryHead m_head;
  std::optional<Time> m_keptFrom;
  std::map<Time, std::string> m_definitions;
  std::vector<Metric> m_metrics;
  history::Groups m_groups;
  size_t m_cellsInAll = 0;
  std::vector<Period> m_periods, m_sums;  // of groups, and of all brands
  Period m_clock;
  Targets m_targets, m_numberTargets;
  std::optional<PartReader> m_numbers, m_bins, m_authors;
  int64_t m_steps = 0;
  Span m_days;  // whole ones, outside of which there are no rows
};

absl::Status check(const HistoryQuery& query) {
  if (query.from >= query.to)
    return absl::InvalidArgumentError("the range is empty: its beginning is not before its end");
  const auto isWhole = [](Time t) { return t == std::chrono::floor<minutes>(t); };
  if (!isWhole(query.from) || !isWhole(query.to)) {
    return absl::InvalidArgumentError("the range is not of whole minutes");
  }
  constexpr int64_t kFarthest = 253'402'300'800'000'000;  // the year 10000
  if (micros(query.from) < -kFarthest || micros(query.to) > kFarthest) {
    return absl::InvalidArgumentError("the range reaches further than the year 9999");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status HistoryReader::read(const HistoryQuery& query, const Sink& sink) const {
  if (absl::Status status = check(query); !status.ok()) return status;
  return guarded(m_path, [&] { return Reading(m_path, query, sink).run(); });
}

}  // namespace watchfloor
