// The engine's service, as an operator starts and stops it.
#include <QtTest>

#include "events.h"
#include "program.h"

using namespace watchfloor;

class TestWatchfloord : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void whatIsWrongIsSaidBeforeItStarts_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::addColumn<int>("code");
    const auto listen = [](const char* name, const QString& address, const char* says) {
      QTest::newRow(name) << QStringList{"--check-config", "--listen", address} << says << 1;
    };
    listen("no port", "127.0.0.1", "no port");
    listen("no such port", "127.0.0.1:99999", "0 to 65535");
    listen("no path", "unix:", "no path");
    listen("a long path", "unix:/" + QString(200, 'x'), "too long");
    QTest::newRow("a folder") << QStringList{"--config", "/tmp"} << "folder" << 1;
    QTest::newRow("no file") << QStringList{"--config", "/no/such/file"} << "/no/such/file" << 1;
    QTest::newRow("no option") << QStringList{"--lisen", "x"} << "--lisen" << 2;
  }
  void whatIsWrongIsSaidBeforeItStarts() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    QFETCH(int, code);
    const Outcome outcome = run("watchfloord", arguments);
    QCOMPARE(outcome.code, code);
    QVERIFY2(outcome.err.contains(says.toUtf8()), outcome.err.constData());
  }

  void aWrongKeyIsNamedWithItsLine() {
    Files files;
    const Outcome outcome =
        run("watchfloord",
            {"--check-config", "--config",
             files.write("c.toml", "[server]\nlisten = 5\nmax_walls = 0\n\n[engine]\nzoen = \"UTC\"\n")});
    QCOMPARE(outcome.code, 1);
    for (const char* line : {"c.toml:2", "c.toml:3", "c.toml:6"}) {
      QVERIFY2(outcome.err.contains(line), outcome.err.constData());
    }
  }

  // What is to happen to a contact or a conversation later than it is kept never would.
  void whatIsNotKeptIsNotPromised_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, const char* text, const char* says) {
      QTest::newRow(name) << QByteArray(text) << QByteArray(says);
    };
    const char* const lost = "[engine.lost_after]\n\"*\" = \"30d\"\n";
    row("lost_after", lost,
        "c.toml:2: engine.lost_after.*: must be at most 8d: nothing is kept for longer than");
    row("idle_contact", "[engine.limits]\nidle_contact = \"2d\"\n",
        "c.toml:2: engine.limits.idle_contact: must be at least 7d, which is lost_after of \"*\"");
    row("response_within", "[engine]\nresponse_within = \"60d\"\n",
        "c.toml:2: engine.response_within: must be at most 30d");
    row("kept for as long", "[engine.lost_after]\n\"*\" = \"30d\"\n[engine.limits]\nidle_contact = \"30d\"\n",
        "");
    row("recordings are kept", "[server]\nclock = \"event\"\n[engine.lost_after]\n\"*\" = \"30d\"\n", "");
  }
  void whatIsNotKeptIsNotPromised() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    Files files;
    const Outcome outcome = run("watchfloord", {"--check-config", "--config", files.write("c.toml", text)});
    QVERIFY2(outcome.code == (says.isEmpty() ? 0 : 1) && outcome.err.contains(says), outcome.err);
  }

  void theExampleIsRight() {
    QCOMPARE(run("watchfloord",
                 {"--check-config", "--config", WATCHFLOOR_SOURCE_DIR "/resources/watchfloord.toml"})
                 .code,
             0);
  }

  void aSocketIsNotTakenFromItsOwner() {
    Files files;
    const QString address = "unix:" + files.path("engine.socket");
    Daemon first({}, address);
    QVERIFY(!first.address().isEmpty());
    const Outcome second = run("watchfloord", {"--listen", address});
    QCOMPARE(second.code, 1);
    QVERIFY2(second.err.contains("another program listens there"), second.err.constData());
    QCOMPARE(run("watchfloorctl", {"snapshot", "--engine", address}).code, 0);
    first.kill();
    Daemon third({}, address);  // what a dead one left behind is in nobody's way
    QVERIFY(!third.address().isEmpty());
    QCOMPARE(third.stop(), 0);
  }
};

QTEST_GUILESS_MAIN(TestWatchfloord)
#include "tst_watchfloord.moc"
