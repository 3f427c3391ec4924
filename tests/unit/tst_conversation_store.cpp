// Conversations on disk: which message belongs where, whatever the order of arrival; what a conversation adds
// up to; what is let go.
#include "conversation_fixture.h"

#include <QtTest>
#include <random>

using namespace watchfloor;

class TestConversationStore : public QObject, protected ConversationFixture {
  Q_OBJECT

 private Q_SLOTS:
  void init() { beginAnew(); }
  void cleanup() { m_store.reset(); }

  void aConversationAddsUp() {
    Event second = said("2", 5, "still waiting", "u", "1");
    std::get<MessageEvent>(second.body).sentiment = Sentiment{Label::kNegative, -0.5};
    std::get<MessageEvent>(second.body).reach = 300;
    add({said("1", 0, "my bag is lost"), second, answer("3", 7, "2"), said("4", 9, "thanks", "v", "3")});
    const ConversationEntry entry = only();
    QCOMPARE(entry.brand, "acme");
    QCOMPARE(entry.channel, "web");
    QCOMPARE(entry.authorId, "u");
    QCOMPARE(entry.messages, 4);
    QCOMPARE(entry.inbound, 3);
    QCOMPARE(entry.negative, 1);
    QCOMPARE(entry.reach, 300);
    QCOMPARE(entry.text, "thanks");
    QVERIFY(entry.began == kNoon && entry.latest == kNoon + minutes(9));
    QVERIFY(entry.unansweredSince == kNoon + minutes(9));
    QVERIFY(!entry.bucket && entry.handling == Handling::kOpen);
  }
  void automaticAndPrivateMessagesAnswerNothing() {
    Event automatic = answer("2", 1, "1"), secret = answer("3", 2, "1");
    std::get<MessageEvent>(automatic.body).isAutomatic = true;
    std::get<MessageEvent>(secret.body).isPrivate = true;
    add({said("1", 0, "hello"), automatic, secret});
    QVERIFY(only().unansweredSince == kNoon);
    add({answer("4", 3, "1")});
    QVERIFY(!only().unansweredSince);
    Event whispered = said("5", 4, "secretly", "u", "4");
    std::get<MessageEvent>(whispered.body).isPrivate = true;
    add({whispered});
    QVERIFY(!only().unansweredSince);
  }
  void sharesAreOfTheConversationThatTheyShare() {
    const auto shares = [](Event event, std::string what) {
      std::get<MessageEvent>(event.body).shareOf = std::move(what);
      return event;
    };
    std::vector<Event> events = {said("1", 0, "a"), shares(said("2", 1, "b", "v"), "m1"),
                                 shares(said("3", 2, "c", "w"), "m2"), said("4", 3, "d"),
                                 shares(said("5", 4, "e", "x", "4"), "m1")};  // it replies to another
    std::mt19937 random(2);
    for (int round = 0; round < 20; ++round) {
      cleanup();
      init();
      std::shuffle(events.begin(), events.end(), random);
      for (const Event& event : events) add({event});
      QCOMPARE(shape(), "1,2,3|4,5");
    }
  }
  // The same messages in any order, in one commit or in many, are the same conversations.
  void orderOfArrivalDoesNotMatter() {
    std::vector<Event> events = {said("1", 0, "a"),
                                 said("2", 1, "b", "u", "1"),
                                 answer("3", 2, "2"),
                                 in(said("4", 3, "c", "v"), "chat"),
                                 in(said("5", 4, "d", "v", "4"), "elsewhere"),
                                 in(said("6", 5, "e", "w", "unknown"), "chat"),
                                 said("7", 6, "f", "w", "lost"),
                                 said("8", 7, "g", "x", "lost"),
                                 said("9", 8, "h", "x")};
    std::mt19937 random(1);
    for (int round = 0; round < 30; ++round) {
      cleanup();
      init();
      std::shuffle(events.begin(), events.end(), random);
      if (round % 2 == 0) {
        add(events);
      } else {
        for (const Event& event : events) add({event});
      }
      QCOMPARE(shape(), "1,2,3|4,5,6|7,8|9");
    }
  }
  void aParentThatComesLateDrawsItsReplies() {
    add({in(said("2", 1, "b", "u", "1"), "a"), in(said("3", 2, "c", "v", "2"), "b"),
         said("4", 3, "d", "w", "1")});
    QCOMPARE(shape(), "2,3|4");
    const auto all = entries();
    const ConversationEntry& two = all[0].messages == 2 ? all[0] : all[1];
    QVERIFY(act(two.number, ActKind::kAssign, "bob").ok());
    add({said("1", 0, "a")});
    QCOMPARE(shape(), "1,2,3,4");
    QCOMPARE(m_reader->show(only().number, {}, 10)->acts.size(), 1U);  // what was done goes along
    QCOMPARE(only().owner, "bob");
    QVERIFY(only().unansweredSince == kNoon);
  }
  void repliesInACircleAreOneConversation() {
    add({said("1", 0, "a", "u", "3"), said("2", 1, "b", "u", "1"), said("3", 2, "c", "u", "2"),
         said("4", 3, "d", "u", "4")});
    QCOMPARE(shape(), "1,2,3|4");
  }
  void aMessageCountsOnceWithItsEarliestTelling() {
    add({said("1", 5, "late")});
    Event earlier = said("1", 0, "early");
    earlier.eventId = "0";
    add({earlier});
    add({said("1", 5, "late")});
    QCOMPARE(only().messages, 1);
    QCOMPARE(only().text, "early");
    QCOMPARE(found("late"), "");
    QCOMPARE(found("early"), "1 ");
  }
  void toTellTheSameAgainChangesNothing() {
    const std::vector<Event> events = {
        said("1", 0, "a"), answer("2", 1, "1"), other("3", 2, DeletionEvent{.messageId = "m1"}),
        other("4", 3, ConversationEvent{.conversationId = {}, .messageId = "m1"})};
    add(events);
    const ConversationEntry before = only();
    add(events);
    QVERIFY(only() == before);
  }
  // Whether it comes before or after what it speaks of.
  void remarksMayComeFirst_data() {
    QTest::addColumn<bool>("isFirst");
    QTest::newRow("first") << true;
    QTest::newRow("last") << false;
  }
  void remarksMayComeFirst() {
    QFETCH(bool, isFirst);
    const std::vector<Event> messages = {said("1", 0, "the secret word"), said("2", 1, "fine", "u", "1")};
    const std::vector<Event> remarks = {
        other("3", 10, DeletionEvent{.messageId = "m1"}),
        other("4", 10,
              CorrectionEvent{.messageId = "m2", .sentiment = Sentiment{Label::kPositive, {}}, .brand = {}}),
        other("5", 9,
              CorrectionEvent{.messageId = "m2", .sentiment = Sentiment{Label::kNegative, {}}, .brand = {}}),
        other("6", 11, EngagementEvent{.messageId = "m2", .likes = 7, .shares = 2, .views = 90})};
    add(isFirst ? remarks : messages);
    add(isFirst ? messages : remarks);
    const auto details = m_reader->show(only().number, {}, 10);
    const ConversationMessage &first = details->page.messages[0], &second = details->page.messages[1];
    QVERIFY(first.isDeleted && first.text.empty());
    QCOMPARE(found("secret"), "");
    QVERIFY(second.isCorrected && second.sentiment->label == Label::kPositive);
    QCOMPARE(only().positive, 1);
    QVERIFY(second.likes == 7 && second.shares == 2 && second.views == 90);
  }
  void anEndHoldsUntilTheCustomerWritesAgain() {
    const Event end = other("9", 5, ConversationEvent{.conversationId = "c", .messageId = {}});
    add({end});
    QVERIFY(entries().empty());  // nothing was written in it
    add({in(said("1", 0, "a"), "c")});
    QVERIFY(only().handling == Handling::kResolved && !only().unansweredSince);
    add({in(answer("2", 6, ""), "c")});
    QVERIFY(only().handling == Handling::kResolved);
    add({in(said("3", 7, "again"), "c")});
    QVERIFY(only().handling == Handling::kOpen && only().unansweredSince == kNoon + minutes(7));
  }
  void whatIsAheadOfTheTickIsNotKept() {
    add({said("1", 0, "a"), said("2", 6, "b")}, kNoon);
    QCOMPARE(shape(), "1");
  }
  void theMostUrgentBucketHolds() {
    BatchRecord batch(batchOf({said("1", 0, "a"), said("2", 1, "b", "u", "1"), said("3", 2, "c", "u", "1")}));
    batch.places = {4, 6, 7};  // others of the request were no events
    batch.annotations = {.versions = {"lexicon", "rules-1"},
                         .rules = {"default", "refunds"},
                         .sentiments = {},
                         .triages = {{4, 1, 0, Bucket::kCountOnly},
                                     {5, 1, 0, Bucket::kMarketing},
                                     {6, 1, 1, Bucket::kContactCentre},
                                     {7, 1, 0, Bucket::kCountOnly}}};
    add(batch);
    QVERIFY(only().bucket == Bucket::kContactCentre);
    QCOMPARE(only().rule, "refunds");
    const auto details = m_reader->show(only().number, {}, 10);
    QCOMPARE(details->page.messages[2].rule, "default");
    QCOMPARE(details->page.messages[2].version, "rules-1");
    QCOMPARE(entries({.bucket = Bucket::kContactCentre}).size(), 1U);
    QCOMPARE(entries({.bucket = Bucket::kMarketing}).size(), 0U);
  }
  void theOldGo() {
    open(kDay);
    add({said("1", 0, "needle", "gone"), said("2", 60 * 20, "needle", "here")}, kNoon + hours(21));
    QVERIFY(act(entries().back().number, ActKind::kNote, "x").ok());
    add({other("9", 0, DeletionEvent{.messageId = "never"})}, kNoon + hours(23));
    QCOMPARE(entries().size(), 2U);
    add({said("3", 60 * 25, "a", "here")}, kNoon + hours(25));
    QCOMPARE(found("needle"), "2 ");
    QVERIFY(absl::IsNotFound(m_reader->authorNamed("gone").status()));
    QVERIFY(m_reader->authorNamed("here").ok());
  }
  void whatIsWrittenIsThereAfterwards() {
    add({said("1", 0, "a")});
    QVERIFY(m_store->add(BatchRecord(batchOf({said("2", 1, "b")})), {}).ok());
    open();  // that was not committed
    QCOMPARE(shape(), "1");
    QCOMPARE(m_store->place().record, 1U);
    QVERIFY(m_store->place().tick.at == kNoon + hours(12));
    add({said("3", 2, "c", "u", "1")});
    QCOMPARE(shape(), "1,3");
  }
  void anothersFileIsRefused() {
    const std::string mine = m_folder->filePath("mine.db").toStdString();
    {
      QFile file(QString::fromStdString(mine));
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write(QByteArray(10'000, 'x'));
    }
    QVERIFY(absl::IsDataLoss(ConversationStore::open({.path = mine}).status()));
    QVERIFY(!ConversationReader(mine).list({}).ok());
    QVERIFY(!ConversationReader(m_folder->filePath("none.db").toStdString()).list({}).ok());
    QVERIFY(!ConversationStore::open({.path = "/no/such/folder/x.db"}).ok());
  }
  void whatChangedIsTold() {
    const auto first = add({said("1", 0, "a"), said("2", 1, "b")});
    QCOMPARE(first.size(), 2U);
    QCOMPARE(join(add({answer("3", 2, "1")})), join({first[0]}));
    QCOMPARE(join(add({contactEvent("4", kNoon, "c", ContactPhase::kEnqueued)})), "");
  }
  void aNumberIsNeverGivenAgain() {
    add({in(said("1", 0, "a"), "k")});
    const int64_t named = only().number;
    add({said("2", 1, "b", "v", "3")});  // a conversation of its own, until its parent comes
    const std::vector<int64_t> changed = add({in(said("3", 0, "c", "v"), "k")});
    QCOMPARE(only().number, named);
    QCOMPARE(changed.size(), 2u);  // whoever watches is told of the one that is gone
    add({said("4", 5, "somebody else", "w")});
    for (const ConversationEntry& entry : entries())
      QVERIFY(entry.number == named || entry.number > changed.back());
  }
  void theNewestCorrectionHoldsInAnyOrder() {
    const auto brand = [](int minute, const char* name) {
      return other("c" + std::to_string(minute), minute,
                   CorrectionEvent{.messageId = "m1", .sentiment = {}, .brand = name});
    };
    add({said("1", 0, "a"), brand(5, "delta"), brand(3, "omega")});
    QCOMPARE(only().brand, "delta");
    add({brand(3, "omega")});  // the same again
    QCOMPARE(only().brand, "delta");
    add({said("1", -1, "told earlier")});
    QCOMPARE(only().brand, "delta");
  }
  void twoCorrectionsOfOneTimeMayComeFirst() {
    add({other("c1", 5, CorrectionEvent{.messageId = "m1", .sentiment = {}, .brand = "delta"}),
         other(
             "c2", 5,
             CorrectionEvent{.messageId = "m1", .sentiment = Sentiment{Label::kNegative, -1}, .brand = {}})});
    add({said("1", 0, "a")});
    QCOMPARE(only().brand, "delta");
    QCOMPARE(only().negative, 1);
  }
  void whatTheCustomerTookBackWaitsForNoAnswer() {
    add({said("1", 0, "a"), said("2", 1, "b", "u", "1")});
    const auto takeBack = [](const char* id, int minute) {
      return other(std::string("d") + id, minute,
                   DeletionEvent{.messageId = std::string("m") + id, .byCustomer = true});
    };
    add({takeBack("1", 3)});
    QVERIFY(only().unansweredSince);
    add({takeBack("2", 4)});
    QVERIFY(!only().unansweredSince);
  }
};

QTEST_APPLESS_MAIN(TestConversationStore)
#include "tst_conversation_store.moc"
