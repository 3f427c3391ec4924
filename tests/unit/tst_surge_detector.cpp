// The detector on series that were made: how seldom it fires on noise of any volume, and that it fires on
// what is unusual, whatever the volume.
#include <QtTest>
#include <cmath>
#include <functional>
#include <random>

#include "listen/surge_detector.h"

using namespace watchfloor;

namespace {

constexpr int kPanesPerDay = 288;
const Time kStart = *parseTime("2026-03-01T00:00:00Z");

Time timeOf(int pane) { return kStart + pane * minutes(5); }

struct Onset {
  int pane = 0;
  Surge surge;
};

// All onsets in a series of `days`; a negative count is a pane that is missing.
std::vector<Onset> onsetsOf(int days, const std::function<double(int)>& count, SurgeOptions options = {}) {
  SurgeDetector detector(options);
  std::vector<Onset> onsets;
  for (int pane = 0; pane < days * kPanesPerDay; ++pane) {
    const double n = count(pane);
    if (n < 0) continue;
    const Surge surge = detector.add(timeOf(pane), n);
    if (surge.isOnset) onsets.push_back({pane, surge});
  }
  return onsets;
}

// Negative binomial, as a Poisson whose rate is gamma distributed. Its own samplers would do, but differ
// between standard libraries, as would the tests.
class Noise {
 public:
  explicit Noise(uint64_t seed) : m_dice(seed) {}
  double count(double mean, double fano) {
    if (mean <= 0) return 0;
    double rate = mean;
    if (fano > 1) rate = std::gamma_distribution<double>(mean / (fano - 1), fano - 1)(m_dice);
    return rate > 0 ? static_cast<double>(std::poisson_distribution<int64_t>(rate)(m_dice)) : 0;
  }

 private:
  std::mt19937_64 m_dice;
};

double byDay(int pane) { return 1 + 0.9 * std::sin(2 * M_PI * pane / kPanesPerDay); }

}  // namespace

class TestSurgeDetector : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void noiseOfAnyVolumeSeldomFires() {
    constexpr int kDays = 120;
    for (const double mean : {0.1, 1.0, 20.0, 500.0, 10'000.0}) {
      for (const double fano : {1.0, 5.0}) {
        for (const bool hasDays : {false, true}) {
          Noise noise(7);
          const auto onsets =
              onsetsOf(kDays, [&](int p) { return noise.count(mean * (hasDays ? byDay(p) : 1), fano); });
          QVERIFY2(onsets.size() <= 3 * kDays / 5, qPrintable(QString("%1 onsets: mean %2 fano %3 days %4")
                                                                  .arg(onsets.size())
                                                                  .arg(mean)
                                                                  .arg(fano)
                                                                  .arg(hasDays)));
        }
      }
    }
  }

