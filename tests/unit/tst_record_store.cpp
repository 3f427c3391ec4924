// Records on a real disk: what is read back, what is refused, what is let go, and what is told of damage.
#include <watchfloor/v1/annotations.pb.h>

#include <SQLiteCpp/SQLiteCpp.h>
#include <QTemporaryDir>
#include <QtTest>

#include "crash/request.h"
#include "host/recovery.h"
#include "store/record_store.h"

using namespace watchfloor;

namespace {

const Time kMorning = *parseTime("2026-03-02T10:00:00Z");

BatchRecord batch(int id, size_t length = 10) {
  Batch result;
  result.source = "acd";
  MessageEvent message;
  message.messageId = std::to_string(id);
  message.authorId = "u";
  message.text = std::string(length, 'x');
  result.events.push_back({.source = "acd",
                           .eventId = std::to_string(id),
                           .time = kMorning,
                           .brand = "acme",
                           .channel = "web",
                           .body = message});
  return asPublished(result);
}

QString inWords(const RecordReader::Item& item) {
  const auto position = QString::number(item.position);
  if (const auto* record = std::get_if<BatchRecord>(&item.what))
    return position + " batch " + QString::fromStdString(std::string(record->events.at(0).eventId));
  if (const auto* tick = std::get_if<Advance>(&item.what))
    return position + " tick " + QString::number((tick->tick - kMorning) / seconds(1));
  if (const auto* configure = std::get_if<Configure>(&item.what))
    return position + " config " + QString::fromStdString(configure->config.zone);
  return "damage: " + QString::fromStdString(std::get<RecordReader::Damage>(item.what).reason);
}

// In words, in order.
QStringList contentOf(const RecordStore& store) {
  QStringList lines;
  for (RecordReader reader = store.read();;) {
    const auto item = reader.next();
    if (!item.ok()) return lines << QString::fromStdString(item.status().ToString());
    if (!*item) return lines;
    lines << inWords(**item);
  }
}

// The same of what is settled, by readers that each give so many items.
QStringList contentInParts(const RecordStore& store, int items) {
  QStringList lines;
  for (std::optional<Mark> mark;;) {
    absl::StatusOr<RecordReader> reader = store.readSettled(mark);
    if (!reader.ok()) return lines << QString::fromStdString(reader.status().ToString());
    for (int i = 0; i < items; ++i) {
      const auto item = reader->next();
      if (!item.ok()) return lines << QString::fromStdString(item.status().ToString());
      if (!*item) return lines;
      lines << inWords(**item);
      mark = reader->mark();
    }
  }
}

}  // namespace

