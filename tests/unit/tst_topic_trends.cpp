// Topics that are talked about more than is usual: what it takes to rise, and what a new one starts from.
#include <QtTest>
#include <array>
#include <cmath>
#include <random>
#include <utility>

#include "event_builders.h"
#include "listen/topic_trends.h"

using namespace watchfloor;

namespace {

const Time kMidnight = at("2026-03-02T00:00:00Z");

class Talk {
 public:
  // So many messages with the topic, each by somebody else unless there are fewer authors, within five
  // minutes from now on.
  void say(const std::string& topic, int64_t messages, int64_t authors = 1'000'000) {
    for (int64_t i = 0; i < messages; ++i) {
      ++m_said;
      Event event = messageEvent(std::to_string(m_said), m_now + seconds(1 + i % 290),
                                 "u" + std::to_string(m_said % authors));
      auto& message = std::get<MessageEvent>(event.body);
      message.text = topic;
      if (m_said % 2 == 0) message.reach = 10 * m_said;
      message.sentiment = Sentiment{.label = Label::kNegative, .score = {}};
      m_topics.add(viewOf(event), m_book);
    }
  }
  bool pass(Duration d = minutes(5)) {
    m_now += d;
    m_topics.advance(WindowRanges::at(m_now, m_dayStart, ClockKind::kWall));
    return m_trends.look(m_now, m_topics);
  }
  // "#usual" about ten times in five minutes, "#other" four.
  void pass(int panes) {
    for (int i = 0; i < panes; ++i) {
      say("#usual", m_ten(m_dice)), say("#other", m_four(m_dice));
      pass();
    }
  }
  std::vector<Trend> rising() const { return m_trends.list(); }
  bool collapses(const std::string& topic) const {
    for (const Trend& trend : m_trends.list()) {
      if (trend.topic->text == topic && trend.state == Trend::State::kCollapsing) return true;
    }
    return false;
  }
  int64_t said() const { return m_said; }
  const TopicTrends& trends() const { return m_trends; }

 private:
  std::mt19937 m_dice{1};
  std::poisson_distribution<int64_t> m_ten{10}, m_four{4};
  DayStart m_dayStart = *DayStart::make("UTC", 0);
  Time m_now = kMidnight;
  int64_t m_said = 0;
  TopicBook m_book;
  LiveTopics m_topics{{}};
  TopicTrends m_trends;
};

}  // namespace

