// Conversations, whatever the order in which their events come and whenever they are looked at: what a stream
// has come to, its messages mostly added one by one, must be what its events come to when they arrive in
// reverse and all is worked out once.
//
//   tst_threads
//   WATCHFLOOR_SEEDS=4711-4711 tst_threads   one seed, to replay a failure
#include <QtTest>
#include <map>
#include <random>
#include <utility>

#include "event_builders.h"
#include "threads/threads.h"

using namespace watchfloor;

namespace {

const Time kNoon = at("2026-03-02T12:00:00Z");
constexpr CellId kCell{1, 1};

using Sums = std::map<std::tuple<int, int64_t, int, int, int, int64_t>, int64_t>;

// What a list of changes adds up to, without what cancels out.
void addTo(Sums* sums, const Changes& changes) {
  const auto add = [sums](const Sums::key_type& key, int64_t n) {
    if (((*sums)[key] += n) == 0) sums->erase(key);
  };
  for (const auto& [e, sign] : changes.entries)
    add({0, micros(e.at), e.cell.brand, e.cell.channel, static_cast<int>(e.field), e.value}, sign);
  for (const auto& [s, sign] : changes.standings)
    add({1, micros(s.since), s.cell.brand, s.cell.channel, static_cast<int>(s.kind), 0}, sign);
  for (const auto& [a, sign] : changes.authors)
    add({2, micros(a.at), a.cell.brand, a.cell.channel, 0, static_cast<int64_t>(a.author)}, sign);
  add({3, 0, 0, 0, 0, 0}, changes.lost);
  add({3, 0, 0, 0, 0, 1}, changes.startUnknown);
  add({3, 0, 0, 0, 0, 2}, changes.clockSkew);
}

QString describe(const Sums& sums) {
  QStringList lines;
  for (const auto& [key, n] : sums) {
    const auto [kind, time, brand, channel, what, value] = key;
    lines << QString("%1 at %2 (%3, %4) %5 %6: %7")
                 .arg(kind)
                 .arg(time)
                 .arg(brand)
                 .arg(channel)
                 .arg(what)
                 .arg(value)
                 .arg(n);
  }
  return lines.join("\n");
}

// A Threads and what it said so far.
class Teller {
 public:
  explicit Teller(const EngineConfig& config, ClockKind clock = ClockKind::kWall) : m_threads(config, clock) {
    for (const char* brand : {"acme", "bravo", "cirrus"}) m_brands.intern(brand);
  }

  bool tell(const Event& event) {
    const EventView view = viewOf(event);
    if (const auto* message = std::get_if<MessageView>(&view.body)) {
      const CellId cell{*m_brands.find(event.brand), kCell.channel};
      return m_threads.acceptMessage(view, *message, cell, m_brands, m_tick);
    }
    if (const auto* conversation = std::get_if<ConversationView>(&view.body)) {
      m_threads.acceptConversation(view, *conversation, m_tick);
    } else if (const auto* correction = std::get_if<CorrectionView>(&view.body)) {
      m_threads.acceptCorrection(view, *correction, m_brands, m_tick);
    } else {
      m_threads.acceptDeletion(view, std::get<DeletionView>(view.body), m_tick);
    }
    return true;
  }
  int64_t settle(Time tick) {
    Changes changes;
    m_tick = tick;
    const int64_t forgotten = m_threads.settle(tick, &changes);
    addTo(&m_sums, changes);
    return forgotten;
  }
  void configure(const EngineConfig& config) { m_threads.configure(config); }

  const Sums& sums() const { return m_sums; }
  const Threads& threads() const { return m_threads; }
  int64_t count(Field field) const {
    int64_t n = 0;
    for (const auto& [key, times] : m_sums)
      n += std::get<0>(key) == 0 && std::get<4>(key) == static_cast<int>(field) ? times : 0;
    return n;
  }
  int64_t inbound() const {
    return count(Field::kNegative) + count(Field::kNeutral) + count(Field::kPositive) +
           count(Field::kUnclassified);
  }
  int64_t standing(Standing::Kind kind) const {
    int64_t n = 0;
    for (const auto& [key, times] : m_sums)
      n += std::get<0>(key) == 1 && std::get<4>(key) == static_cast<int>(kind) ? times : 0;
    return n;
  }

 private:
  Interner m_brands;
  Time m_tick = kDistantPast;
  Sums m_sums;
  Threads m_threads;
};

// Messages, mostly in order, with every kind of trouble.
class Stream {
 public:
  explicit Stream(uint64_t seed) : m_random(seed) {
    m_trouble = pick({0, 0, 2, 10, 30});
    m_conversations = pick({1, 3, 10});
    m_step = pick({0, 1, 60});
  }

