// Conversations beside a live engine: what was acknowledged is in them, after a restart and a crash, too;
// acts; and a publisher who is too fast is held back.
#include <sqlite3.h>

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <thread>

#include "crash/request.h"
#include "event_builders.h"
#include "host/conversation_writer.h"
#include "host/engine_host.h"
#include "host/recovery.h"
#include "host_fixture.h"
#include "store/conversation_reader.h"

using namespace watchfloor;

namespace {

Batch messages(int from, int count, Time time = kMorning) {
  Batch batch;
  batch.source = "social";
  for (int i = from; i < from + count; ++i) {
    Event event = messageEvent(std::to_string(i), time, "u" + std::to_string(i));
    std::get<MessageEvent>(event.body).text = "text " + std::to_string(i);
    batch.events.push_back(std::move(event));
  }
  return batch;
}

}  // namespace

class TestConversationWriter : public QObject {
  Q_OBJECT

  FakeClock m_clock;
  std::unique_ptr<QTemporaryDir> m_folder;
  std::unique_ptr<RecordStore> m_records;
  std::unique_ptr<ConversationStore> m_store;
  std::unique_ptr<ConversationWriter> m_writer;
  std::unique_ptr<EngineHost> m_host;
  std::atomic<int> m_failures = 0, m_recoveries = 0;

  std::string path(const char* name) const { return m_folder->filePath(name).toStdString(); }
  void start(size_t mostEvents = 500'000) {
    auto records = RecordStore::open({.path = path("records.db")});
    auto store = ConversationStore::open({.path = path("conversations.db")});
    QVERIFY2(records.ok() && store.ok(), records.status().ToString().c_str());
    m_records = std::make_unique<RecordStore>(*std::move(records));
    m_store = std::make_unique<ConversationStore>(*std::move(store));
    m_writer = std::make_unique<ConversationWriter>(
        ConversationWriter::Options{
            .store = m_store.get(),
            .onStatus = [this](const absl::Status& s) { ++(s.ok() ? m_recoveries : m_failures); }},
        *m_records);
    QVERIFY(m_writer->catchUp(*m_records, [](uint64_t) { return true; }).ok());
    m_writer->start();
    absl::StatusOr<Engine> engine = recover(*m_records, {});
    QVERIFY2(engine.ok(), engine.status().ToString().c_str());
    m_host =
        std::make_unique<EngineHost>(EngineHost::Options{.config = {},
                                                         .now = [this] { return m_clock.now(); },
                                                         .monotonic = [this] { return m_clock.monotonic(); },
                                                         .maxQueuedEvents = mostEvents,
                                                         .store = m_records.get(),
                                                         .conversations = m_writer.get()},
                                     *std::move(engine));
  }
  void stop() {
    m_host.reset();
    m_writer.reset();
    m_store.reset();
    m_records.reset();
  }
  void publish(int from, int count) { QVERIFY(applied(*m_host, asPublished(messages(from, count))).ok()); }
  size_t kept() const {
    const auto page = ConversationReader(path("conversations.db")).list({.most = 500});
    return page.ok() ? page->entries.size() : 0;
  }
  absl::StatusOr<ConversationRecord> acted(ConversationAct act) {
    std::binary_semaphore done(0);
    absl::StatusOr<ConversationRecord> result = absl::UnknownError("");
    m_writer->act(std::move(act), [&](const absl::StatusOr<ConversationActed>& acted) {
      result = acted.ok() ? absl::StatusOr<ConversationRecord>(acted->record) : acted.status();
      done.release();
    });
    if (!done.try_acquire_for(kPatience)) return absl::DeadlineExceededError("not acted");
    return result;
  }
  // Another program holds the file's lock, as soon as the writer has let it go.
  struct Lock {
    explicit Lock(const std::string& path) {
      sqlite3_open(path.c_str(), &database);
      sqlite3_busy_timeout(database, 10'000);
      isHeld = sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    ~Lock() { sqlite3_close(database); }
    sqlite3* database = nullptr;
    bool isHeld = false;
  };

 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_failures = m_recoveries = 0;
    start();
  }
  void cleanup() { stop(); }

