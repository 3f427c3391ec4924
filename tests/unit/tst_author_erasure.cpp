// An author is taken out of records, checkpoints and conversations: what is left is what a model of it says,
// the figures are the same, and no byte of him is in any file; wherever it is interrupted, and on a full
// disk.
#include <SQLiteCpp/SQLiteCpp.h>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "crash/request.h"
#include "erasure_traffic.h"
#include "host/conversation_writer.h"
#include "host/recovery.h"
#include "store/author_erasure.h"
#include "store/store_paths.h"

using namespace watchfloor;

namespace {

BatchRecord published(std::vector<Event> events) { return asPublished(batchOf(std::move(events))); }

}  // namespace

class TestAuthorErasure : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> m_folder;
  std::vector<Event> m_events;  // that were recorded, in order
  std::string m_pseudonym;      // of the next erasure
  bool m_isOfMentions = false;

  std::string path() const { return m_folder->filePath("records.db").toStdString(); }
  RecordStore opened() const {
    absl::StatusOr<RecordStore> store = RecordStore::open({.path = path()});
    if (!store.ok()) qFatal("%s", store.status().ToString().c_str());
    return *std::move(store);
  }
  static Engine recovered(RecordStore& store) {
    absl::StatusOr<Engine> engine = recover(store, {});
    if (!engine.ok()) qFatal("%s", engine.status().ToString().c_str());
    return *std::move(engine);
  }

  // Records with a tick each, checkpoints of them, and their conversations, with what people did.
  void write(int batches) {
    RecordStore store = opened();
    Traffic traffic;
    const EngineConfig config;
    const RecordStore::NewRecord first = &config;
    QVERIFY(store.write({&first, 1}, {}).ok());
    for (int i = 0; i < batches; ++i) {
      std::vector<Event> events;
      for (int n = 0; n < 5; ++n) m_events.push_back(events.emplace_back(traffic.next()));
      BatchRecord batch = published(std::move(events));
      batch.annotations.versions = {"v"};
      batch.annotations.rules = {"refunds"};
      batch.annotations.triages = {{.event = 1, .by = 0, .rule = 0, .bucket = Bucket::kContactCentre}};
      const RecordStore::NewRecord record = &batch;
      const RecordStore::NewTick tick{.position = store.lastPosition() + 1, .tick = kNow + seconds(i)};
      QVERIFY(store.write({&record, 1}, {&tick, 1}).ok());
    }
    Engine engine = recovered(store);
    QVERIFY(store.checkpoints().write({store.lastPosition(), store.lastTick().number}, engine.save()).ok());
    converse(store);
  }
  void converse(const RecordStore& records) {
    absl::StatusOr<ConversationStore> store = ConversationStore::open({.path = conversationsPath(path())});
    QVERIFY(store.ok());
    ConversationWriter writer({.store = &*store, .clock = ClockKind::kWall}, records);
    QVERIFY(writer.catchUp(records, [](uint64_t) { return true; }).ok());
    ConversationReader reader(conversationsPath(path()));
    const int64_t number = reader.list({}).value().entries.at(0).number;
    for (const auto& [kind, to] :
         std::vector<std::pair<ActKind, std::string>>{{ActKind::kNote, "call " + kAuthor + " back"},
                                                      {ActKind::kNote, "call bob"},
                                                      {ActKind::kAssign, kAuthor}})
      QVERIFY(store->act({.conversation = number, .kind = kind, .to = to, .by = "bea", .at = kNow}).ok());
  }

  absl::StatusOr<ErasedAuthor> erase(
      ErasureMode mode = ErasureMode::kDone, const std::string& author = kAuthor,
      const AuthorErasure::OnProgress& onProgress = [](auto, auto, auto) { return true; }) const {
    RecordStore store = opened();
    absl::StatusOr<AuthorErasure> erasure =
        AuthorErasure::begin(store, {.author = author,
                                     .pseudonym = m_pseudonym,
                                     .conversations = conversationsPath(path()),
                                     .at = kNow + hours(1),
                                     .mode = mode,
                                     .isOfMentions = m_isOfMentions});
    if (!erasure.ok()) return erasure.status();
    return erasure->run(onProgress);
  }

  // Every event of the records, with what listening said, and every tick.
  static std::vector<Event> eventsOf(const RecordStore& store) {
    std::vector<Event> events;
    for (RecordReader reader = store.read();;) {
      const auto item = reader.next();
      if (!item.ok() || !*item) return events;
      if (const auto* batch = std::get_if<BatchRecord>(&(*item)->what)) {
        for (const EventView& event : batch->events) events.push_back(copyOf(event));
        if (batch->annotations.triages.size() != 1) return {};
      }
      if (std::holds_alternative<RecordReader::Damage>((*item)->what)) return {};
    }
  }
  // All tables of both files, as SQL tells them.
  QByteArray dump() const {
    QByteArray all;
    for (const std::string& file : {path(), conversationsPath(path())}) {
      SQLite::Database database(file);
      for (const char* table : {"records", "ticks", "erasures", "erasing", "authors", "messages",
                                "conversations", "acts", "pending"}) {
        if (!database.tableExists(table)) continue;
        SQLite::Statement rows(database, std::string("SELECT * FROM ") + table);
        while (rows.executeStep()) {
          for (int i = 0; i < rows.getColumnCount(); ++i)
            all += QByteArray::fromStdString(rows.getColumn(i).getString()) + '|';
          all += '\n';
        }
      }
    }
    return all;
  }
  // Messages that reply to one that is there.
  int replies() const {
    SQLite::Database database(conversationsPath(path()));
    return database.execAndGet("SELECT count(*) FROM messages WHERE parent IN (SELECT id FROM messages)");
  }
  // The files that hold it.
  QStringList filesWith(const std::string& text) const {
    QStringList found;
    for (const QFileInfo& info : QDir(m_folder->path()).entryInfoList(QDir::Files | QDir::Hidden)) {
      QFile file(info.filePath());
      if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(info.filePath()));
      if (file.readAll().toLower().contains(QByteArray::fromStdString(text).toLower()))
        found << info.fileName();
    }
    return found;
  }
  // Not "xzoe…", who is somebody else; and the words of his texts.
  void checkNothingIsLeft() const {
    for (const std::string before : {"@", ":", "-", "|", "\n", " ", "\x08"})
      QCOMPARE(filesWith(before + kAuthor), QStringList());
    QCOMPARE(filesWith(kSecret), QStringList());
    QVERIFY(!filesWith("x" + kAuthor).isEmpty());
  }
  FramePtr frame() const {
    RecordStore store = opened();
    Engine engine = recovered(store);
    engine.want(Wants{.selections = {Selection{}}});
    return engine.advance(store.lastTick().at + seconds(1));
  }

 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_events.clear();
    m_pseudonym = kPseudonym;
    m_isOfMentions = false;
  }

  void whatIsLeftIsWhatTheModelSays() {
    write(60);
    const FramePtr before = frame();
    const absl::StatusOr<ErasedAuthor> erased = erase();
    QVERIFY2(erased.ok(), erased.status().ToString().c_str());

    uint64_t messages = 0, mentions = 0;
    std::vector<Event> model;
    for (const Event& event : m_events) {
      const auto* message = std::get_if<MessageEvent>(&event.body);
      const bool isHis = message && message->authorId == kAuthor;
      model.push_back(expected(event));
      messages += isHis ? 1 : 0;
      mentions += !isHis && model.back() != event ? 1 : 0;
    }
    {
      const RecordStore store = opened();
      const std::vector<Event> left = eventsOf(store);
      QCOMPARE(left.size(), model.size());
      for (size_t i = 0; i < left.size(); ++i)
        QVERIFY2(
            left[i] == model[i],
            wire::toJson(m_events[i]).append(wire::toJson(left[i])).append(wire::toJson(model[i])).c_str());
      QCOMPARE(store.lastPosition(), uint64_t{61});
    }
    QVERIFY(messages > 20 && mentions > 20);
    QCOMPARE(erased->records.messages, messages);
    QCOMPARE(erased->records.mentions, mentions);
    QCOMPARE(erased->conversations->messages, messages);
    QCOMPARE(erased->conversations->acts, uint64_t{2});
    QCOMPARE(erased->checkpoints, size_t{1});
    checkNothingIsLeft();
    QCOMPARE(filesWith("checkpoint"), QStringList());

    const FramePtr after = frame();
    QVERIFY(countOf(*after, Window::k24h, Metric::kDistinctAuthors) > 3);
    QVERIFY(before->position == after->position && before->cells == after->cells);
  }
  void conversationsOfOthersAreReadAndFound() {
    write(60);
    const auto shapeOf = [](ConversationReader& reader) {
      std::string shape;
      const ConversationPage page = reader.list({.most = 500}).value();
      for (const ConversationEntry& entry : page.entries)
        absl::StrAppend(&shape, entry.number, ":", entry.messages, ":", entry.author, " ");
      return shape;
    };
    std::string before;
    {
      ConversationReader reader(conversationsPath(path()));
      before = shapeOf(reader);
      QVERIFY(!reader.search({.words = kSecret})->messages.empty());
    }
    const int repliesBefore = replies();
    QVERIFY(erase().ok());
    QVERIFY(repliesBefore > 20);
    QCOMPARE(replies(), repliesBefore);
    ConversationReader reader(conversationsPath(path()));
    QCOMPARE(QString::fromStdString(shapeOf(reader)), QString::fromStdString(before));
    QVERIFY(reader.search({.words = kSecret})->messages.empty());
    const auto named = reader.search({.words = "\"" + kPseudonym + " no\""});
    QVERIFY(!named->messages.empty() && named->messages[0].text == "@" + kPseudonym + " no");
    QVERIFY(!reader.search({.words = "\"words of\""})->messages.empty());
    const ConversationDetails details =
        reader.show(reader.list({}).value().entries.at(0).number, {}, 10).value();
    QCOMPARE(details.acts.size(), size_t{3});
    QCOMPARE(details.acts[0].act.to, kPseudonym);
    QCOMPARE(details.acts[1].act.to, "call bob");
    QCOMPARE(details.acts[2].act.to, "");
    QCOMPARE(details.entry.owner, kPseudonym);
    // What is told again after a restart is known.
    const RecordStore records = opened();
    absl::StatusOr<ConversationStore> store = ConversationStore::open({.path = conversationsPath(path())});
    for (RecordReader read = records.read();;) {
      const auto item = read.next();
      QVERIFY(item.ok());
      if (!*item) break;
      if (const auto* batch = std::get_if<BatchRecord>(&(*item)->what))
        QVERIFY(store->add(*batch, kNow).ok());
    }
    QVERIFY(store->commit(store->place()).ok());
    QCOMPARE(QString::fromStdString(shapeOf(reader)), QString::fromStdString(before));
  }
  // Before every step, and in the middle of each: as if it had not been.
  void itGoesOnWhereItWasInterrupted() {
    write(12);
    const QString original = m_folder->path() + "-original";
    QVERIFY(QProcess::execute("cp", {"-r", m_folder->path(), original}) == 0);
    QVERIFY(erase().ok());
    const QByteArray whole = dump();
    int calls = 0;
    for (int at = 1;; ++at) {
      QVERIFY(QDir(m_folder->path()).removeRecursively());
      QVERIFY(QProcess::execute("cp", {"-r", original, m_folder->path()}) == 0);
      m_pseudonym = kPseudonym;
      calls = 0;
      const absl::StatusOr<ErasedAuthor> cut =
          erase(ErasureMode::kDone, kAuthor, [&](auto, auto, auto) { return ++calls < at; });
      if (cut.ok()) break;
      QVERIFY2(absl::IsCancelled(cut.status()), cut.status().ToString().c_str());
      const bool isUnderWay = opened().erasure().unfinished()->has_value();
      if (isUnderWay) {
        QVERIFY(absl::IsFailedPrecondition(erase(ErasureMode::kDone, "bob").status()));
        m_pseudonym = "another-one";  // the first one holds
        QVERIFY(opened().checkpoints().all().empty());
      }
      const absl::StatusOr<ErasedAuthor> again = erase();
      QVERIFY2(again.ok(), again.status().ToString().c_str());
      QCOMPARE(again->isGoneOn, isUnderWay);
      QVERIFY(dump() == whole);
      checkNothingIsLeft();
    }
    QVERIFY2(calls > 100, QByteArray::number(calls));
    QVERIFY(QDir(original).removeRecursively());
  }
  // His own message is deleted, so that nothing but the records had what others quote of it.
  void whatIsQuotedOfADeletedMessageIsFoundAgain() {
    {
      RecordStore store = opened();
      const EngineConfig config;
      const RecordStore::NewRecord first = &config;
      QVERIFY(store.write({&first, 1}, {}).ok());
      const Time t = kNoon;
      Event his = messageEvent("1", t, kAuthor), quoting = messageEvent("2", t + seconds(5), "bob"),
            other = messageEvent("3", t + seconds(6), "x" + kAuthor),
            gone = messageEvent("4", t + seconds(9), "");
      const std::string text = kSaid + "since Monday, and nobody answers";
      std::get<MessageEvent>(his.body).text = text;
      std::get<MessageEvent>(quoting.body).text = "You wrote: " + text;
      gone.body = DeletionEvent{.messageId = std::get<MessageEvent>(his.body).messageId};
      BatchRecord batch = published({his, quoting, other, gone});
      const RecordStore::NewRecord record = &batch;
      const RecordStore::NewTick tick{.position = store.lastPosition() + 1, .tick = kNow};
      QVERIFY(store.write({&record, 1}, {&tick, 1}).ok());
      converse(store);
    }
    bool isPast = false;  // the records
    const absl::StatusOr<ErasedAuthor> cut =
        erase(ErasureMode::kDone, kAuthor, [&](std::string_view step, auto, auto) {
          isPast = isPast || step == "rewriting the conversations";
          return !isPast;
        });
    QVERIFY(absl::IsCancelled(cut.status()));
    QVERIFY(!filesWith(kSecret).isEmpty());
    QVERIFY(erase().ok());
    checkNothingIsLeft();
  }
  // It may have read records again that were rewritten, as after a crash.
  void anEngineMayRunInBetween() {
    write(30);
    const auto listed = [this] {
      ConversationReader reader(conversationsPath(path()));
      QStringList lines;
      const ConversationPage page = reader.list({.most = 500}).value();
      for (const ConversationEntry& entry : page.entries) {
        const ConversationDetails details = reader.show(entry.number, {}, 200).value();
        QStringList ids;
        for (const ConversationMessage& m : details.page.messages)
          ids << QString::fromStdString(replaced(m.messageId) + " by " + replaced(m.authorId));
        ids.sort();
        lines << QString::number(entry.messages) + ": " + ids.join(", ");
      }
      lines.sort();
      return lines.join("\n");
    };
    const QString before = listed();
    const absl::StatusOr<ErasedAuthor> cut =
        erase(ErasureMode::kDone, kAuthor,
              [](std::string_view step, auto, auto) { return step != "rewriting the conversations"; });
    QVERIFY(absl::IsCancelled(cut.status()));
    {
      const RecordStore records = opened();
      absl::StatusOr<ConversationStore> store = ConversationStore::open({.path = conversationsPath(path())});
      for (RecordReader read = records.read();;) {
        const auto item = read.next();
        QVERIFY(item.ok());
        if (!*item) break;
        if (const auto* batch = std::get_if<BatchRecord>(&(*item)->what))
          QVERIFY(store->add(*batch, kNow).ok());
      }
      QVERIFY(store->commit(store->place()).ok());
    }
    QVERIFY(listed() != before);
    QVERIFY(erase().ok());
    checkNothingIsLeft();
    QCOMPARE(listed(), before);
    SQLite::Database database(conversationsPath(path()));
    QCOMPARE(database.execAndGet("SELECT count(*) FROM authors WHERE name LIKE 'forgotten-%'").getInt(), 1);
  }
  // Its log cannot be emptied meanwhile.
  void whoReadsConversationsIsWaitedFor() {
    write(5);
    {
      SQLite::Database reader(conversationsPath(path()));
      SQLite::Statement rows(reader, "SELECT * FROM messages");
      QVERIFY(rows.executeStep());
      const absl::StatusOr<ErasedAuthor> cut = erase();
      QVERIFY2(absl::IsFailedPrecondition(cut.status()), cut.status().ToString().c_str());
      QVERIFY(opened().erasure().unfinished()->has_value());
    }
    QVERIFY(erase()->isGoneOn);
    checkNothingIsLeft();
  }
  void whoIsInConversationsAloneIsErasedToo() {
    write(10);
    {
      SQLite::Database database(path(), SQLite::OPEN_READWRITE);
      database.exec("DELETE FROM records WHERE kind = 1; UPDATE about SET value = 12 WHERE name = 'first'");
    }
    const absl::StatusOr<ErasedAuthor> erased = erase();
    QVERIFY2(erased.ok(), erased.status().ToString().c_str());
    QCOMPARE(erased->records.records, uint64_t{0});
    QVERIFY(erased->conversations->messages > 3);
    checkNothingIsLeft();
    QCOMPARE(opened().erasure().notes()->at(0).first, uint64_t{0});
  }
  void whatIsTriedChangesNothing() {
    write(12);
    opened();  // the newest schema
    const QByteArray before = dump();
    const absl::StatusOr<ErasedAuthor> tried = erase(ErasureMode::kTried);
    QVERIFY(tried.ok() && dump() == before && opened().checkpoints().all().size() == 1);
    const absl::StatusOr<ErasedAuthor> done = erase();
    QVERIFY(done.ok());
    QCOMPARE(tried->records.records, done->records.records);
    QCOMPARE(tried->records.messages, done->records.messages);
    QCOMPARE(tried->records.mentions, done->records.mentions);
    QCOMPARE(tried->conversations->mentions, done->conversations->mentions);
    QCOMPARE(tried->conversations->acts, done->conversations->acts);
    const std::vector<ErasureNote> notes = opened().erasure().notes().value();
    QCOMPARE(notes.size(), size_t{1});
    QVERIFY((notes[0] == ErasureNote{kNow + hours(1), 2, done->records.records, done->records.messages}));
  }
  void whoIsNotThereIsSaid() {
    write(2);
    const QByteArray before = dump();
    for (const char* nobody : {"zoe", "words", "%", "'", "x"})
      QVERIFY2(absl::IsNotFound(erase(ErasureMode::kDone, nobody).status()), nobody);
    QVERIFY(dump() == before && opened().checkpoints().all().size() == 1);
    m_isOfMentions = true;
    QVERIFY(absl::IsNotFound(erase(ErasureMode::kDone, "nobody").status()));
    QVERIFY(absl::IsNotFound(erase(ErasureMode::kDone, "acme").status()));  // a brand
    QVERIFY(erase(ErasureMode::kDone, "words").ok());
    QCOMPARE(filesWith("words of"), QStringList());
    m_isOfMentions = false;
    QVERIFY(erase().ok());
    QVERIFY(absl::IsNotFound(erase().status()));
  }
  void whatIsDamagedIsEmptied() {
    write(5);
    {
      SQLite::Database database(path(), SQLite::OPEN_READWRITE);
      database.exec("UPDATE records SET checksum = checksum + 1 WHERE position = 3");
    }
    const absl::StatusOr<ErasedAuthor> erased = erase();
    QVERIFY(erased.ok());
    QCOMPARE(erased->records.damaged, uint64_t{1});
    SQLite::Database database(path());
    QCOMPARE(database.execAndGet("SELECT count(*) FROM records WHERE length(bytes) = 0").getInt(), 1);
    QCOMPARE(database.execAndGet("SELECT length(bytes) FROM records WHERE position = 3").getInt(), 0);
  }
};

QTEST_GUILESS_MAIN(TestAuthorErasure)
#include "tst_author_erasure.moc"
