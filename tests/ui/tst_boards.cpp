// Boards and themes are changed while the wall runs, and it says what is wrong with a board's file.
#include <QApplication>
#include <QSignalSpy>
#include <QtTest>

#include "ink.h"

namespace watchfloor {

class BoardsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keys();
  void themeOfEverything();
  void anotherBoardAtOnce();
  void badFileSaysSoAndStays();
  void oneBrand();
  void ownScopeIsSubscribedTo();
  void turnsPages();
  void tablesMuteWhatIsOfTooFew();
};

void BoardsTest::keys() {
  Stage stage({});
  stage.wall().setBoards({"alpha", "mission_control", "zulu"});
  stage.show(busyFrame().build());
  stage.window()->requestActivate();
  QVERIFY(QTest::qWaitForWindowActive(stage.window()));
  QSignalSpy asked(&stage.wall(), &WallModel::boardAsked);
  QTest::keyClick(stage.window(), Qt::Key_N);
  QCOMPARE(asked.last().first().toString(), "zulu");
  QTest::keyClick(stage.window(), Qt::Key_N, Qt::ShiftModifier);
  QCOMPARE(asked.last().first().toString(), "alpha");
  QTest::keyClick(stage.window(), Qt::Key_O);
  stage.settle();
  QVERIFY(stage.item("boardChooser")->isVisible());
  QTest::keyClick(stage.window(), Qt::Key_Up);
  QTest::keyClick(stage.window(), Qt::Key_Return);
  QCOMPARE(asked.count(), 3);
  QCOMPARE(asked.last().first().toString(), "alpha");
  QTest::keyClick(stage.window(), Qt::Key_D);
  QVERIFY(stage.wall().theme() == ThemeName::Light);
}

// No text and no ground keeps a colour of the theme before.
void BoardsTest::themeOfEverything() {
  Stage stage({.diagonal = 24, .distance = 0.7});
  stage.show(busyFrame().build());
  for (const ThemeName theme : {ThemeName::Light, ThemeName::HighContrast, ThemeName::Dark}) {
    stage.wall().setTheme(theme);
    stage.show(busyFrame().build());
    const Palette& p = paletteOf(theme);
    const QImage image = stage.grab();
    QCOMPARE(image.pixelColor(1, 1), p.ground);
    QQuickItem* tile = stage.tile("volume");
    QCOMPARE(image.pixelColor(tile->mapToScene({tile->width() / 2, 8}).toPoint()), p.surface);
    QList<QColor> texts = {p.primary, p.secondary, p.muted, Qt::black, Qt::white};
    texts += p.channels;
    for (const Ink& ink : inksOf(stage)) {
      const auto color = ink.item->property("color").value<QColor>();
      QVERIFY2(texts.contains(color), qPrintable(ink.text + " is " + color.name()));
    }
  }
}

void BoardsTest::anotherBoardAtOnce() {
  Stage stage({.diagonal = 24, .distance = 0.7});
  stage.show(busyFrame().build());
  for (int round = 0; round < 3; ++round) {
    for (const std::string& name : kShippedBoards) {
      stage.wall().showBoard(shippedBoard(name));
      stage.show(busyFrame().build());
      QCOMPARE(stage.wall().scene()->title().toStdString(), shippedBoard(name).title);
      for (const TileSpec& spec : shippedBoard(name).tiles) {
        if (spec.kind == TileKind::Number && spec.place)
          QVERIFY2(stage.tile(QString::fromStdString(spec.key)), spec.key.c_str());
      }
    }
  }
}

void BoardsTest::badFileSaysSoAndStays() {
  Stage stage({});
  FrameBuilder calm = busyFrame();
  calm.figure(Metric::kAbandonRate, ratioOf(1, 812));
  stage.show(calm.build());
  QCOMPARE(stage.item("notice")->property("text").toString(), "Nothing abnormal");
  stage.wall().setBoardProblem(
      "/etc/boards/my.toml:4: tile.metric: no such metric: a\n/etc/boards/my.toml:9: tile: b");
  stage.live(seconds(1));
  QCOMPARE(stage.item("notice")->property("text").toString(),
           "Board not taken: my.toml:4: tile.metric: no such metric: a");
  QCOMPARE(stage.text("volume", "value"), "1,284");
  QVERIFY(stage.wall().problem().contains(QStringLiteral("my.toml:9")));
  stage.wall().setBoardProblem({});
  stage.live(seconds(1));
  QCOMPARE(stage.item("notice")->property("text").toString(), "Nothing abnormal");
}

