// What moves on a wall, and what spares its panel: nothing else does. The clocks of animations are real, so
// their ends are looked at, never their middles.
#include <QApplication>
#include <QtTest>

#include "ink.h"
#include "situations.h"

namespace watchfloor {

class MotionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void stillWallsNeverFade();
  void newAlarmsPulseAndStand();
  void allPulseInOneBeat();
  void standingAlarmsNeverPulse();
  void newAlarmOfTheNextBoardPulses();
  void silencePulsesOnce();
  void onlyNewNoticesAreNews();
  void driftStaysWithinAMinute();
  void sidesChangeAtShiftChange();
  void mirroredWallIsWhole();
  void nightIsDim();
};

namespace {

FrameBuilder abandoning(int percent) {
  return busyFrame().figure(Metric::kAbandonRate, ratioOf(percent, 100));
}

// A frame that answers all that is asked for once the names are known.
void showCalm(Stage& stage) {
  for (uint64_t sequence : {1, 2}) stage.show(abandoning(4).sequence(sequence).build());
}

double opacityOf(const Stage& stage, const char* tile, const char* part) {
  return Stage::find(stage.tile(tile), part)->opacity();
}

// How many of the tiles' edges pulse now.
int pulsing(Stage& stage) {
  int count = 0;
  for (const TileSpec& spec : stage.wall().scene()->board().tiles) {
    QQuickItem* tile = stage.tile(QString::fromStdString(spec.key));
    QQuickItem* edge = tile ? Stage::find(tile, "edge") : nullptr;
    count += edge && edge->property("isPulsing").toBool();
  }
  return count;
}

}  // namespace

// A picture never catches a value half way.
void MotionTest::stillWallsNeverFade() {
  Stage stage({});
  for (int percent = 1; percent < 9; ++percent) {
    stage.show(abandoning(percent).sequence(static_cast<uint64_t>(percent)).build());
    QCOMPARE(opacityOf(stage, "abandon_rate", "value"), 1.0);
    QCOMPARE(opacityOf(stage, "abandon_rate", "edge"), 1.0);
    QCOMPARE(stage.text("abandon_rate", "value"), QStringLiteral("%1.0").arg(percent));
  }
}

