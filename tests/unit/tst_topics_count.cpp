// Counts of topics by brand, label and window, and their change, in lock-step with a list of all occurrences.
#include <QtTest>
#include <map>
#include <random>

#include "listen/topics.h"
#include "listen/topics_count.h"
#include "window/window_set.h"

using namespace watchfloor;

namespace {

constexpr size_t kEvery = 1'000'000;

Topic topicOf(int n) {
  const TopicKind kind = n % 3 == 0 ? TopicKind::kHashtag : TopicKind::kPhrase;
  const std::string text = (n % 3 == 0 ? "#t" : "t") + std::to_string(n);
  return {topicId(kind, text), kind, text};
}

struct Occurrence {
  std::string brand;
  Topic topic;
  std::optional<Label> label;
  Time at;
};

struct Exact {
  int64_t count = 0;
  std::array<int64_t, TopicFigure::kLabels> byLabel{};
};
using Counts = std::map<uint64_t, Exact>;

Counts naive(const std::vector<Occurrence>& all, const std::string& brand, size_t window,
             const WindowRanges& ranges) {
  Counts counts;
  for (const Occurrence& o : all) {
    if (brand != kAll && o.brand != brand) continue;
    if (!ranges.windows[window].contains(paneOf(o.at, paneOf(static_cast<Window>(window))))) continue;
    Exact& exact = counts[o.topic.id];
    ++exact.count;
    ++exact.byLabel[o.label ? static_cast<size_t>(*o.label) : TopicFigure::kUnclassified];
  }
  return counts;
}

bool holds(const CountRange& range, int64_t n) { return range.least <= n && n <= range.most; }

class Lockstep {
 public:
  Lockstep(uint64_t seed, const TopicCounts::Limits& limits, bool isExact)
      : m_dice(seed), m_counts(limits), m_isExact(isExact) {}

