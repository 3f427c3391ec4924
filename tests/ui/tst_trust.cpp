// How far what the wall shows can be trusted, as it is seen: live, late, silent, stale, disconnected, young,
// a recording.
#include <QApplication>
#include <QtTest>
#include <random>

#include "ink.h"
#include "situations.h"

namespace watchfloor {

class TrustTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void whatWasKeptIsMarked();
  void statesDifferInGrey();
  void ticksBetweenFrames();
  void ticksEachSecond();
  void standsStillOnceStale();
  void comesBack();
  void aClockThatWasSetBack();
  void freshnessInTheHeader();
  void aRecordingIsNotThePresent();
  void aYoungEngineSaysSo();
  void sourcesAndCounters();
  void chartsAreMarkedAsTheirTiles();
};

// Without colour, each state still has a sign, a brightness or a word of its own.
void TrustTest::statesDifferInGrey() {
  Stage stage({});
  std::vector<QImage> seen;
  const auto take = [&] {
    const QQuickItem* tile = stage.tile("service_level");
    const QRectF area = tile->mapRectToScene(tile->boundingRect());
    seen.push_back(stage.grab().copy(area.toRect()).convertToFormat(QImage::Format_Grayscale8));
  };
  take();  // connecting
  stage.show(busyFrame().build());
  take();  // live
  stage.pass(std::chrono::milliseconds(2500));
  take();  // late
  stage.pass(seconds(2));
  take();  // stale
  stage.pass(seconds(20));
  take();  // disconnected
  FrameBuilder silent = busyFrame();
  stage.show(silent.sequence(2).source("acd", {{"Alder", "voice", 0x7f}}, minutes(2), true).build());
  take();  // silent
  FrameBuilder recording = busyFrame();
  recording.sequence(3).frame().isEventClock = true;
  stage.show(recording.build());
  take();  // replay
  for (size_t i = 0; i < seen.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      int differing = 0;
      for (int y = 0; y < seen[i].height(); ++y) {
        for (int x = 0; x < seen[i].width(); ++x) {
          differing += std::abs(qGray(seen[i].pixel(x, y)) - qGray(seen[j].pixel(x, y))) > 40 ? 1 : 0;
        }
      }
      // A text of its own, or a sign of its own, is at least so much.
      QVERIFY2(differing > 300, qPrintable(QStringLiteral("%1 and %2: %3").arg(i).arg(j).arg(differing)));
    }
  }
}

void TrustTest::ticksBetweenFrames() {
  Stage stage({});
  stage.show(busyFrame().build());
  QCOMPARE(stage.text("backlog", "detail"), "longest waiting 4:32");
  for (int second = 1; second <= 3; ++second) {
    stage.live(seconds(1));
    QCOMPARE(stage.text("backlog", "detail"), QStringLiteral("longest waiting 4:3%1").arg(2 + second));
    QCOMPARE(stage.text("first_response_time_s", "detail"),
             QStringLiteral("22 unanswered, max\u00a038:1%1").arg(2 + second));
  }
}

// Frames come unevenly, and the wall looks every 100 ms: who waits longest waits a second longer each second.
void TrustTest::ticksEachSecond() {
  constexpr auto kTick = std::chrono::milliseconds(100);
  const auto waited = [](const QString& text) {
    const QStringList parts = text.section(QLatin1Char(' '), -1).split(QLatin1Char(':'));
    return parts[0].toInt() * 60 + parts[1].toInt();
  };
  Stage stage({});
  std::mt19937 random(3);
  stage.show(busyFrame().build());
  QString shown = stage.text("backlog", "detail");
  int changes = 0, stood = 0;  // ticks
  for (int tick = 0; tick < 200; ++tick) {
    if (tick % 3 == 0) {
      const Duration lateness = std::chrono::milliseconds(random() % 100);
      stage.hear(busyFrame().at(kAsOf + tick * kTick - lateness).build());
    }
    stage.live(kTick);
    ++stood;
    const QString now = stage.text("backlog", "detail");
    if (now == shown) continue;
    QCOMPARE(waited(now), waited(shown) + 1);
    if (changes > 0) QVERIFY2(stood >= 9 && stood <= 11, qPrintable(now));
    shown = now, ++changes, stood = 0;
  }
  QVERIFY(changes >= 19);
}