// Three times in three seconds; the sign beside an edge goes with it.
void MotionTest::newAlarmsPulseAndStand() {
  Stage stage({.isStill = false});
  showCalm(stage);
  stage.show(abandoning(9).sequence(3).build());
  QQuickItem* edge = Stage::find(stage.tile("abandon_rate"), "edge");
  QQuickItem* sign = Stage::find(stage.tile("abandon_rate"), "sign");
  QVERIFY(edge->isVisible());
  int falls = 0;
  QElapsedTimer since;
  since.start();
  double before = 1;
  bool isFalling = false;
  QSignalSpy spy(edge, &QQuickItem::opacityChanged);
  connect(edge, &QQuickItem::opacityChanged, this, [&] {
    const bool isFallingNow = edge->opacity() < before;
    if (isFallingNow && !isFalling) ++falls;
    isFalling = isFallingNow, before = edge->opacity();
  });
  QTRY_VERIFY_WITH_TIMEOUT(falls == 3 && edge->opacity() == 1, 20'000);
  QVERIFY(since.elapsed() > 2500);  // a slow machine takes longer; never faster than once a second
  QCOMPARE(sign->opacity(), 1.0);
  const qsizetype seen = spy.size();
  stage.show(abandoning(10).sequence(4).build());  // the same alarm: it stands
  QCOMPARE(spy.size(), seen);
}

// However many are new, and whenever: in one beat, so that the wall never flashes more than once a second.
void MotionTest::allPulseInOneBeat() {
  Stage stage({.isStill = false});
  showCalm(stage);
  QQuickItem* first = Stage::find(stage.tile("abandon_rate"), "edge");
  QQuickItem* second = Stage::find(stage.tile("service_level"), "edge");
  int falls = 0;
  bool isFalling = false, areApart = false;
  double before = 1;
  const auto look = [&] {
    const double a = first->opacity(), b = second->opacity(), darkest = std::min(a, b);
    areApart |= a != b && a != 1 && b != 1 && std::abs(a - b) > 0.2;  // one is told a moment before the other
    if (darkest == before) return;                                    // the other one of the same moment
    if (darkest < before && !isFalling) ++falls;
    isFalling = darkest < before, before = darkest;
  };
  connect(first, &QQuickItem::opacityChanged, this, look);
  connect(second, &QQuickItem::opacityChanged, this, look);
  QElapsedTimer since;
  since.start();
  stage.show(abandoning(9).sequence(3).build());
  QTRY_VERIFY(first->opacity() < 0.6);
  FrameBuilder both = abandoning(9);
  both.figure(Metric::kServiceLevel, ratioOf(5, 100));
  stage.show(both.sequence(4).build());
  QVERIFY(second->property("isPulsing").toBool());
  QTRY_VERIFY_WITH_TIMEOUT(pulsing(stage) == 0, 20'000);
  QCOMPARE(first->opacity(), 1.0);
  QCOMPARE(second->opacity(), 1.0);
  QVERIFY(!areApart);
  QVERIFY2(falls == 4, qPrintable(QString::number(falls)));  // three of the first, and one more
  QVERIFY(since.elapsed() > 3500);
}

// What was chosen changes what stands in a tile, not what is new in the room.
void MotionTest::standingAlarmsNeverPulse() {
  Stage stage({.isStill = false});
  WallModel& wall = stage.wall();
  uint64_t sequence = 0;
  const auto look = [&] {
    FrameBuilder frame = abandoning(9);
    for (const char* brand : {"Alder", "Northwind"})
      frame.figure(Metric::kAbandonRate, ratioOf(9, 100), {}, brand);
    frame.figure(Metric::kAbandonRate, ratioOf(1, 100), {}, "Birchline");
    stage.show(frame.at(wall.situation().now).sequence(++sequence).build());
    QCOMPARE(pulsing(stage), 0);
  };
  const auto isWrong = [&] { return Stage::find(stage.tile("abandon_rate"), "edge")->isVisible(); };
  look();  // it stood when the wall began
  QVERIFY(isWrong());
  for (const char* brand : {"Alder", "Birchline", "Northwind", "all"}) {
    wall.chooseBrand(brand);
    QCOMPARE(pulsing(stage), 0);
    look();
    QCOMPARE(isWrong(), brand != std::string("Birchline"));
  }
  for (const char* board : {"contact_centre", "mission_control"}) {
    wall.showBoard(shippedBoard(board));
    stage.settle();
    QCOMPARE(pulsing(stage), 0);
    look();
    QVERIFY(isWrong());
  }
  stage.view().isConnected = false;
  stage.pass(minutes(2));
  QVERIFY(!isWrong());
  look();
  QVERIFY(isWrong());
}

// It takes over: the tile that it is about tells it there.
void MotionTest::newAlarmOfTheNextBoardPulses() {
  Stage stage({.isStill = false, .board = "sentiment"});
  stage.wall().watch({shippedBoard("contact_centre")});
  showCalm(stage);
  stage.show(abandoning(9).sequence(3).build());
  QCOMPARE(stage.wall().news(), 1);
  QCOMPARE(pulsing(stage), 0);
  stage.wall().showBoard(shippedBoard("contact_centre"));
  stage.show(abandoning(9).sequence(4).build());
  QCOMPARE(pulsing(stage), 1);
  QVERIFY(Stage::find(stage.tile("abandon_rate"), "edge")->property("isPulsing").toBool());
}

// Each source's, on what it feeds, unless that has no other word already.
void MotionTest::silencePulsesOnce() {
  Stage stage({.isStill = false});
  const auto isPulsing = [&](const char* tile) {
    return Stage::find(stage.tile(tile), "edge")->property("isPulsing").toBool();
  };
  FrameBuilder frame = abandoning(4);
  showCalm(stage);
  const auto silence = [&](const char* name) {
    for (SourceHealth& source : frame.frame().sources) source.isSilent |= source.name == name;
    stage.show(frame.sequence(frame.frame().sequence + 1).build());
  };
  silence("acd");
  QVERIFY(isPulsing("abandon_rate") && !isPulsing("net_sentiment"));
  QTRY_COMPARE_WITH_TIMEOUT(pulsing(stage), 0, 20'000);
  silence("social");
  QVERIFY(!isPulsing("abandon_rate") && isPulsing("net_sentiment"));
}

// A notice that counts, or whose turn it is, is not new.
void MotionTest::onlyNewNoticesAreNews() {
  Stage stage({});
  WallModel& wall = stage.wall();
  stage.show(abandoning(4).build());
  QCOMPARE(wall.news(), 0);
  stage.show(abandoning(9).sequence(2).build());
  QCOMPARE(wall.news(), 1);
  stage.show(abandoning(10).sequence(3).build());
  QCOMPARE(wall.noticeText(), "Abandon rate 10.0\u202f% > 5\u202f%");
  QCOMPARE(wall.news(), 1);
  FrameBuilder both = abandoning(10);
  both.figure(Metric::kServiceLevel, ratioOf(5, 100));
  stage.show(both.sequence(4).build());
  QCOMPARE(wall.news(), 2);
  QCOMPARE(wall.noticeText(), "Service level 5.0\u202f% < 80\u202f%");  // the new one first
  stage.live(seconds(8));
  QVERIFY(wall.noticeText().startsWith("Abandon rate"));
  QCOMPARE(wall.news(), 2);
  stage.show(abandoning(4).sequence(5).build());
  stage.show(abandoning(9).sequence(6).build());
  QCOMPARE(wall.news(), 2);  // it flickers
  stage.show(abandoning(4).sequence(7).build());
  stage.live(News::kForgotten);
  const int before = wall.news();
  stage.show(abandoning(9).at(wall.situation().now).sequence(8).build());
  QCOMPARE(wall.news(), before + 1);
}

// Slowly, and all of its ways in 40 minutes.
void MotionTest::driftStaysWithinAMinute() {
  QPointF before = driftAt(kAsOf), low = before, high = before;
  for (int second = 1; second <= 2400; ++second) {
    const QPointF now = driftAt(kAsOf + seconds(second));
    QVERIFY(std::abs(now.x() - before.x()) < 0.001 && std::abs(now.y() - before.y()) < 0.001);
    low = {std::min(low.x(), now.x()), std::min(low.y(), now.y())};
    high = {std::max(high.x(), now.x()), std::max(high.y(), now.y())};
    before = now;
  }
  QVERIFY(low.x() >= 0 && low.y() >= 0 && high.x() <= 1 && high.y() <= 1);
  QVERIFY(high.x() - low.x() > 0.99 && high.y() - low.y() > 0.99);
}

void MotionTest::sidesChangeAtShiftChange() {
  const PanelCare care{.shiftChanges = {hours(6), hours(14), hours(22)}};
  const QTimeZone zone("Europe/Berlin");
  const auto isMirrored = [&](const char* time) { return isMirroredAt(care, *parseTime(time), zone); };
  const bool morning = isMirrored("2026-03-02T05:00:00Z");  // 6:00 in Berlin
  QCOMPARE(isMirrored("2026-03-02T12:59:59Z"), morning);
  QCOMPARE(isMirrored("2026-03-02T13:00:00Z"), !morning);
  QCOMPARE(isMirrored("2026-03-02T21:00:00Z"), morning);
  QCOMPARE(isMirrored("2026-03-03T04:59:59Z"), morning);  // over midnight nothing changes
  QCOMPARE(isMirrored("2026-03-03T05:00:00Z"), !morning);
  QVERIFY(!isMirroredAt({}, kAsOf, zone));
}

void MotionTest::mirroredWallIsWhole() {
  for (const double diagonal : {75.0, 24.0}) {
    for (const Duration change : {hours(1), hours(23)}) {
      Stage stage(
          {.diagonal = diagonal, .distance = diagonal > 50 ? 5 : 0.7, .care = {.shiftChanges = {change}}});
      stage.show(abandoning(9).build());
      const auto centre = [&](const char* name) {
        QQuickItem* item = stage.item(name);
        return item->mapRectToScene(item->boundingRect()).center().x();
      };
      const double middle = stage.window()->width() / 2.0;
      const bool isMirrored = stage.wall().isMirrored();
      QCOMPARE(isMirrored, centre("brand") > middle);
      QCOMPARE(isMirrored, centre("clock") < middle);
      QCOMPARE(isMirrored, centre("notice") > middle);
      QCOMPARE(isMirrored, centre("bandEdge") > middle);
      const std::vector<Ink> inks = inksOf(stage);
      for (size_t i = 0; i < inks.size(); ++i) {
        QVERIFY2(QRectF(0, 0, 1920, 1080).contains(inks[i].area), qPrintable(inks[i].text));
        for (size_t j = 0; j < i; ++j) {
          const QRectF common = inks[i].area & inks[j].area;
          QVERIFY2(common.width() < 1 || common.height() < 1,
                   qPrintable(inks[i].text + " overlaps " + inks[j].text));
        }
      }
    }
  }
}

void MotionTest::nightIsDim() {
  PanelCare care{.shiftChanges = {}, .night = PanelCare::Night{hours(22), hours(6)}};
  const QTimeZone zone = QTimeZone::utc();
  const auto isNight = [&](const char* time) { return isNightAt(care, *parseTime(time), zone); };
  QVERIFY(isNight("2026-03-02T22:00:00Z") && isNight("2026-03-02T00:00:00Z"));
  QVERIFY(!isNight("2026-03-02T06:00:00Z") && !isNight("2026-03-02T21:59:59Z"));
  care.night = PanelCare::Night{hours(1), hours(5)};
  QVERIFY(isNight("2026-03-02T01:00:00Z") && !isNight("2026-03-02T23:00:00Z"));

  const auto brightness = [](std::optional<PanelCare::Night> night) {
    Stage stage({.care = {.shiftChanges = {}, .night = night}});
    stage.show(busyFrame().build());
    const QQuickItem* tile = stage.tile("volume");
    return qGray(stage.grab().pixel(tile->mapToScene({tile->width() / 2, 4}).toPoint()));
  };
  const int day = brightness({}), night = brightness(PanelCare::Night{hours(14), hours(15)});
  QVERIFY2(std::abs(night - 0.6 * day) <= 1, qPrintable(QString::number(night)));
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::MotionTest)
#include "tst_motion.moc"
