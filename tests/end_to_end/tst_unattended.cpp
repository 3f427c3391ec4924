// The real wall, which nobody touches: it tells its service manager that it lives, keeps the screen on, comes
// back into the same view, and refuses a configuration that would fail at night.
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <csignal>

#include <QDBusConnection>
#include <QDBusContext>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include "events.h"
#include "program.h"

using namespace watchfloor;

namespace {

// What systemd would hear.
class Manager {
 public:
  explicit Manager(const QString& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, qPrintable(path), sizeof address.sun_path);
    m_fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    if (bind(m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) qFatal("cannot bind");
  }
  ~Manager() { close(m_fd); }
  QStringList heard() {
    char bytes[256];
    for (ssize_t n; (n = recv(m_fd, bytes, sizeof bytes, 0)) > 0;) m_heard << QString::fromUtf8(bytes, n);
    return m_heard;
  }

 private:
  int m_fd = -1;
  QStringList m_heard;
};

// As a desktop has one.
class Desktop : public QObject, protected QDBusContext {
  Q_OBJECT

 public:
  explicit Desktop(bool refuses) : m_refuses(refuses) {}
  QStringList asked;

 public Q_SLOTS:
  uint Inhibit(const QString& program, const QString& why) {
    asked << program + ": " + why;
    if (m_refuses) sendErrorReply(QDBusError::AccessDenied, "not tonight");
    return 7;
  }

 private:
  bool m_refuses;
};

// A bus of its own; its address.
QString startBus(QProcess& bus) {
  bus.start("dbus-daemon", {"--session", "--nofork", "--print-address"});
  if (!bus.waitForReadyRead(kPatienceMs)) qFatal("no bus");
  return QString::fromUtf8(bus.readLine()).trimmed();
}

// Of a program that this one started, the thread that draws; the others go on.
bool holdMainThread(pid_t pid) {
  return ptrace(PTRACE_SEIZE, pid, nullptr, nullptr) == 0 &&
         ptrace(PTRACE_INTERRUPT, pid, nullptr, nullptr) == 0;
}

// Of a thread, as the kernel has it: 'S' sleeps, 't' is held.
char stateOf(pid_t pid, const QString& thread) {
  const QByteArray stat = contentOf(QStringLiteral("/proc/%1/task/%2/stat").arg(pid).arg(thread));
  const qsizetype named = stat.lastIndexOf(") ");
  return named < 0 ? '?' : stat.at(named + 2);
}

}  // namespace

class UnattendedTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { qputenv("TMPDIR", m_temporary.path().toUtf8()); }  // walls are killed here
  void tellsItsManager();
  void itsServiceIsWellWritten();
  void comesBackIntoTheSameView();
  void aDamagedViewIsNoReasonToStop();
  void beginsWithWhatItShowedLast();
  void rotates();
  void turnsWithoutAWarning();
  void refusesAWrongConfiguration_data();
  void refusesAWrongConfiguration();
  void itsDemonstrationHasConversations();
  void speaksTheLanguage();
  void keepsTheScreenOn();
  void asksTheDesktopsOfLater();

 private:
  QString in(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
  QTemporaryDir m_folder, m_temporary;
};

void UnattendedTest::tellsItsManager() {
  Manager manager(in("notify"));
  QProcess wall;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert("NOTIFY_SOCKET", in("notify"));
  environment.insert("WATCHDOG_USEC", "400000");
  wall.setProcessEnvironment(environment);
  wall.start(pathOf("watchfloor"), {"--seconds", "600"});
  QTRY_VERIFY_WITH_TIMEOUT(manager.heard().count("WATCHDOG=1") >= 3, kPatienceMs);
  QCOMPARE(manager.heard().first(), "READY=1");
  // A wall that hangs is silent, however well the rest of it goes on: that is what it is for.
  const auto pid = static_cast<pid_t>(wall.processId());
  if (holdMainThread(pid)) {
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(pid, QString::number(pid)), 't', kPatienceMs);
    const QStringList threads =
        QDir(QStringLiteral("/proc/%1/task").arg(pid)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY(threads.size() > 1);
    for (const QString& thread : threads)
      QCOMPARE(stateOf(pid, thread) == 't', thread == QString::number(pid));
  } else {
    kill(pid, SIGSTOP);  // where nobody may hold a thread: all of it
  }
  const auto before = manager.heard().size();
  QTest::qWait(1000);
  QVERIFY(manager.heard().size() <= before + 1);
  wall.kill();
  QVERIFY(wall.waitForFinished(kPatienceMs));
}

