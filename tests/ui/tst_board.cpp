// The boards that come with the program, with frames made by hand: whether they can be read in every room of
// the table, whatever names and figures are.
#include <QAccessible>
#include <QApplication>
#include <QQuickItem>
#include <QtTest>

#include "legibility.h"
#include "models/format.h"
#include "rooms.h"
#include "situations.h"

namespace watchfloor {

class BoardTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void nothingElidedClippedOrOverlapping_data() { rooms(false); }
  void nothingElidedClippedOrOverlapping();
  void legible_data() { rooms(true); }
  void legible();
  void tooFarSaysSo();
  void leftOutSaysSo();
  void valueBoxStandsStill();
  void accessible();

 private:
  static void rooms(bool areAll);
  static Stage::Room room();
};

// Mission control in every room, or in the tightest of each class, where many states are looked at; the
// others where they look most different.
void BoardTest::rooms(bool areAll) {
  QTest::addColumn<QString>("board");
  QTest::addColumn<int>("height");
  QTest::addColumn<double>("diagonal");
  QTest::addColumn<double>("distance");
  const auto add = [](const std::string& board, int height, double diagonal, double distance) {
    const QString name = QString::fromStdString(board);
    QTest::addRow("%s %d, %g at %g m", board.c_str(), height, diagonal, distance)
        << name << height << diagonal << distance;
  };
  for (const ReadingRoom& room : kRooms) {
    const bool isTight = (room.diagonal == 43) || (room.diagonal == 55 && room.distance != 5) ||
                         (room.diagonal == 98 && room.distance == 8);
    if (areAll || isTight) add("mission_control", 1080, room.diagonal, room.distance);
  }
  if (areAll) add("mission_control", 2160, 75, 5);
  for (const std::string& board : kShippedBoards) {
    add(board, 2160, 32, 0.8);
    if (board != "mission_control") add(board, 1080, 43, 5);
  }
}

Stage::Room BoardTest::room() {
  QFETCH(QString, board);
  QFETCH(int, height);
  QFETCH(double, diagonal);
  QFETCH(double, distance);
  Stage::Room room;
  room.board = board.toStdString();
  room.isDrawn = false;
  room.width = height * 16 / 9, room.height = height, room.diagonal = diagonal, room.distance = distance;
  return room;
}

void BoardTest::nothingElidedClippedOrOverlapping() {
  Stage stage(room());
  const auto check = [&](const char* what) {
    const QString fault = faultIn(stage);
    QVERIFY2(fault.isEmpty(), qPrintable(QLatin1String(what) + ": " + fault));
  };
  // Names around the heat map: whole, and none over a cell.
  const auto checkNames = [&](const char* what, const Frame& frame) {
    QStringList names[2];
    std::vector<QRectF> cells;
    const std::vector<Ink> inks = inksOf(stage);
    const QQuickItem* map = stage.item("heatMap");
    if (!map) return;
    for (int i = 0; const QQuickItem* cell = stage.item(QStringLiteral("cell.%1").arg(i)); ++i)
      cells.push_back(cell->mapRectToScene(cell->boundingRect()));
    QVERIFY2(cells.size() >= (stage.wall().scene()->board().name == "mission_control" ? 16 : 4), what);
    for (const Ink& ink : inks) {
      const QString name = ink.item->objectName();
      if (name != QLatin1String("rowName") && name != QLatin1String("columnName")) continue;
      names[name == QLatin1String("rowName")] << ink.text;
      if (std::ranges::any_of(cells, [&](const QRectF& cell) { return cell.intersects(ink.area); }))
        QFAIL(qPrintable(QLatin1String(what) + ": " + ink.text + " lies on a cell"));
    }
    QCOMPARE(static_cast<qsizetype>(cells.size()), names[0].size() * names[1].size());
    for (int axis = 0; axis < 2; ++axis) {
      const auto& known = axis == 0 ? frame.brands : frame.channels;
      for (const QString& name : names[axis])
        QVERIFY2(std::ranges::count(known, name.toStdString()) == 1, qPrintable(name));
    }
  };
  check("connecting");
  stage.show(busyFrame().build());
  check("live");
  stage.show(extremeFrame().sequence(2).build());
  check("extreme");
  stage.pass(seconds(5));
  check("stale");
  stage.pass(minutes(59));
  check("disconnected");
  FrameBuilder silent = extremeFrame();
  silent.sequence(3).source("a source whose name has forty characters", {{"Alder", "voice", 0x7f}},
                            minutes(59), true);
  stage.show(silent.build());
  check("silent");
  stage.show(FrameBuilder().sequence(4).build());
  check("empty");
  FrameBuilder many = extremeFrame();
  many.sequence(5).began(kAsOf - hours(15));
  for (int i = 0; i < 10; ++i) {
    const std::string n = std::to_string(i);
    many.frame().brands.push_back("a brand with a long name " + n);
    many.frame().channels.push_back("channel with a long name " + n);
    many.source("source with a long name " + n, {});
    for (int ago = 0; ago < 60; ++ago)
      many.minute(ago, Metric::kOffered, countOf(90 + i), "all", many.frame().channels.back());
  }
  for (SourceHealth& source : many.frame().sources) source.newestEvent = kAsOf - minutes(26);
  stage.show(many.build());
  check("many");
  stage.wall().chooseWindow(5);
  for (FrameCell& cell : many.frame().cells) {
    if (cell.window == Window::k15m) cell.window = Window::k24h;
  }
  stage.show(many.sequence(6).build());
  check("since another day");
  stage.show(longNames().sequence(7).build());
  check("30 brands on 20 channels");
  checkNames("30 brands on 20 channels", *longNames().build());
  stage.wall().chooseBrand(QString::fromStdString(brandOf(17)));
  stage.wall().chooseChannel(QString::fromStdString(channelOf(22)));
  stage.show(longNames().sequence(7).build());
  check("long names, chosen");
  stage.pass(minutes(59));
  check("long names, chosen, of an engine that is gone");
  stage.wall().chooseAll();
  FrameBuilder wide = longNames();
  for (std::string& channel : wide.frame().channels) channel = channel.substr(8, 2) + "WWWWWWWWWWWW";
  stage.show(wide.sequence(8).build());
  check("wide names");
  checkNames("wide names", *wide.build());
  FrameBuilder young = extremeFrame();
  stage.wall().chooseWindow(2);
  stage.show(young.sequence(9).began(kAsOf - minutes(14)).build());
  check("young");
  young.frame().isEventClock = true, young.frame().began.reset();
  stage.show(young.sequence(10).at(kAsOf - kDay * 700).build());
  check("recording");
  stage.pass(minutes(59));
  check("recording of an engine that is gone");
}

