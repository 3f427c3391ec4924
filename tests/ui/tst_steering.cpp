// How the wall is steered: by keys, mouse and touch, and what it subscribes to then.
#include <QApplication>
#include <QPointingDevice>
#include <QtTest>
#include <functional>

#include "stage.h"

namespace watchfloor {

class SteeringTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keys();
  void choosers();
  void nothingBeneathAPanelIsTouched();
  void onePanelAtATime();
  void heatMap();
  void newChannelsAreSubscribedTo();
};

void SteeringTest::keys() {
  Stage stage({});
  stage.show(busyFrame().build());
  const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(stage.window(), key, modifiers);
    stage.settle();
  };
  const auto scope = [&] {
    return stage.wall().brandText() + " " + stage.wall().channelText() + " " + stage.wall().windowText();
  };
  stage.window()->requestActivate();
  QVERIFY(QTest::qWaitForWindowActive(stage.window()));
  press(Qt::Key_Right);
  QCOMPARE(scope(), "Alder all channels 15\u2009min");
  QCOMPARE(stage.text("backlog", "value"), "11");  // at once: the cell was there already
  press(Qt::Key_Down);
  QCOMPARE(scope(), "Alder chat 15\u2009min");
  press(Qt::Key_W);
  QCOMPARE(scope(), "Alder chat 30\u2009min");
  QCOMPARE(stage.text("service_level", "value"), "—");  // until the engine answers for it
  QCOMPARE(stage.selections().back().windows, std::vector<Window>({Window::k30m, Window::kNow}));
  QCOMPARE(stage.selections().back().series, std::vector<CellName>({{"Alder", "chat"}}));
  press(Qt::Key_W, Qt::ShiftModifier);
  press(Qt::Key_Up);
  press(Qt::Key_Left);
  press(Qt::Key_Left);
  QCOMPARE(scope(), "Northwind all channels 15\u2009min");
  press(Qt::Key_A);
  QCOMPARE(scope(), "All brands all channels 15\u2009min");

  press(Qt::Key_Question, Qt::ShiftModifier);
  QVERIFY(stage.item("help")->isVisible());
  press(Qt::Key_Escape);
  QVERIFY(!stage.item("help")->isVisible());
  press(Qt::Key_F11);
  QCOMPARE(stage.window()->visibility(), QWindow::FullScreen);
  press(Qt::Key_F);
  QVERIFY(stage.window()->visibility() != QWindow::FullScreen);
}

void SteeringTest::choosers() {
  Stage stage({});
  stage.show(busyFrame().build());
  stage.window()->requestActivate();
  QVERIFY(QTest::qWaitForWindowActive(stage.window()));
  const auto centreOf = [&](QQuickItem* item) {
    return item->mapRectToScene(item->boundingRect()).center().toPoint();
  };
  // By mouse.
  QTest::mouseClick(stage.window(), Qt::LeftButton, {}, centreOf(stage.item("brand")));
  stage.settle();
  QQuickItem* list = stage.item("brandChooser");
  QVERIFY(list->isVisible());
  stage.grab();  // lays the list out
  QTest::mouseClick(stage.window(), Qt::LeftButton, {}, centreOf(Stage::find(list, "option.2")));
  QVERIFY(!list->isVisible());
  QCOMPARE(stage.wall().brandText(), "Birchline");
  // By touch.
  QPointingDevice* screen = QTest::createTouchDevice();
  const QPoint at = centreOf(stage.item("window"));
  QTest::touchEvent(stage.window(), screen).press(0, at);
  QTest::touchEvent(stage.window(), screen).release(0, at);
  stage.settle();
  QVERIFY(stage.item("windowChooser")->isVisible());
  // By keys.
  QTest::keyClick(stage.window(), Qt::Key_Up);
  QTest::keyClick(stage.window(), Qt::Key_Return);
  QCOMPARE(stage.wall().windowText(), "5\u2009min");
  QTest::keyClick(stage.window(), Qt::Key_C);
  QVERIFY(stage.item("channelChooser")->isVisible());
  QTest::keyClick(stage.window(), Qt::Key_Escape);
  QVERIFY(!stage.item("channelChooser")->isVisible());
  QCOMPARE(stage.wall().channelText(), "all channels");
}

namespace {

Stage::Room desk() {
  Stage::Room room;
  room.diagonal = 24, room.distance = 0.7;
  return room;
}

QRectF areaOf(QQuickItem* item) { return item->mapRectToScene(item->boundingRect()); }

}  // namespace

