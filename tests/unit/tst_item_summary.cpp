// A pane's summary of items against exact counts, and against Space-Saving as it was published.
#include <QtTest>
#include <algorithm>
#include <map>
#include <random>

#include "window/item_summary.h"

using namespace watchfloor;

namespace {

using Entry = ItemSummary::Entry;
using Counts = std::map<uint64_t, int64_t>;  // by item

ItemSummary summaryOf(const std::vector<std::pair<uint64_t, int64_t>>& added, size_t capacity,
                      const ItemSummary& before = {}) {
  ItemSums sums;
  sums.add(before);
  for (const auto& [item, n] : added) sums.add(item, n);
  return sums.take(capacity);
}

bool has(const ItemSummary& summary, std::vector<Entry> entries, int64_t minimum) {
  return std::equal(summary.entries.begin(), summary.entries.end(), entries.begin(), entries.end()) &&
         summary.minimum == minimum;
}

// Every bound holds; empty, or what does not. `added`: all that ever was.
QString fault(const ItemSummary& summary, Counts truth, int64_t added, size_t capacity) {
  if (summary.entries.size() > capacity) return "too many entries";
  if (summary.minimum * static_cast<int64_t>(capacity + 1) > added) return "the minimum is too high";
  for (const Entry& e : summary.entries) {
    const int64_t n = std::exchange(truth[e.item], 0);
    if (e.above > e.least) return "an error above the minimum";
    if (n < e.least || n > summary.minimum + e.above) return QString("%1 is wrong").arg(e.item);
  }
  for (const auto& [item, n] : truth) {
    if (n > summary.minimum) return QString("%1 is missing").arg(item);
  }
  return {};
}

// Some items are much more frequent than others.
uint64_t anyItem(std::mt19937_64& dice, uint64_t items) { return dice() % (1 + dice() % items); }

// As published: a counter for each of the last items, the smallest of which a new item takes over.
struct SpaceSaving {
  size_t capacity;
  std::map<uint64_t, int64_t> counters;

  int64_t minimum() const {
    if (counters.size() < capacity) return 0;
    return smallest()->second;
  }
  std::map<uint64_t, int64_t>::const_iterator smallest() const {
    return std::min_element(counters.begin(), counters.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; });
  }
  void add(uint64_t item) {
    int64_t from = 0;
    if (!counters.contains(item) && counters.size() == capacity) {
      from = minimum();
      counters.erase(smallest());
    }
    counters.try_emplace(item, from).first->second += 1;
  }
  Counts aboveMinimum() const {
    Counts above;
    for (const auto& [item, n] : counters) {
      if (n > minimum()) above[item] = n - minimum();
    }
    return above;
  }
};

}  // namespace

