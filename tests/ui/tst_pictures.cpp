// The boards as they look in each size, class, theme and state; pictures for people to look at, in the folder
// that the test runs in.
#include <QApplication>
#include <QtTest>

#include "models/language.h"
#include "stage.h"

namespace watchfloor {

class Pictures : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void boards_data();
  void boards();
  void themes_data();
  void themes();
  void languages_data();
  void languages();
};

// Every board at a desk of 2160 lines and on a wall of 1080, in every theme.
void Pictures::themes_data() {
  QTest::addColumn<QString>("board");
  QTest::addColumn<int>("theme");
  const char* themes[] = {"dark", "light", "high_contrast"};
  for (const std::string& board : kShippedBoards) {
    for (int theme = 0; theme < kThemes; ++theme)
      QTest::addRow("%s_%s", board.c_str(), themes[theme]) << QString::fromStdString(board) << theme;
  }
}

void Pictures::themes() {
  QFETCH(QString, board);
  QFETCH(int, theme);
  const QString name = QString::fromLatin1(QTest::currentDataTag());
  Stage::Room desk{.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8};
  Stage::Room wall{.width = 1920, .height = 1080, .diagonal = 75, .distance = 5};
  for (Stage::Room* room : {&desk, &wall}) {
    room->board = board.toStdString(), room->theme = static_cast<ThemeName>(theme);
    Stage stage(*room);
    stage.show(busyFrame().build());
    const QImage image = stage.grab();
    QCOMPARE(image.pixelColor(2, 2), paletteOf(room->theme).ground);
    image.save(QStringLiteral("%1_%2.png").arg(name).arg(room->height));
  }
  if (theme != 0) return;
  // The classes between.
  for (const auto& [diagonal, distance, tag] :
       {std::tuple{55.0, 8.0, "poster"}, {55.0, 5.0, "banner"}, {55.0, 3.0, "wall"}}) {
    wall.diagonal = diagonal, wall.distance = distance;
    Stage stage(wall);
    stage.show(busyFrame().build());
    stage.save(QStringLiteral("%1_%2_1080").arg(name, QLatin1String(tag)));
  }
}

// Each language as a room and a desk see it, and what hands open.
void Pictures::languages_data() {
  QTest::addColumn<QString>("language");
  for (const char* language : {"en", "de", "ar"}) QTest::addRow("language_%s", language) << QString(language);
}

void Pictures::languages() {
  QFETCH(QString, language);
  setLanguage(language);
  const QString name = QString::fromLatin1(QTest::currentDataTag());
  {
    Stage stage({});
    stage.show(busyFrame().build());
    stage.save(name + "_1080");
    QMetaObject::invokeMethod(Stage::find(stage.tile("volume"), "figure"), "explain", Q_ARG(bool, true));
    stage.settle();
    QVERIFY(stage.item("explained")->isVisible());
    stage.save(name + "_1080_explained");
    stage.wall().explanation()->close();
    QMetaObject::invokeMethod(stage.window(), "openPalette");
    stage.settle();
    stage.save(name + "_1080_palette");
    QMetaObject::invokeMethod(stage.window(), "closePanels");
    stage.item("help")->setVisible(true);
    stage.settle();
    stage.save(name + "_1080_help");
    stage.item("help")->setVisible(false);
    stage.wall().togglePause();
    stage.live(seconds(42));
    stage.save(name + "_1080_paused");
  }
  for (const char* board : {"mission_control", "contact_centre"}) {
    Stage stage({.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8, .board = board});
    stage.show(busyFrame().build());
    stage.save(name + QLatin1Char('_') + QLatin1String(board) + "_2160");
  }
  setLanguage("en");
}