  void run(int ticks) {
    for (int i = 0; i < ticks && m_fault.empty(); ++i) {
      for (uint64_t n = below(40); n > 0; --n) addOne();
      if (below(4) == 0) takeBack();
      m_now += seconds(1) + Duration(static_cast<int64_t>(below(below(5) == 0 ? 1'200'000'000 : 20'000'000)));
      advance(i % 7 == 6);
    }
  }
  std::string fault() const { return m_fault; }

 private:
  uint64_t below(uint64_t n) { return m_dice() % n; }

  void addOne() {
    Occurrence o{std::string(1, static_cast<char>('A' + below(3))),
                 topicOf(static_cast<int>(below(below(3) + 1) * 20 + below(20))), std::nullopt, m_now};
    if (below(4) != 0) o.label = static_cast<Label>(below(3));
    if (below(5) == 0) o.at -= Duration(static_cast<int64_t>(below(7'200'000'000)));
    if (below(9) == 0) o.at += Duration(static_cast<int64_t>(below(240'000'000)));
    m_counts.add(o.brand, o.topic, o.label, o.at);
    m_all.push_back(o);
  }
  void takeBack() {
    if (m_all.empty() || !m_isExact) return;
    const size_t i = below(m_all.size());
    m_counts.add(m_all[i].brand, m_all[i].topic, m_all[i].label, m_all[i].at, -1);
    m_all.erase(m_all.begin() + static_cast<std::ptrdiff_t>(i));
  }

  void advance(bool isLooked) {
    m_ranges = WindowRanges::at(m_now, m_day, ClockKind::kWall);
    m_counts.advance(m_ranges);
    m_began = m_began.value_or(m_now);
    for (size_t w = 0; w < kSlidingWindows; ++w) {
      const auto length = lengthOf(static_cast<Window>(w));
      auto& published = m_published[w];
      if (length && (published.empty() ||
                     m_now - published.back().first >= *length / TopicCounts::kPublishedOfWindow)) {
        std::map<std::string, Counts> counts;
        for (const std::string brand : {"A", "B", "C", "all"})
          counts[brand] = naive(m_all, brand, w, m_ranges);
        published.emplace_back(m_now, std::move(counts));
      }
      if (static_cast<Window>(w) == Window::kTotal || !isLooked) continue;
      for (const std::string brand : {"A", "B", "C", "all"}) look(brand, static_cast<Window>(w));
    }
  }

  void look(const std::string& brand, Window window) {
    const auto w = static_cast<size_t>(window);
    const Counts exact = naive(m_all, brand, w, m_ranges);
    const Counts* before = nullptr;
    for (const auto& [tick, counts] : m_published[w]) {
      const auto length = lengthOf(window);
      if (length && tick <= m_now - *length && tick - *length >= *m_began) before = &counts.at(brand);
    }
    const std::vector<TopicFigure> figures =
        m_counts.top(brand, window, {.most = kEvery, .least = 0, .areMerged = false});
    for (size_t i = 0; i < figures.size(); ++i) {
      const TopicFigure& f = figures[i];
      const auto it = exact.find(f.topic.id);
      const Exact is = it == exact.end() ? Exact{} : it->second;
      check(holds(f.count, is.count), "count of " + f.topic.text);
      for (size_t l = 0; l < is.byLabel.size(); ++l)
        check(holds(f.byLabel[l], is.byLabel[l]), "label of " + f.topic.text);
      if (m_isExact) check(f.count.isExact(), f.topic.text + " is exact");
      if (i > 0) check(figures[i - 1].count.least >= f.count.least, "order");
      check(f.before.has_value() == (before != nullptr), "before of " + f.topic.text);
      if (!before || !f.before) continue;
      const auto then = before->find(f.topic.id);
      check(holds(*f.before, then == before->end() ? 0 : then->second.count), "before of " + f.topic.text);
    }
    if (m_isExact) {
      const auto isThere = [](const auto& entry) { return entry.second.count > 0; };
      check(static_cast<ptrdiff_t>(figures.size()) == std::count_if(exact.begin(), exact.end(), isThere),
            "all are listed");
    }
  }
  void check(bool isTrue, const std::string& what) {
    if (!isTrue && m_fault.empty()) m_fault = what;
  }

  std::mt19937_64 m_dice;
  TopicCounts m_counts;
  bool m_isExact;
  DayStart m_day = *DayStart::make("UTC", 0);
  Time m_now = *parseTime("2026-03-02T10:00:00Z");
  std::optional<Time> m_began;  // the first tick
  WindowRanges m_ranges;
  std::vector<Occurrence> m_all;
  std::array<std::vector<std::pair<Time, std::map<std::string, Counts>>>, kSlidingWindows> m_published;
  std::string m_fault;
};

}  // namespace

class TestTopicsCount : public QObject {
  Q_OBJECT

  const DayStart m_day = *DayStart::make("UTC", 0);
  const Time m_start = *parseTime("2026-03-02T10:00:00Z");

  WindowRanges at(Duration after) const { return WindowRanges::at(m_start + after, m_day, ClockKind::kWall); }

 private Q_SLOTS:
  void exactInLockstep() {
    for (uint64_t seed = 1; seed <= 3; ++seed) {
      Lockstep lockstep(seed, {.brands = 3, .named = 1'000, .phrases = 1'000, .published = 1'000}, true);
      lockstep.run(100);
      QCOMPARE(lockstep.fault(), std::string());
    }
  }
  void boundsInLockstep() {
    for (uint64_t seed = 1; seed <= 3; ++seed) {
      Lockstep lockstep(seed, {.brands = 3, .named = 3, .phrases = 4, .published = 5}, false);
      lockstep.run(100);
      QCOMPARE(lockstep.fault(), std::string());
    }
  }

  void anErrorStaysBelowItsShare() {
    constexpr int64_t kOccurrences = 20'000;
    constexpr size_t kCapacity = 9;
    TopicCounts counts({.brands = 2, .named = 1, .phrases = kCapacity});
    std::mt19937_64 dice(5);
    for (int64_t i = 0; i < kOccurrences; ++i)
      counts.add(i % 2 ? "A" : "B", topicOf(1 + 3 * static_cast<int>(dice() % 10 * (dice() % 30))),
                 std::nullopt, m_start);
    counts.advance(at(seconds(1)));
    for (const auto& [brand, n] : {std::pair("A", kOccurrences / 2), std::pair("all", kOccurrences)}) {
      const std::vector<TopicFigure> figures =
          counts.top(brand, Window::k5m, {.most = 5, .areMerged = false});
      QCOMPARE(figures.size(), size_t{5});
      for (const TopicFigure& f : figures)
        QVERIFY(f.count.most - f.count.least <= n / static_cast<int64_t>(kCapacity + 1));
    }
  }

  void aCorrectionMovesTheTopicToAnotherLabel() {
    TopicCounts counts({});
    counts.add("A", topicOf(0), Label::kNegative, m_start);
    counts.advance(at(seconds(1)));
    counts.add("A", topicOf(0), Label::kNegative, m_start, -1);
    counts.add("A", topicOf(0), Label::kPositive, m_start);
    counts.advance(at(seconds(2)));
    const TopicFigure f = counts.top("A", Window::k1m, {.most = 10}).at(0);
    QCOMPARE(f.count, (CountRange{1, 1}));
    QCOMPARE(f.byLabel[static_cast<size_t>(Label::kNegative)], (CountRange{0, 0}));
    QCOMPARE(f.byLabel[static_cast<size_t>(Label::kPositive)], (CountRange{1, 1}));
    QVERIFY(!f.before);
  }

  void aPhraseWithinALongerOneIsLeftOut() {
    TopicCounts counts({});
    const auto add = [&](const char* text, int n) {
      counts.add("A", {topicId(TopicKind::kPhrase, text), TopicKind::kPhrase, text}, std::nullopt, m_start,
                 n);
    };
    add("customer", 10);
    add("service", 30);
    add("customer service", 9);
    add("customer service agent", 3);
    add("custom", 2);
    counts.advance(at(seconds(1)));
    std::string listed;
    for (const TopicFigure& f : counts.top("A", Window::k1m, {.most = 10})) listed += f.topic.text + "|";
    QCOMPARE(listed, std::string("service|customer service|customer service agent|custom|"));
    QCOMPARE(counts.top("A", Window::k1m, {.most = 10, .areMerged = false}).size(), size_t{5});
    QCOMPARE(counts.top("A", Window::k1m, {.most = 1}).size(), size_t{1});
  }

  // What is not asked for stands for nothing that is.
  void onlyWhatIsAskedFor() {
    TopicCounts counts({});
    const auto add = [&](TopicKind kind, const char* text, int n) {
      counts.add("A", {topicId(kind, text), kind, text}, std::nullopt, m_start, n);
    };
    add(TopicKind::kPhrase, "bag", 5);
    add(TopicKind::kPhrase, "lost bag", 4);
    add(TopicKind::kHashtag, "#bag", 4);
    add(TopicKind::kNamed, "Baggage", 3);
    counts.advance(at(seconds(1)));
    const auto listed = [&](const TopicQuery& query) {
      std::string texts;
      for (const TopicFigure& f : counts.top("A", Window::k1m, query)) texts += f.topic.text + "|";
      return texts;
    };
    QCOMPARE(listed({}), std::string("#bag|lost bag|Baggage|"));
    QCOMPARE(listed({.least = 5}), std::string("bag|"));
    QCOMPARE(listed({.most = 1, .kinds = {TopicKind::kNamed}}), std::string("Baggage|"));
    QCOMPARE(listed({.kinds = {TopicKind::kHashtag, TopicKind::kNamed}}), std::string("#bag|Baggage|"));
  }

  void brandsAreBoundedAndMakeRoom() {
    TopicCounts counts({.brands = 2});
    for (const char* brand : {"A", "B", "C"}) counts.add(brand, topicOf(0), std::nullopt, m_start);
    counts.advance(at(seconds(1)));
    QCOMPARE(counts.untracked(), 1);
    QCOMPARE(counts.brands(), (std::vector<std::string>{"A", "B"}));
    QCOMPARE(counts.top("C", Window::k1m, {.most = 5}).size(), size_t{0});
    QCOMPARE(counts.top("all", Window::k1m, {.most = 5}).at(0).count, (CountRange{2, 2}));
    counts.add("B", topicOf(0), std::nullopt, m_start + hours(49));
    counts.advance(at(hours(50)));
    QCOMPARE(counts.brands(), (std::vector<std::string>{"B"}));
    counts.add("C", topicOf(1), std::nullopt, m_start + hours(50));
    counts.advance(at(hours(50) + seconds(1)));
    QCOMPARE(counts.top("C", Window::k1m, {.most = 5}).at(0).topic, topicOf(1));
    QCOMPARE(counts.top("A", Window::k24h, {.most = 5}).size(), size_t{0});
  }

  void onlyTextsOfWhatIsHeldAreKept() {
    TopicCounts counts({.brands = 1, .named = 10, .phrases = 10});
    size_t most = 0;
    for (int i = 0; i < 400'000; ++i) {
      counts.add("A", topicOf(i), std::nullopt, m_start + seconds(i / 1'000));
      if (i % 1'000 == 999) {
        counts.advance(at(seconds(i / 1'000 + 1)));
        most = std::max(most, counts.texts());
      }
    }
    QVERIFY(most <= 70'000);  // 50,000 and twice what is held
    QCOMPARE(counts.top("A", Window::k15m, {.most = 20, .areMerged = false}).size(), size_t{20});
  }
};

QTEST_APPLESS_MAIN(TestTopicsCount)
#include "tst_topics_count.moc"