  void aBurstIsFoundAtAnyVolume() {
    constexpr int kBurst = 20 * kPanesPerDay + 100;
    for (const double mean : {0.1, 1.0, 20.0, 500.0, 10'000.0}) {
      Noise noise(11);
      const double height = std::max(6.0, 4 * mean);
      const auto onsets = onsetsOf(25, [&](int p) {
        return noise.count(mean * byDay(p), 2) + (p >= kBurst && p < kBurst + 6 ? height : 0);
      });
      const auto found =
          std::find_if(onsets.begin(), onsets.end(), [](const Onset& o) { return o.pane >= kBurst; });
      QVERIFY2(found != onsets.end() && found->pane < kBurst + 6, qPrintable(QString::number(mean)));
      QCOMPARE(found->surge.state, Surge::State::kRising);
      QVERIFY(found->surge.observed > found->surge.expected + 2 * found->surge.deviation);
      QVERIFY(found->surge.velocity > 0 && found->surge.acceleration > 0);
    }
  }

  void aCollapseIsFoundWhereThereIsEnough() {
    constexpr int kBreak = 20 * kPanesPerDay;
    Noise noise(13);
    const auto onsets = onsetsOf(21, [&](int p) { return p < kBreak ? noise.count(50, 3) : 0; });
    QVERIFY(!onsets.empty());
    QVERIFY(onsets.back().pane >= kBreak && onsets.back().pane < kBreak + 12);
    QCOMPARE(onsets.back().surge.state, Surge::State::kCollapsing);
    QVERIFY(onsets.back().surge.acceleration < 0);
  }

  void nothingNeverFires() {
    QVERIFY(onsetsOf(120, [](int) { return 0; }).empty());
    QVERIFY(onsetsOf(120, [](int) { return 42; }).empty());
  }

  void aFewMentionsAfterLongSilenceAreNews() {
    const auto onsets = onsetsOf(31, [](int p) { return p / kPanesPerDay == 30 && p % 3 == 0 ? 2 : 0; });
    QCOMPARE(onsets.size(), 1U);
  }

  void aNewLevelFiresOnceAndIsThenUsual() {
    Noise noise(17);
    constexpr int kShift = 30 * kPanesPerDay;
    const auto onsets = onsetsOf(90, [&](int p) { return noise.count(p < kShift ? 20 : 60, 2); });
    int rises = 0, late = 0;
    for (const Onset& o : onsets) {
      if (o.surge.state == Surge::State::kRising && o.pane >= kShift) ++rises;
      if (o.pane >= kShift + 10 * kPanesPerDay) ++late;
    }
    QVERIFY(rises >= 1);
    QVERIFY2(late <= 6, qPrintable(QString::number(late)));  // no more than noise does
  }

  void aGapIsNeitherZeroNorASurprise() {
    Noise noise(19);
    const auto isGap = [](int p) { return p / kPanesPerDay == 12 || (p >= 20 * kPanesPerDay && p % 7 == 3); };
    const auto onsets = onsetsOf(60, [&](int p) { return isGap(p) ? -1 : noise.count(100 * byDay(p), 2); });
    QVERIFY2(onsets.size() <= 8, qPrintable(QString::number(onsets.size())));
  }

  // A peak that comes every day at the same hour is usual after some days.
  void theHourOfTheDayIsLearnt() {
    Noise noise(23);
    const auto daily = [](int p) { return p % kPanesPerDay >= 144 && p % kPanesPerDay < 156 ? 200.0 : 20.0; };
    const auto onsets = onsetsOf(60, [&](int p) { return noise.count(daily(p), 1.5); });
    const auto late = std::count_if(onsets.begin(), onsets.end(),
                                    [](const Onset& o) { return o.pane > 10 * kPanesPerDay; });
    QVERIFY2(late <= 6, qPrintable(QString::number(late)));
  }

  void nothingLaterHasASay() {
    Noise noise(29);
    std::vector<double> counts(20 * kPanesPerDay);
    for (double& n : counts) n = noise.count(3, 8);
    SurgeDetector whole;
    std::vector<double> scores;
    for (size_t i = 0; i < counts.size(); ++i)
      scores.push_back(whole.add(timeOf(static_cast<int>(i)), counts[i]).score);
    for (const size_t end : {size_t{500}, size_t{3'001}, counts.size()}) {
      SurgeDetector part;
      double last = 0;
      for (size_t i = 0; i < end; ++i) last = part.add(timeOf(static_cast<int>(i)), counts[i]).score;
      QCOMPARE(last, scores[end - 1]);
    }
  }

  void aRiseByTooFewAuthorsIsNone() {
    SurgeDetector detector({.minAuthors = 5});
    const auto add = [&](int p, int64_t authors) {
      return detector.add(timeOf(p), p >= 3'000 ? 100 : 4, authors).isOnset;
    };
    for (int p = 0; p < 3'005; ++p) QVERIFY(!add(p, 4));
    QVERIFY(add(3'005, 5));
  }

  void aSurgeLastsUntilItIsCalmAndRestsBeforeTheNext() {
    SurgeDetector detector;
    int onsets = 0;
    Surge last;
    for (int p = 0; p < 20 * kPanesPerDay; ++p) {
      const bool isBurst = p >= 15 * kPanesPerDay && p < 15 * kPanesPerDay + 100 && p / 10 % 2 == 0;
      last = detector.add(timeOf(p), isBurst ? 300 : 5 + p % 3);
      if (last.isOnset) ++onsets;
      if (p == 15 * kPanesPerDay + 3) {
        QCOMPARE(last.state, Surge::State::kRising);
        QCOMPARE(last.since, timeOf(15 * kPanesPerDay));
      }
    }
    QCOMPARE(onsets, 1);
    QCOMPARE(last.state, Surge::State::kQuiet);
  }

  // Of three bursts within half a day each is told as it begins, and is over an hour and a half after its
  // end.
  void whoeverWatchesIsToldOfTheNext() {
    Noise noise(4);
    const auto mean = [](int p) {
      const int minute = (p - 18 * kPanesPerDay) * 5;
      const auto isIn = [&](int from, int length) { return minute >= from && minute < from + length; };
      return isIn(500, 30) ? 200 : isIn(800, 30) ? 400 : isIn(1100, 30) ? 800 : 20;
    };
    SurgeDetector detector({.rest = kRestLive});
    std::vector<int> onsets;
    for (int p = 0; p < 20 * kPanesPerDay; ++p) {
      const Surge surge = detector.add(timeOf(p), noise.count(mean(p), 1));
      if (p < 18 * kPanesPerDay) continue;
      const int minute = (p - 18 * kPanesPerDay) * 5;
      if (surge.isOnset) onsets.push_back(minute / 10 * 10);
      const bool isLongOver = minute == 500 + 120 || minute == 800 + 120 || minute == 1100 + 120;
      QVERIFY(!isLongOver || surge.state == Surge::State::kQuiet);
    }
    QCOMPARE(onsets, (std::vector<int>{500, 800, 1100}));  // and no collapse against the burst, a day later
  }

  void weekendsAreKnownAfterTwo() {
    const auto onsets = [](bool isWeekly) {
      Noise noise(5);
      const auto count = [&](int p) {
        const bool isWeekend = p / kPanesPerDay % 7 == 0 || p / kPanesPerDay % 7 == 6;  // kStart is a Sunday
        return noise.count(isWeekend ? 3 : 20, 1);
      };
      int64_t later = 0;
      for (const Onset& onset : onsetsOf(8 * 7, count, {.rest = kRestLive, .isWeekly = isWeekly}))
        later += onset.pane >= 16 * kPanesPerDay ? 1 : 0;
      return later;
    };
    QVERIFY2(onsets(false) >= 2, std::to_string(onsets(false)).c_str());
    QCOMPARE(onsets(true), 0);
  }

  // An hour of the week needs counts to be believed in.
  void fewCountsMakeNoWeek() {
    const auto count = [](int p) { return p % 100 == 0 ? 1.0 : 0.0; };
    for (const bool isWeekly : {false, true})
      QCOMPARE(onsetsOf(60, count, {.isWeekly = isWeekly}).size(), size_t{0});
  }

  void aPriorStandsForHistory() {
    SurgeDetector detector({.pane = minutes(1),
                            .shortScale = minutes(5),
                            .longScale = minutes(30),
                            .prior = SurgeOptions::Prior{.perPane = 0.1, .fano = 3, .weight = kDay}});
    QCOMPARE(detector.add(kStart, 1).state, Surge::State::kQuiet);
    bool isFound = false;
    for (int i = 1; i < 10; ++i) isFound = detector.add(kStart + i * minutes(1), 15).isOnset || isFound;
    QVERIFY(isFound);
  }

  void theLargestCountsStayNumbers() {
    SurgeDetector detector;
    for (int p = 0; p < 5 * kPanesPerDay; ++p) {
      const Surge surge = detector.add(timeOf(p), p == 800 ? 1e10 : p > 1'000 ? 1e10 - p : 20 + p % 3);
      QVERIFY2(std::isfinite(surge.score) && std::isfinite(surge.deviation), qPrintable(QString::number(p)));
      if (p == 800) QVERIFY(surge.isOnset);
    }
  }

  // Times before 1970, and panes longer than an hour.
  void anyTimeAndPane() {
    SurgeDetector detector({.pane = hours(6), .shortScale = hours(6), .longScale = 2 * kDay});
    const Time early = *parseTime("1960-01-01T00:00:00Z");
    int onsets = 0;
    for (int i = 0; i < 400; ++i)
      onsets += detector.add(early + i * hours(6), i == 300 ? 500 : 10 + i % 4).isOnset ? 1 : 0;
    QCOMPARE(onsets, 1);
  }
};

QTEST_APPLESS_MAIN(TestSurgeDetector)
#include "tst_surge_detector.moc"
