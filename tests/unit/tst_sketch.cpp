// The quantile sketch against exact quantiles.
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>
#include <random>

#include "window/sketch.h"

using namespace watchfloor;

namespace {

Duration exact(std::vector<Duration> values, int percent) {
  std::sort(values.begin(), values.end());
  const size_t rank = (values.size() * static_cast<size_t>(percent) + 99) / 100;
  return values[rank - 1];
}

bool isWithinOnePercent(Duration found, Duration expected) {
  const double e = static_cast<double>(expected.count());
  return std::abs(static_cast<double>(found.count()) - e) <= 0.01 * e + 1;  // a microsecond of rounding
}

// Durations from a microsecond to a month, spread evenly over the orders of magnitude.
Duration anyDuration(std::mt19937_64& dice) {
  const double share = static_cast<double>(dice() >> 11) / static_cast<double>(uint64_t{1} << 53);
  return Duration(
      static_cast<int64_t>(std::exp(share * std::log(static_cast<double>(Sketch::kMost.count())))));
}

constexpr size_t kWindow = 3;
constexpr WindowSet kSome = only(kWindow) | only(5);

std::vector<Sketch::Bin> quantilesOf(const Sketch& sketch, const std::vector<int>& percents, size_t window) {
  std::vector<PerWindow<Sketch::Bin>> bins(percents.size());
  sketch.quantiles(percents, only(window), bins);
  std::vector<Sketch::Bin> result;
  for (const auto& bin : bins) result.push_back(bin[window]);
  return result;
}

Sketch::Bin quantileOf(const Sketch& sketch, int percent) {
  return quantilesOf(sketch, {percent}, kWindow).front();
}

std::vector<int> everyPercent() {
  std::vector<int> percents(100);
  std::iota(percents.begin(), percents.end(), 1);
  return percents;
}

}  // namespace

class TestSketch : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void nothingHasNoQuantile() {
    QVERIFY(quantileOf(Sketch{}, 50) == Sketch::kNone);
    QVERIFY(!Sketch::valueOf(Sketch::kNone));
  }
  void everyBinStandsForItsValues() {
    Sketch::Bin last = 0;
    for (int64_t us = 1; us < Sketch::kMost.count(); us += 1 + us / 700) {
      const Sketch::Bin bin = Sketch::binOf(Duration{us});
      QVERIFY2(bin >= last && isWithinOnePercent(*Sketch::valueOf(bin), Duration{us}),
               qPrintable(QString::number(us)));
      last = bin;
    }
    QVERIFY(isWithinOnePercent(*Sketch::valueOf(Sketch::binOf(Sketch::kMost)), Sketch::kMost));
    QVERIFY(Sketch::valueOf(Sketch::binOf(Duration{0})) == Duration{0});
  }
  void aBinEndsWhereTheNaiveSearchSaysSo() {
    const double gamma = 1.01 / 0.99;
    double end = 1;
    for (Sketch::Bin bin = 0; end < static_cast<double>(Sketch::kMost.count()); ++bin, end *= gamma) {
      const Duration last{static_cast<int64_t>(end)};
      if (last.count() < 100) continue;  // several bins may end there
      QCOMPARE(Sketch::binOf(last), bin);
      QCOMPARE(Sketch::binOf(last + Duration{1}), static_cast<Sketch::Bin>(bin + 1));
    }
  }
  void quantilesAreWithinOnePercent() {
    std::mt19937_64 dice(1);
    const std::vector<int> percents = {1, 25, 50, 90, 95, 99, 100};
    for (int round = 0; round < 50; ++round) {
      std::vector<Duration> values;
      Sketch sketch;
      for (uint64_t i = 0, n = 1 + dice() % 400; i < n; ++i) {
        values.push_back(dice() % 10 == 0 ? Duration{0} : anyDuration(dice));
        sketch.add(values.back(), kSome);
      }
      const std::vector<Sketch::Bin> found = quantilesOf(sketch, percents, kWindow);
      for (size_t i = 0; i < percents.size(); ++i) {
        QVERIFY(isWithinOnePercent(*Sketch::valueOf(found[i]), exact(values, percents[i])));
      }
    }
  }
  void takingBackIsExact() {  // after any number of slides only what is inside counts
    std::mt19937_64 dice(2);
    std::deque<Duration> inside;
    Sketch sliding;
    for (int i = 0; i < 20'000; ++i) {
      inside.push_back(anyDuration(dice));
      sliding.add(inside.back(), kSome);
      if (inside.size() > 100) {
        sliding.add(inside.front(), kSome, -1);
        inside.pop_front();
      }
    }
    Sketch fresh;
    for (const Duration d : inside) fresh.add(d, kSome);
    QCOMPARE(sliding.count(kWindow), fresh.count(kWindow));
    QVERIFY(quantilesOf(sliding, everyPercent(), kWindow) == quantilesOf(fresh, everyPercent(), kWindow));
  }
  void mergingIsAdding() {
    std::mt19937_64 dice(3);
    Sketch a, b, both;
    for (int i = 0; i < 1'000; ++i) {
      const Duration d = anyDuration(dice);
      (i % 3 == 0 ? a : b).add(d, kSome);
      both.add(d, kSome);
    }
    a.merge(b);
    a.merge(Sketch{});
    QVERIFY(quantilesOf(a, everyPercent(), kWindow) == quantilesOf(both, everyPercent(), kWindow));
    a.clear();
    QCOMPARE(a.count(kWindow), 0);
    a.merge(both);
    QVERIFY(quantilesOf(a, everyPercent(), kWindow) == quantilesOf(both, everyPercent(), kWindow));
  }
  void eachWindowIsASketchOfItsOwn() {
    std::mt19937_64 dice(4);
    Sketch together;
    std::array<Sketch, kSlidingWindows> apart;
    for (int i = 0; i < 5'000; ++i) {
      const Duration d = dice() % 10 == 0 ? Duration{0} : anyDuration(dice);
      const WindowSet windows = static_cast<WindowSet>(dice());
      together.add(d, windows);
      forEachWindow(windows, [&](size_t w) { apart[w].add(d, only(0)); });
    }
    std::vector<PerWindow<Sketch::Bin>> bins(100);
    together.quantiles(everyPercent(), kEveryWindow, bins);
    for (size_t w = 0; w < apart.size(); ++w) {
      QCOMPARE(together.count(w), apart[w].count(0));
      const std::vector<Sketch::Bin> expected = quantilesOf(apart[w], everyPercent(), 0);
      for (size_t i = 0; i < bins.size(); ++i) QCOMPARE(bins[i][w], expected[i]);
    }
  }
  void aboveAMonthIsOver() {
    Sketch sketch;
    sketch.add(seconds(1), kSome);
    sketch.add(Sketch::kMost + Duration{1}, kSome);
    QVERIFY(Sketch::valueOf(quantileOf(sketch, 50)));
    QVERIFY(quantileOf(sketch, 90) == Sketch::kOver && !Sketch::valueOf(Sketch::kOver));
  }
};

QTEST_APPLESS_MAIN(TestSketch)
#include "tst_sketch.moc"
