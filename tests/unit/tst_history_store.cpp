// The history's file: what is let go with age, what a step says of what it lacks, and which files are
// refused.
#include <SQLiteCpp/SQLiteCpp.h>
#include <QTemporaryDir>
#include <QtTest>

#include "store/history_reader.h"
#include "store/history_store.h"

using namespace watchfloor;

namespace {

const Time kBegin = *parseTime("2026-01-01T00:00:00Z");

}  // namespace

class TestHistoryStore : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> m_folder;
  HistoryStore::Options m_options;
  std::unique_ptr<HistoryStore> m_store;
  std::unique_ptr<MinuteTable> m_table;
  uint64_t m_tick = 0;
  bool m_isNamed = false;

  void open() {
    m_store.reset();
    m_store = std::make_unique<HistoryStore>(*HistoryStore::open(m_options));
    m_table = std::make_unique<MinuteTable>();
    m_isNamed = false;
  }
  // A leg in each of these minutes, at the end of which there is a tick, but for the observation.
  void write(Time from, Time to, bool isObserved = true, const char* definition = "d1") {
    MinuteChanges changes;
    if (!m_isNamed) {
      changes.brands = {"all", "acme"};
      changes.channels = {"all", "voice"};
      m_isNamed = true;
    }
    for (Time t = from; t < to; t += minutes(1)) {
      changes.entries.push_back({Entry{t, CellId{1, 1}, Field::kOffered, 1}, 1});
      changes.entries.push_back({Entry{t, CellId{1, 1}, Field::kHandleTime, 60'000'000}, 1});
      changes.authors.push_back({AuthorSeen{CellId{1, 1}, 77, t}, 1});
      if (isObserved) {
        Standings standings;
        standings.waiting = 2;
        changes.ended.push_back({t.time_since_epoch() / minutes(1),
                                 t + seconds(59),
                                 {{CellId{}, standings}, {CellId{1, 1}, standings}}});
      }
    }
    changes.tick = to;
    changes.definitionId = definition;
    m_table->add(changes);
    const absl::Status status = m_store->write(*m_table, {++m_tick, to});
    QVERIFY2(status.ok(), status.ToString().c_str());
  }
  std::vector<HistoryPeriod> ask(Time from, Time to, HistoryStep step = HistoryStep::kTotal) {
    HistoryQuery query;
    query.from = from;
    query.to = to;
    query.step = step;
    query.metrics = {Metric::kOffered, Metric::kWaiting};
    std::vector<HistoryPeriod> periods;
    const absl::Status status =
        HistoryReader(m_options.path)
            .read(query, {.onHead = [](const auto&) {},
                          .onPeriod = [&](HistoryPeriod p) { periods.push_back(std::move(p)); },
                          .isCancelled = [] { return false; }});
    if (!status.ok()) qWarning("%s", status.ToString().c_str());
    return periods;
  }
  static int64_t offered(const HistoryPeriod& p) {
    return std::get<Count>(p.points.at(0).find(Metric::kOffered)->value).n;
  }
  static Sampled waiting(const HistoryPeriod& p) {
    return std::get<Sampled>(p.points.at(0).find(Metric::kWaiting)->value);
  }
  int64_t rows() const {
    const SQLite::Database database(m_options.path);
    int64_t sum = 0;
    for (const char* table : {"numbers", "bins", "authors"}) {
      SQLite::Statement count(database, std::string("SELECT count(*) FROM ") + table);
      count.executeStep();
      sum += count.getColumn(0).getInt64();
    }
    return sum;
  }

 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_options = {.path = m_folder->filePath("history.db").toStdString()};
    m_tick = 0;
    open();
  }

  void oldDaysAreLetGo() {
    m_options.keep = kDay * 3;
    open();
    for (int day = 0; day < 6; ++day) write(kBegin + day * kDay, kBegin + (day + 1) * kDay);
    const int64_t most = rows();
    // By the newest tick, at the end of the sixth day, the first three days are too old; some hours go at a
    // time.
    for (int i = 0; i < 15; ++i)
      write(kBegin + 6 * kDay + i * minutes(1), kBegin + 6 * kDay + (i + 1) * minutes(1));
    QVERIFY2(rows() < most * 6 / 10, qPrintable(QString("%1 of %2").arg(rows()).arg(most)));
    const auto days = ask(kBegin, kBegin + 6 * kDay, HistoryStep::kCalendarDay);
    for (size_t day = 0; day < days.size(); ++day) {
      QCOMPARE(days[day].isDeleted, day < 3);
      QCOMPARE(offered(days[day]), day < 3 ? 0 : 1'440);
    }
    // Half of a day is never told for the whole.
    QVERIFY(ask(kBegin + 2 * kDay + hours(12), kBegin + 4 * kDay).at(0).isDeleted);
    QCOMPARE(offered(ask(kBegin + 2 * kDay + hours(12), kBegin + 4 * kDay).at(0)), 1'440);
  }

  void aStepSaysWhatItLacks() {
    write(kBegin + hours(1), kBegin + hours(3));
    write(kBegin + hours(3), kBegin + hours(4), false);
    write(kBegin + hours(4), kBegin + hours(5) + minutes(30));
    const auto hour = ask(kBegin, kBegin + hours(7), HistoryStep::kHour);
    const auto claims = [&](size_t h) {
      QString text;
      if (hour[h].isBeforeBegan) text += "before ";
      if (hour[h].hasGap) text += "gap ";
      if (hour[h].isUnfinished) text += "unfinished ";
      return text + QString("%1 %2").arg(hour[h].observed).arg(offered(hour[h]));
    };
    QCOMPARE(claims(0), "before 0 0");
    // The first write's tick was at 3:00: what lies before is from late events.
    QCOMPARE(claims(1), "before 60 60");
    QCOMPARE(claims(3), "gap 0 60");
    QCOMPARE(claims(4), "60 60");
    QCOMPARE(claims(5), "unfinished 30 30");
    QCOMPARE(claims(6), "unfinished 0 0");
    QVERIFY(hour[4].isWhole());
    // A mean is over the minutes that were sampled.
    QCOMPARE(waiting(hour[4]), (Sampled{120, 2, 60}));
    QVERIFY(!waiting(hour[3]).mean());
    QCOMPARE(*waiting(ask(kBegin + hours(1), kBegin + hours(5)).at(0)).mean(), 2.0);
  }

  // Neither costs more than what is there to be read.
  void questionsAreBounded() {
    write(kBegin, kBegin + hours(1));
    MinuteChanges others;
    for (Interner::Id brand = 2; brand < 60; ++brand) {
      others.brands.push_back("b" + std::to_string(brand));
      others.entries.push_back({Entry{kBegin, CellId{brand, 1}, Field::kOffered, 1}, 1});
    }
    others.tick = kBegin + hours(1);
    others.definitionId = "d1";
    m_table->add(others);
    QVERIFY(m_store->write(*m_table, {++m_tick, others.tick}).ok());

    HistoryQuery query;
    query.from = fromMicros(-60'000'000'000'000'000);
    query.to = fromMicros(240'000'000'000'000'000);
    query.brands = {"acme"};
    query.channels = {"voice"};
    query.metrics = {Metric::kOffered};
    std::vector<HistoryPeriod> periods;
    const HistoryReader::Sink sink{.onHead = [](const auto&) {},
                                   .onPeriod = [&](HistoryPeriod p) { periods.push_back(std::move(p)); },
                                   .isCancelled = [] { return false; }};
    QVERIFY(HistoryReader(m_options.path).read(query, sink).ok());
    QCOMPARE(offered(periods.at(0)), 60);

    query.byBrand = query.byChannel = true;
    for (int i = 0; i < 10'000; ++i) {
      query.brands.push_back("brand" + std::to_string(i));
      query.channels.push_back("channel" + std::to_string(i));
    }
    const absl::Status status = HistoryReader(m_options.path).read(query, sink);
    QVERIFY(absl::IsInvalidArgument(status));
    QVERIFY(QString::fromStdString(status.ToString()).contains("more than 200000 groups"));
  }

  void definitionsAreTold() {
    write(kBegin, kBegin + hours(1), true, "d1");
    write(kBegin + hours(1), kBegin + hours(2), true, "d2");
    write(kBegin + hours(2), kBegin + hours(3), true, "d2");
    const auto hour = ask(kBegin, kBegin + hours(4), HistoryStep::kHour);
    QCOMPARE(hour[1].definitionId, std::string("d1"));
    QVERIFY(!hour[1].isRedefined);
    QCOMPARE(hour[3].definitionId, std::string("d2"));
    QVERIFY(!hour[3].isRedefined);
    QVERIFY(ask(kBegin, kBegin + hours(3)).at(0).isRedefined);
  }

  void whatIsKeptIsThereAgain() {
    write(kBegin, kBegin + hours(2));
    const TickMark mark = m_store->mark();
    open();
    QCOMPARE(m_store->mark(), mark);
    QCOMPARE(offered(ask(kBegin, kBegin + hours(2)).at(0)), 120);
    write(kBegin, kBegin + hours(2));
    QCOMPARE(offered(ask(kBegin, kBegin + hours(2)).at(0)), 240);
  }

  void filesThatAreRefused() {
    write(kBegin, kBegin + hours(1));
    m_store.reset();
    const auto alter = [&](const char* how) {
      SQLite::Database(m_options.path, SQLite::OPEN_READWRITE).exec(how);
    };
    alter("PRAGMA user_version = 2");
    const auto newer = HistoryStore::open(m_options);
    QVERIFY(absl::IsFailedPrecondition(newer.status()));
    QVERIFY(newer.status().message().find("newer version") != std::string::npos);
    alter("PRAGMA user_version = 1");
    alter("PRAGMA application_id = 7");
    QVERIFY(absl::IsFailedPrecondition(HistoryStore::open(m_options).status()));
    alter("PRAGMA application_id = 1464224840");
    QVERIFY(HistoryStore::open(m_options).ok());
  }
  void aDamagedRowIsNamedAndNothingIsWrittenOverIt() {
    write(kBegin, kBegin + hours(1));
    m_store->write(*m_table, {++m_tick, kBegin + hours(1)}).IgnoreError();
    SQLite::Database(m_options.path, SQLite::OPEN_READWRITE)
        .exec("UPDATE numbers SET bytes = x'ff' WHERE key >> 56 = 1");
    HistoryQuery query;
    query.from = kBegin;
    query.to = kBegin + hours(1);
    const absl::Status status = HistoryReader(m_options.path)
                                    .read(query, {.onHead = [](const auto&) {},
                                                  .onPeriod = [](const auto&) {},
                                                  .isCancelled = [] { return false; }});
    QVERIFY2(absl::IsDataLoss(status) && status.message().find("history.db") != std::string::npos,
             status.ToString().c_str());
  }
};

QTEST_APPLESS_MAIN(TestHistoryStore)
#include "tst_history_store.moc"
