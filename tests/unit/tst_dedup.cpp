// Deduplication in lock-step with a map of all ids: random streams of repeated, late and early events, ticks
// that creep and leap, bounds that are reached. The seed of a failure is printed.
#include <QtTest>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/dedup.h"
#include "event_builders.h"
#include "window/window_ranges.h"

using namespace watchfloor;

namespace {

const Time kNoon = at("2026-03-02T12:00:00Z");

int64_t minuteOf(Time t) { return paneOf(t, minutes(1)); }

// The same, the slow and obvious way.
class Naive {
 public:
  explicit Naive(int64_t most) : m_most(most) {}

  bool insert(const std::string& id, Time when) {
    if (m_oldest && minuteOf(when) < *m_oldest) when = Time{*m_oldest * minutes(1)};
    return m_ids.emplace(id, minuteOf(when)).second;
  }
  int64_t advance(Time tick) {
    forgetBefore(std::max(m_oldest.value_or(INT64_MIN), minuteOf(tick - Dedup::kKept)));
    const size_t before = m_ids.size();
    while (static_cast<int64_t>(m_ids.size()) > m_most) {
      int64_t first = INT64_MAX;
      for (const auto& [id, minute] : m_ids) first = std::min(first, minute);
      const Time end{(first + 1) * minutes(1)};
      if (end > tick) break;
      m_floor = end;
      forgetBefore(first + 1);
    }
    return static_cast<int64_t>(before - m_ids.size());
  }
  Time floor(Time tick) const { return std::max(tick - Dedup::kKept, m_floor); }
  size_t size() const { return m_ids.size(); }

 private:
  void forgetBefore(int64_t minute) {
    m_oldest = minute;
    std::erase_if(m_ids, [&](const auto& entry) { return entry.second < minute; });
  }
  int64_t m_most;
  std::map<std::string, int64_t> m_ids;
  std::optional<int64_t> m_oldest;
  Time m_floor = kDistantPast;
};

Dedup::Seen seen(const std::string& id, Time when) { return {Id::of(id, spaceOf("source")), when}; }

}  // namespace

class TestDedup : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void inLockStepWithAMap_data() {
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 40; ++seed) QTest::addRow("seed %u", seed) << seed;
  }
  void inLockStepWithAMap() {
    QFETCH(uint, seed);
    std::mt19937_64 random(seed);
    const auto below = [&](uint64_t n) { return static_cast<int64_t>(random() % n); };
    const int64_t most = seed % 3 == 0 ? 1'000'000 : 200 + below(2'000);
    const uint64_t ids = 500 + static_cast<uint64_t>(below(20'000));
    Dedup dedup(most, ClockKind::kWall);
    Naive naive(most);
    Time tick = kNoon;
    for (int step = 0; step < 300; ++step) {
      std::vector<Dedup::Seen> batch;
      std::vector<std::string> names;
      for (int64_t n = below(100); n > 0; --n) {
        names.push_back(std::to_string(below(ids)));
        Time when = tick + seconds(below(600) - 300);
        if (below(50) == 0) when = tick - minutes(below(1'500));
        if (step == 0 && below(3) == 0) when = tick + hours(24) * (below(4'000) - 2'000);  // before any tick
        if (step > 0 && when < naive.floor(tick)) when = naive.floor(tick);
        batch.push_back(seen(names.back(), when));
      }
      for (size_t i = 0; i < batch.size(); ++i) {
        QVERIFY2(dedup.insert(batch[i]) == naive.insert(names[i], batch[i].at), qPrintable(names[i].c_str()));
      }
      tick += below(20) == 0   ? Duration(minutes(below(2'000)))
              : below(60) == 0 ? Duration(hours(24) * below(80))
                               : Duration(seconds(below(90)));
      QCOMPARE(dedup.advance(tick), naive.advance(tick));
      QCOMPARE(dedup.size(), naive.size());
      QVERIFY(dedup.floor(tick) == naive.floor(tick));
    }
  }

  void theEventClockForgetsNothing() {
    Dedup dedup(10, ClockKind::kEvent);
    for (const bool isNew : {true, false}) {
      for (int i = 0; i < 10'000; ++i) {
        QCOMPARE(dedup.insert(seen(std::to_string(i), kNoon + hours(24) * i)), isNew);
        dedup.advance(kNoon + hours(24) * i);
      }
    }
    QVERIFY(!dedup.floor(kNoon));
    QCOMPARE(dedup.size(), size_t{10'000});
  }

  void partsTogetherAreOne() {  // each has its share of the ids
    std::vector<Dedup> parts(64, Dedup(100'000, ClockKind::kWall));
    Dedup whole(6'400'000, ClockKind::kWall);
    std::mt19937_64 random(1);
    for (int i = 0; i < 200'000; ++i) {
      const Dedup::Seen one = seen(std::to_string(random() % 100'000), kNoon);
      QCOMPARE(parts[one.id.low % 64].insert(one), whole.insert(one));
    }
  }

  void anIdTakesFewBytes() {
    constexpr int64_t kMost = 500'000;
    Dedup dedup(kMost, ClockKind::kWall);
    dedup.advance(kNoon);
    for (int i = 0; i < 10 * kMost; ++i) {  // ten times over: what was forgotten makes room
      const Time when = kNoon + minutes(i / 1'000);
      if (i % 1'000 == 0) dedup.advance(when);
      dedup.insert(seen(std::to_string(i), when));
    }
    const double bytes = static_cast<double>(dedup.memory()) / static_cast<double>(kMost);
    QVERIFY2(bytes < 24, qPrintable(QString::number(bytes)));
  }

  void idsTellTextsApart() {
    QVERIFY(!(Id::of("c", spaceOf("ab")) == Id::of("bc", spaceOf("a"))));
    QVERIFY(!(Id::of("", spaceOf("a")) == Id::of("a", spaceOf(""))));
    std::set<std::pair<uint64_t, uint64_t>> ids;  // short texts in many spaces
    for (int space = 0; space < 100; ++space) {
      for (int text = 0; text < 100; ++text) {
        const Id id = Id::of(std::to_string(text), spaceOf(std::to_string(space)));
        ids.emplace(id.high, id.low);
      }
    }
    QCOMPARE(ids.size(), size_t{10'000});
    const std::string large(2'000, 'x');
    QVERIFY(Id::of(large) == Id::of(large));
    QVERIFY(!(Id::of(large) == Id::of(large + "x")));
  }
};

QTEST_APPLESS_MAIN(TestDedup)
#include "tst_dedup.moc"
