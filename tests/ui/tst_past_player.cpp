// Looking at the past: by keys and by touch, marked as what it is, never by itself, and back again.
#include <QAccessible>
#include <QApplication>
#include <QtTest>

#include "models/format.h"
#include "models/past_player.h"
#include "stage.h"

namespace watchfloor {
namespace {

// A player without a wall, and what it asked for.
struct Player {
  Situation at;
  std::vector<std::optional<Playback>> asked;
  PastPlayer past{[this](std::optional<Playback> p) { asked.push_back(p); }};

  explicit Player(Time now = kAsOf, const QTimeZone& zone = QTimeZone("Europe/Berlin")) {
    at.view.frame = busyFrame().build();
    at.present = at.now = now;
    at.zone = zone;
    past.show(at);
  }
  void pass(Duration time) {
    at.now += time, at.present += time;
    past.show(at);
  }
};

}  // namespace

class PastPlayerTest : public QObject {
  Q_OBJECT

  // The engine has found it.
  static void answer(Stage& stage, Time moment) {
    WallView& view = stage.view();
    view.playback = *stage.playbacks().back();
    view.isFound = true, view.isHeld = view.playback->isStill;
    stage.show(busyFrame().at(moment).replayed(view.playback->speed).build());
  }
  static QString said(const Stage& stage, const char* item) {
    return stage.item(QString::fromLatin1(item))->property("text").toString();
  }

