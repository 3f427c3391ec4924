// How the wall is steered: by keys, mouse and touch, and what it subscribes to then.
#include <QApplication>
#include <QPointingDevice>
#include <QtTest>
#include <functional>

#include "stage.h"

namespace watchfloor {

namespace {

Stage::Room desk() {
  Stage::Room room;
  room.diagonal = 24, room.distance = 0.7;
  return room;
}

QRectF areaOf(QQuickItem* item) { return item->mapRectToScene(item->boundingRect()); }

}  // namespace

class SteeringTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keys();
  void keysAreOfOneWindow();
  void choosesWhatWasTouched();
  void choicesReadDifferently();
  void choosingForgetsTheRange();
  void choosers();
  void nothingBeneathAPanelIsTouched();
  void onePanelAtATime();
  void heatMap();
  void newChannelsAreSubscribedTo();
};

// Of two windows of one program the one that has the keys obeys them.
void SteeringTest::keysAreOfOneWindow() {
  Stage a({}), b({});
  for (Stage* stage : {&a, &b}) stage->show(busyFrame().build());
  for (Stage* pressed : {&a, &b}) {
    const ThemeName before = (pressed == &a ? b : a).wall().theme(), own = pressed->wall().theme();
    pressed->window()->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(pressed->window()));
    QTest::keyClick(pressed->window(), Qt::Key_D);
    QVERIFY(pressed->wall().theme() != own);
    QCOMPARE((pressed == &a ? b : a).wall().theme(), before);
  }
}

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
  QCOMPARE(scope(), "Alder all channels 15\u202fmin");
  QCOMPARE(stage.text("backlog", "value"), "11");  // at once: the cell was there already
  press(Qt::Key_Down);
  QCOMPARE(scope(), "Alder chat 15\u202fmin");
  press(Qt::Key_W);
  QCOMPARE(scope(), "Alder chat 30\u202fmin");
  QCOMPARE(stage.text("service_level", "value"), kNotYet);  // until the engine answers for it
  QCOMPARE(stage.selections().back().windows, std::vector<Window>({Window::k30m, Window::kNow}));
  QCOMPARE(stage.selections().back().series, std::vector<SeriesName>({{"Alder", "chat"}}));
  press(Qt::Key_W, Qt::ShiftModifier);
  press(Qt::Key_Up);
  press(Qt::Key_Left);
  press(Qt::Key_Left);
  QCOMPARE(scope(), "Northwind all channels 15\u202fmin");
  press(Qt::Key_A);
  QCOMPARE(scope(), "All brands all channels 15\u202fmin");

  press(Qt::Key_Question, Qt::ShiftModifier);
  QVERIFY(stage.item("help")->isVisible());
  press(Qt::Key_Escape);
  QVERIFY(!stage.item("help")->isVisible());
  press(Qt::Key_F11);
  QCOMPARE(stage.window()->visibility(), QWindow::FullScreen);
  press(Qt::Key_F);
  QVERIFY(stage.window()->visibility() != QWindow::FullScreen);
}

// A brand that sorts earlier comes while the list is open: what was touched is chosen.
void SteeringTest::choosesWhatWasTouched() {
  Stage stage({});
  stage.show(busyFrame().build());
  QMetaObject::invokeMethod(stage.window(), "openBrands");
  stage.settle();
  QQuickItem* list = stage.item("brandChooser");
  stage.grab();  // lays the list out
  FrameBuilder more = busyFrame();
  more.frame().brands.insert(more.frame().brands.begin(), "Aardvark");
  stage.show(more.sequence(2).build());
  QCOMPARE(stage.wall().brands().at(2), "Alder");
  QQuickItem* option = Stage::find(list, "option.2");
  QTest::mouseClick(stage.window(), Qt::LeftButton, {},
                    option->mapRectToScene(option->boundingRect()).center().toPoint());
  QVERIFY(!list->isVisible());
  QCOMPARE(stage.wall().brandText(), "Birchline");
  QCOMPARE(stage.wall().situation().choice.brand, "Birchline");

  // One that is gone since, with the engine that knew it, is shown as what it is: not there.
  stage.show(FrameBuilder().sequence(3).names({"Alder"}, {"voice"}).build());
  stage.wall().chooseBrand("Northwind");
  QCOMPARE(stage.wall().brandText(), "Northwind");
  QVERIFY(stage.item("notice")->property("text").toString().contains("Northwind"));
}

