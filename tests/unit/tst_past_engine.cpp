// The engine as it was: a replayed stretch is, frame for frame, what was published live, beside the engine
// that goes on, from checkpoints and from the first record, and what is not kept any more is told.
#include <SQLiteCpp/SQLiteCpp.h>
#include <QtTest>
#include <random>
#include <thread>

#include "crash/memory_disk.h"
#include "crash/request.h"
#include "event_builders.h"
#include "export/export_table.h"
#include "host/engine_host.h"
#include "host/past_engine.h"
#include "host/recovery.h"
#include "host_fixture.h"
#include "store/record_rows.h"

using namespace watchfloor;
using std::chrono::milliseconds;

namespace {

// As it was published, whoever looked at it.
Frame asPublishedThen(const Frame& frame) {
  Frame same = frame;
  same.wants = 0;
  same.replayed.reset();
  return same;
}

}  // namespace

class TestPastEngine : public QObject {
  Q_OBJECT

  std::optional<FakeClock> m_clock;
  std::unique_ptr<MemoryDisk> m_disk;
  std::unique_ptr<RecordStore> m_store;
  std::unique_ptr<EngineHost> m_host;
  std::unique_ptr<EngineHost::Subscription> m_subscription;
  EngineConfig m_config;
  uint64_t m_checkpointRecords = 20'000;
  std::vector<FramePtr> m_live;  // all that show everything, in order
  std::mt19937 m_random{1};
  int m_events = 0;

