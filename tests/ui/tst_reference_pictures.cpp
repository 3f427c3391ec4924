// How the wall looks, held against pictures that somebody has looked at: every board in every theme, for a
// room of 1080 lines and a desk of 2160, and every state. In other languages: tst_reference_languages.
#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QtTest>

#include "reference_rooms.h"
#include "situations.h"

namespace watchfloor {
namespace {

// The smallest texts: of a room, and of a desk, whose pictures are reduced by three.
struct Smallest {
  int pixels, by;
};
constexpr std::array kSmallest = {Smallest{38, 2}, Smallest{28, 3}};

// A line of text as a wall has it, so far from the left.
QImage written(const QString& text, const Smallest& size, double dx = 0) {
  QImage image(640, 120, QImage::Format_RGB32);
  image.fill(QColor("#1A2128"));
  QFont font(QStringLiteral("Roboto"));
  font.setPixelSize(size.pixels);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  QPainterPath path;
  path.addText(20 + dx, 70, font, text);
  painter.fillPath(path, QColor("#B4BEC8"));
  return image;
}

double worst(const QImage& a, const QImage& b, int by) {
  return differenceOf(reduced(a, by), reduced(b, by)).worst;
}

}  // namespace

class ReferencePictures : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void edgesAreNoDifference();
  void aDigitIs();
  void aColourIs();
  void fewColoursAreNoDifference();
  void boards_data() { addBoards("en"); }
  void boards();
  void topicsAndConversationsThatRise();
  void competitors();
  void states_data();
  void states();
  void classes_data();
  void classes();

 private:
  static void putInto(Stage& stage, const QString& state);
};

void ReferencePictures::edgesAreNoDifference() {
  const QString text = QStringLiteral("n 812   target ≥ 80 %");
  for (const Smallest& size : kSmallest) {
    for (const double dx : {0.1, 0.2, 0.3}) {
      const double seen = worst(written(text, size), written(text, size, dx), size.by);
      QVERIFY2(seen <= kNoticed, qPrintable(QString::number(seen)));
    }
  }
}

void ReferencePictures::aDigitIs() {
  const QString text = QStringLiteral("n 812   target ≥ 80 %");
  for (const Smallest& size : kSmallest) {
    for (const char* other : {"n 813   target ≥ 80 %", "n 812   target ≥ 90 %", "n 312   target ≥ 80 %",
                              "n 812   target ≤ 80 %", "n 812   target ≥ 80"}) {
      const double seen = worst(written(text, size), written(QString::fromUtf8(other), size), size.by);
      QVERIFY2(seen > 1.2 * kNoticed, qPrintable(QString::fromUtf8(other) + " " + QString::number(seen)));
    }
  }
}

// Of a tile's ground, as much as another theme's token would be.
void ReferencePictures::aColourIs() {
  QImage a(400, 300, QImage::Format_RGB32), b = a;
  a.fill(QColor("#1A2128")), b.fill(QColor("#27313B"));
  QVERIFY(worst(a, b, 2) > kNoticed);
  b.fill(QColor("#1B2229"));
  QVERIFY(worst(a, b, 2) < kNoticed);
}

// As they are kept: a wall has thousands.
void ReferencePictures::fewColoursAreNoDifference() {
  Stage room(kRoom);
  room.show(busyFrame().build());
  const QImage picture = reduced(room.grab(), reductionOf(room.grab())), few = paletted(picture);
  QCOMPARE(few.colorCount(), 256);
  const double seen = differenceOf(picture, few.convertToFormat(picture.format())).worst;
  QVERIFY2(seen > 0 && seen <= kNoticed / 2, qPrintable(QString::number(seen)));
  QCOMPARE(kept(picture), few);
  // What 256 colours would show in stays as it is.
  QImage shades(256, 256, QImage::Format_RGB32);
  for (int y = 0; y < 256; ++y) {
    for (int x = 0; x < 256; ++x) shades.setPixel(x, y, qRgb(x, y, x * y / 256));
  }
  QCOMPARE(kept(shades), shades);

  QImage two = picture.copy(0, 0, 8, 8);
  two.fill(QColor("#1A2128")), two.setPixel(3, 3, qRgb(240, 80, 60));
  QCOMPARE(paletted(two).colorCount(), 2);
  QCOMPARE(paletted(two).convertToFormat(two.format()), two);
}

void ReferencePictures::boards() {
  compareBoard(kRoom);
  compareBoard(kDesk);
}

void ReferencePictures::topicsAndConversationsThatRise() {
  for (Stage::Room room : {kRoom, kDesk}) {
    room.board = "trending";
    Stage stage(room);
    stage.trends().trends = talkTrends();
    stage.show(busyFrame().build());
    compare(stage, QStringLiteral("trending_talk"));
  }
}

void ReferencePictures::competitors() {
  for (Stage::Room room : {kRoom, kDesk}) {
    room.board = "competitors";
    Stage stage(room);
    FrameBuilder busy = busyFrame();
    busy.frame().watchedOnly = {"Northwind"};
    stage.show(busy.build());
    compare(stage, QStringLiteral("competitors_watched"));
  }
}

