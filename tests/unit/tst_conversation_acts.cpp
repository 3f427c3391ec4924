// What people do to conversations, and undo.
#include "conversation_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QtTest>
#include <random>

using namespace watchfloor;

class TestConversationActs : public QObject, protected ConversationFixture {
  Q_OBJECT

 private Q_SLOTS:
  void init() { beginAnew(); }
  void cleanup() { m_store.reset(); }

  void actsAreDoneAuditedAndUndone() {
    add({said("1", 0, "a")});
    const int64_t number = only().number;
    QCOMPARE(act(number, ActKind::kAssign, "bob")->from, "");
    const auto second = act(number, ActKind::kAssign, "eve");
    QCOMPARE(second->from, "bob");
    QCOMPARE(entries({.owner = "eve"}).size(), 1U);
    QCOMPARE(entries({.owner = ""}).size(), 0U);
    QVERIFY(act(number, ActKind::kUndo, "", "", second->number).ok());
    QCOMPARE(only().owner, "bob");
    QVERIFY(absl::IsFailedPrecondition(act(number, ActKind::kUndo, "", "", second->number).status()));

    const auto resolved = act(number, ActKind::kHandle, "resolved");
    QVERIFY(only().handling == Handling::kResolved && !only().unansweredSince);
    QVERIFY(act(number, ActKind::kUndo, "", "", resolved->number).ok());
    QVERIFY(only().handling == Handling::kOpen && only().unansweredSince == kNoon);

    const auto moved = act(number, ActKind::kMove, "marketing", "press");
    QVERIFY(only().bucket == Bucket::kMarketing);
    QCOMPARE(only().rule, "moved by ann");
    const auto again = act(number, ActKind::kMove, "contact_centre", "a refund");
    QCOMPARE(again->from, "marketing");
    const auto outOfTurn = act(number, ActKind::kUndo, "", "", moved->number);
    QVERIFY(absl::IsFailedPrecondition(outOfTurn.status()));
    QVERIFY(outOfTurn.status().message().find("undo that first") != std::string::npos);
    QVERIFY(act(number, ActKind::kUndo, "", "", again->number).ok());
    QVERIFY(only().bucket == Bucket::kMarketing);
    QVERIFY(act(number, ActKind::kUndo, "", "", moved->number).ok());
    QVERIFY(!only().bucket);

    const auto acts = m_reader->show(number, {}, 10)->acts;
    QCOMPARE(acts.size(), 9U);
    QVERIFY(acts[0].act.kind == ActKind::kUndo && acts[0].act.undone == moved->number);
    QVERIFY(acts[3].undoneBy == acts[0].number && acts[3].act.reason == "press");
  }
  // A person's label holds; what it was before is put back by undoing, in order of each message, and is
  // nobody's then.
  void sentimentsAreCorrectedAndPutBack() {
    Event first = said("1", 0, "a");
    std::get<MessageEvent>(first.body).sentiment = Sentiment{Label::kPositive, 0.5};
    add({first, said("2", 1, "b", "u", "1"), answer("3", 2, "1")});
    const int64_t number = only().number;
    const auto messages = [&] { return m_reader->show(number, {}, 10)->page.messages; };
    const auto correct = [&](size_t message, const std::string& label) {
      return m_store->act({.conversation = number,
                           .kind = ActKind::kCorrect,
                           .to = label,
                           .by = "ann",
                           .at = kNoon + hours(1),
                           .message = messages()[message].number});
    };
    const auto corrected = correct(0, "negative"), again = correct(0, "neutral");
    QVERIFY(corrected.ok() && again.ok());
    QVERIFY(corrected->record.from == "positive" && again->record.from == "negative");
    QVERIFY(corrected->change->messageId == "m1" && corrected->change->label == Label::kNegative);
    QVERIFY(again->change->at > corrected->change->at);  // though the clock stood still: the newest holds
    QVERIFY(only().neutral == 1 && only().negative == 0 && only().positive == 0);
    QVERIFY(messages()[0].isCorrected);
    const auto taught = m_reader->corrected();
    QVERIFY(taught.ok() && taught->size() == 1);
    QVERIFY(taught->at(0).messageId == "m1" && taught->at(0).sentiment->label == Label::kNeutral);
    QVERIFY(!taught->at(0).text.empty());
    const auto other = correct(1, "neutral");
    QCOMPARE(other->record.from, "");
    QVERIFY(
        absl::IsFailedPrecondition(act(number, ActKind::kUndo, "", "", corrected->record.number).status()));
    const auto undo = [&](int64_t undone) {
      return m_store->act({.conversation = number, .kind = ActKind::kUndo, .by = "ann", .undone = undone});
    };
    const auto undone = undo(again->record.number);  // though the other message's came later
    QVERIFY(undone.ok() && undone->record.act.to == "negative" && undone->change->label == Label::kNegative);
    QCOMPARE(undone->change->event, "undo of " + again->change->event);
    QVERIFY(messages()[0].isCorrected);  // by the act before
    QVERIFY(undo(corrected->record.number).ok());
    QVERIFY(only().negative == 0 && only().positive == 1 && only().neutral == 1);
    QVERIFY(!messages()[0].isCorrected);
    QCOMPARE(m_reader->corrected()->size(), 1U);  // the other message
    const auto none = undo(other->record.number);
    QVERIFY(absl::IsFailedPrecondition(none.status()));
    QVERIFY(none.status().message().find("correct it instead") != std::string::npos);
    QVERIFY(absl::IsFailedPrecondition(correct(2, "neutral").status()));  // the brand's own
    // What the engine may have missed.
    const auto changes = m_reader->labelChanges(kNoon);
    QVERIFY(changes.ok());
    QCOMPARE(changes->size(), 5U);
    QCOMPARE(changes->back().event, "undo of " + corrected->change->event);
    QVERIFY(changes->back().at > again->change->at);
    QVERIFY(m_reader->labelChanges(kNoon + kDay)->empty());
  }
  // A file of the schema before gets what it lacks, and keeps what it has.
  void languagesAreKeptFromNowOn() {
    add({said("1", 0, "a")});
    m_store.reset();
    {
      SQLite::Database file(path(), SQLite::OPEN_READWRITE);
      file.exec("ALTER TABLE messages DROP COLUMN language; PRAGMA user_version = 3");
    }
    // Whoever reads it before says what is to be done.
    const absl::Status old = ConversationReader(path()).list({}).status();
    QCOMPARE(old.code(), absl::StatusCode::kFailedPrecondition);
    QVERIFY2(old.message().find("older version") != std::string::npos, old.ToString().c_str());
    open();
    Event told = said("2", 1, "b", "u", "1");
    std::get<MessageEvent>(told.body).language = "pt-BR";
    add({told});
    const auto details = m_reader->show(only().number, {}, 10);
    QVERIFY(details.ok());
    QCOMPARE(details->page.messages.at(0).language, std::string());
    QCOMPARE(details->page.messages.at(1).language, std::string("pt-BR"));
  }
  // A file of the first schema gets what it lacks, and keeps what it has.
  void anOlderFileIsBroughtUpToDate() {
    add({said("1", 0, "a")});
    QVERIFY(act(only().number, ActKind::kNote, "n").ok());
    m_store.reset();
    {
      SQLite::Database file(path(), SQLite::OPEN_READWRITE);
      file.exec(
          "DROP INDEX messages_at; DROP INDEX messages_of_brand; ALTER TABLE acts DROP COLUMN message;"
          "ALTER TABLE messages DROP COLUMN language;"
          "PRAGMA user_version = 1");
    }
    open();
    QCOMPARE(m_reader->show(only().number, {}, 10)->acts.size(), 1U);
    QVERIFY(act(only().number, ActKind::kNote, "again").ok());
    QCOMPARE(entries({.message = {.isByCustomer = true}}).size(), 1U);  // by an index
  }
  void aMoveHoldsWhateverComes() {
    add({said("1", 0, "a")});
    QVERIFY(act(only().number, ActKind::kMove, "count_only", "spam").ok());
    BatchRecord batch(batchOf({said("2", 1, "b", "u", "1")}));
    batch.annotations = {
        .versions = {"v"}, .rules = {"r"}, .sentiments = {}, .triages = {{0, 0, 0, Bucket::kContactCentre}}};
    add(batch);
    QVERIFY(only().bucket == Bucket::kCountOnly);
  }
  void whatCannotBeDoneIsRefused_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("to");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, ActKind kind, const QString& to, absl::StatusCode code,
                        const char* says) {
      QTest::newRow(name) << static_cast<int>(kind) << to << static_cast<int>(code) << says;
    };
    using enum absl::StatusCode;
    row("no bucket", ActKind::kMove, "nowhere", kInvalidArgument, "marketing");
    row("no reason", ActKind::kMove, "marketing", kInvalidArgument, "reason");
    row("no state", ActKind::kHandle, "closed_by_customer", kInvalidArgument, "resolved");
    row("no note", ActKind::kNote, "", kInvalidArgument, "note");
    row("a long note", ActKind::kNote, QString(4'001, 'x'), kInvalidArgument, "4000");
    row("a long owner", ActKind::kAssign, QString(201, 'x'), kInvalidArgument, "200");
    row("no label", ActKind::kCorrect, "angry", kInvalidArgument, "positive");
    row("no message", ActKind::kCorrect, "neutral", kInvalidArgument, "message");
    row("nothing to undo", ActKind::kUndo, "", kInvalidArgument, "undone");
    row("no conversation", ActKind::kNote, "x", kNotFound, "conversation 99");
  }
  void whatCannotBeDoneIsRefused() {
    QFETCH(int, kind);
    QFETCH(QString, to);
    QFETCH(int, code);
    QFETCH(QString, says);
    add({said("1", 0, "a")});
    const int64_t number = code == static_cast<int>(absl::StatusCode::kNotFound) ? 99 : only().number;
    const auto done = act(number, static_cast<ActKind>(kind), to.toStdString());
    QCOMPARE(static_cast<int>(done.status().code()), code);
    QVERIFY2(done.status().message().find(says.toStdString()) != std::string::npos,
             done.status().ToString().c_str());
    QVERIFY(m_reader->show(only().number, {}, 10)->acts.empty());
    QVERIFY(absl::IsNotFound(act(only().number, ActKind::kUndo, "", "", 99).status()));
  }
  // A source's clock may be ahead of the person's.
  void aPersonsDecisionHolds() {
    add({in(said("1", 0, "a"), "k"),
         other("s", 63, ConversationEvent{.conversationId = "k", .messageId = {}})});
    const int64_t number = only().number;
    QVERIFY(act(number, ActKind::kHandle, "open").ok());
    QVERIFY(only().handling == Handling::kOpen);
  }
  void anUndoHidesNoCustomer() {
    add({in(said("1", 0, "a"), "k"),
         other("s", 1, ConversationEvent{.conversationId = "k", .messageId = {}})});
    const int64_t number = only().number;
    const auto done = act(number, ActKind::kHandle, "acknowledged");
    QVERIFY(done.ok());
    add({in(said("2", 70, "hello?"), "k")});
    QVERIFY(act(number, ActKind::kUndo, "", "", done->number).ok());
    QVERIFY(only().handling == Handling::kOpen);
    QVERIFY(only().unansweredSince);
  }
};

QTEST_APPLESS_MAIN(TestConversationActs)
#include "tst_conversation_acts.moc"
