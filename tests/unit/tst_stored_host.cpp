// The engine's thread and the journal's, on a disk that the test makes slow, full and broken: when a batch is
// acknowledged, that walls never wait, and that the engine that is recovered is the one that was.
#include <QtTest>
#include <atomic>
#include <future>
#include <semaphore>
#include <thread>

#include "crash/memory_disk.h"
#include "crash/request.h"
#include "host/engine_host.h"
#include "host/recovery.h"
#include "host_fixture.h"

using namespace watchfloor;
using std::chrono::milliseconds;

namespace {

// Holds up whoever comes while it is shut.
class Gate {
 public:
  void shut() { setOpen(false); }
  void open() { setOpen(true); }
  void pass() {
    std::unique_lock lock(m_mutex);
    if (!m_isOpen) ++m_held;
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return m_isOpen; });
  }
  // False when nobody came within the test's patience.
  bool awaitOne() {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, kPatience, [this] { return m_held > 0; });
  }

 private:
  void setOpen(bool isOpen) {
    const std::lock_guard lock(m_mutex);
    m_isOpen = isOpen;
    m_held = 0;
    m_changed.notify_all();
  }
  std::mutex m_mutex;
  std::condition_variable m_changed;
  bool m_isOpen = true;
  int m_held = 0;
};

}  // namespace

class TestStoredHost : public QObject {
  Q_OBJECT

  FakeClock m_clock;
  std::unique_ptr<MemoryDisk> m_disk;
  std::unique_ptr<RecordStore> m_store;
  std::unique_ptr<EngineHost> m_host;
  EngineConfig m_config;
  Gate m_gate;                                 // before each sync
  std::atomic<int> m_failure = 0;              // of each write
  std::atomic<int> m_stops = 0, m_starts = 0;  // of the store, as the program is told

  // Of the last start().
  int m_applied = 0;                       // records and ticks
  QStringList m_checkpoints;               // those that were tried, and what became of them
  std::vector<TakenCheckpoint> m_written;  // since then; the test waits for them with stop()
  std::mutex m_writing;
  uint64_t m_checkpointRecords = 20'000;
  std::atomic<bool> m_isFailingCheckpoints = false;

  static RecordStore::Options storeOptions(MemoryDisk& disk) {
    return {.path = "records.db", .vfs = disk.name(), .files = &disk};
  }
  RecordStore::Options storeOptions() const { return storeOptions(*m_disk); }

  void start() {
    absl::StatusOr<RecordStore> store = RecordStore::open(storeOptions());
    QVERIFY2(store.ok(), store.status().ToString().c_str());
    m_store = std::make_unique<RecordStore>(*std::move(store));
    m_applied = 0;
    m_checkpoints.clear();
    m_written.clear();
    absl::StatusOr<Engine> engine = recover(
        *m_store, {.config = m_config,
                   .onCheckpoint =
                       [this](const Checkpoints::Found& found, const absl::Status& status) {
                         m_checkpoints << QString::fromStdString(found.path + ": " + status.ToString());
                       },
                   .onProgress = [this](uint64_t) { return ++m_applied > 0; }});
    QVERIFY2(engine.ok(), engine.status().ToString().c_str());
    m_host = std::make_unique<EngineHost>(
        EngineHost::Options{
            .config = m_config,
            .now = [this] { return m_clock.now(); },
            .monotonic = [this] { return m_clock.monotonic(); },
            .store = m_store.get(),
            .onStore = [this](const absl::Status& status) { ++(status.ok() ? m_starts : m_stops); },
            .checkpointRecords = m_checkpointRecords,
            .onCheckpoint =
                [this](const TakenCheckpoint& checkpoint) {
                  const std::lock_guard lock(m_writing);
                  m_written.push_back(checkpoint);
                }},
        *std::move(engine));
    m_host->want(this, {});
  }
  // The newest frame that shows everything.
  FramePtr shown() {
    pass(milliseconds(250));
    while (m_host->newest()->wants == 0) std::this_thread::yield();
    return m_host->newest();
  }
  void stop() {
    m_host.reset();
    m_store.reset();
  }
  // As far as the disk holds it now, after a loss of power that keeps nothing that was not synced.
  int batchesOnDisk() {
    MemoryDisk::Random random(1);
    MemoryDisk elsewhere("elsewhere");
    int least = INT_MAX;
    for (int i = 0; i < 20; ++i) {
      elsewhere.restore(m_disk->powerLoss(random));
      const absl::StatusOr<RecordStore> store = RecordStore::open(storeOptions(elsewhere));
      if (!store.ok()) return -1;
      int batches = 0;
      for (RecordReader reader = store->read();;) {
        const auto item = reader.next();
        if (!item.ok() || !*item) break;
        batches += std::holds_alternative<BatchRecord>((*item)->what);
      }
      least = std::min(least, batches);
    }
    return least;
  }
  // The last frame that the records give.
  FramePtr replay() const {
    const absl::StatusOr<RecordStore> store = RecordStore::open(storeOptions());
    Engine engine(m_config, ClockKind::kWall);
    engine.want(everything());
    FramePtr frame;
    for (RecordReader reader = store->read();;) {
      const auto item = reader.next();
      if (!item.ok() || !*item) return frame;
      if (const auto* record = std::get_if<BatchRecord>(&(*item)->what)) engine.apply(*record);
      if (const auto* tick = std::get_if<Advance>(&(*item)->what)) frame = engine.advance(tick->tick);
    }
  }
  size_t writtenSoFar() {
    const std::lock_guard lock(m_writing);
    return m_written.size();
  }
  void pass(Duration d) {
    m_clock.pass(d);
    m_host->wake();
  }