void ReferencePictures::states_data() {
  QTest::addColumn<QString>("state");
  for (const char* state :
       {"connecting", "late", "stale", "disconnected", "paused", "silent", "young", "recording", "past",
        "seeking", "set_back", "no_data", "too_few", "estimated", "taken_over", "full", "kept"})
    QTest::addRow("state_%s", state) << QString(state);
}

// What it takes to get there.
void ReferencePictures::putInto(Stage& stage, const QString& state) {
  if (state == "kept") {  // when it last ran
    stage.view().isKept = true;
    stage.view().selection = stage.selections().back();
    stage.hear(busyFrame().movedTo(kAsOf - hours(3)).build());
    return stage.pass(seconds(1));
  }
  if (state != "connecting") stage.show(busyFrame().build());
  if (state == "late") stage.pass(std::chrono::milliseconds(2500));
  if (state == "stale") stage.pass(seconds(5));
  if (state == "disconnected") stage.pass(seconds(42));
  if (state == "paused") stage.wall().togglePause(), stage.live(seconds(42));
  if (state == "no_data") stage.show(FrameBuilder().sequence(2).build());
  if (state == "young") stage.show(FrameBuilder().sequence(2).began(kAsOf - seconds(8)).build());
  if (state == "taken_over") {
    WallModel& wall = stage.wall();
    QObject::connect(&wall, &WallModel::boardAsked,
                     [&](const QString& name) { wall.showBoard(shippedBoard(name.toStdString())); });
    stage.window()->setProperty("isAttended", false);
    wall.setRotation({.takeOvers = {{.on = CallKind::Trend, .board = "trending", .time = minutes(1)}}});
    wall.watch({shippedBoard("trending")});
    for (int i = 0; i < 6; ++i) stage.live(seconds(1));
    stage.trends() = {.trends = busyTrends(), .isKnown = true};
    stage.live(seconds(1)), stage.live(seconds(1));
  }
  if (state == "silent") {
    FrameBuilder silent = busyFrame();
    silent.source("acd", {{"Alder", "voice", kindBit(EventKind::kContact) | kindBit(EventKind::kAgent)}},
                  minutes(2), true);
    stage.show(silent.sequence(2).build());
  }
  if (state == "recording") {
    FrameBuilder recording = busyFrame();
    recording.movedTo(kAsOf - kDay * 9860).frame().isEventClock = true;
    stage.show(recording.sequence(2).build());
  }
  if (state == "past" || state == "seeking") {
    stage.wall().past()->goTo(kAsOf - hours(3));
    stage.view().playback = *stage.playbacks().back();
    stage.view().isFound = state == "past";
    stage.view().isHeld = state == "past";
    if (state == "past")
      stage.show(busyFrame().movedTo(kAsOf - hours(3)).replayed(1).build());
    else
      stage.live(seconds(1));
  }
  if (state == "set_back") {
    FrameBuilder back = busyFrame();
    back.frame().setBack = minutes(7);
    stage.show(back.sequence(2).build());
  }
  if (state == "too_few") {
    FrameBuilder few = busyFrame();
    few.figure(Metric::kServiceLevel, ratioOf(3, 4)).figure(Metric::kAbandonRate, ratioOf(1, 4));
    few.figure(Metric::kNetSentiment, ratioOf(-1, 2));
    stage.show(few.sequence(2).build());
  }
  if (state == "estimated") {
    FrameBuilder many = busyFrame();
    many.figure(Metric::kDistinctAuthors, Count{.n = 61'100, .isEstimated = true});
    stage.wall().showBoard(shippedBoard("competitors"));
    stage.show(many.sequence(2).build());
  }
  if (state == "full") stage.show(longNames().sequence(2).build());
}

void ReferencePictures::states() {
  QFETCH(QString, state);
  for (const Stage::Room& room : {kRoom, kDesk}) {
    Stage stage(room);
    putInto(stage, state);
    compare(stage, QString::fromLatin1(QTest::currentDataTag()));
  }
}

// From the fewest tiles to the most, each where it is the tightest.
void ReferencePictures::classes_data() {
  QTest::addColumn<double>("diagonal");
  QTest::addColumn<double>("distance");
  QTest::addColumn<QString>("board");
  for (const char* board : {"mission_control", "trending"}) {
    const auto row = [&](const char* wall, double diagonal, double distance) {
      QTest::addRow("class_%s_%s", wall, board) << diagonal << distance << QString(board);
    };
    row("poster", 55, 8), row("banner", 43, 5), row("banner_of_55", 55, 5);
    row("board", 43, 3), row("wall", 55, 3), row("near", 98, 3);
  }
}

void ReferencePictures::classes() {
  QFETCH(double, diagonal);
  QFETCH(double, distance);
  QFETCH(QString, board);
  Stage stage({.diagonal = diagonal, .distance = distance, .board = board.toStdString()});
  stage.trends() = {.trends = busyTrends(), .isKnown = true};
  stage.show(busyFrame().build());
  compare(stage, QString::fromLatin1(QTest::currentDataTag()));
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::ReferencePictures)
#include "tst_reference_pictures.moc"
