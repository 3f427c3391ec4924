// The real board with frames made by hand: what it says, and whether it can be read.
#include <QAccessible>
#include <QApplication>
#include <QQuickItem>
#include <QtTest>

#include "ink.h"
#include "models/board_tiles.h"
#include "models/format.h"

namespace watchfloor {
namespace {

// The longest that every text may become.
FrameBuilder extremeFrame() {
  FrameBuilder b = busyFrame();
  const auto put = [&](Metric metric, Figure figure, std::optional<double> delta = {}) {
    b.figure(metric, std::move(figure), delta);
  };
  put(Metric::kMessagesInbound, countOf(8888), 8888);
  put(Metric::kOffered, countOf(1000), 1000);
  put(Metric::kNetSentiment, ratioOf(-8888, 8888), -2);
  put(Metric::kSentimentCoverage, ratioOf(8888, 8888));
  put(Metric::kSentimentPositive, countOf(88'888));
  put(Metric::kSentimentNegative, countOf(88'888));
  put(Metric::kFirstResponseTime, spreadOf(88'888, 100, 3599, 99 * 3600), 3599);
  put(Metric::kUnanswered, countOf(88'888));
  put(Metric::kOldestUnanswered, ageSince(kAsOf - hours(23) - minutes(59)));
  put(Metric::kAbandonRate, ratioOf(88'888, 88'888, 88'888), 1);
  put(Metric::kServiceLevel, ratioOf(88'888, 88'888), 1);
  put(Metric::kBacklog, countOf(88'888), 8888);
  put(Metric::kWaiting, countOf(88'888));
  put(Metric::kLongestWaiting, ageSince(kAsOf - hours(23) - minutes(59)));
  put(Metric::kAgentsAvailable, countOf(8888), 88);
  put(Metric::kSlotUtilisation, ratioOf(88'888, 88'888));
  put(Metric::kOccupancy, ratioOf(1, 1));
  return b;
}

// Forty characters, which begin and end alike.
std::string brandOf(int n) { return "Brand number " + std::to_string(n) + " of the list of brands ab"; }
std::string channelOf(int n) { return "Channel " + std::to_string(n) + " of the wholesale list abcdef"; }

FrameBuilder longNames() {
  FrameBuilder b = extremeFrame();
  std::vector<std::string> brands, channels;
  for (int i = 10; i < 40; ++i) brands.push_back(brandOf(i));
  for (int i = 10; i < 30; ++i) channels.push_back(channelOf(i));
  for (const std::string& channel : channels) {
    for (const std::string& brand : brands) {
      b.figure(Metric::kOffered, countOf(12'345), {}, brand, channel);
      b.figure(Metric::kOffered, countOf(12'345), {}, brand, channel, Window::k24h);
    }
    for (int ago = 0; ago < 60; ++ago) b.minute(ago, Metric::kOffered, countOf(90), "all", channel);
  }
  return b.names(std::move(brands), std::move(channels));
}

}  // namespace

class BoardTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void saysWhatTheFrameSays_data() { rooms(); }
  void saysWhatTheFrameSays();
  void nothingElidedClippedOrOverlapping_data() { rooms(); }
  void nothingElidedClippedOrOverlapping();
  void legible_data() { rooms(); }
  void legible();
  void tooFarSaysSo();
  void valueBoxStandsStill();
  void accessible();

 private:
  static void rooms();
  static Stage::Room room();
};

void BoardTest::rooms() {
  QTest::addColumn<int>("height");
  QTest::addColumn<double>("diagonal");
  QTest::addColumn<double>("distance");
  QTest::newRow("board 1080, 75 at 5 m") << 1080 << 75.0 << 5.0;
  QTest::newRow("board 1080, 43 at 3 m") << 1080 << 43.0 << 3.0;
  QTest::newRow("board 2160, 75 at 5 m") << 2160 << 75.0 << 5.0;
  QTest::newRow("near 1080, 24 at 0.7 m") << 1080 << 24.0 << 0.7;
  QTest::newRow("near 2160, 32 at 0.8 m") << 2160 << 32.0 << 0.8;
}

Stage::Room BoardTest::room() {
  QFETCH(int, height);
  QFETCH(double, diagonal);
  QFETCH(double, distance);
  Stage::Room room;
  room.width = height * 16 / 9, room.height = height, room.diagonal = diagonal, room.distance = distance;
  return room;
}

// Each tile's texts are those that the frame's figures give, walked in the scene.
void BoardTest::saysWhatTheFrameSays() {
  Stage stage(room());
  for (const FrameBuilder& builder : {busyFrame(), extremeFrame(), FrameBuilder()}) {
    stage.show(builder.build());
    for (const Tile& tile : boardTiles(stage.wall().situation())) {
      QVERIFY2(stage.tile(tile.key), qPrintable(tile.key));
      QCOMPARE(stage.text(tile.key, "label"), tile.label);
      QCOMPARE(stage.text(tile.key, "value"), tile.value);
      QCOMPARE(stage.text(tile.key, "unit"), tile.unit);
      QCOMPARE(stage.text(tile.key, "support"), tile.support);
      QCOMPARE(stage.text(tile.key, "detail"), tile.detail);
      QCOMPARE(stage.text(tile.key, "problem"), tile.problem);
      QCOMPARE(stage.text(tile.key, "basis"), tile.basis);
      if (stage.tile(tile.key)->findChild<QQuickItem*>("delta"))
        QCOMPARE(stage.text(tile.key, "delta"), tile.delta);
    }
  }
  stage.show(busyFrame().build());
  QCOMPARE(stage.text("service_level", "value"), "83.1");
  QCOMPARE(stage.text("first_response", "value"), "4:32");
  QCOMPARE(stage.text("net_sentiment", "value"), "−12");
}

void BoardTest::nothingElidedClippedOrOverlapping() {
  Stage stage(room());
  const auto check = [&](const char* what) {
    const std::vector<Ink> inks = inksOf(stage);
    QVERIFY2(inks.size() > 20, what);
    const QRectF screen(0, 0, stage.window()->width(), stage.window()->height());
    for (size_t i = 0; i < inks.size(); ++i) {
      const Ink& ink = inks[i];
      const auto said = [&](const QString& problem) {
        return qPrintable(QLatin1String(what) + ": " + ink.owner + " " + ink.text + " " + problem);
      };
      QVERIFY2(!ink.item->property("truncated").toBool(), said("is elided"));
      QVERIFY2(ink.item->property("textFormat").toInt() == Qt::PlainText, said("may be taken for HTML"));
      QVERIFY2(screen.contains(ink.area), said("leaves the screen"));
      if (!ink.owner.isEmpty()) {
        QQuickItem* tile = stage.item(ink.owner);
        const double air = ink.owner.startsWith(QLatin1String("tile.")) ? 9.5 * stage.viewing().u() : 0;
        const QRectF room = tile->mapRectToScene(tile->boundingRect()).adjusted(air, 0, -air, 0);
        QVERIFY2(room.left() <= ink.area.left() && ink.area.right() <= room.right() &&
                     room.top() <= ink.area.top() && ink.area.bottom() <= room.bottom(),
                 said("leaves its tile"));
      }
      for (size_t j = 0; j < i; ++j) {
        const QRectF common = ink.area & inks[j].area;
        QVERIFY2(common.width() < 1 || common.height() < 1, said("overlaps " + inks[j].text));
      }
    }
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
    QVERIFY2(cells.size() >= 4 * 4, what);
    for (const Ink& ink : inks) {
      const QString name = ink.item->objectName();
      if (name != QLatin1String("rowName") && name != QLatin1String("columnName")) continue;
      names[name == QLatin1String("rowName")] << ink.text;
      for (const QRectF& cell : cells)
        QVERIFY2(!cell.intersects(ink.area),
                 qPrintable(QLatin1String(what) + ": " + ink.text + " lies on a cell"));
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
  QQuickItem* value = Stage::find(stage.tile("service_level"), "value");
  const double least = stage.viewing().isNear() ? 40 : 60;
  QVERIFY(value->property("font").value<QFont>().pixelSize() * kCapOfEm / u >= least - 0.01);
  QCOMPARE(value->property("font").value<QFont>().family(), "Roboto");
  if (stage.viewing().isNear()) return;
  QQuickItem* bullet = stage.tile("service_level");
  QVERIFY(bullet->height() / u > 200);
}

void BoardTest::tooFarSaysSo() {
  Stage::Room far;
  far.diagonal = 43, far.distance = 5;
  Stage stage(far);
  stage.show(FrameBuilder().build());
  QVERIFY(stage.viewing().smallestText() < 16);
  QCOMPARE(stage.item("warning")->property("text").toString(), stage.viewing().warning());
  QVERIFY(stage.viewing().warning().contains(QStringLiteral("5 m")));
}

// Ten thousand values, and none needs more room than the widest (each tile keeps that free: tst_tile.qml).
void BoardTest::valueBoxStandsStill() {
  QFont font(QStringLiteral("Roboto"));
  font.setPixelSize(142);
  font.setWeight(QFont::Medium);
  const QFontMetricsF metrics(font);
  const auto check = [&](const Shown& shown, const QString& widest) {
    QVERIFY2(metrics.horizontalAdvance(shown.value) <= metrics.horizontalAdvance(widest),
             qPrintable(shown.value));
  };
  const auto widest = [](const char* key) {
    Situation at;
    at.view.frame = busyFrame().build(), at.freshness = Freshness::kLive;
    for (const Tile& tile : boardTiles(at)) {
      if (tile.key == QLatin1String(key)) return tile.widest;
    }
    return QString();
  };
  for (int i = 0; i <= 10'000; ++i) {
    check(formatPercent(i / 10'000.0), widest("service_level"));
    check(formatDuration(minutes(6) * i / 10), widest("first_response"));
    check(formatCount(i % 1000), widest("backlog"));
  }
}

void BoardTest::accessible() {
  Stage stage({});
  stage.show(busyFrame().build());
  QAccessibleInterface* tile = QAccessible::queryAccessibleInterface(stage.tile("service_level"));
  QVERIFY(tile);
  QCOMPARE(tile->text(QAccessible::Name), "Service level");
  QCOMPARE(tile->text(QAccessible::Description),
           "Service level, 83.1\u202f%, n 812   target ≥ 80\u202f%, 675 within their target, 15\u202fmin · "
           "0\u202fs");
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::BoardTest)
#include "tst_board.moc"
