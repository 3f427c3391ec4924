// Boards in turn, an alarm that takes over and goes again, a pin that holds; first by itself, then on a wall.
#include <QApplication>
#include <QtTest>

#include "models/rotation.h"
#include "stage.h"

namespace watchfloor {
namespace {

const Rotation::Steady kStart{std::chrono::hours(1)};

Rotation::Plan plan() {
  return {.turns = {{"mission_control", seconds(60)}, {"response", seconds(30)}},
          .takeOvers = {{.level = 2, .board = "contact_centre", .time = seconds(20)}}};
}

// A wall that shows whatever it is told to.
struct Wall {
  Rotation rotation;
  std::string shown = "mission_control";
  Rotation::Steady now = kStart;

  std::string after(Duration time) {
    now += time;
    while (auto board = rotation.next(now, shown)) shown = *board;
    return shown;
  }
};

}  // namespace

class RotationTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void eachHasItsTime();
  void handsAreGivenTime();
  void restsAndGoesOn();
  void alarmTakesOverAndGoes();
  void alarmsBelowTheLevelDoNot();
  void anotherAlarmMakesItLonger();
  void handsEndATakeOver();
  void pinHolds();
  void oneBoardNeverTurns();
  void whatCannotBeShownIsAskedForOnce();
  void whatCannotBeShownIsPassedOver();
  void aTakeOverIsNotHome();
  void theFirstRuleThatIsAboutItDecides();
  void whatIsMoreImportantGoesFirst();
  void aRuleRestsAfterwards();
  void aTrendTakesOver();
  void refusedEventsTakeOver();
  void onAWall();
  void nothingTurnsUnderHands();
  void handsEndATakeOverAtOnce();
  void whatABoardShowsIsItsOwn();
  void tellsItsNameForAWhile();
};

void RotationTest::whatABoardShowsIsItsOwn() {
  Stage stage({});
  stage.show(busyFrame().build());
  Board own = shippedBoard("one_brand");
  own.window = Window::k60m;
  own.channel = "voice";
  const Choice before = stage.wall().situation().choice;
  QVERIFY(before.isAllBrands());
  stage.wall().showBoard(own);
  QVERIFY(!stage.wall().situation().choice.isAllBrands());
  QVERIFY(stage.wall().situation().choice.window == Window::k60m);
  QCOMPARE(stage.wall().situation().choice.channel, "voice");
  stage.wall().showBoard(shippedBoard("mission_control"));
  QVERIFY(stage.wall().situation().choice == before);
  stage.wall().stepBrand(1);  // what hands choose stays
  const std::string brand = stage.wall().situation().choice.brand;
  stage.wall().showBoard(shippedBoard("response"));
  QCOMPARE(stage.wall().situation().choice.brand, brand);
}

void RotationTest::eachHasItsTime() {
  Wall wall{Rotation(plan())};
  QCOMPARE(wall.after(seconds(0)), "mission_control");
  QCOMPARE(wall.after(seconds(59)), "mission_control");
  QCOMPARE(wall.after(seconds(1)), "response");
  QCOMPARE(wall.after(seconds(29)), "response");
  QCOMPARE(wall.after(seconds(1)), "mission_control");
  QCOMPARE(wall.after(seconds(60)), "response");
}

void RotationTest::handsAreGivenTime() {
  Wall wall{Rotation(plan())};
  wall.after(seconds(50));
  wall.shown = "sentiment";  // not in the list: the first one's time
  QCOMPARE(wall.after(seconds(1)), "sentiment");
  QCOMPARE(wall.after(seconds(59)), "sentiment");
  QCOMPARE(wall.after(seconds(1)), "mission_control");
}

void RotationTest::restsAndGoesOn() {
  Wall wall{Rotation(plan())};
  wall.after(seconds(0));
  wall.rotation.setResting(true);
  QCOMPARE(wall.after(hours(5)), "mission_control");
  wall.rotation.hear({.level = 1});
  QCOMPARE(wall.after(seconds(0)), "contact_centre");
  QCOMPARE(wall.after(seconds(20)), "mission_control");
  wall.rotation.setResting(false);
  QCOMPARE(wall.after(seconds(60)), "response");
}

