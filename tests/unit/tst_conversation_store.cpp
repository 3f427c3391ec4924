// Conversations on disk: which message belongs where, whatever the order of arrival; what a conversation adds
// up to; what people do and undo; pages, search, and what is let go.
#include "store/conversation_store.h"

#include <absl/strings/str_cat.h>

#include <QtTest>
#include <algorithm>
#include <random>

#include "event_builders.h"
#include "store/conversation_reader.h"

using namespace watchfloor;

namespace {

const Time kNoon = at("2026-03-02T12:00:00Z");

// Messages of acme's web channel, so many minutes after noon.
Event said(const std::string& id, int minute, const std::string& text, const std::string& author = "u",
           const std::string& replyTo = {}) {
  Event event = messageEvent(id, kNoon + minutes(minute), author, replyTo.empty() ? "" : "m" + replyTo);
  std::get<MessageEvent>(event.body).text = text;
  return event;
}
Event answer(const std::string& id, int minute, const std::string& replyTo) {
  Event event = said(id, minute, "we are sorry", "acme", replyTo);
  std::get<MessageEvent>(event.body).direction = MessageDirection::kOutbound;
  return event;
}
Event in(Event event, const std::string& conversation) {
  std::get<MessageEvent>(event.body).conversationId = conversation;
  return event;
}
Event other(const std::string& id, int minute, decltype(Event::body) body) {
  return {.source = "social",
          .eventId = id,
          .time = kNoon + minutes(minute),
          .brand = {},
          .channel = {},
          .body = std::move(body)};
}

std::string join(const std::vector<int64_t>& numbers) {
  std::string out;
  for (const int64_t n : numbers) out += std::to_string(n) + " ";
  return out;
}

}  // namespace

