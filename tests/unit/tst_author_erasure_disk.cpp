// An erasure on a disk that fills up, breaks or loses power at any of its operations: the records are those
// of before or those of after, and to run it again ends in the same state, with nothing of the author in any
// file.
#include <QtTest>

#include "crash/memory_disk.h"
#include "crash/request.h"
#include "engine/engine.h"
#include "erasure_traffic.h"
#include "store/author_erasure.h"

using namespace watchfloor;

class TestAuthorErasureDisk : public QObject {
  Q_OBJECT

  struct Left {
    std::vector<Event> events;
    bool isUnderWay = false;
    int checkpoints = 0;  // that an engine would begin with
    bool operator==(const Left&) const = default;
  };

  MemoryDisk m_disk{"erasure"};
  const RecordStore::Options m_options{.path = "records.db", .vfs = m_disk.name(), .files = &m_disk};
  MemoryDisk::Image m_before;
  std::vector<Event> m_old, m_done;  // events as they were, and as they are in the end

  absl::Status erase() {
    absl::StatusOr<RecordStore> store = RecordStore::open(m_options);
    if (!store.ok()) return store.status();
    absl::StatusOr<AuthorErasure> erasure = AuthorErasure::begin(*store, {.author = kAuthor,
                                                                          .pseudonym = kPseudonym,
                                                                          .conversations = "none",
                                                                          .at = kNow,
                                                                          .mode = ErasureMode::kDone});
    if (!erasure.ok()) return erasure.status();
    return erasure->run([](auto, auto, auto) { return true; }).status();
  }
  // On a disk that works.
  Left left() {
    m_disk.onOperation = {};
    Left left;
    absl::StatusOr<RecordStore> store = RecordStore::open(m_options);
    if (!store.ok()) return left;
    for (const Checkpoints::Found& found : store->checkpoints().all())
      left.checkpoints += found.status.ok() ? 1 : 0;
    left.isUnderWay = store->erasure().unfinished()->has_value();
    for (RecordReader reader = store->read();;) {
      const auto item = reader.next();
      if (!item.ok() || !*item) break;
      for (const EventView& event : std::get<BatchRecord>((*item)->what).events)
        left.events.push_back(copyOf(event));
    }
    return left;
  }
  // What an erasure that was cut left, and what the next one makes of it.
  void checkItGoesOn() {
    const Left cut = left();
    // At the very end all is done but for the log, which whoever opens the file next empties.
    const bool isDone = cut.events == m_done && !cut.isUnderWay;
    QVERIFY(cut.events == (cut.isUnderWay || isDone ? m_done : m_old));
    QCOMPARE(cut.checkpoints, cut.events == m_old ? 1 : 0);  // never one from before with records from after
    const absl::Status again = erase();
    QVERIFY2(isDone ? absl::IsNotFound(again) : again.ok(), again.ToString().c_str());
    QVERIFY((left() == Left{m_done, false, 0}));
    for (const auto& [name, bytes] : m_disk.content())
      QVERIFY2(bytes.find(kSecret) == std::string::npos, name.c_str());
  }

 private Q_SLOTS:
  void initTestCase() {
    {
      absl::StatusOr<RecordStore> store = RecordStore::open(m_options);
      Traffic traffic;
      for (int i = 0; i < 30; ++i) {
        const BatchRecord batch = asPublished(batchOf({traffic.next(), traffic.next(), traffic.next()}));
        const RecordStore::NewRecord record = &batch;
        QVERIFY(store->write({&record, 1}, {}).ok());
      }
      Engine engine(EngineConfig(), ClockKind::kWall, 1);
      engine.advance(kNow);
      QVERIFY(store->checkpoints().write({30, 0}, engine.save()).ok());
    }
    m_before = m_disk.content();
    m_old = left().events;
    QVERIFY(erase().ok());
    m_done = left().events;
    QVERIFY(m_old.size() == 90 && m_done.size() == 90 && m_done != m_old);
  }
  void aFullDiskLeavesNothingHalfDone() {
    for (int most = 0;; ++most) {
      m_disk.restore(m_before);
      int writes = 0;
      m_disk.onOperation = [&](MemoryDisk::Operation operation, const std::string&) {
        return operation == MemoryDisk::Operation::kWrite && ++writes > most ? SQLITE_FULL : SQLITE_OK;
      };
      const absl::Status status = erase();
      if (status.ok()) {
        QVERIFY2(most > 20, QByteArray::number(most));
        return;
      }
      QVERIFY2(absl::IsResourceExhausted(status), status.ToString().c_str());
      checkItGoesOn();
    }
  }
  void aLossOfPowerDoesNeither() {
    MemoryDisk::Random random(5);
    for (int most = 0;; ++most) {
      m_disk.restore(m_before);
      int operations = 0;
      m_disk.onOperation = [&](MemoryDisk::Operation, const std::string&) {
        return ++operations > most ? SQLITE_IOERR : SQLITE_OK;
      };
      const bool isWhole = erase().ok();
      m_disk.onOperation = {};
      m_disk.restore(m_disk.powerLoss(random));
      checkItGoesOn();
      if (isWhole) {
        QVERIFY2(most > 30, QByteArray::number(most));
        return;
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestAuthorErasureDisk)
#include "tst_author_erasure_disk.moc"
