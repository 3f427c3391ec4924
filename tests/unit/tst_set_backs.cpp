// Ticks of a clock that is set back now and then: the engine's time at each, beside a plain running maximum.
#include <SQLiteCpp/SQLiteCpp.h>

#include <QTemporaryDir>
#include <QtTest>
#include <numeric>

#include "store/record_store.h"

using namespace watchfloor;

namespace {

const Time kMorning = *parseTime("2026-03-02T10:00:00Z");

void tickAt(RecordStore& store, int second) {
  const RecordStore::NewTick tick{.position = 0, .tick = kMorning + seconds(second)};
  QVERIFY(store.write({}, {&tick, 1}).ok());
}

}  // namespace

class TestSetBacks : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> m_folder;
  RecordStore::Options m_options;

  RecordStore open() {
    absl::StatusOr<RecordStore> store = RecordStore::open(m_options);
    if (!store.ok()) qFatal("%s", store.status().ToString().c_str());
    return *std::move(store);
  }

 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_options = {};
    m_options.path = m_folder->filePath("records.db").toStdString();
  }

  // The engine's time stands still until the clock has caught up.
  void ticksOfAClockThatWasSetBack() {
    const std::vector<int> clock = {1, 2, 5, 9, 3, 4, 6, 2, 8, 10, 12, 11, 12, 13, 7, 14}, engine = [&] {
      std::vector<int> newest = clock;
      std::partial_sum(newest.begin(), newest.end(), newest.begin(),
                       [](int a, int b) { return std::max(a, b); });
      return newest;
    }();
    const auto isFound = [&](const RecordStore& store) {
      for (int second = 0; second <= 15; ++second) {
        const auto found = store.lastTickOf(
            [&](const RecordStore::Tick& tick) { return tick.at <= kMorning + seconds(second); });
        const auto expected = std::upper_bound(engine.begin(), engine.end(), second) - engine.begin();
        if (!found.ok() || (*found ? static_cast<int64_t>((*found)->number) : 0) != expected) return false;
        if (*found && (*found)->at != kMorning + seconds(engine[static_cast<size_t>(expected) - 1]))
          return false;
      }
      return true;
    };
    {
      RecordStore store = open();
      for (const int second : clock) tickAt(store, second);
      QVERIFY(isFound(store));
    }
    QVERIFY(isFound(open()));
    // A file from before it was noted.
    SQLite::Database(m_options.path, SQLite::OPEN_READWRITE)
        .exec("DROP TABLE set_backs; PRAGMA user_version = 3");
    QVERIFY(isFound(open()));
  }
  void aDamagedTickSpoilsNoOther() {
    {
      RecordStore store = open();
      for (int i = 1; i <= 5; ++i) tickAt(store, i);
    }
    SQLite::Database(m_options.path, SQLite::OPEN_READWRITE)
        .exec("UPDATE ticks SET tick = tick + (1 << 50) WHERE number = 5");
    RecordStore store = open();
    for (int i = 6; i <= 9; ++i) tickAt(store, i);
    QCOMPARE((*store.tickAfter(7))->at, kMorning + seconds(8));
  }
  void setBacksAreLetGoWithTheirTicks() {
    m_options.keep = seconds(20);
    {
      RecordStore store = open();
      for (int i = 0; i < 200; ++i) tickAt(store, i - i % 2 * 3);
      QCOMPARE((*store.tickAfter(194))->at, kMorning + seconds(194));
      QCOMPARE((*store.tickAfter(195))->at, kMorning + seconds(194));
      QCOMPARE((*store.tickAfter(195))->clock, kMorning + seconds(192));
    }
    SQLite::Database file(m_options.path, SQLite::OPEN_READONLY);
    const int kept = file.execAndGet("SELECT count(*) FROM ticks").getInt(),
              setBacks = file.execAndGet("SELECT count(*) FROM set_backs").getInt();
    QVERIFY2(kept < 30 && setBacks > kept / 3 && setBacks <= kept, qPrintable(QString::number(setBacks)));
  }
};

QTEST_APPLESS_MAIN(TestSetBacks)
#include "tst_set_backs.moc"