void RotationTest::alarmTakesOverAndGoes() {
  Wall wall{Rotation(plan())};
  wall.after(seconds(0)), wall.after(seconds(60));
  QCOMPARE(wall.shown, "response");
  wall.rotation.hear({.level = 2});
  QCOMPARE(wall.after(seconds(1)), "contact_centre");
  QVERIFY(wall.rotation.isTakenOver());
  QCOMPARE(wall.after(seconds(19)), "contact_centre");
  QCOMPARE(wall.after(seconds(2)), "response");
  QVERIFY(!wall.rotation.isTakenOver());
  QCOMPARE(wall.after(seconds(29)), "response");  // its whole time
  QCOMPARE(wall.after(seconds(2)), "mission_control");
}

void RotationTest::alarmsBelowTheLevelDoNot() {
  Wall wall{Rotation(plan())};
  wall.after(seconds(0));
  for (const int level : {0, 3}) wall.rotation.hear({.level = level});
  QCOMPARE(wall.after(seconds(1)), "mission_control");
}

void RotationTest::anotherAlarmMakesItLonger() {
  Wall wall{Rotation(plan())};
  wall.after(seconds(0));
  wall.rotation.hear({.level = 1});
  wall.after(seconds(0));
  wall.after(seconds(15));
  wall.rotation.hear({.level = 2});
  QCOMPARE(wall.after(seconds(1)), "contact_centre");
  QCOMPARE(wall.after(seconds(19)), "contact_centre");
  QCOMPARE(wall.after(seconds(2)), "mission_control");
}

namespace {

Rotation::Plan rules() {
  return {.takeOvers = {
              {.on = CallKind::Alarm,
               .level = 3,
               .about = "service_level",
               .board = "response",
               .time = seconds(60)},
              {.on = CallKind::Trend, .board = "trending", .time = seconds(30), .quiet = seconds(100)},
              {.on = CallKind::SourceSilent, .about = "acd", .board = "competitors", .time = seconds(20)},
              {.on = CallKind::Alarm, .level = 2, .board = "contact_centre", .time = seconds(20)}}};
}

Call trend() { return {.kind = CallKind::Trend, .level = 3, .about = "Alder"}; }
Call missed(const char* metric) { return {.kind = CallKind::Alarm, .level = 3, .about = metric}; }

}  // namespace

void RotationTest::theFirstRuleThatIsAboutItDecides() {
  const auto boardAfter = [](const Call& call) {
    Wall wall{Rotation(rules())};
    wall.after(seconds(0));
    wall.rotation.hear(call);
    return wall.after(seconds(1));
  };
  QCOMPARE(boardAfter(missed("service_level")), "response");
  QCOMPARE(boardAfter(missed("abandon_rate")), "mission_control");
  QCOMPARE(boardAfter(trend()), "trending");
  QCOMPARE(boardAfter({.kind = CallKind::SourceSilent, .level = 2, .about = "acd"}), "competitors");
  QCOMPARE(boardAfter({.kind = CallKind::SourceSilent, .level = 2, .about = "social"}), "contact_centre");
  QCOMPARE(boardAfter({.kind = CallKind::Talk, .level = 1, .about = "Alder"}),
           "mission_control");  // nobody asked
  QCOMPARE(boardAfter({.kind = CallKind::SourceRejects, .level = 3, .about = "acd"}), "mission_control");
}