// By systemd's own judgement; the program is where it was built, not yet where it will be.
void UnattendedTest::itsServiceIsWellWritten() {
  const QString judge = QStandardPaths::findExecutable("systemd-analyze");
  QVERIFY(!judge.isEmpty());
  QByteArray unit = contentOf(WATCHFLOOR_SOURCE_DIR "/resources/watchfloor.service");
  QVERIFY(unit.contains("\nExecStart=watchfloor "));
  unit.replace("ExecStart=watchfloor ", "ExecStart=" + pathOf("watchfloor").toUtf8() + " ");
  QVERIFY(QDir(m_folder.path()).mkpath("units"));
  writeTo(in("units/watchfloor.service"), unit);
  const auto back = qScopeGuard([was = qgetenv("XDG_RUNTIME_DIR")] {
    was.isNull() ? qunsetenv("XDG_RUNTIME_DIR") : qputenv("XDG_RUNTIME_DIR", was);
  });
  qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
  const QStringList verify{"verify", "--user", "--man=no", in("units/watchfloor.service")};
  const Outcome outcome = runAny(judge, verify);
  QVERIFY2(outcome.code == 0, outcome.err);
  QVERIFY2(!outcome.err.contains("watchfloor"), outcome.err);  // what it ignores is wrong, too
}

void UnattendedTest::comesBackIntoTheSameView() {
  const QString state = in("view.toml");
  QCOMPARE(run("watchfloor", {"--state", state, "--board", "sentiment", "--brand", "A \"quoted\" brand",
                              "--channel", "voice", "--window", "60m", "--theme", "light", "--seconds", "1"})
               .code,
           0);
  QVERIFY(contentOf(state).contains("sentiment"));
  const Outcome again = run("watchfloor", {"--state", state, "--print", "1", "--seconds", "2"});
  QCOMPARE(again.code, 0);
  const QString said = QString::fromUtf8(again.out);
  QVERIFY2(said.contains("A \"quoted\" brand · voice · 60"), qPrintable(said));
  QVERIFY2(said.contains("net_sentiment"), qPrintable(said));
  QVERIFY(contentOf(state).contains("light"));
  // What is asked for goes before it.
  const Outcome asked =
      run("watchfloor", {"--state", state, "--brand", "all", "--print", "1", "--seconds", "2"});
  QVERIFY2(asked.out.contains("All brands · voice"), asked.out);
}

void UnattendedTest::aDamagedViewIsNoReasonToStop() {
  const QString state = in("damaged.toml");
  writeTo(state, "board = \"sentiment\nbrand");
  const Outcome outcome = run("watchfloor", {"--state", state, "--print", "1", "--seconds", "1"});
  QCOMPARE(outcome.code, 0);
  QVERIFY2(outcome.err.contains("damaged.toml:1"), outcome.err);
  QVERIFY(contentOf(state).contains("mission_control"));  // and it is kept anew
}

// The engine is gone when the wall begins again: it shows what it showed, and says of when that is.
void UnattendedTest::beginsWithWhatItShowedLast() {
  const QString state = in("last.toml");
  auto engine = std::make_unique<Daemon>();
  const QStringList wall{"--engine", engine->address(), "--state", state, "--print", "1"};
  QVERIFY(run("watchfloor", wall + QStringList{"--seconds", "4"}).out.contains("live"));
  QVERIFY(QFile::exists(state + ".frame"));
  engine.reset();
  const Outcome again = run("watchfloor", wall + QStringList{"--seconds", "3"});
  QCOMPARE(again.code, 0);
  QVERIFY2(again.out.contains("connecting, was at "), again.out);
  writeTo(state + ".frame", "not a frame");
  const Outcome damaged = run("watchfloor", wall + QStringList{"--seconds", "3"});
  QCOMPARE(damaged.code, 0);
  QVERIFY(!damaged.out.contains("was at "));
}