 private Q_SLOTS:
  void init() {
    m_config = {};
    m_failure = m_stops = m_starts = 0;
    m_disk = std::make_unique<MemoryDisk>("disk");
    m_checkpointRecords = 20'000;
    m_isFailingCheckpoints = false;
    m_disk->onOperation = [this](MemoryDisk::Operation operation, const std::string& file) {
      if (file.find("-checkpoint") != std::string::npos)
        return m_isFailingCheckpoints && operation != MemoryDisk::Operation::kDelete ? SQLITE_FULL
                                                                                     : SQLITE_OK;
      if (operation == MemoryDisk::Operation::kSync) m_gate.pass();
      return operation == MemoryDisk::Operation::kWrite ? m_failure.load() : SQLITE_OK;
    };
    start();
  }
  void cleanup() {
    m_gate.open();
    m_failure = 0;
    stop();
  }

  void whatIsAcknowledgedIsOnDisk() {
    for (int i = 1; i <= 20; ++i) {
      if (i % 5 == 0) pass(milliseconds(250));
      const auto outcome = applied(*m_host, asPublished(batch(i)));
      QVERIFY(outcome.ok());
      QCOMPARE(outcome->result.accepted, 1);
      QCOMPARE(batchesOnDisk(), i);
    }
  }
  void aSlowDiskKeepsBatchesAwayAndNoFrame() {
    QVERIFY(applied(*m_host, asPublished(batch(1))).ok());
    Frames frames;
    const auto subscription = m_host->subscribe([&](FramePtr f) { frames.put(std::move(f)); });
    QVERIFY(frames.next());
    m_gate.shut();
    std::promise<absl::StatusOr<BatchOutcome>> promise;
    auto answer = promise.get_future();
    m_host->submit(asPublished(batch(2)), [&](auto outcome) { promise.set_value(std::move(outcome)); });
    QVERIFY(m_gate.awaitOne());
    for (int i = 0; i < 5; ++i) {
      pass(seconds(1));
      const FramePtr frame = frames.next();
      QVERIFY(frame && frame->asOf == m_clock.now());
      QCOMPARE(answeredIn(*frame), 1);
    }
    QVERIFY(answer.wait_for(std::chrono::seconds(0)) == std::future_status::timeout);
    m_gate.open();
    QVERIFY(answer.wait_for(kPatience) == std::future_status::ready && answer.get().ok());
    pass(seconds(1));
    QCOMPARE(answeredIn(*frames.next()), 2);
  }
  // Between the writing of a batch and its application there was a tick, which decides how it is judged.
  void aBatchIsNotAcknowledgedBeforeTheTicksThatWentBefore() {
    QVERIFY(applied(*m_host, asPublished(batch(1))).ok());
    Frames frames;
    const auto subscription = m_host->subscribe([&](FramePtr f) { frames.put(std::move(f)); });
    QVERIFY(frames.next());
    m_gate.shut();
    m_host->submit(asPublished(batch(2)), [](const auto&) {});
    QVERIFY(m_gate.awaitOne());
    pass(seconds(10));  // so that what is 5 min and 5 s ahead of the last tick counts
    QVERIFY(frames.next());
    std::promise<absl::StatusOr<BatchOutcome>> promise;
    m_host->submit(asPublished(batch(3, m_clock.now() + minutes(5))),
                   [&](auto outcome) { promise.set_value(std::move(outcome)); });
    m_gate.open();
    auto answer = promise.get_future();
    QVERIFY(answer.wait_for(kPatience) == std::future_status::ready);
    const auto outcome = answer.get();
    QVERIFY(outcome.ok() && outcome->result.accepted == 1);
    MemoryDisk::Random random(1);
    MemoryDisk elsewhere("elsewhere");
    for (int i = 0; i < 50; ++i) {
      elsewhere.restore(m_disk->powerLoss(random));
      absl::StatusOr<RecordStore> store = RecordStore::open(storeOptions(elsewhere));
      QVERIFY(store.ok());
      absl::StatusOr<Engine> engine = recover(*store, {.config = {}});
      QVERIFY(engine.ok());
      QCOMPARE(engine->advance(m_clock.now())->counters.futureRejected, 0);
    }
  }