// Who waited may have been answered since: no time runs on.
void TrustTest::standsStillOnceStale() {
  Stage stage({});
  stage.show(busyFrame().build());
  stage.pass(seconds(4));
  QCOMPARE(stage.wall().situation().present, kAsOf);
  stage.pass(seconds(3));
  QCOMPARE(stage.wall().situation().present, kAsOf);
}

void TrustTest::comesBack() {
  Stage stage({});
  QCOMPARE(stage.text("backlog", "problem"), "connecting");
  stage.show(busyFrame().build());
  QCOMPARE(stage.item("freshness")->property("text").toString(), "live · 0\u202fs");
  stage.pass(seconds(11));
  QCOMPARE(stage.item("freshness")->property("text").toString(), "disconnected 11\u202fs");
  QCOMPARE(stage.item("notice")->property("text").toString(), "No connection to the engine for 11\u202fs");
  QCOMPARE(stage.text("backlog", "value"), "–");
  QCOMPARE(stage.text("backlog", "support"), "was 57\u202fopen at 14:32");
  QCOMPARE(stage.text("abandon_rate", "problem"), "disconnected 11\u202fs");
  QCOMPARE(stage.text("abandon_rate", "detail"), "n 812");
  stage.show(busyFrame().sequence(1).build());
  QCOMPARE(stage.text("backlog", "value"), "57");
  QCOMPARE(stage.item("freshness")->property("text").toString(), "live · 0\u202fs");
}

// Updates come, and yet they are old: the engine waits for its own clock.
void TrustTest::aClockThatWasSetBack() {
  Stage stage({});
  FrameBuilder builder = busyFrame();
  builder.frame().setBack = std::chrono::milliseconds(500);
  stage.show(builder.build());
  QCOMPARE(stage.item("freshness")->property("text").toString(), "live · 0\u202fs");
  builder.frame().setBack = minutes(59);
  stage.show(builder.sequence(2).build());
  stage.live(seconds(5));
  QCOMPARE(stage.item("freshness")->property("text").toString(), "clock set back");
  QCOMPARE(stage.text("backlog", "problem"), "clock back 59\u202fmin");
  QCOMPARE(stage.text("backlog", "detail"), "");  // its place is taken; the rest stands
  QCOMPARE(stage.text("backlog", "support"), "8 waiting in queues");
  QCOMPARE(stage.tile("backlog")->property("condition").toInt(), int(TileState::Stale));
  QCOMPARE(stage.item("notice")->property("text").toString(),
           "The engine's clock was set back: its figures stand still for 59\u202fmin");
}

// The header tells the age, and is brighter as soon as that is not the present.
void TrustTest::freshnessInTheHeader() {
  Stage stage({});
  const auto text = [&] { return stage.item("freshness")->property("text").toString(); };
  const auto brightness = [&] {
    return qGray(stage.item("freshness")->property("color").value<QColor>().rgb());
  };
  stage.show(busyFrame().build());
  const int live = brightness();
  const auto watermark = [&](Time time) {
    stage.show(busyFrame().watermark(time).build());
    return stage.item("watermark")->property("text").toString();
  };
  QCOMPARE(watermark(kAsOf - seconds(5)), "events to 14:32:02");
  QCOMPARE(watermark(kAsOf - kDay + minutes(1)), "events to Sun 14:33");
  stage.show(busyFrame().build());
  stage.pass(seconds(1));
  QCOMPARE(text(), "live · 1\u202fs");
  QCOMPARE(stage.text("volume", "basis"), "15\u202fmin · 1\u202fs");
  QCOMPARE(brightness(), live);
  const auto check = [&](Duration after, const QString& said) {
    stage.pass(after);
    QCOMPARE(text(), said);
    QVERIFY(brightness() > live);
  };
  check(std::chrono::milliseconds(1500), "late 2\u202fs");
  check(std::chrono::milliseconds(2500), "stale 5\u202fs");
  check(seconds(7), "disconnected 12\u202fs");
}