void UnattendedTest::rotates() {
  const QString config = in("wall.toml"), state = in("rotated.toml");
  writeTo(config,
          "[[turn]]\nboard = \"mission_control\"\nfor = \"1s\"\n[[turn]]\nboard = \"sentiment\"\nfor = "
          "\"600s\"\n");
  QCOMPARE(run("watchfloor", {"--config", config, "--state", state, "--seconds", "3"}).code, 0);
  QVERIFY2(contentOf(state).contains("sentiment"), contentOf(state));
}

// At a desk, where boards have charts, tables and lists: a journal that fills for months hides what matters.
void UnattendedTest::turnsWithoutAWarning() {
  const QString config = in("turns.toml"), state = in("turned.toml");
  QByteArray turns;
  for (const char* board :
       {"mission_control", "response", "sentiment", "contact_centre", "competitors", "one_brand", "trending"})
    turns += QByteArray("[[turn]]\nboard = \"") + board + "\"\nfor = \"1s\"\n";
  writeTo(config, turns.replace(turns.lastIndexOf("1s"), 2, "600s"));
  const Outcome outcome = run(
      "watchfloor", {"--demo", "--class", "near", "--config", config, "--state", state, "--seconds", "15"});
  QCOMPARE(outcome.code, 0);
  QVERIFY2(contentOf(state).contains("trending"), contentOf(state));
  QVERIFY2(!outcome.err.contains("qrc:"), outcome.err);
}

void UnattendedTest::refusesAWrongConfiguration_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("said");
  QTest::newRow("no board") << QByteArray("[[turn]]\nfor = \"5s\"")
                            << QByteArray(":1: turn.board: is missing");
  QTest::newRow("no such board") << QByteArray("[[turn]]\nboard = \"nowhere\"") << QByteArray("nowhere");
  QTest::newRow("too short") << QByteArray("[[turn]]\nboard = \"response\"\nfor = \"0s\"")
                             << QByteArray(":3: ");
  QTest::newRow("level") << QByteArray("[[take_over]]\nboard = \"response\"\nlevel = 4")
                         << QByteArray(":3: take_over.level");
  QTest::newRow("nothing to show") << QByteArray("[[take_over]]\nboard = \"response\"\nlevel = 1")
                                   << QByteArray(":3: take_over.level");
  QTest::newRow("kind") << QByteArray("[[take_over]]\non = \"escalation\"\nboard = \"response\"")
                        << QByteArray(
                               ":2: take_over.on: expected one of \"alarm\", \"trend\", \"source_silent\", "
                               "\"source_rejects\"");
  QTest::newRow("metric")
      << QByteArray("[[take_over]]\nmetric = \"servce_level\"\nboard = \"response\"")
      << QByteArray(":2: take_over.metric: no such metric: servce_level; did you mean service_level?");
  QTest::newRow("level of a trend") << QByteArray(
                                           "[[take_over]]\non = \"trend\"\nlevel = 3\nboard = \"response\"")
                                    << QByteArray(":3: take_over.level: no such key");
  QTest::newRow("no board of a second")
      << QByteArray("[[take_over]]\nboard = \"response\"\n[[take_over]]\non = \"trend\"")
      << QByteArray(":3: take_over.board: is missing");
  QTest::newRow("a single table") << QByteArray("[take_over]\nboard = \"response\"")
                                  << QByteArray(":1: take_over: expected sections [[take_over]]");
  QTest::newRow("misspelt") << QByteArray("[[take_ovr]]\nboard = \"response\"")
                            << QByteArray("did you mean take_over?");
  QTest::newRow("operator") << QByteArray("operator = 5") << QByteArray(":1: operator");
  QTest::newRow("unmasked") << QByteArray("unmasked = 5") << QByteArray(":1: unmasked");
}

void UnattendedTest::refusesAWrongConfiguration() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArray, said);
  writeTo(in("wrong.toml"), text);
  const Outcome outcome = run("watchfloor", {"--config", in("wrong.toml"), "--seconds", "1"});
  QCOMPARE(outcome.code, 1);
  QVERIFY2(outcome.err.contains(said), outcome.err);
}