class TestTopicTrends : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void onlyWholePanesAreLookedAt() {
    Talk talk;
    QVERIFY(!talk.pass(minutes(1)));
    QVERIFY(!talk.pass(minutes(4)));  // it began in it
    QVERIFY(!talk.pass(minutes(2)));
    QVERIFY(talk.pass(minutes(3)));
    QVERIFY(!talk.pass(minutes(1)));
  }

  void moreThanUsualRises() {
    Talk talk;
    talk.pass(12 * 24);
    QVERIFY(talk.rising().empty());
    QVERIFY(talk.trends().size() >= 2);
    for (int i = 0; i < 3; ++i) talk.say("#usual", 80), talk.pass();
    const std::vector<Trend> rising = talk.rising();
    QCOMPARE(rising.size(), size_t{1});
    QVERIFY(rising[0].topic && rising[0].topic->text == "#usual" && rising[0].brand == "acme");
    QVERIFY(rising[0].since && rising[0].observed > 3 * rising[0].expected && rising[0].authors >= 240);
    QCOMPARE(rising[0].netSentiment.value(), std::optional(-1.0));
    QCOMPARE(rising[0].reach, 10 * (talk.said() / 2 * 2));
  }

  void aNewTopicStartsFromWhatIsUsual() {
    Talk talk;
    talk.pass(12 * 24);
    for (int i = 0; i < 3; ++i) talk.say("#usual", 10), talk.say("#news", 60), talk.pass();
    QCOMPARE(talk.rising().size(), size_t{1});
    QCOMPARE(talk.rising()[0].topic->text, std::string("#news"));
  }

  void itLearnsBeforeItTells() {
    Talk talk;
    talk.pass(12);
    for (int i = 0; i < 3; ++i) talk.say("#news", 60), talk.pass();
    QVERIFY(talk.rising().empty());
  }

  void aFewAuthorsAreNoRise() {
    Talk talk;
    talk.pass(12 * 24);
    for (int i = 0; i < 3; ++i) talk.say("#mine", 60, 4), talk.pass();
    QVERIFY(talk.rising().empty());
  }

  // For hours nobody says what was said ten times in five minutes, while the rest goes on.
  void lessThanUsualCollapses() {
    Talk talk;
    talk.pass(12 * 24 * 3);
    Time since{};
    int told = 0;
    for (int i = 0; i < 12 * 8; ++i) {
      talk.say("#other", 4), talk.say("#else", 10), talk.pass();
      if (!talk.collapses("#usual")) continue;
      const Trend trend = talk.rising().at(0);
      QVERIFY(trend.since && (since == Time{} || since == *trend.since));
      QVERIFY(told > 0 || (trend.observed < trend.expected / 2 && trend.onceInDays >= 30));
      since = *trend.since, ++told;
    }
    QVERIFY(!talk.collapses("#other"));
    QCOMPARE(told, 36);  // for three hours
  }
  // Nothing is known of a topic that is a day old, but that it is not what it was.
  void aYoungTopicOnlyEnds() {
    Talk talk;
    talk.pass(12 * 36);
    for (int i = 0; i < 12 * 8; ++i) {
      talk.say("#else", 14), talk.pass();
      QVERIFY(talk.rising().empty() || !talk.collapses("#usual"));
    }
  }
  // A silent source, a holiday: all that is written falls alike.
  void whatFallsWithItsBrandIsNoCollapse() {
    Talk talk;
    talk.pass(12 * 24 * 3);
    for (int i = 0; i < 12 * 8; ++i) {
      talk.pass();
      QVERIFY(talk.rising().empty());
    }
  }
  // Weeks of topics with days, nights and weekends, of which some surge now and then, as they rise or by few
  // authors. None of them collapses.
  void nightsWeekendsAndFinishedSurgesAreNoCollapses() {
    Talk talk;
    std::mt19937 dice{7};
    const int kTopics = 8, kDays = 16;
    std::array<int, 8> surge{};  // panes that are left
    int64_t collapses = 0, surges = 0;
    std::array<bool, 8> isTold{};
    for (int pane = 0; pane < kDays * 288; ++pane) {
      const double day = 1 + 0.8 * std::sin(2 * 3.14159265 * (pane % 288) / 288.0);
      const double week = pane / 288 % 7 >= 5 ? 0.4 : 1;
      for (int t = 0; t < kTopics; ++t) {
        auto& left = surge[static_cast<size_t>(t)];
        if (left == 0 && dice() % (288 * 5) == 0) left = 12 + static_cast<int>(dice() % 72), ++surges;
        const double rate = (2 + t % 4) * day * week * (left > 0 ? 6 : 1);
        // Counts scatter more than by chance.
        std::gamma_distribution<double> lively(4, rate / 4);
        std::poisson_distribution<int64_t> count(lively(dice));
        talk.say("#t" + std::to_string(t), count(dice), left > 0 && t % 2 == 0 ? 4 : 1'000'000);
        left -= left > 0;
      }
      talk.pass();
      for (int t = 0; t < kTopics; ++t) {
        const bool is = talk.collapses("#t" + std::to_string(t));
        collapses += is && !std::exchange(isTold[static_cast<size_t>(t)], is);
        isTold[static_cast<size_t>(t)] = is;
      }
    }
    qInfo("%d surges, %d collapses of %d days of topics", int(surges), int(collapses), kTopics * kDays);
    QVERIFY(surges >= 15);
    QCOMPARE(collapses, 0);
  }

  void topicsOfABrandAreBounded() {
    Talk talk;
    for (int round = 0; round < 60; ++round) {
      for (int t = 0; t < 10; ++t) talk.say("#t" + std::to_string(round * 10 + t), 4);
      talk.pass();
      QVERIFY(talk.trends().size() <= TopicTrends::kMostOfBrand);
    }
    QCOMPARE(talk.trends().size(), TopicTrends::kMostOfBrand);
    talk.pass(kDay);
    talk.pass(minutes(10));
    talk.pass(minutes(5));
    QCOMPARE(talk.trends().size(), size_t{0});
  }
};

QTEST_APPLESS_MAIN(TestTopicTrends)
#include "tst_topic_trends.moc"