// Its events are of another year: framed, dated, and nowhere "live".
void TrustTest::aRecordingIsNotThePresent() {
  Stage stage({});
  QVERIFY(!stage.item("replayFrame")->isVisible());
  FrameBuilder recording = busyFrame();
  recording.at(kAsOf - kDay * 365 * 27).frame().isEventClock = true;
  const auto says = [&](const char* item) { return stage.item(item)->property("text").toString(); };
  const auto check = [&] {
    QVERIFY(stage.item("replayFrame")->isVisible());
    QCOMPARE(says("freshness"), "REPLAY Tue 9 Mar 1999 14:32");
    for (const Ink& ink : inksOf(stage)) {
      QVERIFY2(!ink.text.contains(QStringLiteral("live")), qPrintable(ink.text));
      QVERIFY2(!ink.text.endsWith(QStringLiteral("0\u202fs")), qPrintable(ink.text));
    }
    QCOMPARE(stage.text("volume", "basis"), "15\u202fmin · 26\u202fy");
  };
  stage.show(recording.build());
  check();
  stage.live(seconds(30));  // the publisher has ended
  check();
  recording.frame().cells.clear(), recording.frame().targets.clear();
  stage.show(recording.sequence(2).build());
  QCOMPARE(says("notice"), "A recording, up to Tue 9 Mar 1999 14:32");

  FrameBuilder unbegun;
  unbegun.at(Time{}).frame().isEventClock = true;
  stage.show(unbegun.sequence(3).build());
  QCOMPARE(says("freshness"), "REPLAY, no events yet");
  for (const Ink& ink : inksOf(stage))
    QVERIFY2(!ink.text.contains(QStringLiteral("00:00")), qPrintable(ink.text));
}

// Eight seconds after its return an engine that was killed says nothing calm: all is muted, and why is said.
void TrustTest::aYoungEngineSaysSo() {
  for (const Stage::Room& room : {Stage::Room{}, Stage::Room{.diagonal = 24, .distance = 0.7}}) {
    Stage stage(room);
    stage.show(FrameBuilder().began(kAsOf - seconds(8)).build());
    QCOMPARE(stage.item("notice")->property("text").toString(), "No events yet: the engine began at 14:31");
    for (const Tile& tile : boardTiles(stage.wall().situation())) {
      const QQuickItem* value = Stage::find(stage.tile(tile.key), "value");
      QVERIFY2(qGray(value->property("color").value<QColor>().rgb()) < 180, qPrintable(tile.key));
      QVERIFY2(stage.text(tile.key, "basis").contains('?'), qPrintable(tile.key));
    }
    const QString calm[] = {"nobody waits",           "nobody logged in",
                            "No events yet",          "nothing in the last hour",
                            "nothing in this window", "Nothing abnormal"};
    for (const Ink& ink : inksOf(stage)) {
      for (const QString& text : calm) QVERIFY2(ink.text != text, qPrintable(ink.text));
    }
  }
}

// What was not taken is told, each kind by its name; a source that is silent, in an alarm's colour.
void TrustTest::sourcesAndCounters() {
  Stage stage({.diagonal = 24, .distance = 0.7});
  FrameBuilder frame = busyFrame();
  frame.frame().counters = {.duplicates = 1,
                            .lateDropped = 2,
                            .futureRejected = 3,
                            .clockSkew = 4,
                            .rejected = 5,
                            .startUnknown = 6,
                            .lost = 7,
                            .forgotten = 8};
  stage.show(frame.build());
  QCOMPARE(stage.item("counters")->property("text").toString(),
           "1 duplicate · 2 late · 3 future · 5 rejected · 4 clock skew · 7 lost · 8 forgotten");
  const auto sign = [&] { return stage.item("sourceSign")->property("color").value<QColor>(); };
  const QColor calm = sign();
  QCOMPARE(Stage::find(stage.item("sources"), "source")->property("text").toString(), "acd live");
  stage.show(busyFrame().sequence(2).source("acd", {{"Alder", "voice", 0x7f}}, minutes(2), true).build());
  QVERIFY(sign() != calm);
  QCOMPARE(sign(), QColor("#FF9A1F"));
  stage.show(busyFrame().sequence(3).build());
  stage.pass(seconds(5));
  QCOMPARE(Stage::find(stage.item("sources"), "source")->property("text").toString(), "acd was live");
}

