// Distinct counting over sliding windows, in lock-step with a set of all occurrences.
#include <QtTest>
#include <map>
#include <random>
#include <set>

#include "window/distinct_counter.h"

using namespace watchfloor;

namespace {

constexpr int kMinutePanes = 2;  // the resolution of 24h, today and total

struct Occurrence {
  uint64_t item;
  Time at;
  bool operator<(const Occurrence& o) const { return std::tie(item, at) < std::tie(o.item, o.at); }
};

int64_t naive(const std::multiset<Occurrence>& all, const WindowRanges& ranges, Window window) {
  std::set<uint64_t> items;
  for (const Occurrence& o : all) {
    if (ranges[window].contains(paneOf(o.at, paneOf(window)))) items.insert(o.item);
  }
  return static_cast<int64_t>(items.size());
}

uint64_t mixed(uint64_t n) {  // splitmix64
  n += 0x9e3779b97f4a7c15;
  n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9;
  n = (n ^ (n >> 27)) * 0x94d049bb133111eb;
  return n ^ (n >> 31);
}

}  // namespace

class TestDistinctCounter : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithASet_data() {
    QTest::addColumn<int>("resolution");
    for (int r = 0; r < kResolutions; ++r)
      QTest::addRow("panes of %lld s", toSeconds(kPaneSizes[static_cast<size_t>(r)]) > 30 ? 60LL
                                       : r == 0                                           ? 1LL
                                                                                          : 10LL)
          << r;
  }
  void agreesWithASet() {  // late, future and retracted occurrences; jumps of time; a change of zone
    QFETCH(int, resolution);
    for (uint64_t seed = 1; seed <= 40; ++seed) {
      std::mt19937_64 dice(seed);
      DistinctCounter counter(resolution, 1'000'000);
      std::multiset<Occurrence> all;
      DayStart day = *DayStart::make("UTC", 0);
      Time tick = *parseTime("2026-03-02T20:00:00Z");
      WindowRanges ranges = WindowRanges::at(tick, day, ClockKind::kWall);
      counter.advance(WindowRanges{}, ranges);
      for (int step = 0; step < 400; ++step) {
        const Duration g = kPaneSizes[static_cast<size_t>(resolution)];
        if (dice() % 3 != 0) {
          const Occurrence o{mixed(dice() % 20), tick + g * (static_cast<int64_t>(dice() % 400) - 390)};
          counter.add(o.item, o.at, ranges);
          all.insert(o);
        } else if (!all.empty() && dice() % 2 == 0) {
          auto victim = all.begin();
          std::advance(victim, static_cast<long>(dice() % all.size()));
          counter.remove(victim->item, victim->at, ranges);
          all.erase(victim);
        } else {
          if (dice() % 50 == 0) day = *DayStart::make("Asia/Tokyo", static_cast<int>(dice() % 1'440));
          tick += g * static_cast<int64_t>(dice() % 20 == 0 ? 2'000 : dice() % 30);
          const WindowRanges to = WindowRanges::at(tick, day, ClockKind::kWall);
          counter.advance(ranges, to);
          ranges = to;
        }
        for (int w = kWindowsOf[static_cast<size_t>(resolution)].first;
             w <= kWindowsOf[static_cast<size_t>(resolution)].last; ++w) {
          const Window window = static_cast<Window>(w);
          QVERIFY2(counter.count(window).n == naive(all, ranges, window),
                   qPrintable(QString("seed %1, step %2, window %3").arg(seed).arg(step).arg(w)));
          QVERIFY(!counter.count(window).isEstimated);
        }
      }
    }
  }
  void aSurgeIsForgottenWithItsPanes() {  // after it the count is exact again
    DistinctCounter counter(1, 16);
    const DayStart day = *DayStart::make("UTC", 0);
    WindowRanges ranges = WindowRanges::at(*parseTime("2026-03-02T20:00:00Z"), day, ClockKind::kWall);
    counter.advance(WindowRanges{}, ranges);
    const auto go = [&](Duration d) {
      const WindowRanges to = WindowRanges::at(ranges.tick + d, day, ClockKind::kWall);
      counter.advance(ranges, to);
      ranges = to;
    };
    for (uint64_t i = 0; i < 2'000; ++i) counter.add(mixed(i), ranges.tick, ranges);
    QVERIFY(counter.count(Window::k60m).isEstimated);
    for (int i = 0; i < 130; ++i) {
      go(seconds(30));
      if (i >= 125) counter.add(mixed(static_cast<uint64_t>(i)), ranges.tick, ranges);
    }
    for (const Window w : {Window::k15m, Window::k30m, Window::k60m}) {
      QVERIFY(counter.count(w) == (Count{5, false}));
    }
  }
  void pastTheCapItEstimates() {  // within four standard errors, √(2^k - 1) / √d, and says so
    constexpr int64_t kItems = 100'000, kCap = 4'096;
    DistinctCounter counter(kMinutePanes, kCap);
    const WindowRanges ranges =
        WindowRanges::at(*parseTime("2026-03-02T20:00:00Z"), *DayStart::make("UTC", 0), ClockKind::kWall);
    counter.advance(WindowRanges{}, ranges);
    for (int64_t i = 0; i < kItems; ++i) counter.add(mixed(static_cast<uint64_t>(i)), ranges.tick, ranges);
    const Count count = counter.count(Window::k24h);
    QVERIFY(count.isEstimated);
    const double level = static_cast<double>(kItems) / (kCap / 2);  // at most this many items stand for one
    const double error = 4 * std::sqrt(level * static_cast<double>(kItems));
    QVERIFY2(std::abs(static_cast<double>(count.n - kItems)) < error, qPrintable(QString::number(count.n)));
  }
};

QTEST_APPLESS_MAIN(TestDistinctCounter)
#include "tst_distinct_counter.moc"