  Event next() {
    m_now += seconds(below(m_step + 1)) + (chance(50) ? Duration(below(3)) : Duration{0});
    Event event;
    event.source = chance(80) ? "a" : "b";
    event.eventId = std::to_string(++m_serial);
    event.time = m_now;
    event.brand = chance(90) ? "acme" : "bravo";
    event.channel = "web";
    if (trouble()) event.time += seconds(below(7'200) - 5'400);
    const int which = below(m_conversations);
    if (!m_told[which] || !trouble()) {
      event.body = message(which);
    } else if (chance(40)) {
      CorrectionEvent c{.messageId = someone(which), .sentiment = {}, .brand = {}};
      if (chance(50)) c.sentiment = Sentiment{.label = static_cast<Label>(below(3)), .score = {}};
      if (chance(50)) c.brand = "cirrus";
      event.body = c;
    } else if (chance(50)) {
      ConversationEvent c;
      (chance(50) ? c.conversationId : c.messageId) =
          chance(50) ? someone(which) : "c" + std::to_string(which);
      c.state = chance(60) ? ConversationState::kResolved : ConversationState::kClosedByCustomer;
      event.body = c;
    } else {
      event.body = DeletionEvent{.messageId = someone(which), .byCustomer = chance(90)};
    }
    return event;
  }

  Time now() const { return m_now; }
  int below(int n) { return n <= 0 ? 0 : static_cast<int>(m_random() % static_cast<uint64_t>(n)); }
  bool chance(int percent) { return below(100) < percent; }
  template <typename T>
  T pick(std::initializer_list<T> from) {
    return *(from.begin() + below(static_cast<int>(from.size())));
  }

 private:
  bool trouble() { return chance(m_trouble); }
  // Mostly one that came; or the next, or one of another conversation.
  std::string someone(int which) {
    if (trouble()) which = below(m_conversations);
    const int most = m_told[which] + (trouble() ? 3 : 0);
    return "m" + std::to_string(which) + "-" + std::to_string(most - below(chance(80) ? 2 : most + 1));
  }
  MessageEvent message(int which) {
    MessageEvent m;
    m.messageId =
        trouble() ? someone(which) : "m" + std::to_string(which) + "-" + std::to_string(++m_told[which]);
    if (which % 2 == 0 && !trouble()) m.conversationId = "c" + std::to_string(which);
    if (m_told[which] > 1 && (which % 2 == 1 || chance(30))) m.replyTo = someone(which);
    m.authorId = "u" + std::to_string(below(5));
    m.direction = chance(60) ? MessageDirection::kInbound : MessageDirection::kOutbound;
    m.isAutomatic = chance(5);
    m.isPrivate = chance(5);
    if (chance(5)) m.alsoBrands = {"cirrus", chance(50) ? "acme" : "bravo"};
    if (chance(60)) m.sentiment = Sentiment{.label = static_cast<Label>(below(3)), .score = {}};
    return m;
  }

  std::mt19937_64 m_random;
  Time m_now = kNoon;
  int m_serial = 0, m_trouble = 0, m_conversations = 1, m_step = 0;
  std::map<int, int> m_told;  // messages, by conversation
};

EngineConfig randomConfig(Stream* stream) {
  EngineConfig config;
  config.responseWithin = stream->pick({seconds(20), seconds(600), seconds(86'400)});
  if (stream->chance(40)) config.reopenAfter = stream->pick({seconds(30), seconds(900)});
  return config;
}

}  // namespace

class TestThreads : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void neitherOrderNorTicksChangeWhatItComesTo() {
    const QStringList asked = qEnvironmentVariable("WATCHFLOOR_SEEDS", "1-400").split('-');
    for (int seed = asked.first().toInt(); seed <= asked.last().toInt(); ++seed) {
      Stream stream(static_cast<uint64_t>(seed));
      EngineConfig config = randomConfig(&stream);
      Teller teller(config);
      std::vector<Event> told;
      int64_t repeated = 0;
      const int every = stream.pick({1, 3, 20});
      for (int i = 0; i < 150; ++i) {
        told.push_back(stream.next());
        repeated += !teller.tell(told.back());
        if (stream.chance(1)) teller.configure(config = randomConfig(&stream));
        if (i % every == 0 || i == 149) teller.settle(stream.now());
        if (i % 50 != 49) continue;
        const Time tick = stream.now() + stream.pick({seconds(0), seconds(20), seconds(700)});
        if (i == 149 || tick == stream.now()) teller.settle(tick);
        if (i != 149 && tick != stream.now()) continue;
        Teller other(config);
        int64_t alsoRepeated = 0;
        for (auto it = told.rbegin(); it != told.rend(); ++it) alsoRepeated += !other.tell(*it);
        other.settle(tick);
        QVERIFY2(teller.sums() == other.sums(),
                 qPrintable(QString("seed %1, event %2\n%3\n--\n%4")
                                .arg(seed)
                                .arg(i)
                                .arg(describe(teller.sums()), describe(other.sums()))));
        QCOMPARE(alsoRepeated, repeated);
      }
    }
  }

  // As if it replied to it, unless it replies to another one.
  void whatSharesAMessageIsOfItsThread() {
    for (uint64_t seed = 1; seed <= 40; ++seed) {
      Stream stream(seed);
      const EngineConfig config = randomConfig(&stream);
      Teller replying(config), sharing(config);
      for (int i = 0; i < 100; ++i) {
        Event event = stream.next();
        replying.tell(event);
        auto* message = std::get_if<MessageEvent>(&event.body);
        if (message && message->direction == MessageDirection::kInbound) {
          message->shareOf = stream.chance(50) ? std::exchange(message->replyTo, {}) : "elsewhere";
          if (message->replyTo.empty() && message->shareOf == "elsewhere") message->shareOf = {};
        }
        sharing.tell(event);
      }
      replying.settle(stream.now());
      sharing.settle(stream.now());
      QVERIFY2(replying.sums() == sharing.sums(), qPrintable(QString("seed %1").arg(seed)));
    }
  }

  void whatIsLetGoKeepsWhatItCountedAndWaitsForNothing() {
    for (int seed = 1; seed <= 50; ++seed) {
      Stream stream(static_cast<uint64_t>(seed));
      EngineConfig config = randomConfig(&stream);
      config.limits.messages = 20;
      config.limits.messagesPerConversation = 15;
      config.limits.idleConversation = minutes(10);
      Teller teller(config);
      int64_t accepted = 0;
      for (int i = 0; i < 300; ++i) {
        const Event event = stream.next();
        const bool isNew = teller.tell(event);
        accepted += isNew && std::holds_alternative<MessageEvent>(event.body);
        if (i % 7 == 0) teller.settle(stream.now());
        if (i % 7 == 0) QVERIFY(teller.threads().messages() <= 20 && teller.threads().conversations() <= 20);
      }
      teller.settle(stream.now());
      QCOMPARE(teller.inbound() + teller.count(Field::kMessagesOutbound), accepted);
      teller.settle(stream.now() + hours(1));
      QCOMPARE(teller.threads().messages(), size_t{0});
      QCOMPARE(teller.threads().conversations(), size_t{0});
      for (const auto kind : {Standing::Kind::kUnanswered, Standing::Kind::kBacklog})
        QVERIFY2(teller.standing(kind) == 0, qPrintable(QString("seed %1").arg(seed)));
    }
  }

  // Idle for too long: what was answered goes without a word, what is still unanswered is counted.
  void theUnansweredIsNotForgottenUncounted_data() {
    QTest::addColumn<bool>("isAnswered");
    QTest::newRow("answered") << true;
    QTest::newRow("unanswered") << false;
  }
  void theUnansweredIsNotForgottenUncounted() {
    QFETCH(bool, isAnswered);
    Teller teller(EngineConfig{});
    teller.tell(messageEvent("1", kNoon, "customer"));
    Event answer = messageEvent("2", kNoon + minutes(1), "agent", "m1");
    std::get<MessageEvent>(answer.body).direction = MessageDirection::kOutbound;
    if (isAnswered) teller.tell(answer);
    QCOMPARE(teller.settle(kNoon + minutes(2)), int64_t{0});
    QCOMPARE(teller.settle(kNoon + hours(24 * 29)), int64_t{0});
    QCOMPARE(teller.standing(Standing::Kind::kUnanswered), int64_t{!isAnswered});
    QCOMPARE(teller.settle(kNoon + hours(24 * 31)), int64_t{!isAnswered});
    QCOMPARE(teller.threads().messages(), size_t{0});
  }

  // A chain of replies that comes last to first: each message is waited for.
  void aChainInReverseIsOneConversation() {
    Teller teller(EngineConfig{});
    constexpr int kLength = 5'000;
    for (int i = kLength; i > 0; --i) {
      const std::string id = std::to_string(i);
      Event event = messageEvent(id, kNoon + seconds(i), "u", i > 1 ? "m" + std::to_string(i - 1) : "");
      event.source = "a";
      QVERIFY(teller.tell(event));
      if (i % 1'000 == 0) teller.settle(kNoon + hours(2));
    }
    teller.settle(kNoon + hours(2));
    QCOMPARE(teller.threads().conversations(), size_t{1});
    QCOMPARE(teller.count(Field::kConversations), 1);
    QCOMPARE(teller.inbound(), kLength);
    QCOMPARE(teller.standing(Standing::Kind::kUnanswered), 1);
  }

  // At equal times customers come first, then source and event id decide.
  void equalTimesAreInTheOrderOfTheirEvents() {
    for (const bool isReverse : {false, true}) {
      Teller teller(EngineConfig{});
      std::vector<Event> events;
      for (const std::string id : {"10", "2", "9"}) {
        Event event = messageEvent(id, kNoon, "u");
        event.source = "a";
        auto& message = std::get<MessageEvent>(event.body);
        message.conversationId = "c";
        message.alsoBrands = {};
        events.push_back(event);
        event.brand = id == "10" ? "acme" : "bravo";  // the brand of the first is the segment's
        events.back().brand = event.brand;
      }
      if (isReverse) std::reverse(events.begin(), events.end());
      for (const Event& event : events) teller.tell(event);
      teller.settle(kNoon);
      for (const auto& [key, n] : teller.sums()) {
        if (std::get<0>(key) == 1) QCOMPARE(std::get<2>(key), 1);  // acme
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestThreads)
#include "tst_threads.moc"
