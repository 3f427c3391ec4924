// Distinct counting over sliding windows, in lock-step with a set of all occurrences.
#include <QtTest>
#include <bit>
#include <cmath>
#include <deque>
#include <map>
#include <random>
#include <set>

#include "window/distinct_counter.h"

using namespace watchfloor;

namespace {

constexpr Interner::Id kBrands = 2, kChannels = 2;
constexpr CellId kCell{1, 1};

struct Occurrence {
  CellId cell;
  uint64_t author;
  Time at;
  bool operator<(const Occurrence& o) const {
    return std::tie(cell, author, at) < std::tie(o.cell, o.author, o.at);
  }
};

bool isPartOf(CellId cell, CellId id) {
  return (id.brand == 0 || id.brand == cell.brand) && (id.channel == 0 || id.channel == cell.channel);
}

// The authors of each window, by how many zeros their hash begins with at least.
using ByZeros = std::array<int64_t, 20>;
std::array<ByZeros, kSlidingWindows> naive(const std::multiset<Occurrence>& all, CellId id,
                                           const WindowRanges& ranges) {
  std::map<uint64_t, std::array<bool, kSlidingWindows>> authors;
  for (const Occurrence& o : all) {
    if (!isPartOf(o.cell, id)) continue;
    auto& isIn = authors[o.author];
    for (size_t w = 0; w < kSlidingWindows; ++w) {
      isIn[w] |= ranges.windows[w].contains(paneOf(o.at, paneOf(static_cast<Window>(w))));
    }
  }
  std::array<ByZeros, kSlidingWindows> count{};
  for (const auto& [author, isIn] : authors) {
    for (size_t w = 0; w < kSlidingWindows; ++w) {
      for (size_t k = 0; k <= static_cast<size_t>(std::countl_zero(author)); ++k) count[w][k] += isIn[w];
    }
  }
  return count;
}

uint64_t mixed(uint64_t n) {  // splitmix64
  n += 0x9e3779b97f4a7c15;
  n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9;
  n = (n ^ (n >> 27)) * 0x94d049bb133111eb;
  return n ^ (n >> 31);
}

// A counter, its clock, and all that it was told.
struct Run {
  Run(size_t cap, ClockKind kind) : counter(cap), clock(kind) { go(Duration{0}); }

  void go(Duration d) {
    tick += d;
    ranges = WindowRanges::at(tick, day, clock);
    counter.advance(ranges);
  }
  void add(const Occurrence& o) {
    counter.add(o.cell, o.author, o.at);
    all.insert(o);
  }
  void removeAny(uint64_t dice) {
    auto victim = all.begin();
    std::advance(victim, static_cast<long>(dice % all.size()));
    counter.remove(victim->cell, victim->author, victim->at);
    all.erase(victim);
  }
  // Everything is as the set says; empty, or the first difference. Estimates are those of a sample.
  std::string difference() const {
    for (const auto& [id, set] : counter.sets()) {
      const std::array<ByZeros, kSlidingWindows> truth = naive(all, id, ranges);
      for (size_t w = 0; w < kSlidingWindows; ++w) {
        const Count count = set->count(static_cast<Window>(w));
        bool isTrue = !count.isEstimated && count.n == truth[w][0];
        for (size_t k = 1; count.isEstimated && k < truth[w].size(); ++k)
          isTrue |= count.n == truth[w][k] << k;
        if (isTrue) continue;
        return std::to_string(id.brand) + "/" + std::to_string(id.channel) + " " +
               std::string(kWindowNames[w]) + (count.isEstimated ? ": about " : ": ") +
               std::to_string(count.n) + " instead of " + std::to_string(truth[w][0]);
      }
    }
    return "";
  }

  DistinctCounter counter;
  ClockKind clock;
  DayStart day = *DayStart::make("UTC", 0);
  Time tick = *parseTime("2026-03-02T20:00:00Z");
  WindowRanges ranges;
  std::multiset<Occurrence> all;
};

}  // namespace

class TestDistinctCounter : public QObject {
  Q_OBJECT

