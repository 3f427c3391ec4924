// Conversations over gRPC: what is masked, what is refused, acts, and a bucket that is watched.
#include <google/protobuf/stubs/logging.h>

#include <QtTest>
#include <atomic>
#include <random>
#include <semaphore>
#include <thread>

#include "client/conversations.h"
#include "event_builders.h"
#include "host/conversation_writer.h"
#include "rpc/rig.h"
#include "watchfloor/v1/conversation.grpc.pb.h"

using namespace watchfloor;

namespace {

constexpr const char* kService = "/watchfloor.v1.ConversationService/";

Event said(const std::string& id, const std::string& text, const std::string& author,
           const std::string& replyTo = {}) {
  Event event = messageEvent(id, kMorning + seconds(std::stoi(id)), author, replyTo);
  std::get<MessageEvent>(event.body).text = text;
  return event;
}

// All of it goes into one bucket.
BatchRecord triaged(const std::vector<Event>& events, Bucket bucket) {
  BatchRecord batch(batchOf(events));
  batch.annotations.versions = {"rules-1"};
  batch.annotations.rules = {"r"};
  for (uint32_t i = 0; i < events.size(); ++i) batch.annotations.triages.push_back({i, 0, 0, bucket});
  return batch;
}

}  // namespace

class TestConversationService : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> m_folder;
  std::unique_ptr<ConversationStore> m_store;
  std::unique_ptr<ConversationWriter> m_writer;
  std::unique_ptr<Rig> m_rig;
  uint64_t m_record = 0;
  std::vector<std::string> m_watchedOnly;

  void start(bool showsPersonalData, size_t mostWatches = 200) {
    m_rig.reset();
    ConversationService::Options options{.reader = ConversationReader(m_store->path()),
                                         .writer = m_writer.get(),
                                         .showsPersonalData = showsPersonalData,
                                         .now = [] { return kMorning + hours(1); }};
    options.mostWatches = mostWatches;
    options.watchedOnly = m_watchedOnly;
    m_rig = std::make_unique<Rig>(Rig::Bounds{.conversations = options});
  }
  void add(const std::vector<Event>& events, Bucket bucket = Bucket::kContactCentre) {
    m_writer->add(++m_record, triaged(events, bucket), kMorning + kDay, [] {});
    m_writer->flush();
  }
  // Who asks for personal data.
  Conversations client(bool isUnmasked = true) const { return {m_rig->target(), kPatience, isUnmasked}; }
  static ConversationAct act(int64_t conversation, ActKind kind, const std::string& to,
                             const std::string& reason = {}) {
    return {.conversation = conversation, .kind = kind, .to = to, .reason = reason, .by = "ann", .at = {}};
  }

  // Until `onEntry` returns false or the stream ends, with its status.
  absl::Status watch(Bucket bucket, const std::function<bool(const ConversationEntry*)>& onEntry,
                     const std::string& brand = {}, bool isWatchedToo = false) const {
    std::counting_semaphore<> done(0);
    const auto watching = client().watch({.bucket = bucket,
                                          .brand = brand,
                                          .isWatchedToo = isWatchedToo,
                                          .onEntry =
                                              [&](const ConversationEntry* entry) {
                                                if (!onEntry(entry)) done.release();
                                              },
                                          .onEnd = [&] { done.release(); }});
    done.acquire();
    return watching->end();
  }

 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_record = 0;
    m_watchedOnly.clear();
    m_store = std::make_unique<ConversationStore>(
        *ConversationStore::open({.path = m_folder->filePath("conversations.db").toStdString()}));
    const auto records = RecordStore::open({.path = m_folder->filePath("records.db").toStdString()});
    m_writer =
        std::make_unique<ConversationWriter>(ConversationWriter::Options{.store = m_store.get()}, *records);
    m_writer->start();
    start(false);
  }
  void cleanup() {
    m_rig.reset();
    m_writer.reset();
    m_store.reset();
  }

  void personalDataIsMaskedUnlessItIsShown() {
    add({said("1", "I am Bob Needle", "@bob")});
    std::atomic<bool> isCaughtUp = false;
    const auto isIn = [](const std::string& bytes, const char* text) {
      return bytes.find(text) != std::string::npos;
    };
    v1::GetConversationRequest show;
    show.set_number(1);
    v1::GetAuthorRequest author;
    author.set_author(1);
    v1::SearchMessagesRequest search;
    search.set_words("needle");
    v1::ActRequest note;
    note.set_conversation(1);
    note.set_kind(v1::ACT_KIND_NOTE);
    note.set_to("seen");
    note.set_by("ann");
    v1::ListConversationsRequest list;
    const auto callsOf = [&](bool isAsked) {
      list.set_unmasked(isAsked), show.set_unmasked(isAsked), author.set_unmasked(isAsked);
      search.set_unmasked(isAsked), note.set_unmasked(isAsked);
      return std::vector<std::pair<std::string, std::string>>{{"ListConversations", list.SerializeAsString()},
                                                              {"GetConversation", show.SerializeAsString()},
                                                              {"GetAuthor", author.SerializeAsString()},
                                                              {"SearchMessages", search.SerializeAsString()},
                                                              {"Act", note.SerializeAsString()}};
    };
    for (const auto& [isAllowed, isAsked] :
         {std::pair{false, false}, {false, true}, {true, false}, {true, true}}) {
      start(isAllowed);
      const bool isShown = isAllowed && isAsked;
      for (const auto& [name, bytes] : callsOf(isAsked)) {
        const Ended ended = callWithBytes(m_rig->channel(), kService + name, bytes);
        QVERIFY2(ended.status.ok(), ended.status.error_message().c_str());
        for (const char* person : {"@bob", "Needle", "m1"}) {
          const bool isTold = isIn(ended.answer, person);
          QVERIFY2(isShown || !isTold, (name + " tells " + person).c_str());
        }
        QVERIFY2(!isShown || isIn(ended.answer, "@bob"), name.c_str());
        QVERIFY2(isIn(ended.answer, "acme"), name.c_str());
      }
      const auto byName = client(isAsked).byAuthor(0, "@bob", {}, 10);
      QCOMPARE(byName.ok(), isShown);
      if (!isShown) QVERIFY(absl::IsPermissionDenied(byName.status()));
      std::string watched;
      const auto watching = client(isAsked).watch({.bucket = Bucket::kContactCentre,
                                                   .brand = {},
                                                   .onEntry =
                                                       [&](const ConversationEntry* entry) {
                                                         entry
                                                             ? void(watched += entry->text + entry->authorId)
                                                             : void(isCaughtUp = true);
                                                       },
                                                   .onEnd = [] {}});
      QVERIFY2(eventually([&] { return isCaughtUp.exchange(false) || watching->hasEnded(); }) &&
                   !watching->hasEnded(),
               watching->end().ToString().c_str());
      QVERIFY(watching->end().ok());
      QCOMPARE(isIn(watched, "@bob"), isShown);
    }
  }

  void pagesComeThroughWhole() {
    std::vector<Event> events;
    for (int i = 1; i <= 120; ++i)
      events.push_back(said(std::to_string(i), "a text", "u", i > 60 ? "m60" : ""));
    add(events);
    ConversationQuery query{.most = 7};
    int entries = 0;
    do {
      const auto page = client().list(query);
      QVERIFY(page.ok());
      entries += static_cast<int>(page->entries.size());
      query.page = page->nextPage;
    } while (!query.page.empty());
    QCOMPARE(entries, 60);
    const auto large = client().list({.most = 1});
    QCOMPARE(large->entries.at(0).messages, 61);
    const auto details = client().show(large->entries.at(0).number, {}, 50);
    QCOMPARE(details->page.messages.size(), 50U);
    QVERIFY(details->entry == large->entries.at(0));
    const auto rest = client().show(large->entries.at(0).number, details->page.nextPage, 50);
    QCOMPARE(rest->page.messages.size(), 11U);
    QVERIFY(rest->page.nextPage.empty());
  }

  // Of a span and a sentiment, from its first moment to before its last one.
  void listsAndSearchesOfATime() {
    const auto felt = [](Event event, Label label) {
      std::get<MessageEvent>(event.body).sentiment = Sentiment{label, {}};
      return event;
    };
    Event reply = said("40", "sorry about the bag", "acme", "m10");
    std::get<MessageEvent>(reply.body).direction = MessageDirection::kOutbound;
    add({felt(said("10", "lost bag", "@bob"), Label::kNegative),
         felt(said("20", "my bag!", "@eve"), Label::kNegative),
         felt(said("30", "nice bag", "@ann"), Label::kPositive), reply});
    const auto at = [](int second) { return kMorning + seconds(second); };
    const auto began = [&](const MessageFilter& filter) {
      const auto page = client().list({.message = filter});
      if (!page.ok()) return page.status().ToString();
      std::string seconds;
      for (const ConversationEntry& entry : page->entries)
        absl::StrAppend(&seconds, toSeconds(entry.began - kMorning), " ");
      return seconds;
    };
    QCOMPARE(began({.span = {at(10), at(30)}}), "20 10 ");
    QCOMPARE(began({.span = {at(30), {}}}), "10 30 ");  // by the answer
    QCOMPARE(began({.span = {at(30), {}}, .isByCustomer = true}), "30 ");
    QCOMPARE(began({.label = Label::kNegative}), "20 10 ");
    QCOMPARE(began({.span = {{}, at(20)}, .label = Label::kNegative}), "10 ");
    const auto found = client().search({.words = "bag", .span = {at(20), at(40)}});
    QVERIFY(found.ok());
    QCOMPARE(found->messages.size(), 2U);
    QVERIFY(found->messages[0].time == at(30));
  }

  void actsAreTimedByTheEngineAndAudited() {
    add({said("1", "a", "u")});
    const auto assigned = client().act(act(1, ActKind::kAssign, "bob"));
    QVERIFY2(assigned.ok(), assigned.status().ToString().c_str());
    QCOMPARE(assigned->entry.owner, "bob");
    QVERIFY(assigned->record.act.at == kMorning + hours(1));
    ConversationAct undo = act(1, ActKind::kUndo, "");
    undo.undone = assigned->record.number;
    QCOMPARE(client().act(undo)->entry.owner, "");
    QVERIFY(absl::IsFailedPrecondition(client().act(undo).status()));
    QVERIFY(absl::IsNotFound(client().act(act(9, ActKind::kNote, "x")).status()));
    const auto details = client().show(1, {}, 10);
    QCOMPARE(details->acts.size(), 2U);
    QCOMPARE(details->acts[1].undoneBy, details->acts[0].number);
  }

  void whatIsWrongIsNamed_data() {
    QTest::addColumn<QString>("method");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* method, const auto& request, const char* says) {
      QTest::newRow(name) << method << QByteArray::fromStdString(request.SerializeAsString()) << says;
    };
    v1::ListConversationsRequest list;
    list.set_page_size(501);
    row("page_size", "ListConversations", list, "page_size");
    list.set_page_size(-1);
    row("negative page_size", "ListConversations", list, "page_size");
    list.Clear();
    list.set_bucket(static_cast<v1::TriageBucket>(9));
    row("bucket", "ListConversations", list, "bucket");
    list.Clear();
    list.set_handling(static_cast<v1::Handling>(9));
    row("handling", "ListConversations", list, "handling");
    list.Clear();
    list.set_order(static_cast<v1::ConversationOrder>(9));
    row("order", "ListConversations", list, "order");
    list.Clear();
    list.set_from_us(5);
    list.set_to_us(5);
    row("to_us", "ListConversations", list, "to_us");
    list.Clear();
    list.set_sentiment(static_cast<v1::Sentiment::Label>(9));
    row("sentiment", "ListConversations", list, "sentiment");
    list.Clear();
    list.set_order(v1::CONVERSATION_ORDER_OLDEST_UNANSWERED);
    list.set_to_us(0);
    row("order of messages", "ListConversations", list, "order");
    list.Clear();
    list.set_page_token("x");
    row("page_token", "ListConversations", list, "page");
    v1::SearchMessagesRequest search;
    row("words", "SearchMessages", search, "words");
    search.set_words("bag");
    search.set_from_us(5);
    search.set_to_us(4);
    row("span of a search", "SearchMessages", search, "to_us");
    v1::ActRequest act;
    row("kind", "Act", act, "kind");
    act.set_kind(v1::ACT_KIND_NOTE);
    act.set_to("x");
    row("by", "Act", act, "by");
    row("author", "GetAuthor", v1::GetAuthorRequest(), "author");
    row("watch", "WatchTriage", v1::WatchTriageRequest(), "bucket");
  }
  void whatIsWrongIsNamed() {
    QFETCH(QString, method);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const Ended ended = callWithBytes(m_rig->channel(), kService + method.toStdString(), bytes.toStdString());
    QCOMPARE(ended.status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    QVERIFY2(ended.status.error_message().find(says.toStdString()) != std::string::npos,
             ended.status.error_message().c_str());
  }
  void anEngineWithoutConversationsSaysSo() {
    m_rig = std::make_unique<Rig>();
    QVERIFY(absl::IsFailedPrecondition(client().list({}).status()));
    QVERIFY(absl::IsFailedPrecondition(client().act(act(1, ActKind::kNote, "x")).status()));
    QVERIFY(absl::IsFailedPrecondition(watch(Bucket::kMarketing, [](const auto*) { return true; })));
  }
  void anyBytes() {
    google::protobuf::SetLogHandler(nullptr);  // it tells of every byte that is not UTF-8
    std::mt19937 random(1);
    v1::ListConversationsRequest list;
    list.set_brand("acme");
    list.set_owner("ann");
    list.set_page_size(3);
    list.set_from_us(1);
    list.set_to_us(2);
    list.set_sentiment(v1::Sentiment::NEGATIVE);
    list.set_page_token("12.34");
    const std::string right = list.SerializeAsString();
    const auto channel = m_rig->channel();
    for (int i = 0; i < 100; ++i) {
      std::string bytes = right;
      for (unsigned k = random() % 6; k > 0; --k)
        bytes[random() % bytes.size()] = static_cast<char>(random());
      for (const char* method :
           {"ListConversations", "GetConversation", "GetAuthor", "SearchMessages", "Act"}) {
        const auto code = callWithBytes(channel, kService + std::string(method), bytes).status.error_code();
        QVERIFY2(code == grpc::StatusCode::OK || code == grpc::StatusCode::INVALID_ARGUMENT ||
                     code == grpc::StatusCode::NOT_FOUND || code == grpc::StatusCode::PERMISSION_DENIED ||
                     code == grpc::StatusCode::UNIMPLEMENTED || code == grpc::StatusCode::INTERNAL,
                 method);
      }
    }
  }

  // What nobody has to answer is told to whoever asks for it alone.
  void competitorsAreLeftOutUnlessTheyAreAskedFor() {
    m_watchedOnly = {"never heard of", "owlwave"};
    start(true);
    Event theirs = said("2", "to a competitor", "v");
    theirs.brand = "owlwave";
    add({said("1", "to us", "u"), theirs, said("3", "to us, too", "w")});
    using Texts = std::vector<std::string>;
    const auto listed = [&](ConversationQuery query) {
      Texts texts;
      query.most = 2;
      do {
        const absl::StatusOr<ConversationPage> page = client().list(query);
        if (!page.ok()) return Texts{std::string(page.status().message())};
        for (const ConversationEntry& entry : page->entries) texts.push_back(entry.text);
        query.page = page->nextPage;
      } while (!query.page.empty());
      return texts;
    };
    QCOMPARE(listed({}), (Texts{"to us, too", "to us"}));
    QCOMPARE(listed({.isWatchedToo = true}), (Texts{"to us, too", "to a competitor", "to us"}));
    QCOMPARE(listed({.brand = "owlwave"}), Texts{"to a competitor"});
    const auto watched = [&](const std::string& brand, bool isWatchedToo) {
      Texts texts;
      const auto take = [&](const ConversationEntry* entry) {
        if (entry) texts.push_back(entry->text);
        return entry != nullptr;
      };
      const absl::Status status = watch(Bucket::kContactCentre, take, brand, isWatchedToo);
      return status.ok() ? texts : Texts{std::string(status.message())};
    };
    QCOMPARE(watched("", false), (Texts{"to us", "to us, too"}));
    QCOMPARE(watched("", true), (Texts{"to us", "to a competitor", "to us, too"}));
    QCOMPARE(watched("owlwave", false), Texts{"to a competitor"});
    const absl::StatusOr<MessagePage> found = client().search({.words = "competitor"});
    QVERIFY(found.ok() && found->messages.size() == 1);
  }

  // First those that wait, then what changes; one that leaves the bucket is told once more.
  void aBucketIsWatched() {
    add({said("1", "a", "u"), said("2", "b", "v")});
    add({said("3", "c", "w")}, Bucket::kMarketing);
    std::vector<std::string> told;
    std::counting_semaphore<> step(0);
    const auto client = this->client();
    const auto watching = client.watch(
        {.bucket = Bucket::kContactCentre,
         .brand = "acme",
         .onEntry =
             [&](const ConversationEntry* entry) {
               told.push_back(entry ? std::to_string(entry->number) + (entry->text.empty() ? "" : "!") +
                                          (entry->bucket == Bucket::kContactCentre ? " in" : " out")
                                    : "caught up");
               step.release();
             },
         .onEnd = [] {}});
    const auto hasTold = [&](int n) {
      for (int i = 0; i < n; ++i) {
        if (!step.try_acquire_for(kPatience)) return false;
      }
      return true;
    };
    QVERIFY(hasTold(3));
    add({said("4", "d", "x")});
    QVERIFY(hasTold(1));
    QVERIFY(client.act(act(3, ActKind::kNote, "of no concern")).ok());
    QVERIFY(client.act(act(1, ActKind::kAssign, "bob")).ok());
    QVERIFY(hasTold(1));
    QVERIFY(client.act(act(1, ActKind::kMove, "marketing", "press")).ok());
    QVERIFY(hasTold(1));
    QVERIFY(client.act(act(1, ActKind::kNote, "of no concern any more")).ok());
    QVERIFY(client.act(act(3, ActKind::kMove, "contact_centre", "a refund")).ok());
    QVERIFY(hasTold(1));
    QVERIFY(watching->end().ok());
    const std::vector<std::string> expected = {"1 in", "2 in", "caught up", "4 in", "1 in", "1 out", "3 in"};
    QVERIFY2(told == expected,
             [&] {
               std::string all;
               for (const std::string& one : told) all += one + ", ";
               return all;
             }()
                 .c_str());
  }
  void watchesEndWithTheEngineAndTheirClients() {
    start(false, 3);
    add({said("1", "a", "u")});
    for (int i = 0; i < 10; ++i) {  // those that went away leave room
      QVERIFY(
          eventually([&] { return watch(Bucket::kContactCentre, [](const auto*) { return false; }).ok(); }));
    }
    std::vector<std::thread> watchers;
    std::counting_semaphore<> isCaughtUp(0);
    std::atomic<int> ended = 0;
    for (int i = 0; i < 3; ++i) {
      watchers.emplace_back([&] {
        while (!absl::IsUnavailable(watch(Bucket::kContactCentre, [&](const ConversationEntry* entry) {
          if (!entry) isCaughtUp.release();
          return true;
        })))
          std::this_thread::yield();
        ++ended;
      });
    }
    for (int i = 0; i < 3; ++i) QVERIFY(isCaughtUp.try_acquire_for(kPatience));
    QVERIFY(absl::IsResourceExhausted(watch(Bucket::kContactCentre, [](const auto*) { return true; })));
    m_rig->stop();
    for (std::thread& watcher : watchers) watcher.join();
    QCOMPARE(ended.load(), 3);
  }
  void manyAskWhileItIsWritten() {
    std::atomic<bool> isWriting = true;
    std::atomic<int> answers = 0, wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        const auto conversations = client();
        while (isWriting || answers < 20) {
          const auto page = conversations.list(
              {.brand = "acme", .order = ConversationOrder::kOldestUnanswered, .most = 500});
          // Each commit is of ten.
          if (!page.ok() || page->entries.size() % 10 != 0) ++wrong;
          ++answers;
        }
      });
    }
    for (int i = 0; i < 40; ++i) {
      std::vector<Event> events;
      for (int k = 0; k < 10; ++k) events.push_back(said(std::to_string(i * 10 + k), "text", "u"));
      add(events);
    }
    isWriting = false;
    for (std::thread& thread : threads) thread.join();
    QCOMPARE(wrong.load(), 0);
  }
};

QTEST_APPLESS_MAIN(TestConversationService)
#include "tst_conversation_service.moc"
