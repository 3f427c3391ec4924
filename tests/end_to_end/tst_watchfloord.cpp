// The engine's service, as an operator starts and stops it.
#include <QtTest>

#include "events.h"
#include "program.h"

using namespace watchfloor;

class TestWatchfloord : public QObject {
  Q_OBJECT

 private slots:
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