// Names that begin and end alike: each choice reads differently, in the list and in the header.
void SteeringTest::choicesReadDifferently() {
  Stage stage({});
  FrameBuilder many;
  std::vector<std::string> brands, channels;
  for (int i = 10; i < 40; ++i) brands.push_back("Brand number " + std::to_string(i) + " with a long list");
  for (int i = 10; i < 30; ++i) channels.push_back("Channel number " + std::to_string(i) + " of this list");
  stage.show(many.names(brands, channels).build());
  for (const QStringList& texts : {stage.wall().brands(), stage.wall().channels()})
    QCOMPARE(QSet<QString>(texts.begin(), texts.end()).size(), texts.size());
  QSet<QString> seen;
  for (int i = 0; i < 31; ++i, stage.wall().stepBrand(1))
    seen << stage.item("brand")->property("text").toString();
  QCOMPARE(seen.size(), 31);
}

// Another cell's range begins anew: its line would be flat in that of a larger one.
void SteeringTest::choosingForgetsTheRange() {
  Stage stage(desk());
  FrameBuilder b = busyFrame();
  for (int ago = 1; ago < 20; ++ago)
    b.minute(ago, Metric::kFirstResponseTime, spreadOf(9, 3, 5, 9), "Birchline", "all");
  stage.show(b.build());
  const double before = stage.wall().scene()->chart("series.first_response_time_s")->high();
  QVERIFY(before > 600);
  stage.wall().chooseBrand("Birchline");
  stage.show(b.sequence(2).build());
  QVERIFY(stage.wall().scene()->chart("series.first_response_time_s")->high() <= 60);
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
  const QPoint option = centreOf(Stage::find(stage.item("windowChooser"), "option.3"));
  QTest::touchEvent(stage.window(), screen).press(0, option);
  QTest::touchEvent(stage.window(), screen).release(0, option);
  QVERIFY(!stage.item("windowChooser")->isVisible());
  QCOMPARE(stage.wall().windowText(), "30\u202fmin");
  // By keys.
  QTest::keyClick(stage.window(), Qt::Key_T);
  QVERIFY(stage.item("windowChooser")->isVisible());
  QTest::keyClick(stage.window(), Qt::Key_Up);
  QTest::keyClick(stage.window(), Qt::Key_Up);
  QTest::keyClick(stage.window(), Qt::Key_Return);
  QCOMPARE(stage.wall().windowText(), "5\u202fmin");
  QTest::keyClick(stage.window(), Qt::Key_C);
  QVERIFY(stage.item("channelChooser")->isVisible());
  QTest::keyClick(stage.window(), Qt::Key_Escape);
  QVERIFY(!stage.item("channelChooser")->isVisible());
  QCOMPARE(stage.wall().channelText(), "all channels");
}

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
        QCOMPARE(stage.item("heatMapTitle")->property("text").toString(), "Volume · 15\u202fmin");
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
  QCOMPARE(title->property("text").toString(), "Volume · 15\u202fmin");
  stage.wall().stepHeatMap(1);
  QCOMPARE(title->property("text").toString(), "Net sentiment · 15\u202fmin");
  const auto stepped = stage.wall().scene()->steppedHeatMaps();
  QCOMPARE(stepped.size(), size_t{1});
  stage.wall().stepHeatMap(-1);
  QVERIFY(stage.wall().scene()->steppedHeatMaps().empty());
  stage.wall().setHeatMaps(stepped);  // as when it comes back
  QCOMPARE(title->property("text").toString(), "Net sentiment · 15\u202fmin");
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
  QCOMPARE(stage.selections().back().series, std::vector<SeriesName>({{"all", "all"}}));
  stage.show(busyFrame().build());
  const auto& series = stage.selections().back().series;
  QCOMPARE(series.size(), size_t{8});
  QVERIFY(std::ranges::find(series, SeriesName{"all", "voice"}) != series.end());
  const size_t asked = stage.selections().size();
  stage.show(busyFrame().sequence(2).build());
  QCOMPARE(stage.selections().size(), asked);
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::SteeringTest)
#include "tst_steering.moc"