  void whatWasAcknowledgedIsKept() {
    publish(0, 3);
    publish(3, 4);
    m_writer->flush();
    QCOMPARE(kept(), 7U);
  }
  void anEndWritesEverything() {
    publish(0, 5);
    stop();
    QCOMPARE(kept(), 5U);
    start();
    QCOMPARE(kept(), 5U);
    m_host.reset();
    m_writer.reset();  // the store belongs to its thread until then
    QCOMPARE(m_store->place().record, m_records->lastPosition());
  }
  // As after a crash, when the file is older than the records, or new.
  void whatTheFileLacksComesFromTheRecords() {
    publish(0, 5);
    stop();
    const QString file = QString::fromStdString(path("conversations.db"));
    QVERIFY(QFile::copy(file, file + ".old"));
    start();
    publish(5, 5);
    stop();
    QVERIFY(QFile::remove(file) && QFile::rename(file + ".old", file));
    QCOMPARE(kept(), 5U);
    start();
    QCOMPARE(kept(), 10U);
    stop();
    QVERIFY(QFile::remove(file));
    start();
    QCOMPARE(kept(), 10U);
  }
  void recordsOfAnotherFileAreAdded() {
    publish(0, 5);
    publish(5, 5);
    stop();
    for (const char* end : {"", "-wal", "-shm"})
      QFile::remove(QString::fromStdString(path("records.db")) + end);
    for (const QString& name : QDir(m_folder->path()).entryList({"records.db-*"}))
      QFile::remove(m_folder->filePath(name));
    m_clock.pass(hours(1));
    start();
    publish(20, 1);
    m_writer->flush();
    QCOMPARE(kept(), 11U);
    stop();
    start();
    QCOMPARE(kept(), 11U);
  }
  void actsAreDoneWhileMessagesCome() {
    publish(0, 1);
    m_writer->flush();
    std::vector<int64_t> changed;
    Mutex mutex;
    const uint64_t id = m_writer->subscribe([&](const std::vector<int64_t>& numbers) {
      const MutexLock lock(mutex);
      changed.insert(changed.end(), numbers.begin(), numbers.end());
    });
    std::thread publisher([this] {
      for (int i = 1; i < 50; ++i) publish(i, 1);
    });
    for (int i = 0; i < 20; ++i) {
      const auto record =
          acted({.conversation = 1, .kind = ActKind::kNote, .to = "n", .by = "ann", .at = kMorning});
      QVERIFY2(record.ok(), record.status().ToString().c_str());
    }
    publisher.join();
    QVERIFY(absl::IsNotFound(
        acted({.conversation = 99'999, .kind = ActKind::kNote, .to = "n", .by = "ann"}).status()));
    m_writer->flush();
    m_writer->unsubscribe(id);
    QCOMPARE(kept(), 50U);
    QCOMPARE(ConversationReader(path("conversations.db")).show(1, {}, 1)->acts.size(), 20U);
    const MutexLock lock(mutex);
    QCOMPARE(std::count(changed.begin(), changed.end(), 1), 20);
    QCOMPARE(changed.size(), 69U);
  }
  void aFileThatCannotBeWrittenHoldsNothingUp() {
    {
      const Lock lock(path("conversations.db"));
      QVERIFY(lock.isHeld);
      publish(0, 5);
      publish(5, 5);
      m_writer->flush();
      QCOMPARE(m_failures.load(), 1);
      QCOMPARE(m_host->queuedEvents(), 0U);
    }
    publish(10, 1);
    m_writer->flush();
    QCOMPARE(m_recoveries.load(), 1);
    QCOMPARE(kept(), 11U);
  }
  // What waits for the file counts as waiting for the engine.
  void whoIsTooFastIsHeldBack() {
    stop();
    start(100);
    std::binary_semaphore isThere(0), mayGoOn(0);
    bool isFirst = true;
    const uint64_t id = m_writer->subscribe([&](const auto&) {
      if (!std::exchange(isFirst, false)) return;
      isThere.release();
      mayGoOn.acquire();
    });
    publish(0, 60);
    QVERIFY(isThere.try_acquire_for(kPatience));
    std::binary_semaphore hasRoom(0);
    QVERIFY(!m_host->awaitRoom([&] { hasRoom.release(); }));
    QVERIFY(!hasRoom.try_acquire());
    mayGoOn.release();
    QVERIFY(hasRoom.try_acquire_for(kPatience));
    m_writer->unsubscribe(id);
  }
};

QTEST_APPLESS_MAIN(TestConversationWriter)
#include "tst_conversation_writer.moc"
