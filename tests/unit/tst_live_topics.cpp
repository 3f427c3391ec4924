// Topics of messages as they come: each message once, under every brand, with its newest label, until it is
// deleted or forgotten.
#include <QtTest>

#include "event_builders.h"
#include "listen/live_topics.h"
#include "model/config.h"

using namespace watchfloor;

namespace {

const Time kNoon = at("2026-03-02T12:00:00Z");

Event says(std::string id, std::string text, Time when = kNoon) {
  Event event = messageEvent(std::move(id), when, "anna");
  std::get<MessageEvent>(event.body).text = std::move(text);
  return event;
}
Event corrects(std::string id, std::optional<Label> label, std::string brand, Time when) {
  CorrectionEvent correction{.messageId = "m" + id, .sentiment = {}, .brand = std::move(brand)};
  if (label) correction.sentiment = Sentiment{.label = *label, .score = {}};
  return {
      .source = "social", .eventId = "c" + id, .time = when, .brand = {}, .channel = {}, .body = correction};
}
Event deletes(std::string id) {
  return {.source = "social",
          .eventId = "d" + id,
          .time = kNoon,
          .brand = {},
          .channel = {},
          .body = DeletionEvent{.messageId = "m" + id, .byCustomer = true}};
}

class Counted {
 public:
  explicit Counted(const LiveTopics::Limits& limits = {}) : m_topics(limits) {}

  Counted& add(const Event& event) {
    m_topics.add(viewOf(event), m_book);
    return *this;
  }
  Counted& tick(Time when) {
    m_topics.advance(WindowRanges::at(when, *DayStart::make("UTC", 0), ClockKind::kWall));
    return *this;
  }
  // "#delay", of a brand in the last hour.
  CountRange count(std::string_view brand, std::optional<Label> label = {}) const {
    for (const TopicFigure& f : m_topics.counts().top(brand, Window::k60m, {})) {
      if (f.topic.text == "#delay") return label ? f.byLabel[static_cast<size_t>(*label)] : f.count;
    }
    return {};
  }
  const LiveTopics& topics() const { return m_topics; }

 private:
  TopicBook m_book;
  LiveTopics m_topics;
};

CountRange exactly(int64_t n) { return {n, n}; }

}  // namespace

class TestLiveTopics : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aMessageCountsOnceUnderEachBrand() {
    Event two = says("1", "again #delay");
    std::get<MessageEvent>(two.body).alsoBrands = {"rival", "acme"};
    Counted counted;
    counted.add(two).add(two).add(says("2", "#delay #delay")).tick(kNoon);
    QCOMPARE(counted.count("acme"), exactly(2));
    QCOMPARE(counted.count("rival"), exactly(1));
    QCOMPARE(counted.count("all"), exactly(3));
  }

  void whatIsPrivateOrTheBrandsIsNoTopic() {
    Event secret = says("1", "#delay"), answer = says("2", "#delay");
    std::get<MessageEvent>(secret.body).isPrivate = true;
    std::get<MessageEvent>(answer.body).direction = MessageDirection::kOutbound;
    Counted counted;
    counted.add(secret).add(answer).tick(kNoon);
    QCOMPARE(counted.count("acme"), exactly(0));
  }

  void theNewestCorrectionHolds() {
    Counted counted;
    counted.add(corrects("1", Label::kNegative, {}, kNoon + seconds(2)));  // it comes before the message
    counted.add(says("1", "#delay"));
    counted.add(corrects("1", Label::kPositive, {}, kNoon + seconds(1))).tick(kNoon + seconds(3));
    QCOMPARE(counted.count("acme", Label::kNegative), exactly(1));
    counted.add(corrects("1", Label::kPositive, {}, kNoon + seconds(4))).tick(kNoon + seconds(5));
    QCOMPARE(counted.count("acme", Label::kNegative), exactly(0));
    QCOMPARE(counted.count("acme", Label::kPositive), exactly(1));
    QCOMPARE(counted.count("acme"), exactly(1));
  }

  void aCorrectedBrandTakesItsTopicsAlong() {
    Event two = says("2", "#delay");
    std::get<MessageEvent>(two.body).alsoBrands = {"rival"};
    Counted counted;
    counted.add(says("1", "#delay")).add(two).tick(kNoon);
    counted.add(corrects("1", {}, "rival", kNoon)).add(corrects("2", {}, "rival", kNoon)).tick(kNoon);
    QCOMPARE(counted.count("acme"), exactly(0));
    QCOMPARE(counted.count("rival"), exactly(2));
    counted.add(corrects("3", {}, "rival", kNoon)).add(says("3", "#delay")).tick(kNoon);
    QCOMPARE(counted.count("rival"), exactly(3));
  }

  void whatIsDeletedIsTakenOut() {
    Counted counted;
    counted.add(says("1", "#delay")).add(says("2", "#delay")).add(deletes("1")).add(deletes("3"));
    counted.add(says("3", "#delay")).tick(kNoon);
    QCOMPARE(counted.count("acme"), exactly(1));
    counted.add(deletes("2")).add(deletes("2")).tick(kNoon);
    QCOMPARE(counted.count("acme"), exactly(0));
  }

  void whatIsForgottenStaysAsItWas() {
    Counted counted({.messages = 2});
    counted.add(says("1", "#delay")).add(says("2", "#delay")).add(says("3", "#delay")).tick(kNoon);
    QCOMPARE(counted.topics().remembered(), size_t{2});
    counted.add(deletes("1")).tick(kNoon);
    QCOMPARE(counted.count("acme"), exactly(3));
    counted.tick(kNoon + hours(26));
    QCOMPARE(counted.topics().remembered(), size_t{0});
    QCOMPARE(counted.count("acme"), exactly(0));
  }

  void theLastMessagesAreGivenWithTheirAuthors() {
    Counted counted;
    counted.tick(kNoon).add(says("1", "#delay")).tick(kNoon + hours(2));
    counted.add(says("2", "#delay #fail", kNoon + hours(2)));
    int mentions = 0;
    counted.topics().forEachSince(kNoon + hours(1), [&](const LiveTopics::Mention& mention) {
      ++mentions;
      QCOMPARE(mention.brand, std::string("acme"));
      QVERIFY(mention.topics.size() == 2 && mention.at == kNoon + hours(2));
      QCOMPARE(mention.author, Id::of("anna").low);
    });
    QCOMPARE(mentions, 1);
  }
};

QTEST_APPLESS_MAIN(TestLiveTopics)
#include "tst_live_topics.moc"
