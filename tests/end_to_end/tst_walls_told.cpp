// Walls of a real engine, told what to show from a shell.
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "events.h"
#include "program.h"

using namespace watchfloor;

namespace {

class Wall {
 public:
  Wall(const Daemon& engine, const QString& name, const QStringList& more = {}) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    environment.insert("QT_QUICK_BACKEND", "software");
    m_process.setProcessEnvironment(environment);
    m_process.start(pathOf("watchfloor"),
                    QStringList{"--engine", engine.address(), "--name", name, "--seconds", "600"} + more);
  }
  // All that it printed.
  QByteArray said() { return m_said += m_process.readAllStandardOutput(); }

  ~Wall() {
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
  }

 private:
  QProcess m_process;
  QByteArray m_said;
};

}  // namespace

class WallsToldTest : public QObject {
  Q_OBJECT

  static Outcome wall(const Daemon& engine, QStringList arguments) {
    return run("watchfloorctl", QStringList{"wall"} + arguments + QStringList{"--engine", engine.address()});
  }
  static QJsonObject stateOf(const Daemon& engine, const QString& name) {
    for (const QByteArray& line : wall(engine, {"list", "--json"}).out.split('\n')) {
      const QJsonObject state = QJsonDocument::fromJson(line).object();
      if (state.value("name").toString() == name) return state;
    }
    return {};
  }

 private Q_SLOTS:
  void theyDoWhatTheyAreTold() {
    const Daemon engine;
    QCOMPARE(wall(engine, {"list"}).out, QByteArray());
    QCOMPARE(wall(engine, {"pin"}).code, 1);
    const Wall north(engine, "north"), south(engine, "south");
    QTRY_VERIFY_WITH_TIMEOUT(!stateOf(engine, "north").isEmpty() && !stateOf(engine, "south").isEmpty(),
                             kPatienceMs);
    QCOMPARE(wall(engine, {"show", "trending", "--wall", "north"}).out, "told north\n");
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(engine, "north").value("board").toString(), "trending", kPatienceMs);
    QCOMPARE(stateOf(engine, "south").value("board").toString(), "mission_control");
    QCOMPARE(wall(engine, {"pin"}).out, "told north\ntold south\n");
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(engine, "south").value("pinned").toBool(), kPatienceMs);
    QCOMPARE(wall(engine, {"unpin"}).code, 0);
    QTRY_VERIFY_WITH_TIMEOUT(!stateOf(engine, "south").value("pinned").toBool(), kPatienceMs);
    const Outcome nowhere = wall(engine, {"show", "nowhere"});
    QCOMPARE(nowhere.code, 1);
    QVERIFY2(nowhere.err.contains("has no board \"nowhere\"; it has: "), nowhere.err);
    QVERIFY(wall(engine, {"identify", "--wall", "west"}).err.contains("no wall \"west\" is connected"));
    QCOMPARE(wall(engine, {"identify", "--seconds", "0"}).code, 2);
  }

  void theyRestAndTurn() {
    const Files files;
    const QString turns = files.write("wall.toml",
                                      "[[turn]]\nboard = \"mission_control\"\nfor = \"2s\"\n"
                                      "[[turn]]\nboard = \"response\"\nfor = \"2s\"\n");
    const Daemon engine;
    const Wall north(engine, "north", {"--config", turns}), south(engine, "south", {"--config", turns});
    const auto rotates = [&](const char* name) { return stateOf(engine, name).value("rotates").toBool(); };
    const auto board = [&](const char* name) { return stateOf(engine, name).value("board").toString(); };
    QTRY_VERIFY_WITH_TIMEOUT(rotates("north") && rotates("south"), kPatienceMs);
    QCOMPARE(wall(engine, {"rest", "--wall", "north"}).out, "told north\n");
    QTRY_VERIFY_WITH_TIMEOUT(!rotates("north"), kPatienceMs);
    const QString resting = board("north");
    QSet<QString> turning;
    QTRY_VERIFY_WITH_TIMEOUT((turning << board("south")).size() == 2, kPatienceMs);
    QCOMPARE(board("north"), resting);
    QVERIFY(rotates("south"));
    QCOMPARE(wall(engine, {"rotate", "--wall", "north"}).out, "told north\n");
    QTRY_VERIFY_WITH_TIMEOUT(rotates("north"), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(board("north") != resting, kPatienceMs);
  }

  void theySayWhoTheyAre() {
    const Daemon engine;
    Wall north(engine, "north", {"--print", "0.2"}), south(engine, "south", {"--print", "0.2"});
    QTRY_VERIFY_WITH_TIMEOUT(!stateOf(engine, "north").isEmpty() && !stateOf(engine, "south").isEmpty(),
                             kPatienceMs);
    QCOMPARE(wall(engine, {"identify", "--wall", "south", "--seconds", "2"}).out, "told south\n");
    QTRY_VERIFY_WITH_TIMEOUT(south.said().contains("  this is south\n"), kPatienceMs);
    const auto isOver = [&] {
      const qsizetype at = south.said().lastIndexOf("  this is south\n");
      return south.said().mid(at).count("service_level") > 3;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), kPatienceMs);
    QVERIFY(!north.said().contains("this is"));
  }
};

QTEST_GUILESS_MAIN(WallsToldTest)
#include "tst_walls_told.moc"
