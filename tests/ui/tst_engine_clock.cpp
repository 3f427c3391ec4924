// The engine's present between frames that come unevenly.
#include <QtTest>
#include <random>

#include "models/engine_clock.h"

namespace watchfloor {
namespace {

using std::chrono::milliseconds;

const Time kStart = *parseTime("2026-03-02T13:32:07Z");
const EngineClock::Steady kSteady{hours(5)};

}  // namespace

class EngineClockTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void runsOnBetweenFrames();
  void runsEvenly();
  void followsADrift();
  void anotherEngine();
};

void EngineClockTest::runsOnBetweenFrames() {
  EngineClock clock;
  clock.hear("a", kStart, kSteady);
  QCOMPARE(clock.at(kSteady), kStart);
  QCOMPARE(clock.at(kSteady + milliseconds(1700)), kStart + milliseconds(1700));
}

// Frames every quarter of a second, up to 120 ms late each; looked at about every 100 ms. What has waited
// since a moment is told second by second: none is skipped, none stands for two.
void EngineClockTest::runsEvenly() {
  constexpr unsigned kSeed = 7;
  std::mt19937 random(kSeed);
  const auto upTo = [&](int n) { return milliseconds(random() % static_cast<unsigned>(n)); };
  for (int since = 0; since < 1000; since += 50) {
    EngineClock clock;
    milliseconds nextFrame{0}, arrival = upTo(120), began{0};
    std::optional<int64_t> shown;
    bool isFirst = true;
    for (milliseconds at{0}; at < minutes(2); at += milliseconds(90) + upTo(20)) {
      bool isHeard = nextFrame > milliseconds(0);
      while (nextFrame + arrival <= at) {
        clock.hear("a", kStart + nextFrame, kSteady + nextFrame + arrival);
        nextFrame += milliseconds(250), arrival = upTo(120), isHeard = true;
      }
      if (!isHeard || at < seconds(5)) continue;  // at first the least delay is not known
      const auto waited = clock.at(kSteady + at) - (kStart - milliseconds(since));
      const int64_t second = std::chrono::floor<seconds>(waited).count();
      if (second == shown) continue;
      if (shown)
        QVERIFY2(second == *shown + 1,
                 qPrintable(QStringLiteral("seed %1: %2 after %3").arg(kSeed).arg(second).arg(*shown)));
      const bool isWhole = shown && !isFirst;
      QVERIFY(!isWhole || (at - began > milliseconds(850) && at - began < milliseconds(1150)));
      isFirst = !shown, shown = second, began = at;
    }
    QVERIFY(shown && *shown > 115);
  }
}

// The engine's clock loses half a second in an hour: its present is not ahead of it by more than a moment.
void EngineClockTest::followsADrift() {
  EngineClock clock;
  for (int i = 0; i < 3600; ++i) {
    const auto lost = std::chrono::microseconds(139 * i);
    clock.hear("a", kStart + seconds(i) - lost, kSteady + seconds(i));
    const auto ahead = clock.at(kSteady + seconds(i)) - (kStart + seconds(i) - lost);
    QVERIFY(ahead >= Duration::zero() && ahead < milliseconds(2));
  }
}

void EngineClockTest::anotherEngine() {
  EngineClock clock;
  clock.hear("a", kStart, kSteady);
  clock.hear("a", kStart + seconds(1), kSteady + seconds(3));  // two seconds under way
  QCOMPARE(clock.at(kSteady + seconds(3)), kStart + seconds(3) - milliseconds(3));
  clock.hear("b", kStart + seconds(2), kSteady + seconds(4));
  QCOMPARE(clock.at(kSteady + seconds(4)), kStart + seconds(2));
  clock.hear("b", kStart - minutes(1), kSteady + seconds(5));  // its clock was set back
  QCOMPARE(clock.at(kSteady + seconds(5)), kStart - minutes(1));
}

}  // namespace watchfloor

QTEST_APPLESS_MAIN(watchfloor::EngineClockTest)
#include "tst_engine_clock.moc"