void RotationTest::whatIsMoreImportantGoesFirst() {
  Wall wall{Rotation(rules())};
  wall.after(seconds(0));
  for (const Call& call : {trend(), missed("service_level")}) wall.rotation.hear(call);
  QCOMPARE(wall.after(seconds(1)), "response");  // both at once
  wall.rotation.hear(trend());
  QCOMPARE(wall.after(seconds(10)), "response");  // below it
  QCOMPARE(wall.after(seconds(50)), "mission_control");
  wall.rotation.hear(trend());
  QCOMPARE(wall.after(seconds(1)), "trending");
  wall.rotation.hear(missed("service_level"));
  QCOMPARE(wall.after(seconds(1)), "response");  // above it
  QCOMPARE(wall.rotation.takenOverOn(), std::optional(CallKind::Alarm));
  QCOMPARE(wall.rotation.home(wall.shown), "mission_control");
  QCOMPARE(wall.after(seconds(60)), "mission_control");
}

void RotationTest::aRuleRestsAfterwards() {
  Wall wall{Rotation(rules())};
  wall.after(seconds(0));
  wall.rotation.hear(trend());
  QCOMPARE(wall.after(seconds(1)), "trending");
  wall.rotation.hear(trend());  // another one, while it is shown
  QCOMPARE(wall.after(seconds(29)), "trending");
  QCOMPARE(wall.after(seconds(30)), "mission_control");
  wall.rotation.hear(trend());
  QCOMPARE(wall.after(seconds(99)), "mission_control");
  QCOMPARE(wall.after(seconds(1)), "mission_control");  // what was not answered is over
  wall.rotation.hear(trend());
  QCOMPARE(wall.after(seconds(1)), "trending");
}

namespace {

// A wall that opens what it asks for.
void open(Stage& stage, const Rotation::Plan& plan) {
  WallModel& wall = stage.wall();
  QObject::connect(&wall, &WallModel::boardAsked,
                   [&](const QString& name) { wall.showBoard(shippedBoard(name.toStdString())); });
  stage.show(busyFrame().build());
  std::vector<Board> watched;
  for (const Rotation::TakeOver& rule : plan.takeOvers) watched.push_back(shippedBoard(rule.board));
  wall.watch(std::move(watched));
  wall.setRotation(plan);
  for (int i = 0; i < 6; ++i) stage.live(seconds(1));  // what was there is no news
}

QString warning(Stage& stage) { return stage.item("warning")->property("text").toString(); }

}  // namespace

// The band begins with it, whatever else is new.
void RotationTest::aTrendTakesOver() {
  Stage stage({.isAttended = false});
  open(stage, rules());
  QCOMPARE(stage.wall().scene()->board().name, "mission_control");
  stage.trends() = {.trends = busyTrends(), .isKnown = true};
  stage.live(seconds(1));
  stage.live(seconds(1));
  QCOMPARE(stage.wall().scene()->board().name, "trending");
  QVERIFY2(warning(stage).contains("trend"), qPrintable(warning(stage)));
  QVERIFY2(stage.wall().noticeText().contains("Northwind"), qPrintable(stage.wall().noticeText()));
  for (int i = 0; i < 31; ++i) stage.live(seconds(1));
  QCOMPARE(stage.wall().scene()->board().name, "mission_control");
}

void RotationTest::refusedEventsTakeOver() {
  Stage stage({.isAttended = false});
  const auto frame = [](int64_t rejected, uint64_t sequence) {
    FrameBuilder b = busyFrame();
    b.frame().sources[0].rejected = rejected;
    return b.sequence(sequence).build();
  };
  Rotation::Plan plan;
  plan.takeOvers = {{.on = CallKind::SourceRejects, .board = "response", .time = seconds(20)}};
  open(stage, plan);
  stage.show(frame(0, 2));
  stage.live(seconds(1));
  QCOMPARE(stage.wall().scene()->board().name, "mission_control");
  stage.show(frame(12, 3));
  stage.live(seconds(1));
  QCOMPARE(stage.wall().scene()->board().name, "response");
  QCOMPARE(stage.wall().noticeText(), "acd: 12 events refused");
  QVERIFY2(warning(stage).contains("source refused"), qPrintable(warning(stage)));
  for (int i = 0; i < 80; ++i) stage.live(seconds(1));
  QCOMPARE(stage.wall().scene()->board().name, "mission_control");
  QVERIFY(!stage.wall().noticeText().contains("refused"));
  stage.show(frame(3, 4));  // an engine that began anew
  stage.live(seconds(1));
  QCOMPARE(stage.wall().scene()->board().name, "mission_control");
}

