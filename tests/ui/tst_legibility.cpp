// Whether every board can be read in every room of the display standard's table and at a desk, in each
// language, whatever the wall has to say: capitals of at least 16 arc minutes; no text is elided, clipped, on
// another, or outside its tile; a name of everyday length is never cut.
#include <QApplication>
#include <QtTest>

#include "legibility.h"
#include "models/language.h"
#include "models/text_room.h"
#include "rooms.h"
#include "situations.h"

namespace watchfloor {

class LegibilityTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cleanup() { setLanguage("en"); }
  void boards_data();
  void boards();
  void thePast_data();
  void thePast();
};

namespace {

// States of a wall that say the most.
void each(Stage& stage, const std::function<void(const char*)>& look) {
  look("connecting");
  stage.show(busyFrame().build());
  look("live");
  stage.show(extremeFrame().sequence(2).build());
  look("extreme");
  stage.pass(seconds(5));
  look("stale");
  stage.pass(minutes(59));
  look("disconnected");
  stage.show(busyFrame().sequence(3).source("acd", {{"Alder", "voice", 0x7f}}, minutes(2), true).build());
  look("silent");
  stage.show(FrameBuilder().sequence(4).began(kAsOf - seconds(8)).build());
  look("young");
  FrameBuilder recording = busyFrame();
  recording.at(kAsOf - kDay * 700).frame().isEventClock = true;
  stage.show(recording.sequence(5).build());
  look("recording");
}

}  // namespace

void LegibilityTest::boards_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<QString>("board");
  QTest::addColumn<double>("diagonal");
  QTest::addColumn<double>("distance");
  const auto add = [](const char* language, const std::string& board, double diagonal, double distance) {
    QTest::addRow("%s %s, %g at %g m", language, board.c_str(), diagonal, distance)
        << QString(language) << QString::fromStdString(board) << diagonal << distance;
  };
  for (const std::string& board : kShippedBoards) {
    for (const char* language : {"en", "de", "ar"}) {
      for (const ReadingRoom& room : kRooms) add(language, board, room.diagonal, room.distance);
      add(language, board, 32, 0.8);
    }
  }
  add("ar_EG", "contact_centre", 32, 0.8);
}

void LegibilityTest::boards() {
  QFETCH(QString, language);
  QFETCH(QString, board);
  QFETCH(double, diagonal);
  QFETCH(double, distance);
  setLanguage(language);
  Stage::Room room{
      .diagonal = diagonal, .distance = distance, .isDrawn = false, .board = board.toStdString()};
  if (distance < 1) room.width = 3840, room.height = 2160;
  Stage stage(room);
  each(stage, [&](const char* state) {
    const QString fault = faultIn(stage);
    QVERIFY2(fault.isEmpty(), qPrintable(QLatin1String(state) + ": " + fault));
    for (const Ink& ink : inksOf(stage)) {
      QVERIFY2(ink.cap / stage.viewing().u() >= 16 - 0.01, qPrintable(ink.text));
      for (const QString& part : ink.text.split(QStringLiteral(" · ")))
        QVERIFY2(!part.contains(QChar(u'…')) || part.size() >= kEveryday, qPrintable(state + (": " + part)));
    }
  });
}

// The time bar, however long the moment and whatever is going on.
void LegibilityTest::thePast_data() {
  QTest::addColumn<QString>("language");
  for (const char* language : {"en", "de", "ar"}) QTest::addRow("%s", language) << QString(language);
}

void LegibilityTest::thePast() {
  QFETCH(QString, language);
  setLanguage(language);
  for (const ReadingRoom& reading : kRooms) {
    Stage stage({.diagonal = reading.diagonal, .distance = reading.distance, .isDrawn = false});
    stage.show(busyFrame().build());
    stage.wall().past()->goTo(kAsOf - hours(24 * 6));
    stage.view().playback = *stage.playbacks().back();
    for (const bool isFound : {false, true}) {
      stage.view().isFound = isFound;
      for (const bool isHeld : {false, true}) {
        stage.view().isHeld = isHeld;
        stage.show(busyFrame().at(kAsOf - hours(24 * 6)).replayed(0.25).build());
        const QString fault = faultIn(stage);
        QVERIFY2(
            fault.isEmpty(),
            qPrintable(
                QStringLiteral("%1 at %2 m: %3").arg(reading.diagonal).arg(reading.distance).arg(fault)));
      }
    }
  }
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::LegibilityTest)
#include "tst_legibility.moc"