// Capitals of at least 16 arc minutes everywhere, a board's values 60, in a tile's order of sizes.
void BoardTest::legible() {
  const Stage::Room room = BoardTest::room();
  Stage stage(room);
  stage.show(busyFrame().build());
  QVERIFY(stage.viewing().warning().isEmpty());
  const double u = stage.viewing().u();
  for (const Ink& ink : inksOf(stage)) QVERIFY2(ink.cap / u >= 16 - 0.01, qPrintable(ink.text));
  // The value of every figure: 60′, on a banner, a strip and a desk 40.
  const WallClass wall = static_cast<WallClass>(stage.viewing().wallClass());
  int figures = 0;
  for (const Ink& ink : inksOf(stage)) {
    if (ink.item->objectName() != QLatin1String("value") || ink.item->opacity() == 0) continue;
    const bool isSmall =
        wall == WallClass::Near || wall == WallClass::Banner || stage.item(ink.owner)->height() / u < 60;
    QVERIFY2(ink.cap / u >= (isSmall ? 40 : 60) - 0.01, qPrintable(ink.owner));
    ++figures;
  }
  QVERIFY(figures > 0);
  if (room.board != "mission_control" || wall == WallClass::Poster) return;
  QQuickItem* value = Stage::find(stage.tile("service_level"), "value");
  QCOMPARE(value->property("font").value<QFont>().family(), "Roboto");
}

void BoardTest::tooFarSaysSo() {
  Stage::Room far;
  far.diagonal = 43, far.distance = 8;  // not even one figure
  Stage stage(far);
  stage.show(FrameBuilder().build());
  QVERIFY(stage.viewing().smallestText() < 16);
  QCOMPARE(stage.item("warning")->property("text").toString(), stage.viewing().warning());
  QVERIFY(stage.viewing().warning().contains(QStringLiteral("8 m")));
}

// Ten thousand values, and none needs more room than the widest (each tile keeps that free: tst_tile.qml).
// What has no room is counted, and an alarm of it is told.
void BoardTest::leftOutSaysSo() {
  Stage stage({.diagonal = 55, .distance = 5});
  FrameBuilder quiet = busyFrame();
  stage.show(quiet.build());
  QCOMPARE(stage.item("warning")->property("text").toString(), "7 of 16 tiles");
  Stage poster({.diagonal = 55, .distance = 8});
  poster.show(busyFrame().build());
  QVERIFY(poster.item("warning")->property("text").toString().startsWith(QStringLiteral("page ")));
  const QString first = poster.item("warning")->property("text").toString();
  QCOMPARE(poster.wall().scene()->figures()->rowCount(), 1);
  poster.live(seconds(10));
  QVERIFY(poster.item("warning")->property("text").toString() != first);
  QVERIFY(poster.item("notice")->property("text").toString().contains(QStringLiteral("5 %")));
}

void BoardTest::valueBoxStandsStill() {
  QFont font(QStringLiteral("Roboto"));
  font.setPixelSize(142);
  font.setWeight(QFont::Medium);
  const QFontMetricsF metrics(font);
  const auto check = [&](const Shown& shown, const QString& widest) {
    QVERIFY2(metrics.horizontalAdvance(shown.value) <= metrics.horizontalAdvance(widest),
             qPrintable(shown.value));
  };
  Situation at;
  at.view.frame = busyFrame().build(), at.freshness = Freshness::kLive;
  std::map<QString, QString> widest;
  for (const Tile& tile : boardTiles(at)) widest[tile.key] = tile.widest;
  for (int i = 0; i <= 10'000; ++i) {
    check(formatPercent(i / 10'000.0), widest.at("service_level"));
    check(formatDuration(minutes(6) * i / 10), widest.at("first_response_time_s"));
    check(formatCount(i % 1000), widest.at("backlog"));
  }
}

void BoardTest::accessible() {
  Stage stage({});
  stage.show(busyFrame().build());
  QAccessibleInterface* tile = QAccessible::queryAccessibleInterface(stage.tile("service_level"));
  QVERIFY(tile);
  QCOMPARE(tile->text(QAccessible::Name), "Service level");
  QCOMPARE(tile->text(QAccessible::Description),
           "Service level, 83.1\u202f%, down 1.2, n 812   target ≥ 80\u202f%, 675 within their target, "
           "15\u202fmin · "
           "0\u202fs");
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::BoardTest)
#include "tst_board.moc"
