// A wall that somebody pauses stands still, looks like it, and does not stay so.
#include <QApplication>
#include <QtTest>

#include "stage.h"

namespace watchfloor {

class PauseTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void standsStillAndSaysSo();
  void goesOnByItself();
  void goesOnWhenSomethingIsChosen();
  void aDeadEngineIsNoPause();
  void trendsStandStill();
  void notBeforeThereIsAFrame();
};

namespace {

FramePtr next(int64_t backlog) {
  FrameBuilder builder = busyFrame();
  return builder.figure(Metric::kBacklog, countOf(backlog)).sequence(2).build();
}

}  // namespace

void PauseTest::standsStillAndSaysSo() {
  Stage stage({});
  stage.show(busyFrame().build());
  const QColor live = Stage::find(stage.tile("backlog"), "value")->property("color").value<QColor>();
  QTest::keyClick(stage.window(), Qt::Key_S);
  stage.show(next(99));
  stage.live(seconds(4));
  QCOMPARE(stage.text("backlog", "value"), "57");
  QCOMPARE(stage.tile("backlog")->property("condition").toInt(), int(TileState::Paused));
  QCOMPARE(stage.tile("backlog")->property("shape").toInt(), int(GlyphShape::Bars));
  QVERIFY(Stage::find(stage.tile("backlog"), "value")->property("color").value<QColor>() != live);
  QVERIFY(stage.item("freshness")->property("text").toString().startsWith("paused 5"));
  QVERIFY(stage.item("notice")->property("text").toString().startsWith("Paused for"));
  QTest::keyClick(stage.window(), Qt::Key_S);
  QCOMPARE(stage.text("backlog", "value"), "99");
  QCOMPARE(stage.tile("backlog")->property("condition").toInt(), int(TileState::Live));
}

void PauseTest::goesOnByItself() {
  Stage stage({});
  stage.show(busyFrame().build());
  stage.wall().togglePause();
  stage.show(next(99));
  stage.live(WallModel::kMostPause - seconds(3));
  QCOMPARE(stage.text("backlog", "value"), "57");
  QVERIFY(stage.item("notice")->property("text").toString().startsWith("Paused for"));  // no clock is wrong
  stage.live(seconds(3));
  QCOMPARE(stage.text("backlog", "value"), "99");
}

void PauseTest::goesOnWhenSomethingIsChosen() {
  for (const bool isBoard : {true, false}) {
    Stage stage({});
    stage.show(busyFrame().build());
    stage.wall().togglePause();
    isBoard ? stage.wall().showBoard(shippedBoard("response")) : stage.wall().stepBrand(1);
    QVERIFY(!stage.wall().situation().pausedAt);
  }
}

void PauseTest::aDeadEngineIsNoPause() {
  Stage stage({});
  stage.show(busyFrame().build());
  stage.wall().togglePause();
  stage.pass(seconds(5));
  QCOMPARE(stage.tile("backlog")->property("condition").toInt(), int(TileState::Stale));
  stage.pass(minutes(1));
  QCOMPARE(stage.tile("backlog")->property("condition").toInt(), int(TileState::Disconnected));
}

// Those that come meanwhile are told when it goes on.
void PauseTest::trendsStandStill() {
  Stage stage({.board = "trending"});
  stage.show(busyFrame().build());
  const auto brands = [&] {
    QStringList names;
    for (const Trend& trend : stage.wall().situation().trends->trends)
      names << QString::fromStdString(trend.brand);
    return names;
  };
  const QStringList before = brands();
  QVERIFY(before.size() > 1);
  stage.wall().togglePause();
  stage.trends().trends.resize(1);
  stage.live(seconds(4));
  QCOMPARE(brands(), before);
  stage.wall().togglePause();
  QCOMPARE(brands().size(), 1);
}

void PauseTest::notBeforeThereIsAFrame() {
  Stage stage({});
  stage.wall().togglePause();
  QVERIFY(!stage.wall().situation().pausedAt);
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::PauseTest)
#include "tst_pause.moc"
