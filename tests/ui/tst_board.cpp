// The real board with frames made by hand: what it says, and whether it can be read.
#include <QAccessible>
#include <QApplication>
#include <QQuickItem>
#include <QtTest>
#include <random>

#include "models/board_tiles.h"
#include "models/format.h"
#include "stage.h"

namespace watchfloor {
namespace {

struct Ink {
  QString text, owner;
  QRectF area;     // of the glyphs, in the window
  double cap = 0;  // height of capitals, pixels
  QQuickItem* item = nullptr;
};

constexpr double kCapOfEm = 0.711;

// Where the glyphs of a Text lie, without the empty space above and below them.
QRectF inkOf(QQuickItem* item) {
  const QFontMetricsF metrics(item->property("font").value<QFont>());
  const double width = item->property("contentWidth").toDouble(),
               tall = item->property("contentHeight").toDouble();
  const double x =
      item->property("horizontalAlignment").toInt() == Qt::AlignHCenter ? (item->width() - width) / 2 : 0;
  if (item->property("lineCount").toInt() > 1) return item->mapRectToScene(QRectF(x, 0, width, tall));
  QRectF ink =
      metrics.tightBoundingRect(item->property("text").toString()).translated(x, item->baselineOffset());
  ink.setRight(std::max(ink.right(), x + width));
  return item->mapRectToScene(ink);
}

bool isShown(const QQuickItem* item) { return item->isVisible() && item->opacity() > 0; }

void collect(QQuickItem* item, const QString& owner, std::vector<Ink>& inks) {
  if (!isShown(item)) return;
  const QString name = item->objectName().contains(QLatin1Char('.')) ? item->objectName() : owner;
  const bool isText = item->inherits("QQuickText");
  if (isText && !item->property("text").toString().isEmpty()) {
    const double em = item->property("font").value<QFont>().pixelSize();
    inks.push_back({item->property("text").toString(), name, inkOf(item), em * kCapOfEm, item});
  }
  for (QQuickItem* child : item->childItems()) collect(child, name, inks);
}

std::vector<Ink> inksOf(const Stage& stage) {
  std::vector<Ink> inks;
  collect(stage.window()->contentItem(), {}, inks);
  return inks;
}

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
  void statesDifferInGrey();
  void valueBoxStandsStill();
  void ticksBetweenFrames();
  void standsStillOnceStale();
  void comesBack();
  void chartsShowTheHour();
  void chartsAreMarkedAsTheirTiles();
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
      QVERIFY2(screen.contains(ink.area), said("leaves the screen"));
      if (!ink.owner.isEmpty()) {
        QQuickItem* tile = stage.item(ink.owner);
        QVERIFY2(tile->mapRectToScene(tile->boundingRect()).contains(ink.area), said("leaves its tile"));
      }
      for (size_t j = 0; j < i; ++j) {
        const QRectF common = ink.area & inks[j].area;
        QVERIFY2(common.width() < 1 || common.height() < 1, said("overlaps " + inks[j].text));
      }
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
  silent.sequence(3).source("a-very-long-name", {{"Alder", "voice", 0x7f}}, minutes(59), true);
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

// Without colour, each state still has a sign, a brightness or a word of its own.
void BoardTest::statesDifferInGrey() {
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

// Digits have one width: ten thousand values with as many digits take the same room.
void BoardTest::valueBoxStandsStill() {
  QFont font(QStringLiteral("Roboto"));
  font.setPixelSize(142);
  font.setWeight(QFont::Medium);
  const QFontMetricsF metrics(font);
  const double percent = metrics.horizontalAdvance(formatPercent(0.111).value);
  const double reply = metrics.horizontalAdvance(formatDuration(seconds(71)).value);
  for (int i = 0; i < 10'000; ++i) {
    QCOMPARE(metrics.horizontalAdvance(formatPercent(0.1 + 0.8989 * i / 10'000).value), percent);
    QCOMPARE(metrics.horizontalAdvance(formatDuration(seconds(i % 600)).value), reply);
  }
}

void BoardTest::ticksBetweenFrames() {
  Stage stage({});
  stage.show(busyFrame().build());
  QCOMPARE(stage.text("backlog", "detail"), "longest waiting 4:32");
  for (int second = 1; second <= 3; ++second) {
    stage.live(seconds(1));
    QCOMPARE(stage.text("backlog", "detail"), QStringLiteral("longest waiting 4:3%1").arg(2 + second));
    QCOMPARE(stage.text("first_response", "detail"),
             QStringLiteral("22 unanswered, max 38:1%1").arg(2 + second));
  }
}

// Who waited may have been answered since: no time runs on.
void BoardTest::standsStillOnceStale() {
  Stage stage({});
  stage.show(busyFrame().build());
  stage.pass(seconds(4));
  QCOMPARE(stage.wall().situation().present, kAsOf);
  stage.pass(seconds(3));
  QCOMPARE(stage.wall().situation().present, kAsOf);
}

void BoardTest::comesBack() {
  Stage stage({});
  QCOMPARE(stage.text("backlog", "detail"), "connecting");
  stage.show(busyFrame().build());
  QCOMPARE(stage.item("freshness")->property("text").toString(), "live · 0\u2009s");
  stage.pass(seconds(11));
  QCOMPARE(stage.item("freshness")->property("text").toString(), "disconnected 11\u2009s");
  QCOMPARE(stage.item("notice")->property("text").toString(), "No connection to the engine for 11\u2009s");
  QCOMPARE(stage.text("backlog", "value"), "–");
  QCOMPARE(stage.text("backlog", "support"), "was 57\u2009open at 14:32");
  stage.show(busyFrame().sequence(1).build());
  QCOMPARE(stage.text("backlog", "value"), "57");
  QCOMPARE(stage.item("freshness")->property("text").toString(), "live · 0\u2009s");
}

// The charts' ink lies where the hour has values, and nowhere in its gaps.
void BoardTest::chartsShowTheHour() {
  Stage::Room desk;
  desk.diagonal = 24, desk.distance = 0.7;
  Stage stage(desk);
  stage.show(busyFrame().build());
  QQuickItem* chart = stage.item("responseChart");
  const QImage image = stage.grab();
  const QRectF area = chart->property("area").toRectF();
  QQuickItem* plot = Stage::find(chart, "plot");
  const auto brightest = [&](int slot) {
    const double x = area.x() + area.width() * (slot + 0.5) / kSlots;
    int found = 0;
    for (double y = area.y(); y < area.bottom() - 4; ++y) {
      found = std::max(found, qGray(image.pixel(plot->mapToScene({x, y}).toPoint())));
    }
    return found;
  };
  QVERIFY(brightest(10) > 150);
  QVERIFY(brightest(50) > 150);
  QVERIFY(brightest(33) < 60);  // nobody was answered then
}

// A chart says what its tile says about how far it can be trusted; the heat map, the worst of it.
void BoardTest::chartsAreMarkedAsTheirTiles() {
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
  const std::vector<const char*> charts = {"volumeChart", "sentimentChart", "responseChart", "abandonChart",
                                           "serviceLevelChart"};
  stage.show(busyFrame().build());
  const QColor lively = nameColor("serviceLevelChart");
  for (const char* chart : charts) QVERIFY2(problem(chart).isEmpty() && !dim(chart), chart);

  FrameBuilder silent = busyFrame();
  silent.sequence(2).source("acd", {{"Alder", "voice", kindBit(EventKind::kContact)}}, minutes(2), true);
  stage.show(silent.build());
  for (const char* chart : charts) {
    const bool isFed = chart != std::string("sentimentChart") && chart != std::string("responseChart");
    QCOMPARE(problem(chart), isFed ? "acd silent 2\u2009min" : "");
    QCOMPARE(dim(chart), isFed);
  }
  QCOMPARE(problem("heatMap"), "acd silent 2\u2009min");
  QVERIFY(nameColor("serviceLevelChart") != lively);

  stage.show(busyFrame().sequence(3).build());
  QCOMPARE(nameColor("serviceLevelChart"), lively);
  stage.pass(seconds(5));
  for (const char* chart : charts) QCOMPARE(problem(chart), "stale 5\u2009s");
  QVERIFY(nameColor("serviceLevelChart") != lively);
  stage.pass(seconds(37));
  for (const char* chart : charts) QVERIFY2(problem(chart) == "disconnected 42\u2009s" && dim(chart), chart);
  QCOMPARE(problem("heatMap"), "disconnected 42\u2009s");

  stage.show(FrameBuilder().sequence(4).build());
  QVERIFY(Stage::find(stage.item("heatMap"), "nothing")->isVisible());
  QVERIFY(Stage::find(stage.item("sentimentChart"), "nothing")->isVisible());
}

void BoardTest::accessible() {
  Stage stage({});
  stage.show(busyFrame().build());
  QAccessibleInterface* tile = QAccessible::queryAccessibleInterface(stage.tile("service_level"));
  QVERIFY(tile);
  QCOMPARE(tile->text(QAccessible::Name), "Service level");
  QCOMPARE(tile->text(QAccessible::Description),
           "Service level, 83.1\u2009%, n 812   target ≥ 80\u2009%, 675 within their target, 15\u2009min · "
           "0\u2009s");
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::BoardTest)
#include "tst_board.moc"