class TestConversationStore : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> m_folder;
  std::unique_ptr<ConversationStore> m_store;
  std::unique_ptr<ConversationReader> m_reader;
  uint64_t m_record = 0;

  std::string path() const { return m_folder->filePath("conversations.db").toStdString(); }
  void open(Duration keep = kDay * 90) {
    m_store.reset();
    auto store = ConversationStore::open({.path = path(), .keep = keep});
    if (!store.ok()) qFatal("%s", store.status().ToString().c_str());
    m_store = std::make_unique<ConversationStore>(*std::move(store));
    m_reader = std::make_unique<ConversationReader>(path());
  }
  std::vector<int64_t> add(std::vector<Event> events, Time tick = kNoon + hours(12)) {
    return add(BatchRecord(batchOf(std::move(events))), tick);
  }
  std::vector<int64_t> add(const BatchRecord& batch, Time tick = kNoon + hours(12)) {
    const absl::Status status = m_store->add(batch, tick);
    if (!status.ok()) qFatal("%s", status.ToString().c_str());
    ++m_record;
    const auto changed = m_store->commit({.record = m_record, .tick = {m_record, tick}});
    if (!changed.ok()) qFatal("%s", changed.status().ToString().c_str());
    return *changed;
  }
  std::vector<ConversationEntry> entries(const ConversationQuery& query = {}) const {
    auto page = m_reader->list(query);
    if (!page.ok()) qFatal("%s", page.status().ToString().c_str());
    return page->entries;
  }
  // Message ids by conversation, as "1,2|3", whatever their numbers.
  std::string shape() const {
    std::vector<std::string> groups;
    for (const ConversationEntry& entry : entries({.most = 500})) {
      std::vector<std::string> ids;
      const auto details = m_reader->show(entry.number, {}, 200);
      for (const ConversationMessage& message : details->page.messages)
        ids.push_back(message.messageId.substr(1));
      std::sort(ids.begin(), ids.end());
      std::string group;
      for (const std::string& id : ids) group += (group.empty() ? "" : ",") + id;
      groups.push_back(group);
    }
    std::sort(groups.begin(), groups.end());
    std::string shape;
    for (const std::string& group : groups) shape += (shape.empty() ? "" : "|") + group;
    return shape;
  }
  ConversationEntry only() const {
    const auto all = entries();
    if (all.size() != 1) qFatal("there are %zu conversations", all.size());
    return all[0];
  }
  absl::StatusOr<ConversationRecord> act(int64_t conversation, ActKind kind, const std::string& to,
                                         const std::string& reason = {}, int64_t undone = 0) {
    return m_store->act({.conversation = conversation,
                         .kind = kind,
                         .to = to,
                         .reason = reason,
                         .by = "ann",
                         .at = kNoon + hours(1),
                         .undone = undone});
  }
  std::string found(const std::string& words, const std::string& brand = {}) const {
    const auto page = m_reader->search({.words = words, .brand = brand});
    if (!page.ok()) return std::string(page.status().message());
    std::string ids;
    for (const ConversationMessage& message : page->messages) ids += message.messageId.substr(1) + " ";
    return ids;
  }

 private slots:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_record = 0;
    open();
  }
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

  void listsFilterOrderAndGoOn() {
    std::vector<Event> events;
    for (int i = 0; i < 25; ++i) {
      Event event = said(std::to_string(i), i, "text", "u" + std::to_string(i % 3));
      event.brand = i % 2 ? "odd" : "even";
      event.channel = i % 5 ? "web" : "x";
      events.push_back(event);
      if (i % 4 == 0) events.push_back(answer("a" + std::to_string(i), i, std::to_string(i)));
    }
    add(events);
    const auto walk = [&](ConversationQuery query) {
      std::string brands;
      query.most = 4;
      do {
        const auto page = m_reader->list(query);
        if (!page.ok()) return page.status().ToString();
        for (const ConversationEntry& e : page->entries)
          absl::StrAppend(&brands, (e.began - kNoon) / minutes(1), " ");
        query.page = page->nextPage;
      } while (!query.page.empty());
      return brands;
    };
    QCOMPARE(walk({.brand = "odd"}), "23 21 19 17 15 13 11 9 7 5 3 1 ");
    QCOMPARE(walk({.brand = "even", .order = ConversationOrder::kOldestUnanswered}), "2 6 10 14 18 22 ");
    QCOMPARE(walk({.channel = "x"}), "20 15 10 5 0 ");
    QCOMPARE(walk({.brand = "even", .channel = "x"}), "20 10 0 ");
    QCOMPARE(walk({.brand = "nobody"}), "");
    QCOMPARE(walk({.handling = Handling::kResolved}), "");
    for (const char* page : {"x", "1", "1.x", ".", "1.99999999999999999999"})
      QVERIFY(absl::IsInvalidArgument(m_reader->list({.page = page}).status()));

    const int64_t author = *m_reader->authorNamed("u1");
    std::string page, times;
    do {
      const auto messages = m_reader->byAuthor(author, page, 3);
      for (const ConversationMessage& m : messages->messages)
        absl::StrAppend(&times, (m.time - kNoon) / minutes(1), " ");
      page = messages->nextPage;
    } while (!page.empty());
    QCOMPARE(times, "22 19 16 13 10 7 4 1 ");
    QVERIFY(absl::IsNotFound(m_reader->authorNamed("nobody").status()));
  }

  void words() {
    Event elsewhere = said("4", 3, "REFUNDED at last");
    elsewhere.brand = "other";
    add({said("1", 0, "I want a refund for my lost bag"), said("2", 1, "the bag I lost"),
         said("3", 2, "déjà vu"), elsewhere});
    QCOMPARE(found("bag"), "2 1 ");
    QCOMPARE(found("lost bag"), "2 1 ");
    QCOMPARE(found("\"lost bag\""), "1 ");
    QCOMPARE(found("refund*"), "4 1 ");
    QCOMPARE(found("refund*", "acme"), "1 ");
    QCOMPARE(found("refund*", "nobody"), "");
    QCOMPARE(found("Deja"), "3 ");
    QCOMPARE(found("nothing"), "");
    const auto first = m_reader->search({.words = "bag", .most = 1});
    QCOMPARE(first->messages.size(), 1U);
    const auto second = m_reader->search({.words = "bag", .page = first->nextPage, .most = 1});
    QCOMPARE(second->messages[0].messageId, "m1");
    QVERIFY(second->nextPage.empty());
  }
  // Nothing that somebody looks for is an operator, and nothing breaks the question.
  void hostileWords() {
    add({said("1", 0, "NEAR text: OR bag ^ { } robert'); DROP TABLE messages;--"), said("2", 1, "bag")});
    for (const char* words : {"bag OR nothing", "NOT bag", "text:bag", "bag NEAR nothing", "nothing AND bag"})
      QVERIFY2(found(words).find("2 ") == std::string::npos, words);
    QCOMPARE(found("DROP TABLE"), "1 ");
    QCOMPARE(found("robert');"), "1 ");
    for (const char* words : {"\"bag", "bag\"", "bag*)", "(bag", "^bag", "bag* *", "-bag", "{bag}"})
      QVERIFY2(found(words).find("2 ") != std::string::npos, words);
    for (const char* words : {"", "  ", "\"\"", "*", "-", "!!!"})
      QVERIFY2(found(words).find("words:") == 0, words);
    QVERIFY(found(std::string(2'000, 'x')).find("1000") != std::string::npos);
    QCOMPARE(found(std::string("bag\0x", 5)), "");
    QCOMPARE(found("\xff\xfe\x80"), "");
    QCOMPARE(found("\u202e\u200b"), "");
    QCOMPARE(entries().size(), 2U);
  }

  void hostileTexts() {
    const std::string huge(1'000'000, 'x'), nul("a\0needle", 8), turned = "\u202eevil\u200b <b>needle</b>";
    std::string emoji;
    for (int i = 0; i < 10'000; ++i) emoji += "👩‍👩‍👧‍👦";
    add({said("1", 0, huge), said("2", 1, nul), said("3", 2, turned), said("4", 3, emoji),
         said("5", 4, "", std::string("\u202e'; --", 8))});
    QCOMPARE(entries().size(), 5U);
    const auto first = m_reader->search({.words = "needle"});
    QCOMPARE(first->messages.size(), 2U);
    QCOMPARE(first->messages[0].text, turned);
    QCOMPARE(first->messages[1].text, nul);
    for (const ConversationEntry& entry : entries()) {
      const ConversationMessage message = m_reader->show(entry.number, {}, 10)->page.messages.at(0);
      QVERIFY(message.text.size() <= 16'384);
      QCOMPARE(message.isCut, message.messageId == "m1" || message.messageId == "m4");
      // Cut between characters.
      if (message.messageId == "m4")
        QVERIFY(QString::fromStdString(message.text).toStdString() == message.text);
    }
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
  void nothingOfAPersonIsLeftWhereItIsMasked() {
    add({in(said("1", 0, "my name is Bob", "@bob"), "bobs-chat")});
    ConversationEntry entry = only();
    ConversationMessage message = m_reader->show(entry.number, {}, 10)->page.messages.at(0);
    mask(&entry);
    mask(&message);
    QVERIFY(entry.isMasked && entry.authorId.empty() && entry.text.empty() && entry.sourceId.empty());
    QVERIFY(message.isMasked && message.authorId.empty() && message.text.empty() &&
            message.messageId.empty());
    QVERIFY(entry.author > 0 && message.author == entry.author && message.textBytes == 14);
  }
};

QTEST_APPLESS_MAIN(TestConversationStore)
#include "tst_conversation_store.moc"
