// What a wall's command line, its configuration and what was kept make of one another.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "options.h"
#include "view_state.h"

namespace watchfloor {
namespace {

constexpr const char* kConfig = R"(
diagonal = 55
distance = 8
class = "banner"
theme = "light"
night = "22:00-06:00"
shift_change = "07:00"
still = true
language = "de"

[[window]]
name = "north"
screen = "1"

[[window]]
name = "south"
screen = "2"
diagonal = 24
distance = 0.7
class = "near"
theme = "high-contrast"
)";

}  // namespace

class OptionsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cleanup() {
    for (const char* file : {"wall.toml", "view.toml", "view.north.toml", "view.south.toml"})
      QFile::remove(in(file));
  }
  void aFileSaysWhatTheCommandLineMay();
  void theCommandLineGoesBeforeIt();
  void aWindowGoesBeforeItsFile();
  void theCommandLineGoesBeforeAWindow();
  void aThemeIsKeptThatSomebodyChose();
  void aPinIsKeptThatSomebodyChanged();
  void aBoardKeepsItsOwn();

 private:
  QString in(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
  void write(const QByteArray& text) const {
    QFile file(in("wall.toml"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
  }
  // With the configuration and the state of this test.
  Options parse(std::vector<std::string> words = {}) const {
    words.insert(words.begin(), {"watchfloor", "--config", in("wall.toml").toStdString(), "--state",
                                 in("view.toml").toStdString()});
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    int code = 0;
    const auto options = parseOptions(static_cast<int>(arguments.size()), arguments.data(), &code);
    if (!options) qFatal("refused: %d", code);
    return *options;
  }
  QTemporaryDir m_folder;
};

void OptionsTest::aFileSaysWhatTheCommandLineMay() {
  write(QByteArray(kConfig).left(QByteArray(kConfig).indexOf("[[")));
  const Options options = parse();
  QCOMPARE(options.diagonal, 55.0);
  QCOMPARE(options.distance, 8.0);
  QVERIFY(options.viewing == Viewing::Class::Banner);
  QVERIFY(options.theme == ThemeName::Light);
  QVERIFY(options.care.night && options.care.night->from == hours(22) &&
          options.care.night->until == hours(6));
  QCOMPARE(options.care.shiftChanges, std::vector<Duration>{hours(7)});
  QVERIFY(options.isStill);
  QCOMPARE(options.language, "de");
  write("");
  const Options nothing = parse();
  QVERIFY(!nothing.diagonal && !nothing.distance && !nothing.care.night && !nothing.isStill);
  QCOMPARE(nothing.care.shiftChanges.size(), size_t{3});
}

void OptionsTest::theCommandLineGoesBeforeIt() {
  write(QByteArray(kConfig).left(QByteArray(kConfig).indexOf("[[")));
  const Options options = parse({"--diagonal", "98", "--distance", "3", "--class", "wall", "--theme", "dark",
                                 "--night", "none", "--shift-change", "none", "--language", "ar"});
  QCOMPARE(options.diagonal, 98.0);
  QCOMPARE(options.distance, 3.0);
  QVERIFY(options.viewing == Viewing::Class::Wall);
  QVERIFY(options.theme == ThemeName::Dark);
  QVERIFY(!options.care.night && options.care.shiftChanges.empty());
  QCOMPARE(options.language, "ar");
}

void OptionsTest::aWindowGoesBeforeItsFile() {
  write(kConfig);
  const Options all = parse();
  const Options north = optionsOf(all, all.windows[0]), south = optionsOf(all, all.windows[1]);
  QCOMPARE(north.diagonal, 55.0);
  QVERIFY(north.viewing == Viewing::Class::Banner && north.theme == ThemeName::Light);
  QCOMPARE(south.diagonal, 24.0);
  QCOMPARE(south.distance, 0.7);
  QVERIFY(south.viewing == Viewing::Class::Near && south.theme == ThemeName::HighContrast);
  QVERIFY(north.isStill && south.isStill && south.care.night);
}

void OptionsTest::theCommandLineGoesBeforeAWindow() {
  write(kConfig);
  QVERIFY(writeViewState(
              in("view.south.toml").toStdString(),
              {.board = "response", .choice = {}, .theme = ThemeName::Dark, .isPinned = {}, .heatMaps = {}})
              .ok());
  const Options all = parse({"--distance", "3", "--theme", "light"});
  const Options south = optionsOf(all, all.windows[1]);
  QCOMPARE(south.diagonal, 24.0);
  QCOMPARE(south.distance, 3.0);
  QVERIFY(south.theme == ThemeName::Light && south.board == "response");
  const Options none = parse();
  QVERIFY(optionsOf(none, none.windows[1]).theme == ThemeName::Dark);  // by hand
}

void OptionsTest::aThemeIsKeptThatSomebodyChose() {
  write("theme = \"light\"");
  ViewState view{.board = "response", .choice = {}, .theme = {}, .isPinned = {}, .heatMaps = {}};
  const std::string state = in("view.toml").toStdString();
  QVERIFY(writeViewState(state, view).ok());
  QVERIFY(*readViewState(state) == view);
  QVERIFY(parse().theme == ThemeName::Light);
  view.theme = ThemeName::HighContrast;
  QVERIFY(writeViewState(state, view).ok());
  QVERIFY(*readViewState(state) == view);
  QVERIFY(parse().theme == ThemeName::HighContrast);
  QVERIFY(parse().writtenTheme == ThemeName::Light);
  QVERIFY(parse({"--theme", "dark"}).theme == ThemeName::Dark);
}

void OptionsTest::aPinIsKeptThatSomebodyChanged() {
  write("pinned = true");
  QVERIFY(parse().rotation.isPinned && !parse().isPinned);
  const ViewState view{.board = "response",
                       .choice = {},
                       .theme = {},
                       .isPinned = false,
                       .isResting = true,
                       .heatMaps = {{"heat_map.volume", kOpenContacts}}};
  QVERIFY(writeViewState(in("view.toml").toStdString(), view).ok());
  QVERIFY(*readViewState(in("view.toml").toStdString()) == view);
  const Options options = parse();
  QVERIFY(options.isPinned == false && options.isResting);
  QCOMPARE(options.heatMaps.size(), size_t{1});
  QVERIFY(parse({"--board", "sentiment"}).heatMaps.empty());  // of another board
}

void OptionsTest::aBoardKeepsItsOwn() {
  write("");
  const ViewState view{.board = "response",
                       .choice = {.brand = "acme", .channel = "chat", .window = Window::k5m},
                       .isWindowOfBoard = true,
                       .theme = {},
                       .isPinned = {},
                       .heatMaps = {}};
  QVERIFY(writeViewState(in("view.toml").toStdString(), view).ok());
  const Options options = parse();
  QVERIFY(options.choice == view.choice);
  QVERIFY(!options.hasWindow && options.hasChannel);
  QVERIFY(parse({"--window", "1m"}).hasWindow);
  const Options other = parse({"--board", "sentiment"});
  QVERIFY(other.choice == view.choice && !other.hasChannel);
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::OptionsTest)
#include "tst_options.moc"
