// The history beside a live engine, on disks that the test makes lose power, fill up and stand still: each
// event counts once, and neither batches nor walls wait for it.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <thread>

#include "crash/memory_disk.h"
#include "crash/request.h"
#include "host/engine_host.h"
#include "host/history_writer.h"
#include "host/recovery.h"
#include "host_fixture.h"
#include "store/history_reader.h"

using namespace watchfloor;
using std::chrono::milliseconds;

class TestHistoryWriter : public QObject {
  Q_OBJECT

  FakeClock m_clock;
  QTemporaryDir m_folder;
  std::unique_ptr<MemoryDisk> m_records, m_past;
  std::unique_ptr<RecordStore> m_store;
  std::unique_ptr<HistoryStore> m_history;
  std::unique_ptr<HistoryWriter> m_writer;
  std::unique_ptr<EngineHost> m_host;
  int m_checkpoints = 0;                       // that the last start() used
  std::atomic<int> m_failure = 0;              // of each write to the history
  std::atomic<bool> m_isHeld = false;          // each sync of the history
  std::atomic<int> m_stops = 0, m_starts = 0;  // of the history, as the program is told

  void start() {
    absl::StatusOr<RecordStore> store =
        RecordStore::open({.path = "records.db", .vfs = m_records->name(), .files = m_records.get()});
    QVERIFY2(store.ok(), store.status().ToString().c_str());
    m_store = std::make_unique<RecordStore>(*std::move(store));
    absl::StatusOr<HistoryStore> history = HistoryStore::open(
        {.path = "history.db", .records = m_store->number(), .isShared = false, .vfs = m_past->name()});
    QVERIFY2(history.ok(), history.status().ToString().c_str());
    m_history = std::make_unique<HistoryStore>(*std::move(history));
    HistoryWriter::Options options{
        .store = m_history.get(),
        .monotonic = [this] { return m_clock.monotonic(); },
        .onStatus = [this](const absl::Status& s) { ++(s.ok() ? m_starts : m_stops); }};
    m_writer = std::make_unique<HistoryWriter>(options, *m_store);
    RecoveryOptions recovery;
    recovery.onTick = [this](const TickMark& tick, Engine& e) { m_writer->recovered(tick, e.takeMinutes()); };
    recovery.onOtherEngine = [this] { m_writer->beginOtherEngine(); };
    recovery.historyThrough = m_writer->through();
    m_checkpoints = 0;
    recovery.onCheckpoint = [this](const auto&, const absl::Status& status) { m_checkpoints += status.ok(); };
    absl::StatusOr<Engine> engine = recover(*m_store, recovery);
    QVERIFY2(engine.ok(), engine.status().ToString().c_str());
    m_host =
        std::make_unique<EngineHost>(EngineHost::Options{.config = {},
                                                         .now = [this] { return m_clock.now(); },
                                                         .monotonic = [this] { return m_clock.monotonic(); },
                                                         .store = m_store.get(),
                                                         .history = m_writer.get()},
                                     *std::move(engine));
    m_host->want(this, {});  // frames show everything
  }
  void stop() {
    m_host.reset();
    m_writer.reset();
    m_history.reset();
    m_store.reset();
  }
  void pass(Duration d) {
    m_clock.pass(d);
    m_host->wake();
  }
  // Of acme's voice, ever. REQUIRES: stopped
  int64_t answeredInHistory() {
    for (const auto& [name, bytes] : m_past->content()) {
      QFile file(m_folder.filePath(QString::fromStdString(name)));
      if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), static_cast<qint64>(bytes.size())) < 0)
        return -1;
    }
    HistoryQuery query;
    query.brands = {"acme"};
    query.channels = {"voice"};
    query.from = kMorning - kDay;
    query.to = kMorning + kDay;
    query.metrics = {Metric::kAnswered};
    int64_t found = -2;
    const absl::Status status =
        HistoryReader(m_folder.filePath("history.db").toStdString())
            .read(query, {.onHead = [](const auto&) {},
                          .onPeriod =
                              [&](const HistoryPeriod& p) {
                                found = std::get<Count>(p.points.at(0).figures.at(0).value).n;
                              },
                          .isCancelled = [] { return false; }});
    if (!status.ok()) qWarning("%s", status.ToString().c_str());
    return found;
  }

 private Q_SLOTS:
  void init() {
    m_failure = m_stops = m_starts = 0;
    m_isHeld = false;
    m_records = std::make_unique<MemoryDisk>("records");
    m_past = std::make_unique<MemoryDisk>("past");
    m_past->onOperation = [this](MemoryDisk::Operation operation, const std::string&) {
      while (operation == MemoryDisk::Operation::kSync && m_isHeld) std::this_thread::yield();
      return operation == MemoryDisk::Operation::kWrite ? m_failure.load() : SQLITE_OK;
    };
    start();
  }
  void cleanup() {
    m_failure = 0;
    m_isHeld = false;
    stop();
  }

  void whatEndedInGoodOrderIsThere() {
    for (int i = 0; i < 40; ++i) {
      QVERIFY(applied(*m_host, asPublished(batch(i, m_clock.now()))).ok());
      pass(seconds(5));
      if (i % 10 == 9) {
        stop();
        QCOMPARE(answeredInHistory(), i + 1);
        start();
      }
    }
  }
  void aFlushHasAllThatIsOnDisk() {
    QVERIFY(applied(*m_host, asPublished(batch(1))).ok());
    Frames frames;
    const auto subscription = m_host->subscribe([&](FramePtr f) { frames.put(std::move(f)); });
    pass(seconds(1));
    for (FramePtr frame = frames.next(); answeredIn(*frame) < 1;) {
      pass(seconds(1));
      frame = frames.next();
    }
    // The tick is on disk a little later.
    const TickMark before = m_history->mark();
    bool isLater = false;
    for (int i = 0; i < 1'000 && !isLater; ++i) {
      QVERIFY(m_writer->flush().ok());
      isLater = m_history->mark().number > before.number + 1;
      pass(milliseconds(250));
    }
    QVERIFY(isLater);
  }
  // Power is lost at any moment: the history may be older than the records, never newer.
  void aLossOfPowerCountsNothingTwice() {
    MemoryDisk::Random random(11);
    int submitted = 0;
    for (int life = 0; life < 12; ++life) {
      const int many = static_cast<int>(random() % 25);
      for (int i = 0; i < many; ++i) {
        m_host->submit(asPublished(batch(submitted++, m_clock.now())), [](const auto&) {});
        if (random() % 3 == 0) pass(milliseconds(random() % 20'000));
        if (random() % 7 == 0) m_writer->flush().IgnoreError();
      }
      const MemoryDisk::Image past = m_past->powerLoss(random), records = m_records->powerLoss(random);
      stop();
      m_past->restore(past);
      m_records->restore(records);
      start();
    }
    QVERIFY(applied(*m_host, asPublished(batch(submitted++, m_clock.now()))).ok());
    m_host->stop();
    const FrameCell* cell = m_host->newest()->find("acme", "voice", Window::k24h);
    const int64_t shown = cell ? std::get<Count>(cell->figure(Metric::kAnswered)).n : 0;
    QVERIFY(shown > 10 && shown <= submitted);
    stop();
    QCOMPARE(answeredInHistory(), shown);
    start();
  }
  void aHistoryThatCannotBeWrittenHoldsNothingUp() {
    m_failure = SQLITE_FULL;
    Frames frames;
    const auto subscription = m_host->subscribe([&](FramePtr f) { frames.put(std::move(f)); });
    for (int i = 0; i < 10; ++i) {
      QVERIFY(applied(*m_host, asPublished(batch(i, m_clock.now()))).ok());
      pass(seconds(31));
      QVERIFY(frames.next());
    }
    QVERIFY(absl::IsResourceExhausted(m_writer->flush()));
    QCOMPARE(m_stops.load(), 1);
    m_failure = SQLITE_OK;
    QVERIFY(m_writer->flush().ok());
    QCOMPARE(m_starts.load(), 1);
    stop();
    QCOMPARE(answeredInHistory(), 10);
    start();
  }
  void aSlowHistoryHoldsNothingUp() {
    m_isHeld = true;
    Frames frames;
    const auto subscription = m_host->subscribe([&](FramePtr f) { frames.put(std::move(f)); });
    for (int i = 0; i < 10; ++i) {
      QVERIFY(applied(*m_host, asPublished(batch(i, m_clock.now()))).ok());
      pass(seconds(31));
      QVERIFY(frames.next());
    }
    m_isHeld = false;
    stop();
    QCOMPARE(answeredInHistory(), 10);
    start();
  }
  // The records were put back to what they were: the history has what they lost, once.
  void recordsThatLostTheirEndAreNotToldTwice() {
    QVERIFY(applied(*m_host, asPublished(batch(1))).ok());
    pass(seconds(50));
    stop();
    const MemoryDisk::Image image = m_records->content();
    start();
    for (int i = 2; i < 10; ++i) {
      QVERIFY(applied(*m_host, asPublished(batch(i, m_clock.now()))).ok());
      pass(seconds(1));
    }
    stop();
    QCOMPARE(answeredInHistory(), 9);
    m_records->restore(image);
    start();
    QVERIFY(applied(*m_host, asPublished(batch(20, m_clock.now()))).ok());
    stop();
    QCOMPARE(answeredInHistory(), 10);
    start();
    stop();
    QCOMPARE(answeredInHistory(), 10);
    start();
  }
  // It is told from the records, and the engine knows all that its checkpoint does.
  void aHistoryThatIsNewChangesNothingElse() {
    QVERIFY(applied(*m_host, asPublished(batch(1))).ok());
    for (int i = 0; i < 90; ++i) pass(seconds(1));
    m_host->stop();
    const uint64_t position = m_host->newest()->position;
    stop();
    m_past->restore({});
    start();
    QCOMPARE(m_checkpoints, 1);
    QVERIFY(m_host->newest()->position > position && m_host->newest()->position < position + 5);
    QVERIFY(applied(*m_host, asPublished(batch(2, m_clock.now()))).ok());
    pass(seconds(70));
    stop();
    QCOMPARE(answeredInHistory(), 2);
    start();
    stop();
    QCOMPARE(answeredInHistory(), 2);
    start();
  }
  // A history goes on with the records of another file: what these tell is added.
  void otherRecordsAreAdded() {
    QVERIFY(applied(*m_host, asPublished(batch(1))).ok());
    for (int i = 0; i < 50; ++i) pass(seconds(1));
    stop();
    m_records->restore({});
    start();
    QVERIFY(applied(*m_host, asPublished(batch(2))).ok());
    stop();
    QCOMPARE(answeredInHistory(), 2);
    start();
  }
};

QTEST_APPLESS_MAIN(TestHistoryWriter)
#include "tst_history_writer.moc"
