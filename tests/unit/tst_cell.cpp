// A cell's sliding windows, in lock-step with a recount of all entries.
#include <QtTest>
#include <algorithm>
#include <map>
#include <random>

#include "metrics/cell.h"

using namespace watchfloor;

namespace {

struct Naive {
  int64_t offered = 0, n = 0, sum = 0, max = 0;
};

Naive recount(const std::vector<Entry>& all, const WindowRanges& ranges, Window window) {
  Naive result;
  for (const Entry& e : all) {
    if (!ranges[window].contains(paneOf(e.at, paneOf(window)))) continue;
    if (e.field == Field::kOffered) {
      result.offered += e.value;
    } else {
      ++result.n;
      result.sum += e.value;
      result.max = std::max(result.max, e.value);
    }
  }
  return result;
}

}  // namespace

class TestCell : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void agreesWithARecount_data() {
    QTest::addColumn<bool>("isEventClock");
    QTest::newRow("wall clock") << false;
    QTest::newRow("event clock") << true;
  }
  void agreesWithARecount() {
    QFETCH(bool, isEventClock);
    const ClockKind clock = isEventClock ? ClockKind::kEvent : ClockKind::kWall;
    for (uint64_t seed = 1; seed <= 60; ++seed) {
      std::mt19937_64 dice(seed);
      Cell cell;
      std::vector<Entry> all;
      DayStart day = *DayStart::make("UTC", 0);
      Time tick = *parseTime("2026-03-02T20:00:00Z");
      WindowRanges ranges = WindowRanges::at(tick, day, clock);
      cell.advance(WindowRanges{}, ranges);
      for (int step = 0; step < 300; ++step) {
        const uint64_t what = dice() % 6;
        if (what < 3) {
          const bool isWait = dice() % 2 == 0;
          const Duration ago = seconds(static_cast<int64_t>(dice() % (dice() % 2 ? 100 : 90'000)));
          all.push_back({tick - ago + seconds(isEventClock ? 0 : 30), CellId{1, 1},
                         isWait ? Field::kSpeedOfAnswer : Field::kOffered,
                         isWait ? static_cast<int64_t>(dice() % 1'000'000'000) : 1});
          cell.add(all.back(), 1, ranges);
        } else if (what == 3 && !all.empty()) {
          const size_t victim = dice() % all.size();
          cell.add(all[victim], -1, ranges);
          all.erase(all.begin() + static_cast<std::ptrdiff_t>(victim));
        } else {
          if (dice() % 40 == 0) day = *DayStart::make("Asia/Tokyo", static_cast<int>(dice() % 1'440));
          tick += seconds(static_cast<int64_t>(dice() % (dice() % 10 == 0 ? 100'000 : 40)));
          const WindowRanges to = WindowRanges::at(tick, day, clock);
          cell.advance(ranges, to);
          ranges = to;
        }
        const Totals& totals = cell.totals(ranges);
        const DurationTotals& waits = totals.duration(Field::kSpeedOfAnswer);
        WindowSet nonEmpty = kNoWindow;
        for (size_t w = 0; w < kSlidingWindows; ++w) {
          const Naive expected = recount(all, ranges, static_cast<Window>(w));
          const Naive found{totals.count(Field::kOffered, w), waits.sketch.count(w), waits.sum[w],
                            waits.max[w]};
          QVERIFY2(std::tie(found.offered, found.n, found.sum, found.max) ==
                       std::tie(expected.offered, expected.n, expected.sum, expected.max),
                   qPrintable(QString("seed %1, step %2, window %3").arg(seed).arg(step).arg(w)));
          if (found.offered != 0 || found.n != 0) nonEmpty |= only(w);
        }
        QCOMPARE(totals.nonEmpty(), nonEmpty);
      }
    }
  }

  // Durations of few values, many more in a second than are kept one by one: the longest is exact in every
  // window, whichever panes have left.
  void theLongestOfManyThatAreEqualIsExact() {
    for (uint64_t seed = 1; seed <= 20; ++seed) {
      std::mt19937_64 dice(seed);
      Cell cell;
      std::vector<Entry> all;
      const DayStart day = *DayStart::make("UTC", 0);
      Time tick = *parseTime("2026-03-02T20:00:00Z");
      WindowRanges ranges = WindowRanges::at(tick, day, ClockKind::kWall);
      cell.advance(WindowRanges{}, ranges);
      for (int step = 0; step < 200; ++step) {
        const int64_t value = 6'000'000 + static_cast<int64_t>(dice() % 4) * 30'000 +
                              (dice() % 8 == 0 ? static_cast<int64_t>(dice() % 60'000'000) : 0);
        for (size_t count = dice() % 500; count > 0; --count) {
          all.push_back({tick, CellId{1, 1}, Field::kSpeedOfAnswer, value});
          cell.add(all.back(), 1, ranges);
        }
        tick += seconds(static_cast<int64_t>(dice() % (dice() % 20 == 0 ? 5'000 : 20)));
        const WindowRanges to = WindowRanges::at(tick, day, ClockKind::kWall);
        cell.advance(ranges, to);
        ranges = to;
        const DurationTotals& waits = cell.totals(ranges).duration(Field::kSpeedOfAnswer);
        for (size_t w = 0; w < kSlidingWindows; ++w) {
          const Naive expected = recount(all, ranges, static_cast<Window>(w));
          QCOMPARE(waits.sketch.count(w), expected.n);
          QCOMPARE(waits.sum[w], expected.sum);
          QVERIFY2(waits.max[w] == expected.max,
                   qPrintable(QString("seed %1, step %2, window %3").arg(seed).arg(step).arg(w)));
        }
      }
    }
  }

  // Far more durations in one pane than are kept one by one: counts, sums and bins stay exact through
  // everything, and so does the longest, until the longest are taken out.
  void keepsABoundedNumberInAPane() {
    std::mt19937_64 dice(1);
    Panes panes;
    std::vector<Amount> all;
    const auto check = [&](bool isLongestExact) {
      int64_t n = 0, sum = 0, longest = 0, kept = 0;
      std::map<Sketch::Bin, int64_t> bins, expectedBins;
      panes.forEach(7, 7, [&](const Amount& a) {
        ++kept;
        n += a.n;
        sum += a.sum;
        if ((bins[a.bin] += a.n) == 0) bins.erase(a.bin);
        if (a.n > 0) longest = std::max(longest, a.longest());
      });
      int64_t expectedSum = 0, expectedLongest = 0;
      for (const Amount& a : all) {
        expectedSum += a.sum;
        expectedLongest = std::max(expectedLongest, a.sum);
        ++expectedBins[a.bin];
      }
      QCOMPARE(n, static_cast<int64_t>(all.size()));
      QCOMPARE(sum, expectedSum);
      QVERIFY(bins == expectedBins);
      QVERIFY(kept <= 1'500);
      const double off =
          expectedLongest == 0
              ? 0
              : std::abs(static_cast<double>(longest) / static_cast<double>(expectedLongest) - 1);
      QVERIFY2(isLongestExact ? longest == expectedLongest : off <= 0.021, qPrintable(QString::number(off)));
    };
    for (int i = 0; i < 20'000; ++i) {
      all.push_back(
          Amount::of(Field::kHandleTime, static_cast<int64_t>(dice() % 50'000'000'000 >> dice() % 30), 1));
      panes.add(7, all.back());
      if (i % 1'000 == 0) check(true);
    }
    check(true);
    std::shuffle(all.begin(), all.end(), dice);
    for (int i = 0; i < 10'000; ++i) {  // anything goes, and comes again
      if (dice() % 2 == 0) {
        panes.add(7, -all.back());
        all.pop_back();
      } else {
        all.insert(all.begin(),
                   Amount::of(Field::kHandleTime, static_cast<int64_t>(dice() % 1'000'000'000), 1));
        panes.add(7, all.front());
      }
      if (i % 1'000 == 0) check(false);
    }
    std::sort(all.begin(), all.end(), [](const Amount& a, const Amount& b) { return a.sum < b.sum; });
    while (!all.empty()) {  // the longest first
      panes.add(7, -all.back());
      all.pop_back();
      if (all.size() % 1'000 == 0) check(false);
    }
    bool isEmpty = true;
    panes.forEach(0, 100, [&](const Amount& a) { isEmpty &= a.n == 0 && a.sum == 0; });
    QVERIFY(isEmpty);
  }
};

QTEST_APPLESS_MAIN(TestCell)
#include "tst_cell.moc"
