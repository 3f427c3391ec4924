// How the wall looks, held against pictures that somebody has looked at: every board in every theme and
// language, for a room of 1080 lines and a desk of 2160, and every state.
#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QtTest>

#include "models/language.h"
#include "reference_picture.h"
#include "stage.h"

namespace watchfloor {
namespace {

const Stage::Room kRoom{.width = 1920, .height = 1080, .diagonal = 75, .distance = 5};
const Stage::Room kDesk{.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8};

void compare(const Stage& stage, const QString& name) {
  const QString fault = faultAgainstReference(
      name + (stage.window()->height() > 1080 ? QStringLiteral("_2160") : QStringLiteral("_1080")),
      stage.grab());
  QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

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
  void boards_data();
  void boards();
  void languages_data();
  void languages();
  void topicsAndConversationsThatRise();
  void competitors();
  void states_data();
  void states();
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

void ReferencePictures::boards_data() {
  QTest::addColumn<QString>("board");
  QTest::addColumn<int>("theme");
  QTest::addColumn<QString>("language");
  for (const std::string& board : kShippedBoards) {
    for (int theme = 0; theme < kThemes; ++theme) {
      for (const char* language : {"en", "de", "ar"}) {
        if (theme > 0 && language != std::string_view("en")) continue;  // the same texts in other colours
        QTest::addRow("%s_%s_%s", board.c_str(), kThemeWords[static_cast<size_t>(theme)].data(), language)
            << QString::fromStdString(board) << theme << QString(language);
      }
    }
  }
}

void ReferencePictures::boards() {
  QFETCH(QString, board);
  QFETCH(int, theme);
  QFETCH(QString, language);
  setLanguage(language);
  for (Stage::Room room : {kRoom, kDesk}) {
    room.board = board.toStdString(), room.theme = static_cast<ThemeName>(theme);
    Stage stage(room);
    stage.show(busyFrame().build());
    compare(stage, QString::fromLatin1(QTest::currentDataTag()));
  }
  setLanguage("en");
}

// Mission control in a room, in the other themes, and with a country's own digits.
void ReferencePictures::languages_data() {
  QTest::addColumn<int>("theme");
  QTest::addColumn<QString>("language");
  const auto add = [](ThemeName theme, const char* language) {
    QTest::addRow("mission_control_%s_%s", kThemeWords[static_cast<size_t>(theme)].data(), language)
        << static_cast<int>(theme) << QString(language);
  };
  for (const char* language : {"de", "ar"})
    add(ThemeName::Light, language), add(ThemeName::HighContrast, language);
  add(ThemeName::Dark, "ar_EG");
}

void ReferencePictures::languages() {
  QFETCH(int, theme);
  QFETCH(QString, language);
  setLanguage(language);
  Stage::Room room = kRoom;
  room.theme = static_cast<ThemeName>(theme);
  Stage stage(room);
  stage.show(busyFrame().build());
  compare(stage, QString::fromLatin1(QTest::currentDataTag()));
  setLanguage("en");
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
  for (const char* state : {"connecting", "late", "stale", "disconnected", "paused", "silent", "young",
                            "recording", "past", "seeking", "set_back", "no_data", "too_few", "taken_over"})
    QTest::addRow("state_%s", state) << QString(state);
}

void ReferencePictures::states() {
  QFETCH(QString, state);
  Stage stage(kRoom);
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
    recording.at(kAsOf - kDay * 9860).frame().isEventClock = true;
    stage.show(recording.sequence(2).build());
  }
  if (state == "past" || state == "seeking") {
    stage.wall().past()->goTo(kAsOf - hours(3));
    stage.view().playback = *stage.playbacks().back();
    stage.view().isFound = state == "past";
    stage.view().isHeld = state == "past";
    if (state == "past")
      stage.show(busyFrame().at(kAsOf - hours(3)).replayed(1).build());
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
  compare(stage, QString::fromLatin1(QTest::currentDataTag()));
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::ReferencePictures)
#include "tst_reference_pictures.moc"