  void aFullOrBrokenDiskRefusesBatchesAndServesWalls_data() {
    QTest::addColumn<int>("failure");
    QTest::addColumn<bool>("isFull");
    QTest::newRow("full") << SQLITE_FULL << true;
    QTest::newRow("broken") << SQLITE_IOERR_WRITE << false;
    QTest::newRow("read-only") << SQLITE_READONLY << false;
  }
  void aFullOrBrokenDiskRefusesBatchesAndServesWalls() {
    QFETCH(int, failure);
    QFETCH(bool, isFull);
    QVERIFY(applied(*m_host, asPublished(batch(1))).ok());
    Frames frames;
    const auto subscription = m_host->subscribe([&](FramePtr f) { frames.put(std::move(f)); });
    QVERIFY(frames.next());
    m_failure = failure;
    for (int i = 2; i < 6; ++i) {
      const absl::Status status = applied(*m_host, asPublished(batch(i))).status();
      QVERIFY2(isFull ? absl::IsResourceExhausted(status) : absl::IsUnavailable(status),
               status.ToString().c_str());
      QVERIFY2(status.message().find("records.db") != std::string::npos, status.ToString().c_str());
      pass(seconds(1));
      const FramePtr frame = frames.next();
      QVERIFY(frame && frame->asOf == m_clock.now());
      QCOMPARE(answeredIn(*frame), 1);
    }
    QCOMPARE(m_stops.load(), 1);
    QCOMPARE(m_starts.load(), 0);
    QCOMPARE(m_host->queuedEvents(), 0u);
    QCOMPARE(m_host->queuedBytes(), 0u);
    // There is room again: a second later it is tried.
    m_failure = SQLITE_OK;
    pass(seconds(2));
    QVERIFY(frames.next());
    absl::StatusOr<BatchOutcome> outcome = applied(*m_host, asPublished(batch(7)));
    while (!outcome.ok()) {
      pass(seconds(1));
      outcome = applied(*m_host, asPublished(batch(7)));
    }
    QTRY_COMPARE(m_starts.load(), 1);  // the news may come after the acknowledgement
    pass(seconds(1));
    stop();
    start();
    QCOMPARE(answeredIn(*shown()), 2);
  }
  void aConfigurationWaitsForTheDisk() {
    m_failure = SQLITE_FULL;
    QVERIFY(!applied(*m_host, asPublished(batch(1))).ok());
    EngineConfig berlin;
    berlin.zone = "Europe/Berlin";
    m_host->configure(berlin);
    QVERIFY(!applied(*m_host, asPublished(batch(1))).ok());
    m_failure = SQLITE_OK;
    do pass(seconds(2));
    while (!applied(*m_host, asPublished(batch(1))).ok());
    QVERIFY(applied(*m_host, asPublished(batch(2))).ok());
    m_config = berlin;
    stop();
    start();
    QCOMPARE(m_store->lastPosition(), 4u);  // the configuration at the beginning, two batches, Berlin
    QCOMPARE(m_host->newest()->definitionId, definitionId(berlin));
  }