 private Q_SLOTS:
  void byKeys();
  void playHasTheFocus();
  void byTouch();
  void theWallSaysThatItIsThePast();
  void whileItIsSoughtNothingIsLive();
  void whatIsRefusedIsSaid();
  void whatIsNotWholeIsSaid();
  void nobodyIsCalledByThePast();
  void nobodyForgetsIt();
  void aPauseIsOverThen();
  void stepsAddUp();
  void rangesHaveRoundMarks();
  void marksFollowTheClocks();
};

void PastPlayerTest::byKeys() {
  Stage stage({});
  stage.show(busyFrame().build());
  QVERIFY(!stage.item("timeBar")->isVisible());
  const double room = stage.wall().scene()->room().height();
  QTest::keyClick(stage.window(), Qt::Key_H);
  stage.settle();
  QVERIFY(stage.item("timeBar")->isVisible());
  QVERIFY(stage.wall().scene()->room().height() < room);  // nothing is covered
  const Time begun = stage.wall().situation().present - PastPlayer::kBegin;
  QCOMPARE(*stage.playbacks().back(), (Playback{.from = begun, .isStill = true}));
  answer(stage, begun);
  QTest::keyClick(stage.window(), Qt::Key_Left, Qt::ShiftModifier);
  QCOMPARE(*stage.playbacks().back(), (Playback{.from = begun - hours(1), .isStill = true}));
  answer(stage, begun - hours(1));
  QTest::keyClick(stage.window(), Qt::Key_S);
  QCOMPARE(*stage.playbacks().back(), (Playback{.from = begun - hours(1)}));
  answer(stage, begun - minutes(59));
  QTest::keyClick(stage.window(), Qt::Key_Plus);
  QCOMPARE(*stage.playbacks().back(), (Playback{.from = begun - minutes(59), .speed = 4}));
  answer(stage, begun - minutes(58));
  QTest::keyClick(stage.window(), Qt::Key_S);
  QCOMPARE(*stage.playbacks().back(), (Playback{.from = begun - minutes(58), .speed = 4, .isStill = true}));
  QTest::keyClick(stage.window(), Qt::Key_H);
  QVERIFY(!stage.playbacks().back());
  stage.settle();
  QVERIFY(!stage.item("timeBar")->isVisible());
}

// Play is found with Tab, and pressed by keys and by name.
void PastPlayerTest::playHasTheFocus() {
  Stage stage({});
  stage.show(busyFrame().build());
  QTest::keyClick(stage.window(), Qt::Key_H);
  stage.settle();
  const Time begun = stage.wall().situation().present - PastPlayer::kBegin;
  answer(stage, begun);
  QQuickItem* play = stage.item("play");
  QVERIFY(play->property("activeFocusOnTab").toBool());
  QVERIFY(!stage.item("playFocus")->isVisible());
  play->forceActiveFocus(Qt::TabFocusReason);
  stage.settle();
  QVERIFY(stage.item("playFocus")->isVisible());
  const auto name = [&] { return QAccessible::queryAccessibleInterface(play)->text(QAccessible::Name); };
  QAccessible::setActive(true);
  QCOMPARE(name(), "play");
  QTest::keyClick(stage.window(), Qt::Key_Space);
  QCOMPARE(*stage.playbacks().back(), (Playback{.from = begun}));
  answer(stage, begun);
  QCOMPARE(name(), "hold");
  QAccessible::queryAccessibleInterface(play)->actionInterface()->doAction(
      QAccessibleActionInterface::pressAction());
  QVERIFY(stage.playbacks().back()->isStill);
}

void PastPlayerTest::byTouch() {
  Stage stage({});
  stage.show(busyFrame().build());
  stage.wall().past()->toggle();
  stage.settle();
  const QQuickItem* track = stage.item("track");
  const QPoint middle = track->mapToScene({track->width() / 2, track->height() / 4}).toPoint();
  QTest::mouseClick(stage.window(), Qt::LeftButton, {}, middle);
  const Duration ago = stage.wall().situation().now - stage.playbacks().back()->from;
  QVERIFY2(std::chrono::abs(ago - hours(12)) < minutes(2), qPrintable(QString::number(ago.count())));
  const size_t asked = stage.playbacks().size();
  QTest::mousePress(stage.window(), Qt::LeftButton, {}, middle);
  for (int x = 0; x <= 200; x += 40) QTest::mouseMove(stage.window(), middle + QPoint(x, 0));
  QCOMPARE(stage.playbacks().size(), asked);  // while it is dragged, it is only told
  QVERIFY(said(stage, "moment") != stage.wall().past()->momentText());
  QTest::mouseRelease(stage.window(), Qt::LeftButton, {}, middle + QPoint(200, 0));
  QCOMPARE(stage.playbacks().size(), asked + 1);
  QVERIFY(stage.wall().situation().now - stage.playbacks().back()->from < ago);
  const QQuickItem* live = stage.item("toLive");
  QTest::mouseClick(stage.window(), Qt::LeftButton, {},
                    live->mapToScene({live->width() / 2, live->height() / 2}).toPoint());
  QVERIFY(!stage.wall().past()->isOpen());
}

void PastPlayerTest::theWallSaysThatItIsThePast() {
  Stage stage({});
  stage.show(busyFrame().build());
  QVERIFY(!stage.item("replayFrame")->isVisible());
  stage.wall().past()->toggle();
  answer(stage, kAsOf - hours(3));
  QVERIFY(stage.item("replayFrame")->isVisible());
  QVERIFY2(said(stage, "freshness").startsWith("REPLAY"), qPrintable(said(stage, "freshness")));
  QCOMPARE(stage.tile("backlog")->property("condition").toInt(), int(TileState::Replay));
  stage.live(minutes(2));  // however long it stands
  QCOMPARE(stage.tile("backlog")->property("condition").toInt(), int(TileState::Replay));
  stage.wall().past()->close();
  QVERIFY(stage.item("replayFrame")->isVisible());  // until the present is there
  stage.view().playback.reset(), stage.view().isHeld = false;
  stage.show(busyFrame().build());
  QVERIFY(!stage.item("replayFrame")->isVisible());
}

void PastPlayerTest::whileItIsSoughtNothingIsLive() {
  Stage stage({});
  stage.show(busyFrame().build());
  stage.wall().past()->toggle();
  stage.view().playback = *stage.playbacks().back(), stage.view().isFound = false;
  stage.live(seconds(1));
  QCOMPARE(stage.tile("backlog")->property("condition").toInt(), int(TileState::Connecting));
  QVERIFY2(said(stage, "freshness").startsWith("looking for"), qPrintable(said(stage, "freshness")));
  QCOMPARE(said(stage, "pastState"), "looking for it");
}

void PastPlayerTest::whatIsRefusedIsSaid() {
  Stage stage({});
  stage.show(busyFrame().build());
  stage.wall().past()->toggle();
  stage.view().refusal = "this engine keeps no records";
  stage.show(busyFrame().build());
  QVERIFY(!stage.wall().past()->isOpen());
  QVERIFY(std::ranges::any_of(stage.wall().notices(), [](const Notice& notice) {
    return notice.text.contains("this engine keeps no records");
  }));
  const size_t asked = stage.playbacks().size();
  stage.live(minutes(1));  // then it has been read
  QVERIFY(stage.playbacks().size() > asked && !stage.playbacks().back());
}

void PastPlayerTest::whatIsNotWholeIsSaid() {
  Stage stage({});
  stage.show(busyFrame().build());
  stage.wall().past()->toggle();
  Frame frame = *busyFrame().build();
  frame.replayed = Replayed{.damaged = 3, .isWhole = false};
  stage.view().playback = *stage.playbacks().back();
  stage.show(std::make_shared<const Frame>(std::move(frame)));
  const auto isSaid = [&](const char* words) {
    return std::ranges::any_of(stage.wall().notices(),
                               [&](const Notice& n) { return n.text.contains(QLatin1String(words)); });
  };
  QVERIFY(isSaid("had been let go"));
  QVERIFY(isSaid("3 records could not be read"));
}

// Alarms of then are no news, and the board stays that somebody looks at.
void PastPlayerTest::nobodyIsCalledByThePast() {
  Stage stage({.isAttended = false});
  stage.wall().setRotation({.turns = {{"mission_control", seconds(10)}, {"response", seconds(10)}},
                            .takeOvers = {{.level = 3, .board = "contact_centre"}}});
  QSignalSpy asked(&stage.wall(), &WallModel::boardAsked);
  stage.show(busyFrame().build());
  asked.clear();
  stage.wall().past()->toggle();
  Frame frame = *busyFrame().at(kAsOf - hours(1)).build();
  frame.replayed = Replayed{.damaged = 3};
  stage.view().playback = *stage.playbacks().back();
  stage.show(std::make_shared<const Frame>(std::move(frame)));
  for (int i = 0; i < 30; ++i) stage.live(seconds(1));
  QCOMPARE(asked.count(), 0);
}

void PastPlayerTest::nobodyForgetsIt() {
  Player player;
  player.past.toggle();
  player.pass(PastPlayer::kMostReplay - seconds(1));
  player.past.step(-60);
  player.pass(PastPlayer::kMostReplay - seconds(1));
  QVERIFY(player.past.isOpen());
  player.pass(seconds(1));
  QVERIFY(!player.past.isOpen());
  QVERIFY(!player.asked.back());
}

// What stood still is not shown under a moment of the past.
void PastPlayerTest::aPauseIsOverThen() {
  Stage stage({});
  stage.show(busyFrame().build());
  QTest::keyClick(stage.window(), Qt::Key_S);
  QVERIFY(stage.wall().situation().pausedAt);
  QTest::keyClick(stage.window(), Qt::Key_H);
  QVERIFY(!stage.wall().situation().pausedAt);
  answer(stage, stage.playbacks().back()->from);
  QVERIFY(stage.item("replayFrame")->isVisible());
}

// Whether there was time for an answer in between or not, and whatever the frame's own time is.
void PastPlayerTest::stepsAddUp() {
  Player player;
  player.past.toggle();
  const Time begun = player.asked.back()->from;
  player.past.step(-60);
  player.past.step(-60);
  QVERIFY(player.asked.back()->from == begun - minutes(2));
  Frame before = *busyFrame().at(begun - hours(1)).replayed(1).build();  // nothing was recorded since
  player.at.view.frame = std::make_shared<const Frame>(std::move(before));
  player.at.view.playback = player.asked.back(), player.at.view.isFound = true;
  player.pass(seconds(1));
  player.past.step(60);
  player.past.step(60);
  QVERIFY(player.asked.back()->from == begun);
  player.past.cycleSpeed();
  for (int i = 0; i < 5; ++i) player.past.cycleSpeed();
  QCOMPARE(player.asked.back()->speed, 4.0);
}

void PastPlayerTest::rangesHaveRoundMarks() {
  Player player;
  player.past.toggle();
  player.past.step(-25 * 3600);  // lengthens the range
  QCOMPARE(player.past.rangeText(), one({"7", "d"}));
  QCOMPARE(player.past.marks().size(), 7);
  for (int i = 0; i < 5; ++i) {
    player.past.stepRange(1);
    QVERIFY(player.past.marks().size() >= 5);
    QCOMPARE(player.past.marks().size(), player.past.markTexts().size());
    for (const double mark : player.past.marks()) QVERIFY(mark >= 0 && mark <= 1);
  }
  QCOMPARE(player.past.rangeText(), one({"7", "d"}));
}

// On the day when clocks are set back, marks are still at midnight and every fourth hour.
void PastPlayerTest::marksFollowTheClocks() {
  const QTimeZone zone("Europe/Berlin");
  const QDateTime noon(QDate(2026, 10, 25), QTime(12, 0), zone);
  Player player(fromMicros(noon.toMSecsSinceEpoch() * 1000), zone);
  player.past.toggle();
  QCOMPARE(player.past.markTexts(), QStringList({"16:00", "20:00", "00:00", "04:00", "08:00", "12:00"}));
  QVERIFY(std::abs(player.past.marks()[3] - player.past.marks()[2] - 5.0 / 24) < 1e-9);
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::PastPlayerTest)
#include "tst_past_player.moc"
