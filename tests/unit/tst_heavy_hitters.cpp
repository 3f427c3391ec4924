// The most frequent items of sliding windows, in lock-step with a list of all occurrences.
//
//   tst_heavy_hitters                              six seeds of each kind
//   WATCHFLOOR_SEEDS=4711-4711 tst_heavy_hitters   one seed, to replay a failure
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <random>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "window/heavy_hitters.h"
#include "window/window_set.h"

using namespace watchfloor;

namespace {

constexpr CellId kKey{1, 1}, kOtherKey{1, 0};
constexpr size_t kEvery = SIZE_MAX, kPlenty = 1'000'000;

uint64_t mixed(uint64_t n) {  // splitmix64
  n += 0x9e3779b97f4a7c15;
  n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9;
  n = (n ^ (n >> 27)) * 0x94d049bb133111eb;
  return n ^ (n >> 31);
}

struct Occurrence {
  CellId key;
  uint64_t item;
  Time at;
  bool isTakenBack = false;
};

// Of one key, exactly: how often each item occurred in each window, and how much was ever added to its panes.
struct Truth {
  PerWindow<std::unordered_map<uint64_t, int64_t>> items;
  PerWindow<int64_t> added{};
};
Truth naive(const std::vector<Occurrence>& all, CellId key, const WindowRanges& ranges) {
  Truth truth;
  for (const Occurrence& o : all) {
    if (o.key != key) continue;
    for (size_t w = 0; w < kSlidingWindows; ++w) {
      if (!ranges.windows[w].contains(paneOf(o.at, paneOf(static_cast<Window>(w))))) continue;
      ++truth.added[w];
      if (!o.isTakenBack) ++truth.items[w][o.item];
    }
  }
  return truth;
}

std::vector<TopItems::Item> exactTop(const Truth& truth, size_t w, size_t k) {
  std::vector<TopItems::Item> items;
  for (const auto& [item, n] : truth.items[w]) items.push_back({item, n, 0});
  return mostFrequent(std::move(items), 0, true, k).items;
}

// Everything that a result says is so; empty, or what is not.
std::string fault(const TopItems& top, const Truth& truth, size_t w, size_t k) {
  if (top.items.size() > k) return "too many";
  std::unordered_set<uint64_t> listed;
  for (const TopItems::Item& i : top.items) {
    if (!listed.insert(i.item).second) return "one item twice";
    const auto it = truth.items[w].find(i.item);
    const int64_t n = it == truth.items[w].end() ? 0 : it->second;
    if (n < i.count - i.error || n > i.count) {
      return std::to_string(n) + " is outside of " + std::to_string(i.count) + " - " +
             std::to_string(i.error);
    }
  }
  for (const auto& [item, n] : truth.items[w]) {
    if (n > top.othersAtMost && !listed.contains(item)) {
      return "others at most " + std::to_string(top.othersAtMost) + ", one has " + std::to_string(n);
    }
  }
  const auto isBefore = [](const auto& a, const auto& b) {
    return std::tuple(b.count, a.error, a.item) < std::tuple(a.count, b.error, b.item);
  };
  if (!std::is_sorted(top.items.begin(), top.items.end(), isBefore)) return "not in order";
  if (top.isExact && top.items != exactTop(truth, w, k)) return "not exact";
  return {};
}

// Counters of partitions, their clock, and all that they were told.
struct Run {
  Run(size_t partitions, size_t mostItems, ClockKind kind = ClockKind::kWall)
      : capacity(mostItems), clock(kind) {
    while (parts.size() < partitions) parts.emplace_back(mostItems);
    go(Duration{0});
  }

  void go(Duration d) {
    tick += d;
    ranges = WindowRanges::at(tick, day, clock);
    for (HeavyHitters& part : parts) part.advance(ranges);
  }
  void add(const Occurrence& o, int32_t n = 1) { parts[o.item % parts.size()].add(o.key, o.item, o.at, n); }
  void tell(const Occurrence& o) {
    add(o);
    all.push_back(o);
  }
  void takeBack(Occurrence* o) {
    if (o->isTakenBack) return;
    add(*o, -1);
    o->isTakenBack = true;
  }
  TopItems top(CellId key, size_t w, size_t k) const {
    std::vector<TopItems> tops;
    for (const HeavyHitters& part : parts) tops.push_back(part.top(key, static_cast<Window>(w), k));
    return together(tops, k);
  }
  std::string difference() const {
    for (const CellId key : {kKey, kOtherKey}) {
      const Truth truth = naive(all, key, ranges);
      for (size_t w = 0; w < kSlidingWindows; ++w) {
        for (const size_t k : {all.size() % 12, kEvery}) {
          const TopItems found = top(key, w, k);
          std::string wrong = fault(found, truth, w, k);
          if (wrong.empty() && capacity == kPlenty && !found.isExact) wrong = "not exact below the capacity";
          if (wrong.empty() && k == kEvery) wrong = looseness(found, truth.added[w]);
          if (!wrong.empty())
            return std::string(kWindowNames[w]) + ", first " + std::to_string(k) + ": " + wrong;
        }
      }
    }
    return {};
  }
  // Are errors, and what is not known, as small as stated?
  std::string looseness(const TopItems& found, int64_t added) const {
    const int64_t most = added / static_cast<int64_t>(capacity + 1);
    for (const TopItems::Item& i : found.items) {
      if (i.error > most) return "an error of " + std::to_string(i.error) + " in " + std::to_string(added);
    }
    return found.othersAtMost > most ? "others are let go too early" : "";
  }