void RotationTest::handsEndATakeOver() {
  Wall wall{Rotation(plan())};
  wall.after(seconds(0));
  wall.rotation.hear({.level = 1});
  wall.after(seconds(0));
  wall.shown = "sentiment";
  QCOMPARE(wall.after(seconds(1)), "sentiment");
  QVERIFY(!wall.rotation.isTakenOver());
  QCOMPARE(wall.after(seconds(30)), "sentiment");
}

void RotationTest::pinHolds() {
  Rotation::Plan pinned = plan();
  pinned.isPinned = true;
  Wall wall{Rotation(pinned)};
  wall.after(seconds(0));
  wall.rotation.hear({.level = 1});
  QCOMPARE(wall.after(hours(1)), "mission_control");
  wall.rotation.setPinned(false);
  QCOMPARE(wall.after(seconds(1)), "response");  // that alarm is over
}

void RotationTest::oneBoardNeverTurns() {
  Wall wall{Rotation(Rotation::Plan{.turns = {{"response", seconds(1)}}})};
  QCOMPARE(wall.after(hours(1)), "mission_control");
}

// A board whose file is broken does not keep the others away.
void RotationTest::whatCannotBeShownIsPassedOver() {
  Rotation::Plan three = plan();
  three.turns.push_back({"sentiment", seconds(30)});
  Rotation rotation(three);
  rotation.next(kStart, "mission_control");
  QCOMPARE(rotation.next(kStart + seconds(60), "mission_control"), std::optional<std::string>("response"));
  QCOMPARE(rotation.next(kStart + seconds(120), "mission_control"), std::optional<std::string>("sentiment"));
  QVERIFY(!rotation.next(kStart + seconds(121), "sentiment"));
  QCOMPARE(rotation.next(kStart + seconds(151), "sentiment"), std::optional<std::string>("mission_control"));
}

void RotationTest::aTakeOverIsNotHome() {
  Wall wall{Rotation(plan())};
  wall.after(seconds(0));
  wall.rotation.hear({.level = 1});
  QCOMPARE(wall.after(seconds(0)), "contact_centre");
  QCOMPARE(wall.rotation.home(wall.shown), "mission_control");
}

void RotationTest::whatCannotBeShownIsAskedForOnce() {
  Rotation rotation(plan());
  rotation.next(kStart, "mission_control");
  QVERIFY(rotation.next(kStart + seconds(60), "mission_control"));
  QVERIFY(!rotation.next(kStart + seconds(61), "mission_control"));
}

// Which of several walls is it? Legible from afar, however long the name, and only for so long.
void RotationTest::tellsItsNameForAWhile() {
  Stage stage({.diagonal = 55, .distance = 8});
  stage.show(busyFrame().build());
  QVERIFY(!stage.item("identity")->isVisible());
  for (const QString& name : {QStringLiteral("north"), QString(200, 'W'), QStringLiteral("<b>a\nb")}) {
    stage.wall().identify(name, std::chrono::seconds(10));
    stage.settle();
    QQuickItem* shown = stage.item("identity");
    QVERIFY(shown->isVisible());
    const QRectF area = shown->mapRectToScene(shown->boundingRect());
    QVERIFY(QRectF(0, 0, 1920, 1080).contains(area));
  }
  stage.live(seconds(9));
  QVERIFY(stage.item("identity")->isVisible());
  stage.live(seconds(1));
  QVERIFY(!stage.item("identity")->isVisible());
}

