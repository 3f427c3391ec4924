// Publishing to a real watchfloord, and what it says then.
#include <sys/stat.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "end_to_end/events.h"
#include "end_to_end/program.h"

using namespace watchfloor;

class TestWatchfloorctlPublish : public QObject {
  Q_OBJECT

  const Files m_files{};

  QString eventClock() { return m_files.write("event_clock.toml", "[server]\nclock = \"event\"\n"); }

  static QJsonObject json(const QByteArray& text) { return QJsonDocument::fromJson(text).object(); }
  // The metrics of all brands and channels together, since the beginning.
  static QJsonObject totals(const Daemon& daemon) {
    const Outcome outcome = run("watchfloorctl", {"snapshot", "--engine", daemon.address(), "--window",
                                                  "total", "--by", "none", "--json"});
    return json(outcome.out)["cells"].toArray().at(0).toObject()["metrics"].toObject();
  }

 private Q_SLOTS:
  void whatIsPublishedIsOnTheWall() {
    const Daemon daemon({"--config", eventClock()});
    QVERIFY(!daemon.address().isEmpty());
    const QString file = m_files.write("calls.jsonl", twoCalls());
    const Outcome published = run("watchfloorctl", {"publish", "--engine", daemon.address(), file});
    QCOMPARE(published.code, 0);
    QCOMPARE(
        published.out,
        "published 4 events: 4 accepted, 0 duplicates, 0 late, 0 in the future, 0 rejected, 0 unreadable\n");

    const Outcome measured = run("watchfloorctl", {"measure", "--json", "--window", "total,now", file});
    QTRY_COMPARE_WITH_TIMEOUT(totals(daemon)["abandoned"].toInt(), 1, kPatienceMs);
    const Outcome snapshot =
        run("watchfloorctl", {"snapshot", "--engine", daemon.address(), "--window", "total,now", "--json"});
    QCOMPARE(snapshot.code, 0);
    QJsonObject told = json(snapshot.out);
    QVERIFY(told["export"].isObject());  // what `verify` asks for: a recording has none
    told.remove("export");
    QCOMPARE(told, json(measured.out));
  }

  void anAcknowledgedEventCountsOnce_data() {
    QTest::addColumn<QString>("batch");
    for (const char* batch : {"1", "3", "5000"}) QTest::addRow("batches of %s", batch) << batch;
  }
  void anAcknowledgedEventCountsOnce() {
    QFETCH(QString, batch);
    const Daemon daemon({"--config", eventClock()});
    const QStringList publish = {"publish", "--engine", daemon.address(), "--batch", batch, "-"};
    QVERIFY(run("watchfloorctl", publish, twoCalls()).out.contains("4 accepted"));
    QVERIFY(run("watchfloorctl", publish, twoCalls()).out.contains("0 accepted, 4 duplicates"));
    QTRY_COMPARE_WITH_TIMEOUT(totals(daemon)["offered"].toInt(), 2, kPatienceMs);
  }

