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
  void figuresBelowNames();
  void thePast_data();
  void thePast();
};

namespace {

// As it is, but that one brand and one channel have names of everyday length.
FrameBuilder everydayNames() {
  FrameBuilder builder = busyFrame();
  Frame& frame = builder.frame();
  const auto rename = [](std::string& name) {
    if (name == "Northwind") name = "Northwind Rail";
    if (name == "facebook") name = "facebook pages";
  };
  for (std::string& brand : frame.brands) rename(brand);
  for (std::string& channel : frame.channels) rename(channel);
  for (FrameCell& cell : frame.cells) rename(cell.brand), rename(cell.channel);
  for (Series& series : frame.series) rename(series.brand), rename(series.channel);
  for (SourceHealth& source : frame.sources) {
    for (SourceHealth::Feed& feed : source.feeds) rename(feed.brand), rename(feed.channel);
  }
  frame.watchedOnly = {"Northwind Rail"};
  return builder;
}

// States of a wall that say the most.
void each(Stage& stage, const std::function<void(const char*)>& look) {
  look("connecting");
  stage.show(busyFrame().build());
  look("live");
  stage.show(everydayNames().sequence(2).build());
  look("everyday names");
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
      QVERIFY2(!ink.text.contains(QChar(u'…')) || ink.text.size() >= kEveryday,
               qPrintable(state + (": " + ink.text)));
    }
  });
}

// Where there is no room beside: under the name, and before the next one.
void LegibilityTest::figuresBelowNames() {
  int bars = 0;
  for (const auto& [diagonal, distance] : {std::pair{55.0, 5.0}, {75.0, 5.0}}) {
    Stage stage({.diagonal = diagonal, .distance = distance, .isDrawn = false, .board = "competitors"});
    stage.show(everydayNames().build());
    for (const TileSpec& spec : stage.wall().scene()->board().tiles) {
      const QString row = QStringLiteral("row.%1.%2").arg(QString::fromStdString(spec.key));
      for (int i = 0; stage.item(row.arg(i)); ++i) {
        QQuickItem* item = stage.item(row.arg(i));
        QQuickItem *name = Stage::find(item, "rowName"), *value = Stage::find(item, "rowValue");
        QQuickItem* bar = Stage::find(item, "bar");
        if (!bar->isVisible()) continue;
        const QRectF drawn = item->mapRectFromItem(bar, bar->boundingRect());
        const QRectF said = item->mapRectFromScene(inkOf(name)),
                     figure = item->mapRectFromScene(inkOf(value));
        QVERIFY2(drawn.top() > said.bottom() && figure.top() > said.bottom(), qPrintable(row.arg(i)));
        QVERIFY(drawn.bottom() < item->height() && figure.bottom() < item->height());
        QVERIFY(drawn.right() < figure.left());
        ++bars;
      }
    }
  }
  QVERIFY2(bars >= 6, qPrintable(QString::number(bars)));
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
