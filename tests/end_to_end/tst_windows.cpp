// One program with windows on two screens: each shows its own, is told what to show by its own name, and
// comes back into its own view.
#include <QJsonDocument>
#include <QJsonObject>
#include <QScopeGuard>
#include <QSize>
#include <QTemporaryDir>
#include <QtEndian>
#include <QtTest>

#include "events.h"
#include "program.h"

using namespace watchfloor;

namespace {

// Of a PNG file, from its header.
QSize sizeOf(const QString& path) {
  const QByteArray header = contentOf(path).mid(16, 8);
  if (header.size() < 8) return {};
  return {qFromBigEndian<int>(header.constData()), qFromBigEndian<int>(header.constData() + 4)};
}

constexpr const char* kWindows = R"(
[[window]]
name = "north"
screen = "left"
board = "response"
diagonal = 75
distance = 5

[[window]]
name = "south"
screen = "2"
theme = "light"
channel = "voice"
window = "30m"
)";

}  // namespace

class WindowsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    writeTo(in("screens.json"), R"({"screens": [
      {"name": "left", "x": 0, "y": 0, "width": 1920, "height": 1080},
      {"name": "right", "x": 1920, "y": 0, "width": 1280, "height": 720}]})");
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + in("screens.json").toUtf8());
    qputenv("QT_QUICK_BACKEND", "software");
    qputenv("TMPDIR", m_folder.path().toUtf8());
    writeTo(in("wall.toml"), kWindows);
  }

  void listsItsScreens() {
    const Outcome listed = run("watchfloor", {"--screens"});
    QCOMPARE(listed.code, 0);
    QCOMPARE(QString::fromUtf8(listed.out),
             "1  left  1920 × 1080 at 0, 0  primary\n2  right  1280 × 720 at 1920, 0\n");
  }

  void eachShowsItsOwn() {
    const Outcome shown =
        run("watchfloor", {"--config", in("wall.toml"), "--full-screen", "--print", "1", "--seconds", "3",
                           "--snapshot", in("wall.png"), "--state", in("view.toml")});
    QCOMPARE(shown.code, 0);
    QVERIFY2(shown.out.contains("\nsouth: ") && shown.out.contains("All brands · voice · 30"), shown.out);
    QVERIFY2(shown.out.startsWith("north: ") && shown.out.contains("messages_outbound"), shown.out);
    QCOMPARE(sizeOf(in("wall.north.png")), QSize(1920, 1080));
    QCOMPARE(sizeOf(in("wall.south.png")), QSize(1280, 720));
    QVERIFY(contentOf(in("view.north.toml")).contains("response"));
    QVERIFY(contentOf(in("view.south.toml")).contains("30m"));
  }

  // A room's where its class, or what is said of it, is a room's; that is told, as it was guessed.
  void saysWhichRoomItTook() {
    writeTo(in("rooms.toml"),
            "[[window]]\nname = \"north\"\nscreen = \"left\"\nclass = \"wall\"\n"
            "[[window]]\nname = \"south\"\nscreen = \"2\"\ndiagonal = 55\n");
    const QByteArray north = "window north: laid out for a screen of 75 inches read from 5 m, class wall",
                     south = "window south: laid out for a screen of 55 inches read from 5 m, class banner";
    Outcome shown = run("watchfloor", {"--config", in("rooms.toml"), "--seconds", "1"});
    QCOMPARE(shown.code, 0);
    QVERIFY2(shown.err.contains(north) && shown.err.contains(south), shown.err);
    shown = run("watchfloor", {"--config", in("rooms.toml"), "--distance", "3", "--seconds", "1"});
    QVERIFY2(shown.err.contains("window north: laid out for a screen of 75 inches read from 3 m"), shown.err);
    QVERIFY2(!shown.err.contains("window south: laid out"), shown.err);
    shown = run("watchfloor", {"--config", in("wall.toml"), "--seconds", "1"});  // all said, and a desk
    QVERIFY2(!shown.err.contains("laid out"), shown.err);
  }

  // A screen off screen has no size; one that has says it.
  void aFullScreenIsAsLargeAsItSays() {
    const QByteArray desk = "laid out for a screen of 24 inches read from 0.7 m, class near; say otherwise";
    const QByteArray room = "laid out for a screen of 54.6 inches, as it says itself, read from 5 m, class";
    Outcome shown = run("watchfloor", {"--full-screen", "--seconds", "1"});
    QVERIFY2(shown.code == 0 && shown.err.count(desk) == 1, shown.err);
    const QByteArray platform = qgetenv("QT_QPA_PLATFORM");
    const auto back = qScopeGuard([&] { qputenv("QT_QPA_PLATFORM", platform); });
    qputenv("QT_QPA_PLATFORM", "vnc:size=1920x1080:mmsize=1210x680:port=0");
    shown = run("watchfloor", {"--full-screen", "--seconds", "1"});
    QVERIFY2(shown.code == 0 && shown.err.count(room) == 1, shown.err);
    shown = run("watchfloor", {"--full-screen", "--seconds", "1", "--diagonal", "75"});
    QVERIFY2(shown.err.contains("laid out for a screen of 75 inches read from 5 m"), shown.err);
    shown = run("watchfloor", {"--full-screen", "--seconds", "1", "--distance", "2"});
    QVERIFY2(shown.err.contains("54.6 inches, as it says itself, read from 2 m"), shown.err);
    shown = run("watchfloor", {"--seconds", "1"});  // a window is not as large as its screen
    QVERIFY2(!shown.err.contains("laid out"), shown.err);
  }

  void eachIsToldByItsName() {
    const Daemon engine;
    QProcess walls;
    walls.start(pathOf("watchfloor"), {"--config", in("wall.toml"), "--engine", engine.address(), "--seconds",
                                       "600", "--state", in("told.toml")});
    const auto boardOf = [&](const char* name) {
      const Outcome listed = run("watchfloorctl", {"wall", "list", "--json", "--engine", engine.address()});
      for (const QByteArray& line : listed.out.split('\n')) {
        const QJsonObject state = QJsonDocument::fromJson(line).object();
        if (state.value("name").toString() == name) return state.value("board").toString();
      }
      return QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(boardOf("north"), "response", kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(boardOf("south"), "mission_control", kPatienceMs);
    QCOMPARE(
        run("watchfloorctl", {"wall", "show", "trending", "--wall", "south", "--engine", engine.address()})
            .out,
        "told south\n");
    QTRY_COMPARE_WITH_TIMEOUT(boardOf("south"), "trending", kPatienceMs);
    QCOMPARE(boardOf("north"), "response");
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(in("told.south.toml")).contains("trending"), kPatienceMs);
    walls.kill();
    QVERIFY(walls.waitForFinished(kPatienceMs));
    // What was chosen is shown again.
    const Outcome again = run("watchfloor", {"--config", in("wall.toml"), "--engine", engine.address(),
                                             "--seconds", "1", "--state", in("told.toml")});
    QCOMPARE(again.code, 0);
    QVERIFY(contentOf(in("told.south.toml")).contains("trending"));
    QVERIFY(contentOf(in("told.north.toml")).contains("response"));
  }

  void aScreenThatIsNotThereIsTold() {
    writeTo(in("away.toml"), QByteArray(kWindows).replace("\"left\"", "\"HDMI-9\""));
    const Outcome shown = run("watchfloor", {"--config", in("away.toml"), "--print", "1", "--seconds", "2"});
    QCOMPARE(shown.code, 0);
    QVERIFY2(shown.err.contains("window north: no such screen: HDMI-9 (there are: left, right)"), shown.err);
    QVERIFY2(shown.out.contains("north: its screen is not connected") && shown.out.contains("south: "),
             shown.out);
  }

  void refusesAWrongConfiguration_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("said");
    const QByteArray one = "[[window]]\nname = \"a\"\nscreen = \"left\"\n";
    QTest::newRow("no name") << QByteArray("[[window]]\nscreen = \"left\"")
                             << QByteArray(":1: window.name: is missing");
    QTest::newRow("no screen") << QByteArray("[[window]]\nname = \"a\"")
                               << QByteArray(":1: window.screen: is missing");
    QTest::newRow("names") << one + "[[window]]\nname = \"a\"\nscreen = \"right\""
                           << QByteArray(":5: window.name: is that of the window of line 1");
    QTest::newRow("screens") << one + "[[window]]\nname = \"b\"\nscreen = \"left\""
                             << QByteArray(":6: window.screen: has the window of line 1");
    QTest::newRow("theme") << one + "theme = \"pink\"" << QByteArray(":4: window.theme: expected one of");
    QTest::newRow("window") << one + "window = \"now\"" << QByteArray(":4: window.window: expected one of");
    QTest::newRow("distance") << one + "distance = 0" << QByteArray(":4: window.distance: ");
    QTest::newRow("key") << one + "bord = \"x\"" << QByteArray("did you mean board?");
    QTest::newRow("board") << one + "board = \"nowhere\"" << QByteArray("nowhere");
    QTest::newRow("diagonal of all") << QByteArray("diagonal = 2") << QByteArray(":1: diagonal: ");
    QTest::newRow("class of all") << QByteArray("class = \"big\"")
                                  << QByteArray(":1: class: expected one of");
    QTest::newRow("night") << QByteArray("night = \"22:00\"")
                           << QByteArray(":1: night: not a night: 22:00 (as 22:00-06:00, or none)");
    QTest::newRow("shift change") << QByteArray("shift_change = \"6\"")
                                  << QByteArray(":1: shift_change: not times of day: 6");
    QTest::newRow("still") << QByteArray("still = 1") << QByteArray(":1: still");
    QTest::newRow("language") << QByteArray("language = \"tlh\"")
                              << QByteArray(":1: language: no such language: tlh (there are: ");
    QTest::newRow("night of one") << one + "night = \"none\"" << QByteArray(":4: window.night: no such key");
    QTest::newRow("turn") << one + "[[window.turn]]\nboard = \"nowhere\"" << QByteArray("nowhere");
  }
  void refusesAWrongConfiguration() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, said);
    writeTo(in("wrong.toml"), text);
    const Outcome outcome = run("watchfloor", {"--config", in("wrong.toml"), "--seconds", "1"});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains(said), outcome.err);
  }

 private:
  QString in(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
  QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(WindowsTest)
#include "tst_windows.moc"
