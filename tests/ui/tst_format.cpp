#include <QtTest>
#include <cmath>
#include <random>

#include "models/format.h"

namespace watchfloor {

class FormatTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void counts();
  void durations();
  void ratios();
  void waits();
  void spans();
  void clocks();
  void moments();
  void neverMoreThanFiveGlyphs();
  void countsKeepTheirSize();
};

void FormatTest::counts() {
  QCOMPARE(one(formatCount(0)), "0");
  QCOMPARE(one(formatCount(1284)), "1,284");
  QCOMPARE(one(formatCount(1005)), "1,005");
  QCOMPARE(one(formatCount(9999)), "9,999");
  QCOMPARE(one(formatCount(12'934)), "12.9\u202fk");
  QCOMPARE(one(formatCount(99'949)), "99.9\u202fk");
  QCOMPARE(one(formatCount(99'950)), "100\u202fk");
  QCOMPARE(one(formatCount(999'499)), "999\u202fk");
  QCOMPARE(one(formatCount(999'500)), "1.0\u202fM");
  QCOMPARE(one(formatCount(-12)), "−12");
}

void FormatTest::durations() {
  QCOMPARE(one(formatDuration(seconds(272))), "4:32\u202fmin");
  QCOMPARE(one(formatDuration(Duration(0))), "0:00\u202fmin");
  QCOMPARE(one(formatDuration(seconds(3599) + std::chrono::milliseconds(600))), "1:00\u202fh");
  QCOMPARE(one(formatDuration(minutes(65))), "1:05\u202fh");
  QCOMPARE(one(formatDuration(hours(100))), "4.2\u202fd");
  QCOMPARE(one(formatDuration(kDay * 31)), "> 30\u202fd");
  QCOMPARE(one(formatDuration(std::nullopt)), "—");
}

void FormatTest::ratios() {
  QCOMPARE(one(formatPercent(0.8312)), "83.1\u202f%");
  QCOMPARE(one(formatPercent(0.9994)), "99.9\u202f%");
  QCOMPARE(one(formatPercent(0.9996)), "100\u202f%");
  QCOMPARE(one(formatPercent(1)), "100\u202f%");
  QCOMPARE(one(formatPercent(0)), "0.0\u202f%");
  QCOMPARE(one(formatPercent(std::nullopt)), "—");
  QCOMPARE(one(formatSentiment(-0.12)), "−12");
  QCOMPARE(one(formatSentiment(-0.001)), "0");
  QCOMPARE(one(formatSentiment(1)), "100");
  QCOMPARE(one(formatSentiment(std::nullopt)), "—");
}

void FormatTest::waits() {
  QCOMPARE(formatWait(seconds(42)), "0:42");
  QCOMPARE(formatWait(seconds(272)), "4:32");
  QCOMPARE(formatWait(hours(1) + seconds(309)), "1:05\u202fh");
  QCOMPARE(formatWait(hours(101)), "4.2\u202fd");
  QCOMPARE(formatWait(seconds(-5)), "0:00");
}

void FormatTest::spans() {
  QCOMPARE(formatSpan(seconds(14)), "14\u202fs");
  QCOMPARE(formatSpan(seconds(125)), "2\u202fmin");
  QCOMPARE(formatSpan(hours(47)), "47\u202fh");
  QCOMPARE(formatSpan(hours(50)), "2\u202fd");
  QCOMPARE(formatSpan(kDay * 700), "700\u202fd");
  QCOMPARE(formatSpan(kDay * 365 * 27), "26\u202fy");
}

void FormatTest::clocks() {
  const Time time = *parseTime("2026-03-29T00:59:59.9Z");
  QCOMPARE(formatClock(time, QTimeZone("Europe/Berlin"), true), "01:59:59");
  QCOMPARE(formatClock(time + seconds(1), QTimeZone("Europe/Berlin")), "03:00");
}

void FormatTest::moments() {
  const QTimeZone zone("Europe/Berlin");
  const Time now = *parseTime("2026-03-02T13:32:07Z");
  QCOMPARE(formatMoment(now - hours(4), now, zone), "10:32");
  QCOMPARE(formatMoment(now - hours(15), now, zone), "Sun 23:32");  // another day there, not in UTC
  QCOMPARE(formatMoment(now - kDay * 8, now, zone), "22 Feb 14:32");
  QCOMPARE(formatMoment(now + kDay, now, zone), "3 Mar 14:32");  // no weekday of the past
  QCOMPARE(formatMoment(now - kDay * 365 * 27, now, zone), "9 Mar 1999");
  QCOMPARE(formatDate(now - kDay * 365 * 27, zone), "Tue 9 Mar 1999 14:32");
}

// A hundred thousand values of every size; the unit stands beside the value.
void FormatTest::neverMoreThanFiveGlyphs() {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> size(0, 12), part(-1, 1);
  const auto check = [](const Shown& shown) {
    if (shown.value.size() > 5 || shown.value.contains(QLatin1Char('-')))
      qFatal("%s", qPrintable(one(shown)));
  };
  for (int i = 0; i < 100'000; ++i) {
    const double magnitude = std::pow(10, size(random));
    check(formatCount(static_cast<int64_t>(magnitude)));
    check(formatDuration(Duration(static_cast<int64_t>(magnitude * 100))));
    check(formatPercent(std::abs(part(random))));
    check(formatSentiment(part(random)));
  }
}

// What is displayed is the number, to within half of its last digit.
void FormatTest::countsKeepTheirSize() {
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> size(0, 14);
  for (int i = 0; i < 100'000; ++i) {
    const auto n = static_cast<int64_t>(std::pow(10, size(random)));
    const Shown shown = formatCount(n);
    const double scale =
        shown.unit.isEmpty() ? 1 : std::pow(1000, 1 + QStringLiteral("kMGT").indexOf(shown.unit));
    const double read = QString(shown.value).remove(QLatin1Char(',')).toDouble() * scale;
    const double half = scale * (shown.value.contains(QLatin1Char('.')) ? 0.05 : 0.5);
    QVERIFY2(std::abs(read - static_cast<double>(n)) <= half * 1.0001, qPrintable(one(shown)));
  }
}

}  // namespace watchfloor

QTEST_APPLESS_MAIN(watchfloor::FormatTest)
#include "tst_format.moc"
