// A quarter of history: how large it is, what it costs to write, and how fast it is asked.
//
//   bench_history --file history.db                   40 brands on 8 channels, 90 days
//   bench_history --file history.db --days 2          to see that it works
//
// Traffic follows the hours of a day and the size of brands (Zipf's law). Each tenth minute of a channel is
// asked for by another metric; the file is made anew.
#include <SQLiteCpp/SQLiteCpp.h>

#include <CLI/CLI.hpp>

#include <cmath>
#include <filesystem>
#include <random>

#include "bench/measure.h"
#include "store/history_reader.h"
#include "store/history_store.h"
#include "window/window_ranges.h"

using namespace watchfloor;
using namespace watchfloor::bench;

namespace {

const Time kBegin = *parseTime("2026-01-01T00:00:00Z");

struct Options {
  std::string file = "history.db";
  int brands = 40, channels = 8, days = 90, rounds = 5;
  double eventsAMinute = 60;  // on average: a leg or message with its parts
};

class Traffic {
 public:
  explicit Traffic(const Options& options) : m_options(options) {
    m_names.brands = m_names.channels = {"all"};
    for (int b = 1; b <= options.brands; ++b) m_names.brands.push_back("brand " + std::to_string(b));
    for (int c = 1; c <= options.channels; ++c) m_names.channels.push_back("channel " + std::to_string(c));
  }

