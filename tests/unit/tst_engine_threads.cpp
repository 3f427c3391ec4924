// The same records give the same frames, on however many threads and in whatever batches.
#include <QtTest>

#include "busy_quarter.h"
#include "engine/engine.h"
#include "event_builders.h"

using namespace watchfloor;

namespace {

// The frames of four ticks; positions count batches, and are left out.
std::vector<Frame> framesOf(const std::vector<Event>& events, ClockKind clock, int threads, size_t batch) {
  EngineConfig config;
  config.targets = {{"*", "*", seconds(20), seconds(5)}};
  config.limits.contacts = 640;  // some are let go
  Engine engine(config, clock, threads);
  if (clock == ClockKind::kWall) engine.advance(kNoon);
  std::vector<Frame> frames;
  const size_t part = events.size() / 4;
  for (size_t tick = 0; tick < 4; ++tick) {
    for (size_t i = tick * part; i < (tick + 1) * part; i += batch) {
      const size_t end = std::min(i + batch, (tick + 1) * part);
      const auto first = events.begin();
      engine.apply(
          batchOf({first + static_cast<std::ptrdiff_t>(i), first + static_cast<std::ptrdiff_t>(end)}));
    }
    engine.want({.selections = {{.series = {{"all", "all"}}}}});
    frames.push_back(*engine.advance(kNoon + minutes(4) * static_cast<int>(tick + 1)));
    frames.back().position = 0;
  }
  return frames;
}

}  // namespace

class TestEngineThreads : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theSameOnAnyNumberOfThreads_data() {
    QTest::addColumn<int>("threads");
    QTest::addColumn<int>("batch");
    for (const int threads : {1, 2, 3, 8}) {
      for (const int batch : {1, 300, 1'500}) {
        QTest::addRow("%d threads, batches of %d", threads, batch) << threads << batch;
      }
    }
  }
  void theSameOnAnyNumberOfThreads() {
    QFETCH(int, threads);
    QFETCH(int, batch);
    for (const ClockKind clock : {ClockKind::kWall, ClockKind::kEvent}) {
      for (uint32_t seed = 1; seed <= 2; ++seed) {
        const std::vector<Event> events = busyQuarter(seed);
        const std::vector<Frame> one = framesOf(events, clock, 1, events.size());
        QVERIFY(one.back().cells.size() > 200);
        QVERIFY(one.back().counters.duplicates > 100);
        const std::vector<Frame> many = framesOf(events, clock, threads, static_cast<size_t>(batch));
        for (size_t i = 0; i < one.size(); ++i) {
          QVERIFY2(one[i] == many[i], qPrintable(QString("seed %1, tick %2").arg(seed).arg(i)));
        }
      }
    }
  }
};

QTEST_APPLESS_MAIN(TestEngineThreads)
#include "tst_engine_threads.moc"
