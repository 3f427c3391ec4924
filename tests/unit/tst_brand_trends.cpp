// Trends of brands from frames: which frame is looked at, what it takes to rise, and what a history teaches.
#include <QtTest>
#include <random>

#include "event_builders.h"
#include "listen/brand_trends.h"

using namespace watchfloor;

namespace {

const Time kMidnight = at("2026-03-02T00:00:00Z");

FrameCell cell(const std::string& brand, Window window, int64_t mentions, int64_t authors) {
  return {.brand = brand,
          .channel = "all",
          .window = window,
          .figures = {{Metric::kMentions, Count{mentions}, {}},
                      {Metric::kDistinctAuthors, Count{authors}, {}},
                      {Metric::kNetSentiment, Ratio{-2, 8, 0}, {}}}};
}

}  // namespace

class TestBrandTrends : public QObject {
  Q_OBJECT

  uint64_t m_sequence = 0;

  Frame frame(Time asOf, std::vector<std::pair<std::string, int64_t>> mentions, int64_t authors = 50) {
    Frame frame;
    frame.sequence = ++m_sequence;
    frame.asOf = asOf;
    for (const auto& [brand, n] : mentions) {
      if (brand != "all") frame.brands.push_back(brand);
      if (n == 0) continue;  // such a cell is not published
      frame.cells.push_back(cell(brand, Window::k5m, n, authors));
      frame.cells.push_back(cell(brand, Window::k60m, n * 12, authors));
    }
    return frame;
  }
  static Trend of(const BrandTrends& trends, const std::string& brand) {
    for (const Trend& trend : trends.list()) {
      if (trend.brand == brand) return trend;
    }
    return {};
  }
  // A day and a half of about 20 mentions of "a" and 5 of "b" every five minutes.
  Time aDayAndAHalf(BrandTrends& trends) {
    std::mt19937 random(1);
    std::poisson_distribution<int64_t> many(20), few(5);
    Time t = kMidnight;
    trends.add(frame(t - seconds(1), {{"a", 0}, {"b", 0}}));
    for (; t < kMidnight + hours(36); t += minutes(5))
      trends.add(frame(t, {{"a", many(random)}, {"b", few(random)}}));
    return t;
  }

 private Q_SLOTS:
  void theFirstFrameAfterAPaneIsLookedAt() {
    BrandTrends trends;
    QVERIFY(!trends.add(frame(kMidnight - seconds(1), {{"a", 1}})));
    QVERIFY(trends.add(frame(kMidnight + std::chrono::milliseconds(300), {{"a", 2}})));
    QVERIFY(of(trends, "a").asOf == kMidnight);
    QVERIFY(!trends.add(frame(kMidnight + seconds(1), {{"a", 3}})));
    QVERIFY(!trends.add(frame(kMidnight + minutes(5) + seconds(11), {{"a", 4}})));  // too late
    QVERIFY(trends.add(frame(kMidnight + minutes(10), {{"a", 5}})));
    QVERIFY(of(trends, "a").state == Trend::State::kLearning);
    QCOMPARE(trends.list().size(), 2U);  // with all together
  }
  void aRecordingHasNoMinutes() {
    BrandTrends trends;
    for (int i = 0; i < 3; ++i) {
      Frame recorded = frame(kMidnight + minutes(5 * i), {{"a", 2}});
      recorded.isEventClock = true;
      QVERIFY(!trends.add(recorded));
    }
    QVERIFY(trends.list().empty());
  }
  void aRiseIsToldWithItsReasons() {
    BrandTrends trends;
    Time t = aDayAndAHalf(trends);
    QVERIFY(of(trends, "a").state == Trend::State::kQuiet && of(trends, "b").state == Trend::State::kQuiet);
    trends.add(frame(t, {{"a", 21}, {"b", 150}}));
    const Trend rising = trends.list().front();
    QCOMPARE(rising.brand, "b");
    QVERIFY(rising.state == Trend::State::kRising && rising.isRise);
    QVERIFY(rising.since && rising.onceInDays > 5 && rising.observed > 3 * rising.expected);
    QVERIFY(rising.velocity > 1 && rising.acceleration > 0);
    QCOMPARE(rising.authors, 50);
    QVERIFY(rising.netSentiment == (Ratio{-2, 8, 0}));
    QVERIFY(of(trends, "a").state == Trend::State::kQuiet);
  }
  // On its first day no hour was there before: nothing is called usual, by what was at other hours.
  void anHourThatWasNeverSeenIsLearnt() {
    BrandTrends trends;
    for (int i = 0; i <= 12 * 48; ++i) {
      trends.add(frame(kMidnight + minutes(5 * i), {{"a", 20}}));
      if (i == 0) continue;
      const Trend trend = of(trends, "a");
      const bool isFirstDay = i <= 12 * 24;
      QVERIFY2(trend.state == (isFirstDay ? Trend::State::kLearning : Trend::State::kQuiet),
               std::to_string(i).c_str());
      QVERIFY(!isFirstDay || trend.onceInDays == 0);
    }
  }
  void aFewAuthorsAreNoTrend() {
    BrandTrends trends;
    const Time t = aDayAndAHalf(trends);
    trends.add(frame(t, {{"a", 20}, {"b", 150}}, 4));
    QVERIFY(of(trends, "b").state == Trend::State::kQuiet);
  }
  void aSilenceIsACollapse() {
    BrandTrends trends;
    Time t = aDayAndAHalf(trends);
    for (int i = 0; i < 36; ++i, t += minutes(5)) trends.add(frame(t, {{"a", 0}, {"b", 5}}));
    QVERIFY(of(trends, "a").state == Trend::State::kCollapsing && !of(trends, "a").isRise);
  }
  void aHistoryIsLearntFrom() {
    BrandTrends trends;
    for (Time t = kMidnight - kDay - hours(1); t < kMidnight; t += minutes(5)) trends.learn("a", t, 20);
    trends.learn("a", kMidnight - kDay, 1'000);  // not later than the others: passed over
    QVERIFY(of(trends, "a").state == Trend::State::kQuiet);
    trends.add(frame(kMidnight + seconds(299), {{"a", 20}}));
    trends.add(frame(kMidnight + minutes(5), {{"a", 300}}));
    QVERIFY(of(trends, "a").state == Trend::State::kRising);
  }
  void untilTheNextPane() {
    QVERIFY(BrandTrends::untilNext(kMidnight) == minutes(5));
    QVERIFY(BrandTrends::untilNext(kMidnight + seconds(299)) == seconds(1));
  }
};

QTEST_APPLESS_MAIN(TestBrandTrends)
#include "tst_brand_trends.moc"
