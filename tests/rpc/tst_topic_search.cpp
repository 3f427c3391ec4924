// Messages of a topic, over gRPC: those that count for it as their own brand's, neither more nor fewer, on
// however many pages.
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "client/conversations.h"
#include "conversation_fixture.h"
#include "host/conversation_writer.h"
#include "listen/in_force.h"
#include "listen/topics_book.h"
#include "rpc/rig.h"

using namespace watchfloor;

namespace {

constexpr const char* kBook = R"(
[[topic]]
name = "Delays"
any = ["delay*", "late flight", "#stuck", "Verspätung wegen Spaß", "退款"]
none = ["thank you"]

[[topic]]
name = "Refunds of Acme"
brand = "acme"
all = ["refund", "cancel*"]

[[campaign]]
name = "Spring"
any = "spring"
start = "2026-03-02T12:10:00Z"
end = "2026-03-02T12:30:00Z"
)";

}  // namespace

class TestTopicSearch : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;
  std::unique_ptr<TopicsInForce> m_topics;
  std::unique_ptr<ConversationStore> m_store;
  std::unique_ptr<ConversationWriter> m_writer;
  std::unique_ptr<Rig> m_rig;
  std::vector<Event> m_events;

  std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }

  // Ids of messages, read in small pages.
  absl::StatusOr<std::multiset<std::string>> found(MessageSearch search) const {
    const Conversations client(m_rig->target(), kPatience, true);
    std::multiset<std::string> ids;
    for (search.most = 7;;) {
      const absl::StatusOr<MessagePage> page = client.search(search);
      if (!page.ok()) return page.status();
      for (const ConversationMessage& message : page->messages) ids.insert(message.messageId);
      if (page->nextPage.empty()) return ids;
      search.page = page->nextPage;
    }
  }

  // By the rules of topics, one message after the other.
  std::multiset<std::string> expected(const std::string& name, const std::string& brand = {}) const {
    const TopicBook book = *TopicBook::compile(kBook, "book");
    const auto topic = std::ranges::find(book.named(), name, &NamedTopic::name);
    TextScratch scratch;
    std::multiset<std::string> ids;
    for (const Event& event : m_events) {
      const auto& message = std::get<MessageEvent>(event.body);
      if (message.direction != MessageDirection::kInbound || message.isPrivate) continue;
      if (!topic->isAbout(event.brand) || (!brand.empty() && event.brand != brand)) continue;
      if (topic->isCampaign && (event.time < topic->start || event.time >= topic->end)) continue;
      book.texts().look(message.text, scratch);
      if (book.texts().holds(static_cast<size_t>(topic - book.named().begin()), scratch))
        ids.insert(message.messageId);
    }
    return ids;
  }

 private Q_SLOTS:
  void initTestCase() {
    std::mt19937 random(7);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<uint32_t>(n)); };
    constexpr std::array kWords = {"Delayed",
                                   "late",
                                   "flight",
                                   "#stuck",
                                   "stuck",
                                   "refund!",
                                   "re\u200bfund",
                                   "refund退款",
                                   "我要退款了",
                                   "cancelled",
                                   "cancel",
                                   "thank",
                                   "you",
                                   "Spring",
                                   "offspring",
                                   "délai",
                                   "ｄｅｌａｙｓ",
                                   "verspätung wegen SPASS",
                                   "so"};
    for (int i = 0; i < 600; ++i) {
      std::string text;
      for (int word = below(6); word >= 0; --word)
        text += std::string(text.empty() ? "" : " ") + kWords[below(kWords.size())];
      Event event = said(std::to_string(i), below(40), text);
      event.brand = below(2) == 0 ? "acme" : "bravo";
      auto& message = std::get<MessageEvent>(event.body);
      message.isPrivate = below(20) == 0;
      if (below(10) == 0) message.direction = MessageDirection::kOutbound;
      m_events.push_back(std::move(event));
    }
    std::ofstream(path("topics.toml")) << kBook;
    m_topics = *TopicsInForce::open(path("topics.toml"));
    m_store =
        std::make_unique<ConversationStore>(*ConversationStore::open({.path = path("conversations.db")}));
    const auto records = RecordStore::open({.path = path("records.db")});
    m_writer =
        std::make_unique<ConversationWriter>(ConversationWriter::Options{.store = m_store.get()}, *records);
    m_writer->start();
    m_writer->add(1, BatchRecord(batchOf(m_events)), kNoon + kDay, [] {});
    m_writer->flush();
    m_rig = std::make_unique<Rig>(Rig::Bounds{.conversations = {.reader = ConversationReader(m_store->path()),
                                                                .writer = m_writer.get(),
                                                                .showsPersonalData = true,
                                                                .topics = m_topics.get(),
                                                                .now = [] { return kNoon + hours(1); }}});
  }
  void cleanupTestCase() { m_rig.reset(), m_writer.reset(), m_store.reset(); }

  void whatCountsForATopicIsFound_data() {
    QTest::addColumn<QString>("topic");
    for (const char* topic : {"Delays", "Refunds of Acme", "Spring"}) QTest::newRow(topic) << topic;
  }
  void whatCountsForATopicIsFound() {
    QFETCH(const QString, topic);
    const std::string name = topic.toStdString();
    const auto all = found({.topic = name}), ofAcme = found({.topic = name, .brand = "acme"}),
               ofBravo = found({.topic = name, .brand = "bravo"});
    QVERIFY2(all.ok(), all.status().ToString().c_str());
    QVERIFY(all->size() > 7 && *all == expected(name));
    QVERIFY(*ofAcme == expected(name, "acme") && *ofBravo == expected(name, "bravo"));
  }

  void itsTimeIsThatWhichIsAskedFor() {
    const auto early = found({.topic = "Delays", .span = {.to = kNoon + minutes(20)}}),
               late = found({.topic = "Delays", .span = {.from = kNoon + minutes(20)}});
    QVERIFY(!early->empty() && !late->empty());
    std::multiset<std::string> both = *early;
    both.insert(late->begin(), late->end());
    QVERIFY(both == expected("Delays"));
    QCOMPARE(found({.topic = "Spring", .span = {.to = kNoon + minutes(10)}})->size(), size_t{0});
  }

  void whatIsNoTopicIsRefused() {
    const absl::Status unknown = found({.topic = "Parking"}).status();
    QVERIFY2(absl::IsNotFound(unknown) && unknown.message().find("Parking") != std::string::npos,
             unknown.ToString().c_str());
    QVERIFY(absl::IsInvalidArgument(found({.words = "late", .topic = "Delays"}).status()));
    QVERIFY(absl::IsInvalidArgument(found({}).status()));
  }
};

QTEST_GUILESS_MAIN(TestTopicSearch)
#include "tst_topic_search.moc"