// A chart says what its tile says about how far it can be trusted; the heat map, the worst of it.
void TrustTest::chartsAreMarkedAsTheirTiles() {
  Stage::Room desk;
  desk.diagonal = 24, desk.distance = 0.7;
  Stage stage(desk);
  const auto problem = [&](const char* chart) {
    return Stage::find(stage.item(chart), "problem")->property("text").toString();
  };
  const auto dim = [&](const char* chart) { return Stage::find(stage.item(chart), "plot")->opacity() < 1; };
  const auto nameColor = [&](const char* chart) {
    return Stage::find(stage.item(chart), "name")->property("color").value<QColor>();
  };
  const std::vector<const char*> charts = {"chart.series.volume", "chart.series.net_sentiment",
                                           "chart.series.first_response_time_s", "chart.series.abandon_rate",
                                           "chart.series.service_level"};
  stage.show(busyFrame().build());
  const QColor lively = nameColor("chart.series.service_level");
  for (const char* chart : charts) QVERIFY2(problem(chart).isEmpty() && !dim(chart), chart);

  FrameBuilder silent = busyFrame();
  silent.sequence(2).source("acd", {{"Alder", "voice", kindBit(EventKind::kContact)}}, minutes(2), true);
  stage.show(silent.build());
  for (const char* chart : charts) {
    const bool isFed = chart != std::string("chart.series.net_sentiment") &&
                       chart != std::string("chart.series.first_response_time_s");
    QCOMPARE(problem(chart), isFed ? "acd silent 2\u202fmin" : "");
    QCOMPARE(dim(chart), isFed);
  }
  QCOMPARE(problem("heatMap"), "acd silent 2\u202fmin");
  const auto isHatched = [&](const char* cell) {
    return Stage::find(stage.item(cell), "hatch")->isVisible();
  };
  QVERIFY(isHatched("cell.15") && !isHatched("cell.0") && !isHatched("cell.16"));  // Alder's voice alone
  QVERIFY(nameColor("chart.series.service_level") != lively);

  stage.show(busyFrame().sequence(3).build());
  QCOMPARE(nameColor("chart.series.service_level"), lively);
  stage.pass(seconds(5));
  for (const char* chart : charts) QCOMPARE(problem(chart), "stale 5\u202fs");
  QVERIFY(nameColor("chart.series.service_level") != lively);
  stage.pass(seconds(37));
  for (const char* chart : charts) QVERIFY2(problem(chart) == "disconnected 42\u202fs" && dim(chart), chart);
  QCOMPARE(problem("heatMap"), "disconnected 42\u202fs");

  stage.show(FrameBuilder().sequence(4).build());
  QVERIFY(Stage::find(stage.item("heatMap"), "nothing")->isVisible());
  QVERIFY(Stage::find(stage.item("chart.series.net_sentiment"), "nothing")->isVisible());
}

// What was shown when the wall last ran is not taken for the present, and no time passes in it.
void TrustTest::whatWasKeptIsMarked() {
  Stage stage({});
  stage.view().isKept = true;
  stage.view().selection = stage.selections().back();
  stage.hear(busyFrame().at(kAsOf - hours(3)).build());
  const auto said = [&](const char* item) { return stage.item(item)->property("text").toString(); };
  for (int i = 0; i < 5; ++i) stage.pass(seconds(1));
  QCOMPARE(stage.text("backlog", "value"), "57");
  QCOMPARE(stage.tile("backlog")->property("condition").toInt(), int(TileState::Connecting));
  QCOMPARE(said("freshness"), "connecting, was at 11:32");
  QVERIFY(stage.wall().situation().present == kAsOf - hours(3));
  for (int i = 0; i < 60; ++i) stage.pass(seconds(1));
  QCOMPARE(stage.tile("backlog")->property("condition").toInt(), int(TileState::Disconnected));
  QVERIFY2(stage.text("backlog", "support").contains("was 57"), qPrintable(stage.text("backlog", "support")));
  stage.view().isKept = false;
  stage.show(busyFrame().build());
  QCOMPARE(stage.tile("backlog")->property("condition").toInt(), int(TileState::Live));
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::TrustTest)
#include "tst_trust.moc"