  void whatIsWrongIsNamed() {
    const Daemon daemon;
    QByteArray reserved = contactLine("a", "10:00:00", "ENQUEUED");
    reserved.replace("acme", "all");
    const Outcome outcome =
        run("watchfloorctl", {"publish", "--engine", daemon.address(), "-"}, "this is no event\n" + reserved);
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.err.contains(":1: ") && outcome.err.contains(":2: "), outcome.err);
    QVERIFY2(outcome.out.contains("0 rejected, 2 unreadable"), outcome.out);
  }

  void aFileIsFollowed() {
    const Daemon daemon({"--config", eventClock()});
    const QString file = m_files.write("followed.jsonl", contactLine("a", "10:00:00", "ENQUEUED"));
    QProcess publisher;
    publisher.start(pathOf("watchfloorctl"), {"publish", "--engine", daemon.address(), "--follow", file});
    QTRY_COMPARE_WITH_TIMEOUT(totals(daemon)["offered"].toInt(), 1, kPatienceMs);
    writeTo(file, contactLine("b", "10:00:01", "ENQUEUED"), QIODevice::Append);
    QTRY_COMPARE_WITH_TIMEOUT(totals(daemon)["offered"].toInt(), 2, kPatienceMs);
    publisher.terminate();
    QVERIFY(publisher.waitForFinished(kPatienceMs));
    QCOMPARE(publisher.exitCode(), 0);
    QVERIFY(publisher.readAllStandardOutput().startsWith("published 2 events: 2 accepted"));
  }

  void whatComesThroughAPipeIsSentAsItComes() {
    const Daemon daemon({"--config", eventClock()});
    QProcess publisher;
    publisher.start(pathOf("watchfloorctl"), {"publish", "--engine", daemon.address(), "-"});
    publisher.write(contactLine("a", "10:00:00", "ENQUEUED"));
    QTRY_COMPARE_WITH_TIMEOUT(totals(daemon)["offered"].toInt(), 1, kPatienceMs);
    const QByteArray next = contactLine("b", "10:00:01", "ENQUEUED");
    publisher.write(next.left(20));  // half a line is no line
    publisher.write(next.mid(20));
    QTRY_COMPARE_WITH_TIMEOUT(totals(daemon)["offered"].toInt(), 2, kPatienceMs);
    publisher.closeWriteChannel();
    QVERIFY(publisher.waitForFinished(kPatienceMs));
    QVERIFY(publisher.readAllStandardOutput().startsWith("published 2 events: 2 accepted"));
  }
  void aPipeWaitsForTheEngineUntilItIsToEnd() {
    QProcess publisher;
    publisher.start(pathOf("watchfloorctl"), {"publish", "--engine", "127.0.0.1:1", "-"});
    publisher.write(contactLine("a", "10:00:00", "ENQUEUED"));
    QByteArray said;
    const auto hears = [&](const QByteArray& text) {
      publisher.waitForReadyRead(50);
      said += publisher.readAllStandardError();
      return said.contains(text);
    };
    QTRY_VERIFY2_WITH_TIMEOUT(hears("trying again"), said, kPatienceMs);
    publisher.terminate();
    QVERIFY(publisher.waitForFinished(kPatienceMs));
    QCOMPARE(publisher.exitStatus(), QProcess::NormalExit);
    QVERIFY(publisher.exitCode() != 0);
    said += publisher.readAllStandardError();
    QVERIFY2(said.contains("1 of 1 events were not delivered"), said);
  }
  // All that was read is counted: what waits to be acknowledged, to be sent, and to be decoded.
  void whatWasNotDeliveredIsCounted() {
    QByteArray lines;
    for (int i = 0; i < 1'200; ++i) lines += contactLine(QByteArray::number(i), "10:00:00", "ENQUEUED");
    QProcess publisher;
    publisher.start(pathOf("watchfloorctl"), {"publish", "--engine", "127.0.0.1:1", "--batch", "1",
                                              "--follow", m_files.write("undelivered.jsonl", lines)});
    QByteArray said;
    const auto hears = [&](const QByteArray& text) {
      publisher.waitForReadyRead(50);
      said += publisher.readAllStandardError();
      return said.contains(text);
    };
    QTRY_VERIFY2_WITH_TIMEOUT(hears("trying again"), said, kPatienceMs);
    publisher.terminate();
    QVERIFY(publisher.waitForFinished(kPatienceMs));
    QCOMPARE(publisher.exitCode(), 1);
    said += publisher.readAllStandardError();
    QVERIFY2(said.contains("1200 of 1200 events were not delivered"), said);
  }
  // A pipe that says nothing, or that nobody has opened yet, keeps nobody waiting.
  void noInputWaitsForAnother_data() {
    QTest::addColumn<QStringList>("options");
    QTest::newRow("to their end") << QStringList{};
    QTest::newRow("following") << QStringList{"--follow"};
  }
  void noInputWaitsForAnother() {
    QFETCH(QStringList, options);
    const Daemon daemon({"--config", eventClock()});
    QTemporaryDir folder;
    const QString unopened = folder.filePath("unopened"), spoken = folder.filePath("spoken");
    for (const QString& name : {unopened, spoken}) QCOMPARE(mkfifo(qPrintable(name), 0600), 0);
    const QString file = m_files.write("beside.jsonl", contactLine("a", "10:00:00", "ENQUEUED"));
    QProcess publisher;
    publisher.start(pathOf("watchfloorctl"), QStringList{"publish", "--engine", daemon.address()} + options +
                                                 QStringList{unopened, "-", spoken, file});
    QTRY_COMPARE_WITH_TIMEOUT(totals(daemon)["offered"].toInt(), 1, kPatienceMs);
    QFile pipe(spoken);  // never closed
    QVERIFY(pipe.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    pipe.write(contactLine("b", "10:00:01", "ENQUEUED"));
    QTRY_COMPARE_WITH_TIMEOUT(totals(daemon)["offered"].toInt(), 2, kPatienceMs);
    publisher.write(contactLine("c", "10:00:02", "ENQUEUED"));
    QTRY_COMPARE_WITH_TIMEOUT(totals(daemon)["offered"].toInt(), 3, kPatienceMs);
    publisher.terminate();
    QVERIFY(publisher.waitForFinished(kPatienceMs));
    QCOMPARE(publisher.exitCode(), 0);
    QVERIFY(publisher.readAllStandardOutput().startsWith("published 3 events: 3 accepted"));
  }

  // The first example of the README, as it stands there, on whatever day it is.
  void theReadmesExampleIsOnTheWall() {
    const Daemon daemon;
    QFile readme(WATCHFLOOR_SOURCE_DIR "/README.md");
    QVERIFY(readme.open(QIODevice::ReadOnly));
    QString script = readme.readAll();
    script = script.mid(script.indexOf("    now=$(date"));
    script = script.left(script.indexOf("    END\n") + 8).replace("\n    ", "\n");
    script.replace("watchfloorctl publish",
                   pathOf("watchfloorctl") + " publish --engine " + daemon.address());
    const Outcome outcome = runAny("/bin/sh", {"-c", script});
    QVERIFY2(outcome.out.startsWith("published 3 events: 3 accepted"), outcome.out + outcome.err);
    const Outcome snapshot = run("watchfloorctl", {"snapshot", "--engine", daemon.address(), "--window",
                                                   "15m", "--by", "none", "--json"});
    const QJsonObject metrics = json(snapshot.out)["cells"].toArray().at(0).toObject()["metrics"].toObject();
    QCOMPARE(metrics["answered"].toInt(), 1);
    QCOMPARE(metrics["wait_answered_s"].toObject()["mean"].toDouble(), 12.0);
    QCOMPARE(metrics["sentiment_negative"].toInt(), 1);
  }

  void aLiveEngineHasNoTotal_data() {
    QTest::addColumn<QString>("command");
    QTest::newRow("snapshot") << "snapshot";
    QTest::newRow("tail") << "tail";
  }
  void aLiveEngineHasNoTotal() {
    QFETCH(QString, command);
    const Daemon daemon;
    const QStringList arguments = {command, "--engine", daemon.address(), "--window", "total,now"};
    const Outcome outcome = run("watchfloorctl", arguments);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("no window \"total\""), outcome.err);
  }

  void aReplayHappensNow() {
    const Daemon daemon;  // by the time of day: old events would be too late
    const QByteArray before =
        run("watchfloorctl", {"publish", "--engine", daemon.address(), "-"}, twoCalls()).out;
    QVERIFY2(before.contains("4 late"), before);
    const Outcome replayed =
        run("watchfloorctl", {"replay", "--engine", daemon.address(), "--speed", "1000", "-"}, twoCalls());
    QVERIFY2(replayed.out.contains("4 accepted"), replayed.out);
  }
  void aReplayAsRecordedKeepsItsTimes() {
    const Daemon daemon({"--config", eventClock()});
    QCOMPARE(
        run("watchfloorctl",
            {"replay", "--engine", daemon.address(), "--speed", "1000", "--as-recorded", "-"}, twoCalls())
            .code,
        0);
    QTRY_COMPARE_WITH_TIMEOUT(totals(daemon)["abandoned"].toInt(), 1, kPatienceMs);
    QCOMPARE(totals(daemon)["wait_abandoned_s"].toObject()["mean"].toDouble(), 30.0);
  }

  void tailTellsWhatChanges_data() {
    QTest::addColumn<QStringList>("form");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("lines") << QStringList{} << QByteArray("all × all · total  offered  2  (0)");
    QTest::newRow("JSON") << QStringList{"--json"} << QByteArray("\"metrics\": {\"offered\": 2}}");
  }
  void tailTellsWhatChanges() {
    QFETCH(QStringList, form);
    QFETCH(QByteArray, line);
    const Daemon daemon({"--config", eventClock()});
    QProcess tail;
    tail.start(pathOf("watchfloorctl"), QStringList{"tail", "--engine", daemon.address(), "--window", "total",
                                                    "--by", "none", "--metric", "offered"} +
                                            form);
    QByteArray said;
    const auto hears = [&](const QByteArray& text) {
      tail.waitForReadyRead(50);
      said += tail.readAllStandardOutput() + tail.readAllStandardError();
      return said.contains(text);
    };
    QTRY_VERIFY_WITH_TIMEOUT(hears("connected"), kPatienceMs);
    QCOMPARE(run("watchfloorctl", {"publish", "--engine", daemon.address(), "-"}, twoCalls()).code, 0);
    QTRY_VERIFY2_WITH_TIMEOUT(hears(line), said, kPatienceMs);
    tail.terminate();
    QVERIFY(tail.waitForFinished(kPatienceMs));
    QCOMPARE(tail.exitCode(), 0);
  }
  void tailTellsWhenTheEngineIsGone() {
    Daemon daemon;
    QProcess tail;
    tail.setProcessChannelMode(QProcess::MergedChannels);
    tail.start(pathOf("watchfloorctl"), {"tail", "--engine", daemon.address()});
    QByteArray said;
    const auto hears = [&](const QByteArray& text) {
      tail.waitForReadyRead(50);
      said += tail.readAll();
      return said.contains(text);
    };
    QTRY_VERIFY_WITH_TIMEOUT(hears("connected"), kPatienceMs);
    QCOMPARE(daemon.stop(), 0);
    QTRY_VERIFY2_WITH_TIMEOUT(hears("connection lost"), said, kPatienceMs);
    tail.terminate();
    QVERIFY(tail.waitForFinished(kPatienceMs));
  }

  void theExampleConfigurationIsRight() {
    const Outcome outcome = run(
        "watchfloord", {"--check-config", "--config", WATCHFLOOR_SOURCE_DIR "/resources/watchfloord.toml"});
    QVERIFY2(outcome.code == 0, outcome.err);
  }
};

QTEST_GUILESS_MAIN(TestWatchfloorctlPublish)
#include "tst_watchfloorctl_publish.moc"