 private:
  // Late, future and retracted occurrences; jumps of time; changes of zone.
  static std::string run(uint64_t seed, Run* run, Duration g, uint64_t authors, bool retracts,
                         Duration longest = Duration{0}) {
    std::mt19937_64 dice(seed);
    for (int step = 0; step < 400; ++step) {
      if (dice() % 3 != 0) {
        const CellId cell{static_cast<Interner::Id>(1 + dice() % kBrands),
                          static_cast<Interner::Id>(1 + dice() % kChannels)};
        const Duration ahead = g * (static_cast<int64_t>(dice() % 400) - 390);
        run->add({cell, mixed(dice() % authors),
                  run->tick +
                      std::min<Duration>(ahead, run->clock == ClockKind::kWall ? minutes(5) : Duration{0})});
      } else if (retracts && !run->all.empty() && dice() % 2 == 0) {
        run->removeAny(dice());
      } else {
        if (dice() % 50 == 0) run->day = *DayStart::make("Asia/Tokyo", static_cast<int>(dice() % 1'440));
        run->go(longest > Duration{0} && dice() % 20 == 0
                    ? longest / static_cast<int64_t>(1 + dice() % 40)
                    : g * static_cast<int64_t>(dice() % 20 == 0 ? 2'000 : dice() % 30));
      }
      if (const std::string difference = run->difference(); !difference.empty()) {
        return "seed " + std::to_string(seed) + ", step " + std::to_string(step) + ", " + difference;
      }
    }
    return "";
  }

  static void addScales() {
    QTest::addColumn<int>("seconds");
    for (const int s : {1, 3, 10, 60}) QTest::addRow("in steps of %d s", s) << s;
  }

 private Q_SLOTS:
  void agreesWithASet_data() { addScales(); }
  void agreesWithASet() {
    QFETCH(int, seconds);
    for (uint64_t seed = 1; seed <= 16; ++seed) {
      Run r(1'000'000, ClockKind::kWall);
      const std::string difference = run(seed, &r, std::chrono::seconds(seconds), 20, true);
      QVERIFY2(difference.empty(), difference.c_str());
    }
  }
  void agreesWithASetUnderTheEventClock_data() { addScales(); }
  void agreesWithASetUnderTheEventClock() {  // nothing is forgotten; jumps of centuries
    QFETCH(int, seconds);
    for (uint64_t seed = 1; seed <= 16; ++seed) {
      Run r(1'000'000, ClockKind::kEvent);
      const std::string difference = run(seed, &r, std::chrono::seconds(seconds), 20, true, kDay * 365 * 400);
      QVERIFY2(difference.empty(), difference.c_str());
    }
  }
  void anEstimateIsThatOfASample_data() { addScales(); }
  void anEstimateIsThatOfASample() {  // of all authors that its level keeps, without one missing
    QFETCH(int, seconds);
    for (uint64_t seed = 1; seed <= 16; ++seed) {
      Run r(8, seed % 2 ? ClockKind::kWall : ClockKind::kEvent);
      const std::string difference = run(seed, &r, std::chrono::seconds(seconds), 150, false);
      QVERIFY2(difference.empty(), difference.c_str());
    }
  }
  void occurrencesBeforeTheFirstTickWait() {
    DistinctCounter counter(100);
    const Time now = *parseTime("2026-03-02T20:00:00Z");
    counter.add(kCell, 1, now - seconds(30));
    counter.add(kCell, 2, now + seconds(1));
    counter.advance(WindowRanges::at(now, *DayStart::make("UTC", 0), ClockKind::kWall));
    QVERIFY(counter.sets().at(kCell)->count(Window::k1m) == (Count{1, false}));
    QVERIFY(counter.sets().at(kCell)->count(Window::k15m) == (Count{2, false}));
  }
  void partitionsAdd() {
    Run whole(1'000, ClockKind::kWall);
    std::deque<Run> parts;
    for (int i = 0; i < 4; ++i) parts.emplace_back(1'000, ClockKind::kWall);
    std::mt19937_64 dice(1);
    for (int i = 0; i < 1'000; ++i) {
      const Occurrence o{kCell, mixed(dice() % 200), whole.tick - seconds(dice() % 7'000)};
      whole.add(o);
      parts[o.author % 4].add(o);
    }
    for (int w = 0; w < kSlidingWindows; ++w) {
      int64_t sum = 0;
      for (const Run& part : parts) sum += part.counter.sets().at(kCell)->count(static_cast<Window>(w)).n;
      QCOMPARE(sum, whole.counter.sets().at(kCell)->count(static_cast<Window>(w)).n);
    }
  }
  void idleAuthorsLeave() {
    Run r(1'000'000, ClockKind::kWall);
    for (uint64_t i = 0; i < 5'000; ++i) r.add({kCell, mixed(i), r.tick});
    r.go(hours(20));
    for (uint64_t i = 0; i < 100; ++i) r.add({kCell, mixed(i), r.tick});
    r.go(hours(7));
    for (const auto& [id, set] : r.counter.sets()) QCOMPARE(set->authors(), size_t{100});
  }
  void aSurgeIsForgottenWithItsPanes() {  // after it the count is exact again
    Run r(16, ClockKind::kWall);
    for (uint64_t i = 0; i < 2'000; ++i) r.add({kCell, mixed(i), r.tick});
    const DistinctSet& set = *r.counter.sets().at(kCell);
    QVERIFY(set.count(Window::k60m).isEstimated);
    for (int i = 0; i < 130; ++i) {
      r.go(seconds(30));
      if (i >= 125) r.add({kCell, mixed(static_cast<uint64_t>(i)), r.tick});
    }
    for (const Window w : {Window::k1m, Window::k15m, Window::k30m, Window::k60m}) {
      QVERIFY(!set.count(w).isEstimated);
    }
    QVERIFY(set.count(Window::k60m) == (Count{5, false}));
    QVERIFY(set.count(Window::k24h).isEstimated);
  }
  void whileAuthorsGoOnASurgeIsForgottenToo() {  // within twice the longest window of its panes
    Run r(64, ClockKind::kWall);
    for (uint64_t i = 0; i < 10'000; ++i) r.add({kCell, mixed(i), r.tick});
    const DistinctSet& set = *r.counter.sets().at(kCell);
    for (int i = 0; i < 11 * 60; ++i) {
      r.go(seconds(1));
      if (i % 15 == 0) r.add({kCell, mixed(static_cast<uint64_t>(i)), r.tick});
    }
    QVERIFY(set.count(Window::k5m) == (Count{20, false}));
    QVERIFY(set.count(Window::k60m).isEstimated);
  }
  void withManyAuthorsADayTheLastMinutesStayExact() {
    Run r(100, ClockKind::kWall);
    for (uint64_t i = 0; i < 5'000; ++i) {
      r.go(seconds(10));
      r.add({kCell, mixed(i), r.tick});
    }
    const DistinctSet& set = *r.counter.sets().at(kCell);
    QVERIFY(set.count(Window::k5m) == (Count{30, false}));
    QVERIFY(set.count(Window::k15m).isEstimated);
    QVERIFY(set.count(Window::k24h).isEstimated);
    QVERIFY2(set.authors() < 400, qPrintable(QString::number(set.authors())));
  }
  void pastTheCapItEstimates() {  // with the standard error √((2^k - 1) d), and says so
    constexpr int64_t kAuthors = 30'000, kCap = 1'024;
    double squares = 0, worst = 0;
    constexpr int kSeeds = 60;
    for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
      Run r(kCap, ClockKind::kWall);
      for (uint64_t i = 0; i < kAuthors; ++i)
        r.counter.add(kCell, mixed(seed << 32 | i), r.tick - seconds(i % 3'000));
      const Count count = r.counter.sets().at(kCell)->count(Window::k24h);
      QVERIFY(count.isEstimated);
      const double error = static_cast<double>(count.n - kAuthors);
      squares += error * error;
      worst = std::max(worst, std::abs(error));
    }
    const double level =
        static_cast<double>(kAuthors) / (kCap / 2);  // at most so many authors stand behind one
    const double bound = std::sqrt((level - 1) * static_cast<double>(kAuthors));
    QVERIFY2(std::sqrt(squares / kSeeds) < 1.2 * bound,
             qPrintable(QString::number(std::sqrt(squares / kSeeds))));
    QVERIFY2(worst < 4 * bound, qPrintable(QString::number(worst)));
  }
  void whatARetractionMayNeedIsBounded() {  // beyond it the author was never seen before
    DistinctCounter counter(100, 3);
    const Time now = *parseTime("2026-03-02T20:00:00Z");
    counter.advance(WindowRanges::at(now, *DayStart::make("UTC", 0), ClockKind::kWall));
    const auto count = [&] { return counter.sets().at(kCell)->count(Window::k24h).n; };
    for (int i = 5; i > 0; --i) counter.add(kCell, 1, now - minutes(i));
    for (int i = 1; i <= 3; ++i) counter.remove(kCell, 1, now - minutes(i));
    QCOMPARE(count(), int64_t{1});
    counter.remove(kCell, 1, now - minutes(4));
    QCOMPARE(count(), int64_t{0});
  }
};

QTEST_APPLESS_MAIN(TestDistinctCounter)
#include "tst_distinct_counter.moc"