void Pictures::boards_data() {
  QTest::addColumn<int>("height");
  QTest::addColumn<double>("diagonal");
  QTest::addColumn<double>("distance");
  QTest::newRow("board_1080_75_5m") << 1080 << 75.0 << 5.0;
  QTest::newRow("board_1080_43_3m") << 1080 << 43.0 << 3.0;
  QTest::newRow("board_2160_75_5m") << 2160 << 75.0 << 5.0;
  QTest::newRow("board_1080_43_5m_too_far") << 1080 << 43.0 << 5.0;
  QTest::newRow("desk_1080_24") << 1080 << 24.0 << 0.7;
  QTest::newRow("desk_2160_32") << 2160 << 32.0 << 0.8;
}

void Pictures::boards() {
  QFETCH(int, height);
  QFETCH(double, diagonal);
  QFETCH(double, distance);
  const QString name = QString::fromLatin1(QTest::currentDataTag());
  Stage::Room room;
  room.width = height * 16 / 9, room.height = height, room.diagonal = diagonal, room.distance = distance;
  const auto save = [&](const Stage& stage, const char* state) {
    stage.save(name + QLatin1Char('_') + QLatin1String(state));
  };
  Stage stage(room);
  save(stage, "connecting");
  stage.show(busyFrame().build());
  save(stage, "live");
  QCOMPARE(stage.grab().size(), QSize(room.width, room.height));
  if (stage.tile("service_level")) QCOMPARE(stage.text("service_level", "value"), "83.1");

  stage.item(QStringLiteral("help"))->setVisible(true);
  save(stage, "help");
  stage.item(QStringLiteral("help"))->setVisible(false);
  QMetaObject::invokeMethod(stage.window(), "openChannels");
  save(stage, "chooser");
  stage.item(QStringLiteral("channelChooser"))->setVisible(false);

  FrameBuilder silent = busyFrame();
  silent.source("acd", {{"Alder", "voice", kindBit(EventKind::kContact) | kindBit(EventKind::kAgent)}},
                minutes(2), true);
  stage.show(silent.sequence(2).build());
  save(stage, "silent");

  stage.show(busyFrame().sequence(3).build());
  stage.pass(seconds(5));
  save(stage, "stale");
  stage.pass(seconds(37));
  save(stage, "disconnected");

  stage.show(FrameBuilder().sequence(4).began(kAsOf - seconds(8)).build());
  save(stage, "young");

  FrameBuilder recording = busyFrame();
  recording.at(kAsOf - kDay * 9860).frame().isEventClock = true;
  stage.show(recording.sequence(5).build());
  save(stage, "recording");

  FrameBuilder many = busyFrame();
  for (int i = 10; i < 40; ++i)
    many.frame().brands.push_back("Brand number " + std::to_string(i) + " with a long list");
  for (int i = 10; i < 30; ++i)
    many.frame().channels.push_back("Channel number " + std::to_string(i) + " of this list");
  many.frame().brands.erase(many.frame().brands.begin(), many.frame().brands.begin() + 3);
  many.frame().channels.erase(many.frame().channels.begin(), many.frame().channels.begin() + 7);
  for (size_t i = 0; i < 600; ++i) {
    const std::string &brand = many.frame().brands[i % 30], &channel = many.frame().channels[i / 30];
    const auto n = static_cast<int64_t>(i * 37 % 90);
    many.figure(Metric::kOffered, countOf(n), {}, brand, channel);
    many.figure(Metric::kServiceLevel, ratioOf(n * 3 / 4, n), {}, brand, channel);
    if (i % 30 == 0)
      for (int ago = 1; ago < 60; ++ago)
        many.minute(ago, Metric::kOffered, countOf(9 + ago % 7), "all", channel);
  }
  stage.show(many.sequence(6).began(kAsOf - hours(3)).build());
  save(stage, "many");
  stage.wall().stepHeatMap(-2);
  for (FrameCell& cell : many.frame().cells) {
    if (cell.window == Window::k15m) cell.window = Window::k24h;
  }
  stage.wall().chooseWindow(5);
  stage.show(many.sequence(7).build());
  save(stage, "24h");
  QMetaObject::invokeMethod(stage.window(), "openBrands");
  save(stage, "brands");
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::Pictures)
#include "tst_pictures.moc"