  RecordStore::Options storeOptions() const {
    return {.path = "records.db", .vfs = m_disk->name(), .files = m_disk.get()};
  }
  void start() {
    absl::StatusOr<RecordStore> store = RecordStore::open(storeOptions());
    QVERIFY2(store.ok(), store.status().ToString().c_str());
    m_store = std::make_unique<RecordStore>(*std::move(store));
    absl::StatusOr<Engine> engine = recover(*m_store, {.config = m_config});
    QVERIFY2(engine.ok(), engine.status().ToString().c_str());
    m_host =
        std::make_unique<EngineHost>(EngineHost::Options{.config = m_config,
                                                         .now = [this] { return m_clock->now(); },
                                                         .monotonic = [this] { return m_clock->monotonic(); },
                                                         .store = m_store.get(),
                                                         .checkpointRecords = m_checkpointRecords},
                                     *std::move(engine));
    m_host->want(this, {});
    m_subscription = m_host->subscribe([this](const FramePtr& frame) {
      if (frame->wants > 0) m_live.push_back(frame);
    });
  }
  void stop() {
    if (m_host) m_host->stop();
    m_subscription.reset();
    m_host.reset();
    m_store.reset();
  }
  // Waits for the tick of that moment.
  void pass(Duration d) {
    m_clock->pass(d);
    m_host->wake();
    QTRY_COMPARE_WITH_TIMEOUT(m_host->newest()->asOf, m_clock->now(), 30'000);
  }
  Event anyEvent() {
    const std::string id = std::to_string(++m_events);
    const Time when = m_clock->now() - milliseconds(m_random() % 90'000);
    Event event;
    switch (m_random() % 4) {
      case 0:
        event = messageEvent(id, when, "author " + std::to_string(m_random() % 20));
        break;
      case 1:
        event = contactEvent(id, when, "c" + std::to_string(m_events), ContactEvent::Phase::kEnqueued);
        break;
      case 2:
        event = contactEvent(id, when, "c" + std::to_string(1 + m_random() % static_cast<unsigned>(m_events)),
                             ContactEvent::Phase::kAnswered);
        break;
      default:
        event = messageEvent(id, when, "author", "m" + std::to_string(1 + m_random() % 50));
    }
    event.brand = m_random() % 3 == 0 ? "beta" : "acme";
    return event;
  }
  // So many quarters of a second of traffic.
  void live(int ticks) {
    for (int i = 0; i < ticks; ++i) {
      Batch batch{.source = "any", .events = {}, .unreadable = 0};
      for (unsigned n = m_random() % 6; n > 0; --n) batch.events.push_back(anyEvent());
      QVERIFY(applied(*m_host, asPublished(batch)).ok());
      pass(milliseconds(i % 10 == 9 ? 5'000 : 250));
    }
  }
  PastEngine::Options beside() {
    return {.access = [this](const auto& work) { return m_host->readStore(work); }, .config = m_config};
  }
  // Plays from there to the end, and compares each frame with what was published; how many there were.
  int compareFrom(PastEngine& past, const PastMoment& moment, PastBase base) {
    absl::StatusOr<FramePtr> frame = past.goTo(moment, {}, base);
    if (!frame.ok()) return QTest::qFail(frame.status().ToString().c_str(), __FILE__, __LINE__), -1;
    int n = 0;
    for (;;) {
      const auto it = std::find_if(m_live.begin(), m_live.end(),
                                   [&](const FramePtr& f) { return f->position == (*frame)->position; });
      if (it != m_live.end()) {
        if (asPublishedThen(**it) != asPublishedThen(**frame)) {
          qWarning("the frame of %s is another one", formatTime((*frame)->asOf).c_str());
          return -2;
        }
        ++n;
      }
      const auto tick = past.awaitTick();
      if (!tick.ok()) return -3;
      if (!*tick) return n;
      frame = past.advance(true);
    }
  }
  // All that is written is on disk.
  void settle() {
    const uint64_t tick = m_host->newest()->sequence;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
          uint64_t last = 0;
          m_host
              ->readStore([&](RecordStore& store) {
                last = store.lastTick().number;
                return absl::OkStatus();
              })
              .IgnoreError();
          return last >= tick;
        }(),
        30'000);
  }

 private Q_SLOTS:
  void init() {
    m_clock.emplace();
    m_config = {};
    m_live.clear();
    m_events = 0;
    m_checkpointRecords = 20'000;
    m_disk = std::make_unique<MemoryDisk>("disk");
    start();
  }
  void cleanup() { stop(); }

  void aReplayedStretchIsFrameForFrameWhatWasPublished_data() {
    QTest::addColumn<int>("base");
    QTest::addColumn<int>("checkpointRecords");
    QTest::newRow("from the first record") << static_cast<int>(PastBase::kRecords) << 20'000;
    QTest::newRow("from a checkpoint") << static_cast<int>(PastBase::kNearest) << 20;
  }
  void aReplayedStretchIsFrameForFrameWhatWasPublished() {
    QFETCH(int, base);
    QFETCH(int, checkpointRecords);
    stop();
    m_checkpointRecords = static_cast<uint64_t>(checkpointRecords);
    m_config.targets = {{.brand = "*", .channel = "*", .target = seconds(20), .shortAbandon = seconds(5)}};
    start();
    m_live.clear();
    live(60);
    const std::string before = m_host->newest()->definitionId;
    m_config.zone = "Europe/Berlin";
    m_config.targets.front().target = seconds(7);
    m_host->configure(m_config);
    live(60);
    QVERIFY(m_host->newest()->definitionId != before);
    settle();
    for (const size_t from : {size_t{1}, size_t{50}, size_t{90}}) {
      PastEngine past(beside());
      const int n = compareFrom(past, {.at = m_live[from]->asOf}, static_cast<PastBase>(base));
      QVERIFY2(n >= static_cast<int>(m_live.size() - from) - 1,
               qPrintable(QString("%1 frames of %2").arg(n).arg(m_live.size() - from)));
      QVERIFY(past.replayed(1).isWhole);
      QCOMPARE(past.replayed(1).damaged, 0u);
    }
    live(3);  // and the engine goes on
  }
  void anEngineThatWasStoppedAndStartedIsOneStretch() {
    live(20);
    stop();
    m_clock->pass(minutes(7));
    start();
    live(20);
    settle();
    PastEngine past(beside());
    QVERIFY(compareFrom(past, {.at = m_live[2]->asOf}, PastBase::kRecords) >= 38);
  }
  void aMomentBetweenTicksIsTheOneBefore() {
    live(10);
    settle();
    PastEngine past(beside());
    const auto frame = past.goTo({.at = m_live[5]->asOf + milliseconds(100)}, {}, PastBase::kNearest);
    QVERIFY(frame.ok());
    QCOMPARE((*frame)->asOf, m_live[5]->asOf);
  }
  // The moment is one of the engine's time, which stood still meanwhile.
  void aMomentIsFoundThoughTheClockWasSetBack() {
    live(30);
    const size_t before = m_live.size();
    m_clock->setBack(seconds(12));
    for (int i = 0; i < 10; ++i) {
      const uint64_t last = m_host->newest()->sequence;
      m_clock->pass(seconds(1));
      m_host->wake();
      QTRY_VERIFY_WITH_TIMEOUT(m_host->newest()->sequence > last, 30'000);
    }
    QVERIFY(m_host->newest()->setBack > seconds(0));
    pass(seconds(10));
    live(10);
    settle();
    for (const size_t i : {before / 2, before - 3, before + 12}) {
      PastEngine past(beside());
      const auto frame = past.goTo({.at = m_live.at(i)->asOf}, {}, PastBase::kNearest);
      QVERIFY(frame.ok());
      QCOMPARE((*frame)->position, m_live[i]->position);
    }
  }
  void aPositionIsOneFrame() {
    live(30);
    settle();
    for (const size_t i : {size_t{3}, size_t{20}, size_t{28}}) {
      PastEngine past(beside());
      const auto frame =
          past.goTo({.at = m_live[i]->asOf, .position = m_live[i]->position}, {}, PastBase::kRecords);
      QVERIFY2(frame.ok(), frame.status().ToString().c_str());
      QVERIFY(asPublishedThen(**frame) == asPublishedThen(*m_live[i]));
    }
    PastEngine past(beside());
    // A batch, and no tick.
    const auto none =
        past.goTo({.at = m_live[9]->asOf, .position = m_live[9]->position - 1}, {}, PastBase::kRecords);
    QVERIFY(absl::IsNotFound(none.status()));
  }
  void onlyWhatIsWantedIsShown() {
    live(10);
    settle();
    PastEngine past(beside());
    const auto frame =
        past.goTo({.at = m_clock->now()}, {.brands = {"beta"}, .windows = {Window::k5m}}, PastBase::kNearest);
    QVERIFY(frame.ok() && !(*frame)->cells.empty());
    for (const FrameCell& cell : (*frame)->cells) {
      QCOMPARE(cell.brand, std::string("beta"));
      QCOMPARE(cell.window, Window::k5m);
    }
    QVERIFY(past.awaitTick().ok());
  }
  void beforeTheFirstTickThereIsNothing() {
    live(3);
    settle();
    PastEngine past(beside());
    const auto frame = past.goTo({.at = kMorning - hours(1)}, {}, PastBase::kNearest);
    QVERIFY(absl::IsNotFound(frame.status()));
    QVERIFY2(frame.status().message().find("2026-03-02T10:00:00Z") != std::string::npos,
             frame.status().ToString().c_str());
  }
  void withoutAStoreThereIsNoPast() {
    EngineHost host({.config = {},
                     .now = [this] { return m_clock->now(); },
                     .monotonic = [this] { return m_clock->monotonic(); }});
    PastEngine past({.access = [&](const auto& work) { return host.readStore(work); }, .config = {}});
    const absl::Status status = past.goTo({.at = kMorning}, {}, PastBase::kNearest).status();
    QVERIFY(absl::IsFailedPrecondition(status));
    QVERIFY2(status.message().find("--store") != std::string::npos, status.ToString().c_str());
  }
  void itEndsWhenItIsTold() {
    live(10);
    settle();
    PastEngine::Options options = beside();
    int asked = 0;
    options.isEnding = [&](std::optional<Time>) { return ++asked > 5; };
    PastEngine past(options);
    QVERIFY(absl::IsCancelled(past.goTo({.at = m_clock->now()}, {}, PastBase::kRecords).status()));
    QCOMPARE(asked, 6);
  }

  // Records from before some moment are gone: what the engine knew from them is not there, and that is said.
  void whatRetentionTookIsTold() {
    live(40);
    stop();
    m_disk->remove("records.db-checkpoint-000001").IgnoreError();
    RecordStore::Options options = storeOptions();
    options.keep = seconds(20);
    {
      absl::StatusOr<RecordStore> store = RecordStore::open(options);
      QVERIFY(store.ok());
      const RecordStore::NewTick tick{.position = store->lastPosition(), .tick = m_clock->now() + seconds(1)};
      QVERIFY(store->write({}, {&tick, 1}).ok());
      QVERIFY(store->forgotten() > 0);
      PastEngine past({.access = [&](const auto& work) { return work(*store); }, .config = m_config});
      const auto frame = past.goTo({.at = m_clock->now()}, {}, PastBase::kNearest);
      QVERIFY2(frame.ok(), frame.status().ToString().c_str());
      QVERIFY(!past.replayed(1).isWhole);
      PastEngine earlier({.access = [&](const auto& work) { return work(*store); }, .config = m_config});
      QVERIFY(absl::IsNotFound(earlier.goTo({.at = kMorning + seconds(1)}, {}, PastBase::kNearest).status()));
    }
  }
  void aReplayThatRetentionOvertakesIsTold() {
    live(40);
    stop();
    RecordStore::Options options = storeOptions();
    options.keep = seconds(20);
    absl::StatusOr<RecordStore> store = RecordStore::open(options);
    QVERIFY(store.ok());
    bool isTrimmed = false;
    PastEngine past({.access =
                         [&](const auto& work) {
                           const absl::Status status = work(*store);
                           if (!std::exchange(isTrimmed, true)) {  // after it has looked where to begin
                             const RecordStore::NewTick tick{.position = store->lastPosition(),
                                                             .tick = m_clock->now() + seconds(1)};
                             if (!store->write({}, {&tick, 1}).ok()) return absl::InternalError("no write");
                           }
                           return status;
                         },
                     .config = m_config});
    QVERIFY(absl::IsOutOfRange(past.goTo({.at = m_clock->now()}, {}, PastBase::kRecords).status()));
  }

  // One event of the records is another one than was counted.
  void anEventThatWasChangedIsFound_data() {
    QTest::addColumn<bool>("isHidden");
    QTest::newRow("and its checksum does not fit") << false;
    QTest::newRow("and its checksum fits") << true;
  }
  void anEventThatWasChangedIsFound() {
    QFETCH(bool, isHidden);
    QTemporaryDir folder;
    const std::string path = folder.filePath("records.db").toStdString();
    ExportTable told;
    {
      absl::StatusOr<RecordStore> store = RecordStore::open({.path = path});
      QVERIFY(store.ok());
      const EngineConfig config;
      const BatchRecord first = asPublished(batch(1)), second = asPublished(batch(2));
      const std::vector<RecordStore::NewRecord> records = {&config, &first, &second};
      const std::vector<RecordStore::NewTick> ticks = {{.position = 1, .tick = kMorning},
                                                       {.position = 3, .tick = kMorning + seconds(1)}};
      QVERIFY(store->write(records, ticks).ok());
      told = workedOut(*store, {.at = kMorning + seconds(1)});
    }
    QVERIFY(!told.rows.empty());
    {
      SQLite::Database file(path, SQLite::OPEN_READWRITE);
      SQLite::Statement look(file, "SELECT bytes, kind, format FROM records WHERE position = 2");
      QVERIFY(look.executeStep());
      std::string bytes(static_cast<const char*>(look.getColumn(0).getBlob()),
                        static_cast<size_t>(look.getColumn(0).size()));
      const int64_t sum = recordChecksum(2, look.getColumn(1), look.getColumn(2), bytes);
      look.reset();
      const size_t at = bytes.find("acme");
      QVERIFY(at != std::string::npos);
      bytes[at + 3] = 'x';
      SQLite::Statement change(file, "UPDATE records SET bytes = ?, checksum = ? WHERE position = 2");
      change.bind(1, bytes.data(), static_cast<int>(bytes.size()));
      change.bind(2, isHidden ? recordChecksum(2, 1, kRecordFormat, bytes) : sum);
      change.exec();
    }
    absl::StatusOr<RecordStore> store = RecordStore::open({.path = path});
    QVERIFY(store.ok());
    uint64_t damaged = 0;
    const ExportTable now = workedOut(*store, {.at = told.asOf, .position = told.position}, &damaged);
    QCOMPARE(damaged, isHidden ? 0u : 1u);
    const std::vector<ExportDifference> found = differences(told, now);
    QVERIFY(std::any_of(found.begin(), found.end(), [](const ExportDifference& d) {
      return d.what == "acme × voice · 15m answered value" && d.told == "2" && d.workedOut == "1" &&
             d.by == -1;
    }));
  }

 private:
  static ExportTable workedOut(RecordStore& store, const PastMoment& moment, uint64_t* damaged = nullptr) {
    PastEngine past({.access = [&](const auto& work) { return work(store); }, .config = {}});
    const auto frame = past.goTo(moment, {}, PastBase::kRecords);
    if (!frame.ok()) return {};
    if (damaged) *damaged = past.replayed(1).damaged;
    return exportOf(**frame, {});
  }
};

QTEST_GUILESS_MAIN(TestPastEngine)
#include "tst_past_engine.moc"