  MinuteChanges minute(int64_t index) {
    MinuteChanges changes = std::exchange(m_names, {});
    const Time start = kBegin + minutes(index);
    const double hour = static_cast<double>(index % 1'440) / 60;
    const double rate = m_options.eventsAMinute * (1 + 0.9 * std::sin((hour - 9) / 24 * 2 * 3.14159265));
    for (int64_t n = std::poisson_distribution<int64_t>(rate)(m_random); n > 0; --n) add(start, &changes);
    changes.ended.push_back({paneOf(start, minutes(1)), start + seconds(59), {}});
    Standings standings;
    standings.waiting = 3;
    standings.backlog = 20;
    standings.slots = 9;
    for (uint16_t c = 1; c <= m_options.channels; ++c) {
      changes.ended.back().places.emplace_back(CellId{0, c}, standings);
    }
    changes.tick = start + seconds(59);
    changes.definitionId = "d";
    events += static_cast<int64_t>(changes.entries.size());
    return changes;
  }

  int64_t events = 0;  // entries

 private:
  uint16_t zipf(int most) {
    const double share = std::uniform_real_distribution<double>(0, 1)(m_random);
    return static_cast<uint16_t>(std::min<double>(most, std::exp(share * std::log(most + 1.0))));
  }
  void add(Time start, MinuteChanges* changes) {
    const CellId cell{zipf(m_options.brands),
                      static_cast<uint16_t>(1 + m_random() % static_cast<uint64_t>(m_options.channels))};
    const auto put = [&](Field field, int64_t value = 1) {
      changes->entries.push_back({{start, cell, field, value}, 1});
    };
    const auto duration = [&](double median) {
      return std::llround(std::lognormal_distribution<double>(std::log(median), 0.8)(m_random) * 1e6);
    };
    if (cell.channel % 2 == 0) {
      put(Field::kOffered);
      put(Field::kSpeedOfAnswer, duration(12));
      put(Field::kHandleTime, duration(240));
      put(m_random() % 10 < 8 ? Field::kMet : Field::kMissed);
      return;
    }
    put(static_cast<Field>(static_cast<uint64_t>(Field::kNegative) + m_random() % 3));
    put(Field::kConversations);
    put(Field::kFirstResponse, duration(1'800));
    put(Field::kAnsweredWithin);
    changes->authors.push_back({{cell, (m_random() % 200'000 + 1) * 0x9e3779b97f4a7c15, start}, 1});
  }

  const Options m_options;
  std::mt19937_64 m_random{1};
  MinuteChanges m_names;
};

void fill(const Options& options) {
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(options.file + end);
  HistoryStore store = *HistoryStore::open({.path = options.file});
  Traffic traffic(options);
  MinuteTable table;
  double writing = 0, longest = 0;
  const Stopwatch all;
  const int64_t total = options.days * int64_t{1'440};
  for (int64_t minute = 0; minute < total; ++minute) {
    table.add(traffic.minute(minute));
    // As watchfloord writes: the bench's minutes pass faster than its ten minutes here, which saves syncs.
    if (minute % 10 != 9 && minute + 1 < total) continue;
    const Stopwatch one;
    if (!store.write(table, {static_cast<uint64_t>(minute) + 1, table.tick()}).ok()) std::abort();
    writing += one.cpu();
    longest = std::max(longest, one.wall());
  }
  report("history.write", writing * 1e6 / static_cast<double>(total), "cpu-us/minute");
  report("history.longest_write", longest * 1e3, "ms");
  report("history.entries", static_cast<double>(traffic.events), "entries");
}

void measureSize(const Options& options) {
  const SQLite::Database database(options.file);
  double rows = 0;
  for (const char* level : {"0", "1", "2"}) {
    const std::string from = std::string("SELECT count(*) FROM numbers WHERE key >> 56 = ") + level;
    SQLite::Statement count(database, from);
    count.executeStep();
    report(std::string("history.rows.") + level, count.getColumn(0).getInt64(), "rows");
    rows += static_cast<double>(count.getColumn(0).getInt64());
  }
  const auto bytes = static_cast<double>(std::filesystem::file_size(options.file));
  report("history.file", bytes / (1 << 20), "MiB");
  report("history.row", bytes / rows, "B");
  for (const char* table : {"numbers", "bins", "authors"}) {
    SQLite::Statement sum(database, std::string("SELECT count(*), total(length(bytes)) FROM ") + table);
    sum.executeStep();
    report(std::string("history.") + table, sum.getColumn(1).getDouble() / sum.getColumn(0).getDouble(),
           "B/row");
  }
}

void ask(const Options& options, const char* name, HistoryQuery query) {
  query.from = kBegin;
  query.to = kBegin + options.days * kDay;
  std::vector<double> took;
  for (int round = 0; round < options.rounds; ++round) {
    const Stopwatch watch;
    int64_t figures = 0;
    const absl::Status status = HistoryReader(options.file)
                                    .read(query, {.onHead = [](const auto&) {},
                                                  .onPeriod =
                                                      [&](const HistoryPeriod& period) {
                                                        for (const HistoryPoint& point : period.points)
                                                          figures +=
                                                              static_cast<int64_t>(point.figures.size());
                                                      },
                                                  .isCancelled = [] { return false; }});
    if (!status.ok() || figures == 0) {
      std::fprintf(stderr, "%s: %s\n", name, status.ToString().c_str());
      std::abort();
    }
    took.push_back(watch.cpu());
  }
  report(std::string("history.ask.") + name, median(took) * 1e3, "cpu-ms");
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("What a quarter of history costs.", "bench_history");
  app.add_option("--file", options.file);
  app.add_option("--brands", options.brands);
  app.add_option("--channels", options.channels);
  app.add_option("--days", options.days);
  app.add_option("--rounds", options.rounds);
  app.add_option("--events", options.eventsAMinute, "legs and messages a minute");
  CLI11_PARSE(app, argc, argv);
  fill(options);
  measureSize(options);
  using enum Metric;
  const std::vector<Metric> report = {kOffered, kAbandonRate, kServiceLevel, kMessagesInbound, kNetSentiment};
  HistoryQuery channels{.brands = {}, .channels = {}, .byBrand = false, .byChannel = true, .metrics = report};
  channels.step = HistoryStep::kTotal;
  ask(options, "channels_total", channels);
  channels.step = HistoryStep::kCalendarDay;
  ask(options, "channels_by_day", channels);
  channels.zone = "Europe/Berlin";
  ask(options, "channels_by_day_in_berlin", channels);
  channels.zone = "Asia/Kathmandu";
  ask(options, "channels_by_day_in_kathmandu", channels);
  channels.zone = "Europe/Berlin";
  channels.metrics = {};
  ask(options, "channels_by_day_all_metrics", channels);
  channels.step = HistoryStep::kHour;
  channels.metrics = {kAbandonRate};
  ask(options, "channels_by_hour", channels);
  channels.byBrand = true;
  channels.metrics = report;
  channels.step = HistoryStep::kMonth;
  ask(options, "cells_by_month", channels);
  channels.step = HistoryStep::kCalendarDay;
  channels.metrics = {kAbandonRate};
  ask(options, "cells_by_day", channels);
  channels.byBrand = channels.byChannel = false;
  channels.brands = {"brand 3"};
  ask(options, "one_brand_by_day", channels);
  return 0;
}