  std::vector<HeavyHitters> parts;
  size_t capacity;
  ClockKind clock;
  DayStart day = *DayStart::make("UTC", 0);
  Time tick = *parseTime("2026-03-02T20:00:00Z");
  WindowRanges ranges;
  std::vector<Occurrence> all;
};

enum class Kind { kZipf, kUniform, kDistinct };

// What comes, and when: bursts of items, late and ahead of time, and what is taken back.
class Stream {
 public:
  Stream(uint64_t seed, Kind kind, Duration scale) : m_dice(seed), m_kind(kind), m_scale(scale) {}

  bool chance(uint64_t oneIn) { return m_dice() % oneIn == 0; }
  uint64_t below(uint64_t n) { return m_dice() % n; }
  Duration step() { return m_scale * static_cast<int64_t>(chance(20) ? 2'000 : below(30)); }

  Occurrence next(const Run& run) {
    const Duration most = run.clock == ClockKind::kWall ? minutes(5) : Duration{0};
    const bool isSpread = chance(4);
    const Duration ahead =
        m_scale * (isSpread ? static_cast<int64_t>(below(400)) - 390 : -static_cast<int64_t>(below(3)));
    return {chance(3) ? kOtherKey : kKey, mixed(number()), run.tick + std::min(ahead, most)};
  }
  // An item's number.
  uint64_t number() {
    if (m_kind == Kind::kDistinct) return ++m_last;
    if (m_kind == Kind::kUniform) return below(40);
    const double share = static_cast<double>(m_dice() >> 11) / static_cast<double>(uint64_t{1} << 53);
    return static_cast<uint64_t>(std::exp(share * std::log(200.0)));  // Zipf's law
  }

 private:
  std::mt19937_64 m_dice;
  Kind m_kind;
  Duration m_scale;
  uint64_t m_last = 0;
};

// The first difference; empty when there is none.
std::string follow(Stream stream, Run* run, int steps = 60) {
  for (int step = 0; step < steps; ++step) {
    for (uint64_t n = stream.below(40); n > 0; --n) {
      if (stream.chance(8) && !run->all.empty()) {
        run->takeBack(&run->all[stream.below(run->all.size())]);
      } else {
        run->tell(stream.next(*run));
      }
    }
    if (stream.chance(15)) run->day = *DayStart::make("Asia/Tokyo", static_cast<int>(stream.below(1'440)));
    run->go(stream.step());
    if (std::string d = run->difference(); !d.empty()) return "step " + std::to_string(step) + ", " + d;
  }
  return {};
}

std::pair<int, int> seeds() {
  const QStringList asked = qEnvironmentVariable("WATCHFLOOR_SEEDS", "1-6").split('-');
  return {asked.first().toInt(), asked.last().toInt()};
}

}  // namespace

class TestHeavyHitters : public QObject {
  Q_OBJECT

 private:
  // Each seed, on so many partitions.
  static void check(Kind kind, Duration scale, size_t partitions, size_t capacity, ClockKind clock) {
    for (auto [seed, last] = seeds(); seed <= last; ++seed) {
      Run run(partitions, capacity, clock);
      const std::string difference = follow(Stream(static_cast<uint64_t>(seed), kind, scale), &run);
      QVERIFY2(difference.empty(), ("seed " + std::to_string(seed) + ", " + difference).c_str());
    }
  }

 private Q_SLOTS:
  void agreesWithAListOfAll_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<size_t>("capacity");
    const std::array<const char*, 3> names = {"Zipf", "uniform", "all distinct"};
    for (int kind = 0; kind < 3; ++kind) {
      for (const int seconds : {1, 3, 10, 60}) {
        for (const size_t capacity : {size_t{1}, size_t{4}, size_t{16}, kPlenty}) {
          QTest::addRow("%s, steps of %d s, capacity %zu", names[static_cast<size_t>(kind)], seconds,
                        capacity)
              << kind << seconds << capacity;
        }
      }
    }
  }
  void agreesWithAListOfAll() {
    QFETCH(int, kind);
    QFETCH(int, seconds);
    QFETCH(size_t, capacity);
    check(static_cast<Kind>(kind), std::chrono::seconds(seconds), 1, capacity, ClockKind::kWall);
  }
  void agreesUnderTheEventClock_data() {
    QTest::addColumn<size_t>("capacity");
    for (const size_t capacity : {size_t{4}, kPlenty}) QTest::addRow("capacity %zu", capacity) << capacity;
  }
  void agreesUnderTheEventClock() {
    QFETCH(size_t, capacity);
    check(Kind::kZipf, seconds(7), 1, capacity, ClockKind::kEvent);
  }
  void partitionsAgree_data() {
    QTest::addColumn<int>("partitions");
    for (const int partitions : {1, 2, 8, 64}) QTest::addRow("%d", partitions) << partitions;
  }
  void partitionsAgree() {  // with the bounds of one: they do not add up
    QFETCH(int, partitions);
    for (const size_t capacity : {size_t{2}, kPlenty}) {
      check(Kind::kZipf, seconds(3), static_cast<size_t>(partitions), capacity, ClockKind::kWall);
      if (QTest::currentTestFailed()) return;
    }
  }
  void belowTheCapacityPartitionsMakeNoDifference() {
    Run one(1, kPlenty), many(64, kPlenty);
    for (Run* run : {&one, &many}) {
      Stream stream(1, Kind::kZipf, seconds(2));
      for (int i = 0; i < 3'000; ++i) run->tell(stream.next(*run));
      run->go(seconds(20));
    }
    for (size_t w = 0; w < kSlidingWindows; ++w) QVERIFY(one.top(kKey, w, 10) == many.top(kKey, w, 10));
  }
  void theOrderWithinATickDoesNotMatter() {  // nor that of taking back, past the capacity
    std::mt19937_64 dice(1);
    for (uint64_t seed = 1; seed <= 10; ++seed) {
      Run run(1, 4), other(1, 4);
      Stream stream(seed, Kind::kZipf, seconds(2));
      for (int step = 0; step < 30; ++step) {
        std::vector<std::pair<Occurrence, int32_t>> told;
        for (int i = 0; i < 400; ++i) told.emplace_back(stream.next(run), 1);
        for (int i = 0; i < 50; ++i) told.emplace_back(told[stream.below(400)].first, -1);
        for (const auto& [o, n] : told) run.add(o, n);
        std::shuffle(told.begin(), told.end(), dice);
        for (const auto& [o, n] : told) other.add(o, n);
        const Duration d = stream.step();
        run.go(d);
        other.go(d);
        for (size_t w = 0; w < kSlidingWindows; ++w) {
          QVERIFY(run.top(kKey, w, kEvery) == other.top(kKey, w, kEvery));
          QVERIFY(run.top(kKey, w, 5) == other.top(kKey, w, 5));
        }
      }
    }
  }
  void whichTicksComeBetweenDoesNotMatter() {  // panes are folded all ten or six at once
    Run often(1, 4), once(1, 4);
    for (Run* run : {&often, &once}) {
      Stream stream(1, Kind::kZipf, seconds(1));
      for (int i = 0; i < 20'000; ++i) run->tell(stream.next(*run));
      run->go(Duration{0});
    }
    for (const int total : {1, 9, 10, 299, 300, 301, 305, 3'600, 3'601, 4'000, 10'000}) {
      const Time tick = *parseTime("2026-03-02T20:00:00Z") + seconds(total);
      while (often.tick < tick) often.go(seconds(1));
      once.go(tick - once.tick);
      for (size_t w = 0; w < kSlidingWindows; ++w) {
        QVERIFY(often.top(kKey, w, kEvery) == once.top(kKey, w, kEvery));
      }
    }
  }
  void windowsSlideAtPaneBorders_data() {
    QTest::addColumn<int>("seconds");
    for (const int s : {1, 7, 10, 59, 60, 61, 599, 3'600, 7'777}) QTest::addRow("steps of %d s", s) << s;
  }
  void windowsSlideAtPaneBorders() {  // across the day's start on the day that has 23 hours
    QFETCH(int, seconds);
    Run run(1, kPlenty);
    run.day = *DayStart::make("Europe/Berlin", 150);
    run.go(*parseTime("2026-03-28T23:55:00Z") - run.tick);
    const int steps = std::min(28 * 3'600 / seconds, 400);
    for (int i = 0; i < steps; ++i) {
      run.tell(
          {kKey, mixed(static_cast<uint64_t>(i % 5)), run.tick + fromMicros(i % 3 - 1).time_since_epoch()});
      run.go(std::chrono::seconds(seconds));
      const std::string difference = run.difference();
      QVERIFY2(difference.empty(), difference.c_str());
    }
  }
  void whatIsAheadWaitsForItsPane() {
    Run run(1, kPlenty);
    const Time at = run.tick + seconds(75);  // in the pane of 10 s from 70, of 60 s from 60
    run.tell({kKey, 7, at});
    const auto isIn = [&](Window w) { return !run.top(kKey, static_cast<size_t>(w), 1).items.empty(); };
    for (int s = 0; s <= 80; ++s, run.go(seconds(1))) {
      QCOMPARE(isIn(Window::k1m), run.tick >= at);
      QCOMPARE(isIn(Window::k15m), run.tick >= at - seconds(5));
      QCOMPARE(isIn(Window::k24h), run.tick >= at - seconds(15));
    }
  }
  void occurrencesBeforeTheFirstTickWait() {
    HeavyHitters items(4);
    items.add(kKey, 7, *parseTime("2026-03-02T19:59:30Z"), 3);
    QVERIFY(items.top(kKey, Window::k1m, 1).items.empty());
    items.advance(
        WindowRanges::at(*parseTime("2026-03-02T20:00:00Z"), *DayStart::make("UTC", 0), ClockKind::kWall));
    QVERIFY(items.top(kKey, Window::k1m, 1) == (TopItems{{{7, 3, 0}}, 0, true}));
  }
  void equalOnesAreInOrderOfItems() {
    Run run(8, kPlenty);
    for (const uint64_t item : {9, 2, 5, 4, 8}) run.tell({kKey, item, run.tick});
    run.go(Duration{0});
    QVERIFY(run.top(kKey, 0, 3) == (TopItems{{{2, 1, 0}, {4, 1, 0}, {5, 1, 0}}, 1, true}));
    QVERIFY(run.top(kKey, 0, 0) == (TopItems{{}, 1, true}));
    QVERIFY(run.top(kOtherKey, 0, 3) == TopItems{});
  }
  void itSaysWhatItDoesNotKnow() {
    Run run(1, 2);
    for (int i = 0; i < 5; ++i) run.tell({kKey, 1, run.tick});
    for (int i = 0; i < 3; ++i) run.tell({kKey, 2, run.tick});
    run.tell({kKey, 3, run.tick});
    run.go(Duration{0});
    QVERIFY(run.top(kKey, 0, 1) == (TopItems{{{1, 5, 0}}, 3, true}));  // for none of the others had four
    QVERIFY(run.top(kKey, 0, 3) == (TopItems{{{1, 5, 0}, {2, 3, 0}}, 1, false}));
    run.go(minutes(2));
    QVERIFY(run.top(kKey, 0, 3) == TopItems{});
  }
  void memoryIsBounded() {  // whatever comes, in more than a day
    constexpr size_t kCapacity = 4;
    Run run(1, kCapacity);
    HeavyHitters& items = run.parts.front();
    uint64_t last = 0;
    for (int s = 0; s < 27 * 3'600; s += 2) {
      for (const Duration ahead : {seconds(0), seconds(1), seconds(300), -seconds(4'000)}) {
        for (size_t i = 0; i <= kCapacity; ++i) items.add(kKey, mixed(++last), run.tick + ahead);
      }
      run.go(seconds(2));
      if (s % 600 != 0) continue;
      QVERIFY2(items.panes() <= 2'460, qPrintable(QString::number(items.panes())));
      QVERIFY(items.entries() <= kCapacity * items.panes());
    }
    QVERIFY(items.panes() > 2'000);
    static_assert(sizeof(ItemSummary) == 32);
  }
  void aKeyGoesWithItsLastPane() {  // ten seconds later at most
    Run run(1, 4);
    const HeavyHitters& items = run.parts.front();
    run.tell({kKey, 1, run.tick});
    run.tell({kOtherKey, 2, run.tick - hours(27)});  // before all windows
    QCOMPARE(items.keys(), size_t{2});
    run.go(seconds(1));
    QCOMPARE(items.panes(), size_t{1});
    run.go(seconds(10));
    QCOMPARE(items.keys(), size_t{1});
    run.takeBack(&run.all.front());
    run.go(seconds(1));
    QCOMPARE(items.panes(), size_t{0});
    run.go(seconds(10));
    QCOMPARE(items.keys(), size_t{0});
    run.tell({kKey, 1, run.tick});
    run.go(hours(26));
    QCOMPARE(items.entries(), size_t{1});
    run.go(minutes(2));
    QCOMPARE(items.keys(), size_t{0});
  }
};

QTEST_APPLESS_MAIN(TestHeavyHitters)
#include "tst_heavy_hitters.moc"