// Everywhere on the wall, also over the heat map's cells: a tap on a panel stays there, one beside it closes
// it.
void SteeringTest::nothingBeneathAPanelIsTouched() {
  Stage stage(desk());
  stage.show(busyFrame().build());
  QPointingDevice* screen = QTest::createTouchDevice();
  const std::vector<std::function<void(QPoint)>> taps = {
      [&](QPoint at) { QTest::mouseClick(stage.window(), Qt::LeftButton, {}, at); },
      [&](QPoint at) {
        QTest::touchEvent(stage.window(), screen).press(0, at);
        QTest::touchEvent(stage.window(), screen).release(0, at);
      }};
  const auto scope = [&] { return stage.wall().brandText() + stage.wall().channelText(); };
  const QString all = scope();
  for (const auto& tap : taps) {
    for (const char* panel : {"help", "channelChooser"}) {
      const bool isHelp = panel == std::string("help");
      for (const QPoint at :
           {areaOf(stage.item("cell.0")).center().toPoint(), areaOf(stage.item("cell.20")).center().toPoint(),
            areaOf(stage.item("brand")).center().toPoint(),
            areaOf(stage.item("heatMapTitle")).center().toPoint()}) {
        if (isHelp) {
          QTest::keyClick(stage.window(), Qt::Key_F1);
        } else {
          QMetaObject::invokeMethod(stage.window(), "openChannels");
        }
        stage.settle();
        QVERIFY(stage.item(panel)->isVisible());
        const bool isBeside = !areaOf(stage.item(panel)).contains(at);
        tap(at);
        stage.settle();
        if (isBeside) QVERIFY2(!stage.item(panel)->isVisible(), panel);
        QVERIFY(!stage.item("brandChooser")->isVisible());
        QCOMPARE(scope(), all);
        QCOMPARE(stage.item("heatMapTitle")->property("text").toString(), "Volume · 15\u2009min");
      }
      // On the panel, on its title.
      if (isHelp) continue;
      QMetaObject::invokeMethod(stage.window(), "openChannels");
      stage.settle();
      tap((areaOf(stage.item(panel)).topLeft() + QPointF(20, 8)).toPoint());
      stage.settle();
      QVERIFY(stage.item(panel)->isVisible());
      tap(QPoint(4, 4));
    }
  }
  // With no panel open the wall is touched again.
  taps[0](areaOf(stage.item("cell.0")).center().toPoint());
  QCOMPARE(scope(), "Alderchat");
}

void SteeringTest::onePanelAtATime() {
  Stage stage({});
  stage.show(busyFrame().build());
  const std::vector<const char*> panels = {"brandChooser", "channelChooser", "windowChooser", "help"};
  const auto open = [&] {
    stage.settle();
    return std::ranges::count_if(panels, [&](const char* panel) { return stage.item(panel)->isVisible(); });
  };
  stage.window()->requestActivate();
  QVERIFY(QTest::qWaitForWindowActive(stage.window()));
  QTest::keyClick(stage.window(), Qt::Key_F1);
  QCOMPARE(open(), 1);
  QTest::keyClick(stage.window(), Qt::Key_B);
  QCOMPARE(open(), 1);
  QVERIFY(stage.item("brandChooser")->isVisible());
  QTest::keyClick(stage.window(), Qt::Key_F1);
  QCOMPARE(open(), 1);
  QVERIFY(stage.item("help")->isVisible());
  QTest::keyClick(stage.window(), Qt::Key_F1);
  QCOMPARE(open(), 0);
}

void SteeringTest::heatMap() {
  Stage stage(desk());
  stage.show(busyFrame().build());
  QQuickItem* title = stage.item("heatMapTitle");
  QCOMPARE(title->property("text").toString(), "Volume · 15\u2009min");
  stage.wall().stepHeatMap(1);
  QCOMPARE(title->property("text").toString(), "Net sentiment · 15\u2009min");
  QQuickItem* cell = stage.item("cell.0");
  QCOMPARE(cell->property("text").toString(), "−11");
  QTest::mouseClick(stage.window(), Qt::LeftButton, {},
                    cell->mapRectToScene(cell->boundingRect()).center().toPoint());
  QCOMPARE(stage.wall().brandText() + " " + stage.wall().channelText(), "Alder chat");
  QTest::mouseClick(stage.window(), Qt::LeftButton, {},
                    cell->mapRectToScene(cell->boundingRect()).center().toPoint());
  QCOMPARE(stage.wall().brandText() + " " + stage.wall().channelText(), "All brands all channels");
}

void SteeringTest::newChannelsAreSubscribedTo() {
  Stage stage({});
  QCOMPARE(stage.selections().back().series, std::vector<CellName>({{"all", "all"}}));
  stage.show(busyFrame().build());
  const auto& series = stage.selections().back().series;
  QCOMPARE(series.size(), size_t{8});
  QVERIFY(std::ranges::find(series, CellName{"all", "voice"}) != series.end());
  const size_t asked = stage.selections().size();
  stage.show(busyFrame().sequence(2).build());
  QCOMPARE(stage.selections().size(), asked);
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::SteeringTest)
#include "tst_steering.moc"
