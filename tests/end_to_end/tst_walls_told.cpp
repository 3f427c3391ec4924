// Walls of a real engine, told what to show from a shell.
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "program.h"

using namespace watchfloor;

namespace {

class Wall {
 public:
  Wall(const Daemon& engine, const QString& name) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    environment.insert("QT_QUICK_BACKEND", "software");
    m_process.setProcessEnvironment(environment);
    m_process.start(pathOf("watchfloor"), {"--engine", engine.address(), "--name", name, "--seconds", "600"});
  }
  ~Wall() {
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
  }

 private:
  QProcess m_process;
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
};

QTEST_GUILESS_MAIN(WallsToldTest)
#include "tst_walls_told.moc"