class TestRecordStore : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> m_folder;
  RecordStore::Options m_options;

  RecordStore open() {
    absl::StatusOr<RecordStore> store = RecordStore::open(m_options);
    if (!store.ok()) qFatal("%s", store.status().ToString().c_str());
    return *std::move(store);
  }
  absl::Status opened() { return RecordStore::open(m_options).status(); }

  static void write(RecordStore& store, const std::vector<BatchRecord>& batches,
                    const std::vector<RecordStore::NewTick>& ticks = {}) {
    std::vector<RecordStore::NewRecord> records;
    for (const BatchRecord& record : batches) records.emplace_back(&record);
    QVERIFY(store.write(records, ticks).ok());
  }
  static void write(RecordStore& store, const EngineConfig& config) {
    const RecordStore::NewRecord record = &config;
    QVERIFY(store.write({&record, 1}, {}).ok());
  }
  static RecordStore::NewTick tick(uint64_t position, int second) {
    return {position, kMorning + seconds(second)};
  }
  // As another program would, behind the store's back.
  void tamper(const char* sql) {
    SQLite::Database(m_options.path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
  }

 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_options = {};
    m_options.path = m_folder->filePath("records.db").toStdString();
  }

  void whatIsWrittenIsReadBackInItsOrder() {
    EngineConfig berlin;
    berlin.zone = "Europe/Berlin";
    const QStringList content = {"1 config UTC", "1 tick 0", "2 batch 1", "3 batch 2",
                                 "3 tick 1",     "3 tick 2", "4 batch 3", "5 config Europe/Berlin"};
    {
      RecordStore store = open();
      QCOMPARE(store.lastPosition(), 0u);
      QVERIFY(contentOf(store).isEmpty());
      write(store, EngineConfig());
      write(store, {batch(1), batch(2)});
      write(store, {batch(3)}, {tick(1, 0), tick(3, 1), tick(3, 2)});  // ticks come later than what follows
      write(store, berlin);
      QCOMPARE(contentOf(store), content);
    }
    const RecordStore store = open();
    QCOMPARE(store.lastPosition(), 5u);
    QCOMPARE(contentOf(store), content);
  }
  void inPartsItIsTheSameUpToTheNewestTick() {
    RecordStore store = open();
    QVERIFY(contentInParts(store, 1).isEmpty());
    write(store, EngineConfig());
    write(store, {batch(1), batch(2), batch(3)}, {tick(1, 0), tick(3, 1), tick(3, 2), tick(4, 3)});
    const QStringList all = contentOf(store);
    for (const int items : {1, 2, 3, 100}) QCOMPARE(contentInParts(store, items), all);
    write(store, {batch(4), batch(5)});  // a tick may still come between them
    QCOMPARE(contentInParts(store, 2), all);
    write(store, {}, {tick(5, 4)});
    QCOMPARE(contentInParts(store, 2), all + QStringList({"5 batch 4", "5 tick 4"}));
  }
  void ticksAreFoundByWhatHolds() {
    RecordStore store = open();
    write(store, EngineConfig());
    std::vector<RecordStore::NewTick> ticks;
    for (int i = 1; i <= 50; ++i) {
      if (i % 7 != 0)
        ticks.push_back({.position = 1, .tick = kMorning + seconds(i), .number = static_cast<uint64_t>(i)});
    }
    write(store, {}, ticks);
    for (int second = 0; second <= 52; ++second) {
      const auto found = store.lastTickOf(
          [&](const RecordStore::Tick& tick) { return tick.at <= kMorning + seconds(second); });
      QVERIFY(found.ok());
      if (second == 0) {
        QVERIFY(!*found);
        continue;
      }
      const int expected = std::min(second % 7 == 0 ? second - 1 : second, 50);
      QCOMPARE((*found)->number, static_cast<uint64_t>(expected));
      QCOMPARE((*found)->at, kMorning + seconds(expected));
    }
    QCOMPARE((*store.tickAfter(0))->number, 1u);
    QCOMPARE((*store.tickAfter(6))->number, 8u);
    QVERIFY(!*store.tickAfter(50));
  }
  void aConfigurationIsReadBackAsItWas() {
    EngineConfig config;
    config.zone = "Asia/Kathmandu";
    config.resetMinutes = 61;
    config.targets = {{"acme", "*", seconds(20), {}}, {"*", "voice", {}, seconds(5)}};
    config.serviceLevel = ServiceLevelSwitch::kHandledOnly;
    config.responseWithin = minutes(7);
    config.reopenAfter = hours(3);
    config.lostAfter = {{"*", hours(1)}, {"sms", hours(2)}};
    config.silentAfter = seconds(31);
    config.limits = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, hours(11), hours(12)};
    config.watchedOnly = {"owlwave", "petrelair"};
    const absl::StatusOr<EngineConfig> read = wire::configFromBytes(wire::toBytes(config));
    QVERIFY(read.ok() && *read == config);
    const absl::StatusOr<EngineConfig> older = wire::configFromBytes(wire::toBytes(EngineConfig{}));
    QVERIFY(older.ok() && older->watchedOnly.empty());
    config.watchedOnly = {"petrelair", "owlwave"};  // as nothing writes it
    QVERIFY(absl::IsInvalidArgument(wire::configFromBytes(wire::toBytes(config)).status()));
    QVERIFY(absl::IsInvalidArgument(wire::configFromBytes("x").status()));
    QVERIFY(absl::IsInvalidArgument(wire::configFromBytes("").status()));
  }
  void whatListeningSaidIsReadBack() {
    const Annotations said{.versions = {"model-1", "rules-1"},
                           .rules = {"refunds"},
                           .sentiments = {{0, 0, Sentiment{Label::kPositive, 0.25}}},
                           .triages = {{0, 1, 0, Bucket::kMarketing}}};
    const BatchRecord plain = batch(1);
    RecordStore store = open();
    write(store, {*wire::batchFromBytes(std::string(plain.request), said), batch(2)});
    RecordReader reader = store.read();
    const auto item = reader.next();
    QVERIFY(item.ok() && *item);
    const auto& record = std::get<BatchRecord>((*item)->what);
    QVERIFY(record.annotations == said && record.request == plain.request);
    QVERIFY(std::get<MessageView>(record.events.at(0).body).sentiment == said.sentiments[0].sentiment);
    const auto next = reader.next();
    QVERIFY(!std::get<MessageView>(std::get<BatchRecord>((*next)->what).events.at(0).body).sentiment);
  }
  void annotationsOutOfRangeAreRefused() {
    QVERIFY(!wire::annotationsFromBytes("\xff").ok());
    v1::Annotations proto;
    proto.add_versions("v");
    const auto isRefused = [&proto] { return !wire::annotationsFromBytes(proto.SerializeAsString()).ok(); };
    proto.add_events(1);
    QVERIFY(isRefused());  // of one list more than of the others
    proto.add_by(0), proto.add_labels(1), proto.add_scores(-10'000);
    QVERIFY(!isRefused());
    proto.set_labels(0, 4);
    QVERIFY(isRefused());
    proto.set_labels(0, 3), proto.set_by(0, 1);
    QVERIFY(isRefused());
    proto.set_by(0, 0), proto.set_scores(0, std::numeric_limits<int32_t>::min());
    QVERIFY(isRefused());
  }
  void anEmptyRequestIsARecord() {
    RecordStore store = open();
    write(store, {asPublished({})});
    RecordReader reader = store.read();
    const auto item = reader.next();
    QVERIFY(item.ok() && *item && std::get<BatchRecord>((*item)->what).events.empty());
  }

  void whatIsNotOursIsRefusedAndLeftAsItIs() {
    tamper("CREATE TABLE theirs (x)");
    QVERIFY2(opened().message().find("not a file of watchfloord's") != std::string::npos,
             opened().ToString().c_str());
    QVERIFY(absl::IsFailedPrecondition(opened()));
    tamper("INSERT INTO theirs VALUES (1)");
  }
  void aNewerFileIsRefused() {
    open();
    tamper("PRAGMA user_version = 5");
    QVERIFY(absl::IsFailedPrecondition(opened()));
    QVERIFY2(opened().message().find("newer version") != std::string::npos, opened().ToString().c_str());
  }
  void anOlderFileIsMadeANewOne() {
    {
      RecordStore store = open();
      write(store, {batch(1), batch(2)}, {tick(2, 1)});
    }
    tamper("DELETE FROM about WHERE name = 'number'; PRAGMA user_version = 1");
    QCOMPARE(contentOf(open()), QStringList({"1 batch 1", "2 batch 2", "2 tick 1"}));
    SQLite::Database file(m_options.path, SQLite::OPEN_READONLY);
    QCOMPARE(file.execAndGet("PRAGMA user_version").getInt(), 4);
    QCOMPARE(file.execAndGet("SELECT count(*) FROM about WHERE name = 'number'").getInt(), 1);
  }
  void anotherClockIsRefused() {
    open();
    m_options.clock = ClockKind::kEvent;
    QVERIFY2(opened().message().find("under the wall clock") != std::string::npos,
             opened().ToString().c_str());
  }
  void itIsOpenOnce() {
    const RecordStore store = open();
    QVERIFY2(opened().message().find("another program") != std::string::npos, opened().ToString().c_str());
  }
  void whereThereIsNoFolderItSaysSo() {
    m_options.path = m_folder->filePath("no/records.db").toStdString();
    QVERIFY(absl::IsUnavailable(opened()));
    QVERIFY2(opened().message().find("is there such a folder") != std::string::npos,
             opened().ToString().c_str());
  }
  void aFileThatIsNoneSaysWhatToDo() {
    QFile file(QString::fromStdString(m_options.path));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(8192, 'x')) == 8192);
    file.close();
    QVERIFY(absl::IsDataLoss(opened()));
    QVERIFY2(opened().message().find(".recover") != std::string::npos, opened().ToString().c_str());
  }

  void damageIsToldInItsPlaceAndSkipped() {
    {
      RecordStore store = open();
      write(store, EngineConfig());
      write(store, {batch(1), batch(2), batch(3), batch(4), batch(5), batch(6)},
            {tick(1, 0), tick(2, 1), tick(3, 2), tick(4, 3)});
    }
    tamper(
        "UPDATE records SET bytes = x'00' || bytes WHERE position = 2;"
        "UPDATE records SET checksum = checksum + 1 WHERE position = 3;"
        "DELETE FROM records WHERE position IN (4, 5);"
        "UPDATE records SET kind = 2 WHERE position = 6;"
        "UPDATE ticks SET position = 1000000 WHERE number = 2;"
        "DELETE FROM ticks WHERE number = 3");
    RecordStore store = open();
    const QStringList content = contentOf(store);
    QCOMPARE(content, (QStringList{"1 config UTC", "1 tick 0", "damage: tick 2: its checksum is wrong",
                                   "damage: record 2: its checksum is wrong",
                                   "damage: record 3: its checksum is wrong",
                                   "damage: 1 ticks before number 4 are missing", "4 tick 3",
                                   "damage: records 4 to 5 are missing",
                                   "damage: record 6: its checksum is wrong", "7 batch 6"}));
    QCOMPARE(contentInParts(store, 1), content.mid(0, 7));  // the newest tick follows record 4
    uint64_t damaged = 0;
    const auto engine =
        recover(store, {.config = {}, .onDamage = [&](const auto& damage) { damaged += damage.count; }});
    QVERIFY(engine.ok());
    QCOMPARE(damaged, 7u);
    QCOMPARE(engine->position(), 10u);  // two ticks, a batch, and what is damaged
  }
  void aRecordThatCannotBeReadIsDamage() {
    {
      RecordStore store = open();
      BatchRecord broken = batch(1);
      broken.request = "\xff";
      write(store, {broken});
    }
    const RecordStore store = open();
    QVERIFY(contentOf(store).at(0).startsWith("damage: record 1: what came is not a watchfloor.v1"));
  }

  void whatIsTooOldIsLetGo() {
    m_options.keep = seconds(60);
    RecordStore store = open();
    write(store, EngineConfig());
    for (int i = 0; i < 100; ++i) {
      write(store, {batch(i)}, {tick(static_cast<uint64_t>(i + 1), 10 * i)});
    }
    const QStringList content = contentOf(store);
    // The configuration stays. The newest tick came at 990 s, after record 100.
    QCOMPARE(content.front(), "1 config UTC");
    QCOMPARE(content.at(1), "94 batch 92");
    QCOMPARE(content.at(2), "94 tick 930");
    QCOMPARE(content.back(), "101 batch 99");
  }
  void aNewerConfigurationTakesThePlaceOfTheOldOne() {
    m_options.keep = seconds(60);
    EngineConfig berlin;
    berlin.zone = "Europe/Berlin";
    {
      RecordStore store = open();
      write(store, EngineConfig());
      write(store, {batch(1)}, {tick(1, 0)});
      write(store, berlin);
      write(store, {batch(2)}, {tick(3, 100)});
      write(store, {}, {tick(4, 200)});
      QCOMPARE(contentOf(store), (QStringList{"3 config Europe/Berlin", "4 batch 2", "4 tick 200"}));
      write(store, {}, {tick(4, 300)});  // however long nothing comes, no more is kept
      QCOMPARE(contentOf(store), (QStringList{"3 config Europe/Berlin", "4 tick 300"}));
    }
    RecordStore store = open();
    write(store, {batch(3)});
    QCOMPARE(contentOf(store).back(), "5 batch 3");
  }
  void whatACheckpointNeedsIsKept() {
    m_options.keep = seconds(60);
    {
      RecordStore store = open();
      write(store, EngineConfig());
      for (int i = 0; i < 50; ++i) {
        write(store, {batch(i)}, {tick(static_cast<uint64_t>(i + 1), 10 * i)});
        if (i == 20) store.keepAfter({.record = 10, .tick = 9});
      }
      const QStringList content = contentOf(store);
      QCOMPARE(content.at(1), "15 batch 13");  // what was gone by then
      store.keepAfter({.record = 40, .tick = 39});
      write(store, {batch(50)}, {tick(51, 500)});
      QCOMPARE(contentOf(store).at(1), "40 tick 390");
      QCOMPARE(contentOf(store).at(2), "41 batch 39");
    }
    RecordStore store = open();
    const std::optional<Mark> mark = Mark{.record = 48, .tick = 48};  // tick 49 came after record 49
    QStringList after;
    for (RecordReader reader = store.read(mark);;) {
      const auto item = reader.next();
      QVERIFY(item.ok());
      if (!*item) break;
      QVERIFY(!std::holds_alternative<RecordReader::Damage>((*item)->what));
      after << QString::number((*item)->position);
    }
    QCOMPARE(after, (QStringList{"1", "49", "49", "50", "50", "51", "51", "52"}));  // the configuration, too
  }
  void positionsGoOnWhereTheyWere() {
    m_options.keep = seconds(60);
    uint64_t last = 0;
    {
      RecordStore store = open();
      write(store, EngineConfig());
      Engine engine(EngineConfig(), ClockKind::kWall);
      for (int i = 0; i < 100; ++i) {
        write(store, {batch(i)}, {tick(static_cast<uint64_t>(i + 2), 10 * i)});
        engine.apply(batch(i));
        last = engine.advance(kMorning + seconds(10 * i))->position;
      }
    }
    RecordStore store = open();
    const auto engine = recover(store, {.config = {}});
    QVERIFY(engine.ok());
    QVERIFY2(engine->position() >= last && engine->position() <= last + 1,
             qPrintable(QString::number(engine->position())));
  }
  void someOlderCheckpointsStayForThePast() {
    RecordStore::Options options{.path = m_folder->filePath("past.db").toStdString(), .pastCheckpoints = 2};
    const auto there = [&] {
      QStringList numbers;
      for (const QString& name :
           QDir(m_folder->path()).entryList({"past.db-checkpoint-*"}, QDir::Files, QDir::Name))
        numbers << QString::number(name.right(6).toInt());
      return numbers.join(" ");
    };
    absl::StatusOr<RecordStore> store = RecordStore::open(options);
    QVERIFY(store.ok());
    Engine engine({}, ClockKind::kWall);
    for (int i = 1; i <= 50; ++i) {
      engine.advance(kMorning + seconds(i));
      const RecordStore::NewTick tick{.position = 0, .tick = kMorning + seconds(i)};
      QVERIFY(store->write({}, {&tick, 1}).ok());
      QVERIFY(store->checkpoints().write({0, store->lastTick().number}, engine.save()).ok());
      if (i == 13) QCOMPARE(there(), QString("12 13"));
      if (i == 15) QCOMPARE(there(), QString("12 14 15"));
    }
    QCOMPARE(there(), QString("36 48 49 50"));
    QVERIFY(store->checkpoints().oldestKept() == (Mark{0, 49}));
  }
  void checkpointsOnTheMachinesDisk() {
    Engine engine(EngineConfig(), ClockKind::kWall);
    engine.advance(kMorning);
    const auto names = [&] {
      return QDir(m_folder->path()).entryList({"*-checkpoint*"}, QDir::Files, QDir::Name);
    };
    {
      RecordStore store = open();
      write(store, EngineConfig());
      for (int i = 1; i <= 4; ++i) {
        write(store, {}, {tick(1, i)});
        engine.advance(kMorning + seconds(i));
        QVERIFY(store.checkpoints().write({1, store.lastTick().number}, engine.save()).ok());
      }
      QVERIFY(store.checkpoints().oldestKept() == (Mark{1, 3}));
    }
    const QString base = QFileInfo(QString::fromStdString(m_options.path)).fileName();
    QCOMPARE(names(), (QStringList{base + "-checkpoint-000003", base + "-checkpoint-000004"}));
    QVERIFY(
        !(QFile::permissions(m_folder->filePath(names().front())) & (QFile::ReadGroup | QFile::ReadOther)));
    {
      RecordStore store = open();
      const auto recovered = recover(store, {.config = {}});
      QVERIFY(recovered.ok());
      QCOMPARE(recovered->position(), engine.position());
    }
    // Another file of records, under the same name: what lies beside it is not its own.
    QVERIFY(QFile::remove(QString::fromStdString(m_options.path)));
    RecordStore store = open();
    QStringList refused;
    QVERIFY(recover(store, {.config = {},
                            .onCheckpoint =
                                [&](const auto&, const absl::Status& status) {
                                  refused << QString::fromStdString(std::string(status.message()));
                                }})
                .ok());
    QCOMPARE(refused, QStringList(2, "it belongs to another file of records"));
    QCOMPARE(names().size(), 2);
  }
  void beyondItsSizeTheOldestIsLetGo() {
    m_options.mostBytes = 1 << 20;
    RecordStore store = open();
    write(store, EngineConfig());
    for (int i = 0; i < 300; ++i) write(store, {batch(i, 10'000)}, {tick(static_cast<uint64_t>(i), i)});
    const QStringList content = contentOf(store);
    const auto batches = content.filter("batch").size();
    QVERIFY2(batches > 50 && batches < 110, qPrintable(QString::number(batches)));
    QCOMPARE(content.front(), "1 config UTC");
    QCOMPARE(content.back(), "301 batch 299");
    QVERIFY(content.filter("damage").isEmpty());
    QVERIFY(QFileInfo(QString::fromStdString(m_options.path)).size() < 2 << 20);
  }
  // What a checkpoint may need is kept for longer, but not until the disk is full.
  void whatIsNeededIsLetGoBeyondTwiceItsSize() {
    m_options.mostBytes = 1 << 20;
    RecordStore store = open();
    store.keepAfter({});
    const auto add = [&](int from, int to) {
      for (int i = from; i < to; ++i) write(store, {batch(i, 10'000)}, {tick(static_cast<uint64_t>(i), i)});
    };
    add(0, 110);
    QCOMPARE(contentOf(store).filter("batch").size(), 110);
    QVERIFY(store.hasAllAfter({}));
    add(110, 500);
    const auto batches = contentOf(store).filter("batch").size();
    QVERIFY2(batches > 100 && batches < 150, qPrintable(QString::number(batches)));
    QVERIFY(!store.hasAllAfter({}));
    QVERIFY(store.hasAllAfter({.record = 450, .tick = 450}));
  }
};

QTEST_APPLESS_MAIN(TestRecordStore)
#include "tst_record_store.moc"