// A source falls silent: the wall says why it shows another board, and comes back.
void RotationTest::onAWall() {
  Stage stage({.isAttended = false});
  WallModel& wall = stage.wall();
  QObject::connect(&wall, &WallModel::boardAsked,
                   [&](const QString& name) { wall.showBoard(shippedBoard(name.toStdString())); });
  stage.show(busyFrame().build());
  Rotation::Plan alarms = plan();
  alarms.turns.clear();
  wall.setRotation(alarms);
  stage.live(seconds(1));
  QCOMPARE(wall.scene()->board().name, "mission_control");
  FrameBuilder silent = busyFrame();
  stage.show(silent.source("acd", {{"Alder", "voice", 0x7f}}, minutes(2), true).sequence(2).build());
  stage.live(seconds(1));
  QCOMPARE(wall.scene()->board().name, "contact_centre");
  QVERIFY(stage.item("warning")->property("text").toString().contains("alarm"));
  for (int i = 0; i < 21; ++i) stage.live(seconds(1));
  QCOMPARE(wall.scene()->board().name, "mission_control");
  // It is silent still, and has been seen.
  for (int i = 0; i < 30; ++i) stage.live(seconds(1));
  QCOMPARE(wall.scene()->board().name, "mission_control");
  QTest::keyClick(stage.window(), Qt::Key_P);
  QVERIFY(wall.rotation().isPinned());
  QVERIFY(stage.item("warning")->property("text").toString().contains("pinned"));
}

// Somebody is there, or reads; what is shown has its whole time when they are gone.
void RotationTest::nothingTurnsUnderHands() {
  Stage stage({});
  WallModel& wall = stage.wall();
  QObject::connect(&wall, &WallModel::boardAsked,
                   [&](const QString& name) { wall.showBoard(shippedBoard(name.toStdString())); });
  stage.show(busyFrame().build());
  wall.setRotation(plan());
  const auto shownAfter = [&](int time) {
    for (int i = 0; i < time; ++i) stage.live(seconds(1));
    return wall.scene()->board().name;
  };
  QCOMPARE(shownAfter(100), "mission_control");
  stage.window()->setProperty("isAttended", false);
  QCOMPARE(shownAfter(59), "mission_control");
  QCOMPARE(shownAfter(2), "response");
  QMetaObject::invokeMethod(Stage::find(stage.item("ground"), "figure"), "explain", Q_ARG(bool, true));
  QVERIFY(wall.explanation()->isHeld());
  QCOMPARE(shownAfter(40), "response");
  wall.explanation()->close();
  QCOMPARE(shownAfter(29), "response");
  QCOMPARE(shownAfter(2), "mission_control");
  QMetaObject::invokeMethod(stage.window(), "openBoards");
  QCOMPARE(shownAfter(80), "mission_control");
  QMetaObject::invokeMethod(stage.window(), "closePanels");
  QCOMPARE(shownAfter(61), "response");
}

// At once, not when they are gone: what is kept for the next start is what they chose.
void RotationTest::handsEndATakeOverAtOnce() {
  for (const bool pins : {false, true}) {
    Rotation::Plan calls;
    calls.takeOvers = {{.board = "trending", .time = minutes(5)}};
    Rotation rotation(calls);
    Rotation::Steady now{};
    QVERIFY(!rotation.next(now, "mission_control"));
    QVERIFY(rotation.hear({.kind = CallKind::Alarm, .level = 2}));
    QCOMPARE(rotation.next(now += seconds(1), "mission_control").value_or(""), "trending");
    rotation.hold(now += seconds(1), "trending");
    QVERIFY(rotation.isTakenOver());
    QCOMPARE(rotation.home("trending"), "mission_control");
    if (pins) rotation.setPinned(true);
    rotation.hold(now += seconds(1), pins ? "trending" : "response");
    QVERIFY(!rotation.isTakenOver());
    QCOMPARE(rotation.home(pins ? "trending" : "response"), pins ? "trending" : "response");
  }
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::RotationTest)
#include "tst_rotation.moc"