class TestItemSummary : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void upToTheCapacityItIsExact() {
    QVERIFY(has(summaryOf({{7, 1}, {3, 2}, {7, 4}}, 2), {{3, 2, 2}, {7, 5, 5}}, 0));
    QVERIFY(summaryOf({}, 2).isEmpty());
  }
  void pastItTheMostFrequentStay() {  // what is too many comes off all, and onto the minimum
    QVERIFY(has(summaryOf({{1, 5}, {2, 1}, {3, 3}}, 2), {{1, 4, 5}, {3, 2, 3}}, 1));
  }
  void aNewItemMayHaveOccurredAsOftenAsTheMinimum() {
    const ItemSummary before = summaryOf({{1, 5}, {2, 1}, {3, 3}}, 2);
    QVERIFY(has(summaryOf({{4, 4}}, 2, before), {{1, 2, 5}, {4, 2, 4}}, 3));
  }
  void ofEqualOnesTheSmallerItemsStay() {
    QVERIFY(has(summaryOf({{4, 1}, {3, 1}, {2, 1}, {1, 1}}, 2), {{1, 0, 1}, {2, 0, 1}}, 1));
  }
  void aRetractionTakesBack() {
    QVERIFY(has(summaryOf({{3, -1}, {7, -5}}, 2, summaryOf({{3, 2}, {7, 5}}, 2)), {{3, 1, 1}}, 0));
    QVERIFY(summaryOf({{3, -2}}, 2, summaryOf({{3, 2}}, 2)).isEmpty());
    QVERIFY(summaryOf({{3, -2}, {3, 2}}, 2).isEmpty());
  }
  void aRetractionLeavesTheMinimum() {
    const ItemSummary before = summaryOf({{1, 5}, {2, 1}, {3, 3}}, 2);
    QVERIFY(has(summaryOf({{2, -1}, {3, -3}}, 2, before), {{1, 4, 5}}, 1));
  }
  void itIsSpaceSaving() {  // of one more counter
    std::mt19937_64 dice(1);
    for (size_t capacity = 1; capacity <= 12; ++capacity) {
      SpaceSaving published{capacity + 1, {}};
      ItemSummary summary;
      for (int i = 0; i < 2'000; ++i) {
        const uint64_t item = anyItem(dice, 40);
        published.add(item);
        summary = summaryOf({{item, 1}}, capacity, summary);
        Counts above;
        for (const Entry& e : summary.entries) {
          if (e.above > 0) above[e.item] = e.above;
        }
        QCOMPARE(summary.minimum, published.minimum());
        QVERIFY(above == published.aboveMinimum());
      }
    }
  }
  void theBoundsHold() {  // whatever is added at once and taken back
    std::mt19937_64 dice(2);
    for (int round = 0; round < 200; ++round) {
      const size_t capacity = 1 + dice() % 20;
      ItemSummary summary;
      Counts truth;
      int64_t added = 0;
      for (int step = 0; step < 40; ++step) {
        std::vector<std::pair<uint64_t, int64_t>> changes;
        for (uint64_t i = dice() % 30; i > 0; --i) {
          const uint64_t item = anyItem(dice, 60);
          const bool isBack = truth[item] > 0 && dice() % 4 == 0;
          const int64_t n = isBack ? -static_cast<int64_t>(1 + dice() % static_cast<uint64_t>(truth[item]))
                                   : static_cast<int64_t>(1 + dice() % 5);
          truth[item] += n;
          added += std::max<int64_t>(n, 0);
          changes.emplace_back(item, n);
        }
        summary = summaryOf(changes, capacity, summary);
        const QString found = fault(summary, truth, added, capacity);
        QVERIFY2(found.isEmpty(), qPrintable(found));
      }
    }
  }
  void ofSumsTheBoundsHoldToo() {
    std::mt19937_64 dice(3);
    for (int round = 0; round < 500; ++round) {
      const size_t capacity = 1 + dice() % 20;
      std::vector<ItemSummary> parts(1 + dice() % 11);
      Counts truth;
      int64_t added = 0;
      ItemSums sums;
      for (ItemSummary& part : parts) {
        for (uint64_t i = dice() % 100; i > 0; --i, ++added) {
          const uint64_t item = anyItem(dice, 60);
          ++truth[item];
          part = summaryOf({{item, 1}}, capacity, part);
        }
        sums.add(part);
      }
      const ItemSummary together = sums.take(capacity);
      const QString found = fault(together, truth, added, capacity);
      QVERIFY2(found.isEmpty(), qPrintable(found));
      std::shuffle(parts.begin(), parts.end(), dice);
      for (const ItemSummary& part : parts) sums.add(part);
      QVERIFY(sums.take(capacity) == together);
    }
  }
  void theOrderDoesNotMatter() {
    std::mt19937_64 dice(4);
    std::vector<std::pair<uint64_t, int64_t>> added;
    for (int i = 0; i < 500; ++i) added.emplace_back(anyItem(dice, 100), i % 7 == 0 ? -1 : 1);
    const ItemSummary before = summaryOf({{1, 20}, {50, 10}, {500, 5}}, 2);
    const ItemSummary expected = summaryOf(added, 10, before);
    for (int i = 0; i < 50; ++i) {
      std::shuffle(added.begin(), added.end(), dice);
      QVERIFY(summaryOf(added, 10, before) == expected);
    }
  }
};

QTEST_APPLESS_MAIN(TestItemSummary)
#include "tst_item_summary.moc"
