// Trends of a recording: by the minutes of its own events, whatever it is published in, as long as that is in
// the order of time; what comes too late is counted, and a campaign is heard from the recording's beginning.
#include <QtTest>
#include <algorithm>
#include <atomic>
#include <random>

#include "event_builders.h"
#include "host/talk_counter.h"

using namespace watchfloor;

namespace {

const Time kBegin = at("2017-10-31T12:00:00Z");

// By `of` authors, in `brand`.
Event says(int id, Time when, int of = 1'000, std::string brand = "acme") {
  Event event = messageEvent(std::to_string(id), when, "u" + std::to_string(id % of));
  event.brand = std::move(brand);
  std::get<MessageEvent>(event.body).text = "it is about #delay";
  return event;
}

// Nine hours of about five messages every five minutes, then twenty minutes of a hundred, and one of after
// that.
std::vector<Event> aRise() {
  std::mt19937 random(7);
  std::poisson_distribution<int> few(5);
  std::uniform_int_distribution<int64_t> within(0, 299);
  std::vector<Event> events;
  int id = 0;
  for (Time pane = kBegin; pane < kBegin + hours(9) + minutes(20); pane += minutes(5)) {
    for (int i = pane < kBegin + hours(9) ? few(random) : 100; i > 0; --i)
      events.push_back(says(++id, pane + seconds(within(random))));
  }
  events.push_back(says(++id, kBegin + hours(9) + minutes(20)));
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.time < b.time; });
  return events;
}

class Heard {
 public:
  explicit Heard(EngineConfig config = {})
      : m_talk({.clock = ClockKind::kEvent,
                .dayStart = *DayStart::make("UTC", 0),
                .config = std::move(config)}) {
    m_talk.start();
  }
  void publish(std::vector<Event> events) {
    m_talk.add(BatchRecord(batchOf(std::move(events))), {}, nullptr);
    m_talk.flush();
  }
  TrendList list() const { return m_talk.trends(); }
  Trend ofBrand(const std::string& brand) const {
    for (const Trend& trend : list().trends) {
      if (trend.brand == brand && !trend.topic && !trend.conversation) return trend;
    }
    return {};
  }
  TalkCounter& talk() { return m_talk; }

 private:
  TalkCounter m_talk;
};

}  // namespace

class TestRecordedTrends : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // As a detector says that is given the counts of whole panes.
  void itRisesAsItsCountsDo() {
    const std::vector<Event> events = aRise();
    Heard heard;
    heard.publish(events);
    SurgeDetector detector({.rest = kRestLive, .isWeekly = true, .minAuthors = 5});
    Surge surge;
    for (Time pane = kBegin + minutes(5); pane < kBegin + hours(9) + minutes(20); pane += minutes(5)) {
      const auto isIn = [pane](const Event& e) { return pane <= e.time && e.time < pane + minutes(5); };
      surge = detector.add(pane, static_cast<double>(std::count_if(events.begin(), events.end(), isIn)), 100);
    }
    QVERIFY(surge.state == Surge::State::kRising);
    for (const char* brand : {"acme", "all"}) {
      const Trend trend = heard.ofBrand(brand);
      QVERIFY(trend.state == Trend::State::kRising && trend.asOf == kBegin + hours(9) + minutes(20));
      QVERIFY(trend.since == surge.since + minutes(5) || trend.since == surge.since);
      QCOMPARE(trend.observed, surge.observed);
      QCOMPARE(trend.expected, surge.expected);
    }
    const std::vector<Trend> all = heard.list().trends;
    QVERIFY(std::any_of(all.begin(), all.end(),
                        [](const Trend& t) { return t.topic && t.topic->text == "#delay" && t.since; }));
    QCOMPARE(heard.list().late, int64_t{0});
  }
  void howItIsPublishedChangesNothing() {
    std::vector<Event> events = aRise();
    Heard whole, inBits;
    whole.publish(events);
    std::mt19937 random(3);
    for (auto it = events.begin(); it != events.end();) {
      const auto end = it + std::min<ptrdiff_t>(events.end() - it, 1 + static_cast<ptrdiff_t>(random() % 60));
      std::shuffle(it, end, random);
      inBits.publish({it, end});
      it = end;
    }
    QVERIFY(inBits.list() == whole.list());
  }
  // A pane is looked at when something of a later one was heard, of whatever kind.
  void theMinuteThatIsNotOverTellsNothing() {
    std::vector<Event> events = aRise();
    const Event last = events.back();
    events.pop_back();
    Heard heard;
    heard.publish(events);
    QCOMPARE(heard.ofBrand("acme").asOf, kBegin + hours(9) + minutes(15));
    heard.talk().tick(last.time);
    heard.talk().flush();
    QCOMPARE(heard.ofBrand("acme").asOf, kBegin + hours(9) + minutes(20));
  }
  void whatComesTooLateIsTold() {
    std::vector<Event> events = aRise();
    std::vector<Event> early(events.begin(), events.begin() + 10);
    events.erase(events.begin(), events.begin() + 10);
    Heard heard;
    heard.publish(events);
    const double observed = heard.ofBrand("acme").observed;
    heard.publish(early);
    QCOMPARE(heard.list().late, int64_t{10});
    QCOMPARE(heard.ofBrand("acme").observed, observed);
  }
  // Years without an event are no years of silence, and cost nothing.
  void yearsBetweenAreSkipped() {
    Heard heard;
    heard.publish({says(-1, at("2011-08-29T03:00:00Z")), says(-2, at("2016-08-06T01:00:00Z"))});
    heard.publish(aRise());
    QVERIFY(heard.ofBrand("acme").state == Trend::State::kRising);
  }
  void aCompetitorIsNoPartOfAll() {
    EngineConfig config;
    config.watchedOnly = {"acme"};
    Heard heard(config);
    heard.publish(aRise());
    QVERIFY(heard.ofBrand("acme").state == Trend::State::kRising);
    QCOMPARE(heard.ofBrand("all").observed, 0.0);
  }
  void whoWaitsIsToldWhenAllIsCounted() {
    Heard heard;
    heard.talk().add(BatchRecord(batchOf(aRise())), {}, nullptr);
    std::atomic<bool> isRising = false, isDone = false;
    heard.talk().whenCounted([&](const absl::Status&) {
      isRising = heard.ofBrand("acme").state == Trend::State::kRising;
      isDone = true;
    });
    QTRY_VERIFY(isDone);
    QVERIFY(isRising);
  }
};

QTEST_GUILESS_MAIN(TestRecordedTrends)
#include "tst_recorded_trends.moc"