  void theEngineThatIsRecoveredIsTheOneThatWas() {
    FramePtr last;
    for (int life = 0; life < 3; ++life) {
      for (int i = 0; i < 50; ++i) {
        m_host->submit(asPublished(batch(100 * life + i, m_clock.now())), [](const auto&) {});
        if (i % 7 == 0) pass(milliseconds(400));
      }
      m_host->stop();
      last = m_host->newest();
      stop();
      const FramePtr replayed = replay();
      QVERIFY(replayed && *replayed == *last);
      QCOMPARE(answeredIn(*last), 50 * (life + 1));
      start();
    }
  }
  void aRestartGoesOnFromTheCheckpointOfTheStop() {
    for (int i = 0; i < 20; ++i) QVERIFY(applied(*m_host, asPublished(batch(i))).ok());
    m_host->stop();
    const FramePtr last = m_host->newest();
    QCOMPARE(m_written.size(), 1u);
    QVERIFY(m_written.front().status.ok());
    QCOMPARE(m_written.front().record, 21u);
    QVERIFY(m_written.front().bytes > 0);
    stop();
    start();
    QCOMPARE(m_checkpoints, QStringList("records.db-checkpoint-000001: OK"));
    QVERIFY2(m_applied <= 1, qPrintable(QString::number(m_applied)));  // the configuration is read again
    const FramePtr next = shown();
    QCOMPARE(next->position - last->position, next->sequence - last->sequence);
    QVERIFY(next->sequence > last->sequence && next->sequence <= last->sequence + 2);
    QCOMPARE(answeredIn(*next), 20);
  }
  void checkpointsAreTakenByTimeAndByRecords() {
    QVERIFY(applied(*m_host, asPublished(batch(1))).ok());
    pass(minutes(6));
    QTRY_COMPARE(writtenSoFar(), 1u);
    stop();
    m_checkpointRecords = 10;
    start();
    for (int i = 0; i < 30; ++i) QVERIFY(applied(*m_host, asPublished(batch(100 + i, m_clock.now()))).ok());
    pass(seconds(1));
    QTRY_COMPARE(writtenSoFar(), 1u);
  }
  void aDamagedCheckpointFallsBackToTheOneBefore_data() {
    QTest::addColumn<int>("damaged");
    QTest::addColumn<QString>("how");
    for (const char* how : {"a bit", "its end", "its beginning", "all of it", "a newer version"}) {
      for (const int damaged : {1, 2}) QTest::addRow("%s, %d", how, damaged) << damaged << how;
    }
  }
  void aDamagedCheckpointFallsBackToTheOneBefore() {
    QFETCH(int, damaged);
    QFETCH(QString, how);
    for (int life = 0; life < 3; ++life) {
      for (int i = 0; i < 5; ++i) {
        QVERIFY(applied(*m_host, asPublished(batch(10 * life + i, m_clock.now()))).ok());
        pass(seconds(1));
      }
      stop();
      start();
    }
    m_host->stop();
    const FramePtr last = m_host->newest();
    stop();
    MemoryDisk::Image image = m_disk->content();
    QStringList there;
    for (const auto& [name, bytes] : image) there << QString::fromStdString(name);
    QVERIFY2(there.contains("records.db-checkpoint-000003") &&
                 there.contains("records.db-checkpoint-000004") &&
                 !there.contains("records.db-checkpoint-000002"),
             qPrintable(there.join(' ')));
    for (int i = 0; i < damaged; ++i) {
      std::string& bytes = image["records.db-checkpoint-00000" + std::to_string(4 - i)];
      if (how == "a bit") bytes[bytes.size() / 3] = static_cast<char>(bytes[bytes.size() / 3] ^ 4);
      if (how == "its end") bytes.resize(bytes.size() - 100);
      if (how == "its beginning") bytes.erase(0, 100);
      if (how == "all of it") bytes.clear();
      if (how == "a newer version") bytes[bytes.size() - 16] = 2;
    }
    m_disk->restore(image);
    start();
    QCOMPARE(m_checkpoints.size(), damaged == 1 ? 2 : 2);
    QVERIFY(m_checkpoints.front().contains(how == "a newer version" ? "newer version" : "DATA_LOSS"));
    QCOMPARE(m_checkpoints.back().endsWith(": OK"), damaged == 1);
    QVERIFY(m_applied > 1);
    Frame next = *shown();
    QCOMPARE(next.position - last->position, next.sequence - last->sequence);
    next.sequence = last->sequence;
    next.position = last->position;
    next.asOf = last->asOf;  // a quarter of a second later all else is the same
    next.floor = last->floor;
    QVERIFY(next == *last);
    stop();
    start();  // there is a new one, and what was damaged is gone
    QVERIFY(m_checkpoints.front().endsWith(": OK"));
  }
  void aDiskThatTakesNoCheckpointTakesAllElse() {
    m_isFailingCheckpoints = true;
    QVERIFY(applied(*m_host, asPublished(batch(1))).ok());
    pass(minutes(6));
    QTRY_COMPARE(writtenSoFar(), 1u);
    QVERIFY(!m_written.front().status.ok());
    QVERIFY(!m_disk->content().contains("records.db-checkpoint.new"));  // which had no room
    QVERIFY(applied(*m_host, asPublished(batch(2))).ok());
    m_isFailingCheckpoints = false;
    pass(minutes(6));
    QTRY_COMPARE(writtenSoFar(), 2u);
    QVERIFY(m_written.back().status.ok());
  }
  void anUnfinishedCheckpointIsRemoved() {
    stop();
    MemoryDisk::Image image = m_disk->content();
    image["records.db-checkpoint.new"] = "so far";
    m_disk->restore(image);
    start();
    QVERIFY(!m_disk->content().contains("records.db-checkpoint.new"));
  }
  // Whoever reads beside the engine leaves alone what it is writing.
  void aCheckpointThatIsBeingWrittenIsLeftAlone() {
    stop();
    absl::StatusOr<RecordStore> store = RecordStore::open(storeOptions());
    QVERIFY(store.ok());
    const std::string unfinished = "records.db-checkpoint.new";
    QVERIFY((*m_disk->create(unfinished))->append("so far").ok());
    Checkpoints beside = store->checkpointsToRead();
    QVERIFY(beside.look().ok());
    QVERIFY(m_disk->content().contains(unfinished));
  }
  // The records were put back to what they were: once they have grown again, it must not seem to be of them.
  void aCheckpointThatKnowsMoreThanTheRecordsIsNeverUsed() {
    QVERIFY(applied(*m_host, asPublished(batch(1))).ok());
    stop();
    MemoryDisk::Image image = m_disk->content();
    start();
    for (int i = 2; i < 10; ++i) QVERIFY(applied(*m_host, asPublished(batch(i, m_clock.now()))).ok());
    stop();
    const std::string later = "records.db-checkpoint-000002";
    image[later] = m_disk->content().at(later);
    m_disk->restore(image);
    start();
    QCOMPARE(m_checkpoints.size(), 2);
    QVERIFY2(m_checkpoints.front().contains("not there any more"), qPrintable(m_checkpoints.front()));
    QVERIFY(m_checkpoints.back().endsWith(": OK"));
    for (int i = 0; i < 20; ++i) QVERIFY(applied(*m_host, asPublished(batch(100 + i, m_clock.now()))).ok());
    pass(seconds(5));
    QTRY_VERIFY(m_host->newest()->sequence > 0);
    image = m_disk->content();  // it was killed
    stop();
    m_disk->restore(image);
    start();
    QCOMPARE(m_checkpoints, QStringList("records.db-checkpoint-000001: OK"));
    QCOMPARE(answeredIn(*shown()), 21);
  }
  void stoppingOnABrokenDiskEnds() {
    m_failure = SQLITE_IOERR_WRITE;
    std::atomic<int> refused = 0;
    for (int i = 0; i < 10; ++i) {
      m_host->submit(asPublished(batch(i)), [&](const auto& outcome) { refused += !outcome.ok(); });
    }
    m_host->stop();
    QCOMPARE(refused.load(), 10);
  }
  void manyThreadsAtOnce() {
    std::atomic<int> acknowledged = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 100; ++i) {
          m_failure = i % 20 == 7 ? SQLITE_FULL : SQLITE_OK;
          m_host->submit(asPublished(batch(1000 * t + i)), [&](const auto& o) { acknowledged += o.ok(); });
          pass(milliseconds(50));
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    m_failure = SQLITE_OK;
    while (!applied(*m_host, asPublished(batch(9'999))).ok()) pass(seconds(1));
    m_host->stop();
    QCOMPARE(m_host->queuedEvents(), 0u);
    const int64_t counted = answeredIn(*m_host->newest());
    QVERIFY2(counted > acknowledged,  // that last one is not among them
             qPrintable(QString("%1 shown, %2 acknowledged").arg(counted).arg(acknowledged.load())));
    stop();
    start();
    QCOMPARE(answeredIn(*shown()), counted);
  }
};

QTEST_APPLESS_MAIN(TestStoredHost)
#include "tst_stored_host.moc"