// The engine inside keeps them, triaged and unmasked: nobody in them is real. They go with the wall.
void UnattendedTest::itsDemonstrationHasConversations() {
  QProcess wall;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert("TMPDIR", m_folder.path());
  wall.setProcessEnvironment(environment);
  wall.start(pathOf("watchfloor"), {"--demo", "--seconds", "600", "--as", "ann"});
  QByteArray said;
  QTRY_VERIFY_WITH_TIMEOUT((said += wall.readAllStandardError()).contains("listens on"), kPatienceMs);
  const QString engine = QRegularExpression("127\\.0\\.0\\.1:\\d+").match(QString::fromUtf8(said)).captured();
  Outcome listed;
  const QStringList list{"conversations", "list",       "--engine", engine,
                         "--json",        "--unmasked", "--bucket", "contact_centre"};
  QTRY_VERIFY_WITH_TIMEOUT(!(listed = run("watchfloorctl", list)).out.isEmpty(), kPatienceMs);
  QVERIFY2(listed.out.contains("\"masked\": false"), listed.out);
  QVERIFY2(QString::fromUtf8(listed.out).contains(QRegularExpression("\"text\": \"[^\"]")), listed.out);
  const auto kept = [this] { return QDir(m_folder.path()).entryList({"watchfloor-*"}, QDir::Dirs); };
  QCOMPARE(kept().size(), 1);
  wall.terminate();
  QVERIFY(wall.waitForFinished(kPatienceMs));
  QCOMPARE(wall.exitCode(), 0);
  QVERIFY(kept().isEmpty());
}

void UnattendedTest::speaksTheLanguage() {
  const Outcome german = run("watchfloor", {"--language", "de", "--print", "1", "--seconds", "1"});
  QVERIFY2(german.out.contains("Alle Marken"), german.out);
  QCOMPARE(run("watchfloor", {"--language", "tlh"}).code, 2);
}

// A bus of its own, on which somebody listens for who asks the screen saver.
void UnattendedTest::keepsTheScreenOn() {
  QProcess bus;
  const QString address = startBus(bus);
  QProcess monitor;
  monitor.start("dbus-monitor", {"--address", address, "member='Inhibit'"});
  QVERIFY(monitor.waitForStarted(kPatienceMs));
  QByteArray heard;
  QTRY_VERIFY_WITH_TIMEOUT(
      (heard += monitor.readAllStandardOutput()).contains("NameAcquired") || !heard.isEmpty(), kPatienceMs);
  QProcess wall;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert("DBUS_SESSION_BUS_ADDRESS", address);
  wall.setProcessEnvironment(environment);
  wall.start(pathOf("watchfloor"), {"--seconds", "600"});
  QTRY_VERIFY_WITH_TIMEOUT((heard += monitor.readAllStandardOutput()).contains("a wall is shown"),
                           kPatienceMs);
  QVERIFY(heard.contains("org.freedesktop.ScreenSaver"));
  for (QProcess* process : {&wall, &monitor, &bus}) process->kill(), process->waitForFinished(kPatienceMs);
}

// A desktop that begins after the wall is asked, too, each time; that it refuses is said.
void UnattendedTest::asksTheDesktopsOfLater() {
  QProcess bus;
  const QString address = startBus(bus);
  QProcess wall;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert("DBUS_SESSION_BUS_ADDRESS", address);
  wall.setProcessEnvironment(environment);
  wall.start(pathOf("watchfloor"), {"--seconds", "600", "--print", "1"});
  QVERIFY(wall.waitForStarted(kPatienceMs) && wall.waitForReadyRead(kPatienceMs));  // it shows something
  const QString name = "org.freedesktop.ScreenSaver";
  for (int round = 1; round <= 2; ++round) {
    QDBusConnection desktop = QDBusConnection::connectToBus(address, QString::number(round));
    Desktop saver(round == 2);
    QVERIFY(desktop.registerObject("/ScreenSaver", name, &saver, QDBusConnection::ExportAllSlots));
    QVERIFY(desktop.registerService(name));
    QTRY_COMPARE_WITH_TIMEOUT(saver.asked, QStringList{"watchfloor: a wall is shown"}, kPatienceMs);
    QDBusConnection::disconnectFromBus(QString::number(round));
  }
  QByteArray said;
  QTRY_VERIFY_WITH_TIMEOUT((said += wall.readAllStandardError()).contains("the screen on: not tonight"),
                           kPatienceMs);
  QVERIFY2(said.count("the screen on") == 1, said);  // nothing of before there was one
  for (QProcess* process : {&wall, &bus}) process->kill(), process->waitForFinished(kPatienceMs);
}

QTEST_GUILESS_MAIN(UnattendedTest)
#include "tst_unattended.moc"
