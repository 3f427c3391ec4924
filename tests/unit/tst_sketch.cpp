// The quantile sketch against exact quantiles.
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <deque>
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

}  // namespace

class TestSketch : public QObject {
  Q_OBJECT

 private slots:
  void nothingHasNoQuantile() {
    const Sketch::Quantile q = Sketch{}.quantile(50);
    QVERIFY(!q.value && !q.isOver);
  }
  void everyBinStandsForItsValues() {
    for (int64_t us = 1; us < Sketch::kMost.count(); us += 1 + us / 700) {
      const Duration value{us};
      QVERIFY2(isWithinOnePercent(Sketch::valueOf(Sketch::binOf(value)), value),
               qPrintable(QString::number(us)));
    }
    QVERIFY(isWithinOnePercent(Sketch::valueOf(Sketch::binOf(Sketch::kMost)), Sketch::kMost));
  }
  void quantilesAreWithinOnePercent() {
    std::mt19937_64 dice(1);
    for (int round = 0; round < 50; ++round) {
      std::vector<Duration> values;
      Sketch sketch;
      for (uint64_t i = 0, n = 1 + dice() % 400; i < n; ++i) {
        values.push_back(dice() % 10 == 0 ? Duration{0} : anyDuration(dice));
        sketch.add(values.back());
      }
      for (const int percent : {1, 25, 50, 90, 95, 99, 100}) {
        const Sketch::Quantile q = sketch.quantile(percent);
        QVERIFY(q.value);
        QVERIFY(isWithinOnePercent(*q.value, exact(values, percent)));
      }
    }
  }
  void takingBackIsExact() {  // after any number of slides only what is inside counts
    std::mt19937_64 dice(2);
    std::deque<Duration> inside;
    Sketch sliding;
    for (int i = 0; i < 20'000; ++i) {
      inside.push_back(anyDuration(dice));
      sliding.add(inside.back());
      if (inside.size() > 100) {
        sliding.add(inside.front(), -1);
        inside.pop_front();
      }
    }
    Sketch fresh;
    for (const Duration d : inside) fresh.add(d);
    QCOMPARE(sliding.count(), fresh.count());
    for (int percent = 1; percent <= 100; ++percent) {
      QVERIFY(sliding.quantile(percent).value == fresh.quantile(percent).value);
    }
  }
  void mergingIsAdding() {
    std::mt19937_64 dice(3);
    Sketch a, b, both;
    for (int i = 0; i < 1'000; ++i) {
      const Duration d = anyDuration(dice);
      (i % 3 == 0 ? a : b).add(d);
      both.add(d);
    }
    a.merge(b);
    a.merge(Sketch{});
    for (int percent = 1; percent <= 100; ++percent) {
      QVERIFY(a.quantile(percent).value == both.quantile(percent).value);
    }
  }
  void aboveAMonthIsOver() {
    Sketch sketch;
    sketch.add(seconds(1));
    sketch.add(Sketch::kMost + Duration{1});
    QVERIFY(sketch.quantile(50).value && !sketch.quantile(50).isOver);
    QVERIFY(!sketch.quantile(90).value && sketch.quantile(90).isOver);
  }
};

QTEST_APPLESS_MAIN(TestSketch)
#include "tst_sketch.moc"