// Never of all brands together, whatever is pressed.
void BoardsTest::oneBrand() {
  Stage stage({.board = "one_brand"});
  stage.show(busyFrame().build());
  QCOMPARE(stage.wall().brandText(), "Alder");
  stage.wall().stepBrand(1);
  QCOMPARE(stage.wall().brandText(), "Birchline");
  stage.wall().chooseAll();
  QCOMPARE(stage.wall().brandText(), "Alder");
}

// A tile that looks at something of its own has it asked for, and shows that.
void BoardsTest::ownScopeIsSubscribedTo() {
  absl::StatusOr<Board> board = parseBoard(
      "[[tile]]\nkind = \"number\"\nmetric = \"backlog\"\n"
      "[[tile]]\nkind = \"number\"\nmetric = \"volume\"\nbrand = \"Alder\"\nchannel = \"voice\"\nwindow = "
      "\"60m\"\n",
      "own.toml");
  QVERIFY(board.ok());
  Stage stage({});
  stage.wall().showBoard(*board);
  const Selection& asked = stage.selections().back();
  QVERIFY(std::ranges::find(asked.windows, Window::k60m) != asked.windows.end());
  QVERIFY(std::ranges::find(asked.series, SeriesName{"Alder", "voice"}) != asked.series.end());
  FrameBuilder frame = busyFrame();
  frame.figure(Metric::kOffered, countOf(41), {}, "Alder", "voice", Window::k60m);
  stage.show(frame.build());
  QCOMPARE(stage.text("volume", "value"), "41");
  QVERIFY(stage.text("volume", "basis").startsWith("60"));
}

void BoardsTest::turnsPages() {
  Stage stage({.diagonal = 55, .distance = 8});
  stage.show(busyFrame().build());
  const auto page = [&] { return stage.item("warning")->property("text").toString(); };
  const QString first = page();
  stage.wall().stepPage(1);
  QVERIFY(page() != first);
  stage.settle();
  stage.wall().stepPage(-1);
  QCOMPARE(page(), first);
  for (int i = 0; i < 8; ++i) stage.live(seconds(BoardScene::kPageSeconds));
  QCOMPARE(page(), first);
}

// Each figure of a table by what stands behind it, not the row by its first.
void BoardsTest::tablesMuteWhatIsOfTooFew() {
  Stage stage({.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8, .board = "one_brand"});
  const FramePtr frame = busyFrame().build();
  stage.show(frame);
  const auto& tiles = stage.wall().scene()->board().tiles;
  const auto table = std::ranges::find(tiles, TileKind::Table, &TileSpec::kind);
  QVERIFY(table != tiles.end());
  int few = 0, enough = 0;
  for (int row = 0; row < 7; ++row) {
    QQuickItem* item =
        stage.item(QStringLiteral("row.%1.%2").arg(QString::fromStdString(table->key)).arg(row));
    QVERIFY(item);
    const std::string channel = item->property("channel").toString().toStdString();
    const FrameCell& cell = *frame->find("Alder", channel, Window::k15m);
    size_t column = 0;
    for (QQuickItem* child : item->childItems()) {
      if (child->objectName() != QLatin1String("rowValue")) continue;
      const Reading reading = readingOf(cell, table->columns[column++], frame->asOf);
      const Palette& p = paletteOf(ThemeName::Dark);
      QCOMPARE(child->property("color").value<QColor>(), reading.few > 0 ? p.muted : p.primary);
      QCOMPARE(child->property("text").toString(), one(reading.shown));
      ++(reading.few > 0 ? few : enough);
    }
    QCOMPARE(column, table->columns.size());
  }
  QVERIFY(few > 5 && enough > 5);
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::BoardsTest)
#include "tst_boards.moc"
