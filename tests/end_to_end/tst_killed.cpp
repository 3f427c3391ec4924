// watchfloord with a store, killed at random moments while events are published and checkpoints are written:
// each event counts once, and the wall says what an engine says that never died, also when the newest
// checkpoint is damaged then.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QtTest>

#include "end_to_end/events.h"
#include "end_to_end/program.h"

using namespace watchfloor;

class TestKilled : public QObject {
  Q_OBJECT

  static constexpr int kCalls = 20'000, kKills = 12;
  const Files m_files{};

  // As a publisher's file has it: each call is enqueued, and answered or abandoned.
  QString calls() const {
    QByteArray lines;
    for (int i = 0; i < kCalls; ++i) {
      const QByteArray id = QByteArray::number(i);
      const QTime begin = QTime(8, 0).addMSecs(i * 400);
      lines += contactLine(id, begin.toString("HH:mm:ss").toUtf8(), "ENQUEUED");
      lines += contactLine(id, begin.addSecs(i % 60).toString("HH:mm:ss").toUtf8(),
                           i % 10 ? "ANSWERED" : "ABANDONED");
    }
    return m_files.write("calls.jsonl", lines);
  }

  static QJsonValue cells(const QByteArray& text) { return QJsonDocument::fromJson(text).object()["cells"]; }

 private Q_SLOTS:
  void nothingIsLostAndNothingCountsTwice() {
    const QString file = calls(), address = "unix:" + m_files.path("engine.socket");
    const QStringList arguments = {"--store", m_files.path("records.db"), "--config",
                                   m_files.write("event_clock.toml",
                                                 "[server]\nclock = \"event\"\n"
                                                 "[store]\ncheckpoint_records = 40\n")};
    auto daemon = std::make_unique<Daemon>(arguments, address);
    QVERIFY(!daemon->address().isEmpty());
    QProcess publisher;
    publisher.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    publisher.setStandardInputFile(file);  // a pipe waits for an engine that is away as long as it takes
    publisher.start(pathOf("watchfloorctl"), {"publish", "--engine", address, "--batch", "20", "-"});
    int kills = 0;
    for (; kills < kKills && !publisher.waitForFinished(QRandomGenerator::global()->bounded(50, 400));
         ++kills) {
      daemon->kill();
      daemon = std::make_unique<Daemon>(arguments, address);
      QVERIFY(!daemon->address().isEmpty());
    }
    QVERIFY(publisher.state() == QProcess::NotRunning || publisher.waitForFinished(kPatienceMs));
    QCOMPARE(publisher.exitCode(), 0);
    const QByteArray said = publisher.readAllStandardOutput();
    QVERIFY2(said.contains("published " + QByteArray::number(2 * kCalls) + " events"), said);
    qInfo("%d kills; %s", kills, said.trimmed().constData());
    const QDir folder = QFileInfo(m_files.path("records.db")).dir();
    const auto found = [&] { return folder.entryList({"records.db-checkpoint-*"}, QDir::Files, QDir::Name); };
    while (found().size() < 2) {  // it was killed before there were two; an orderly end writes one
      QCOMPARE(daemon->stop(), 0);
      daemon = std::make_unique<Daemon>(arguments, address);
      QVERIFY(!daemon->address().isEmpty());
    }
    daemon->kill();
    const QStringList checkpoints = found();
    QVERIFY2(checkpoints.size() <= 3, qPrintable(checkpoints.join(' ')));
    QFile newest(folder.filePath(checkpoints.back()));
    QVERIFY(newest.resize(newest.size() / 2));
    const Daemon last(arguments, address);
    for (const QString& name :
         {m_files.path("records.db"), m_files.path("records.db-wal"), folder.filePath(checkpoints.front())}) {
      QCOMPARE(QFile::permissions(name) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    const QStringList selection = {"--window", "total,now", "--json"};
    const Outcome snapshot = run("watchfloorctl", QStringList{"snapshot", "--engine", address} + selection);
    const Outcome measured = run("watchfloorctl", QStringList{"measure"} + selection + QStringList{file});
    QCOMPARE(snapshot.code, 0);
    QVERIFY(cells(measured.out).toArray().size() > 0);
    QCOMPARE(cells(snapshot.out), cells(measured.out));
  }

  void whatIsWrongWithAStoreIsSaid() {
    const QString alien = m_files.write("alien.db", QByteArray(8192, 'x'));
    const Outcome outcome = run("watchfloord", {"--listen", "127.0.0.1:0", "--store", alien});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("move the file and its -wal away"), outcome.err);
    const Outcome wrong =
        run("watchfloord",
            {"--check-config", "--config",
             m_files.write("c.toml", "[store]\nkeep = \"25h\"\nmax_gib = 0\ncheckpoint_every = \"0s\"\n")});
    QCOMPARE(wrong.code, 1);
    for (const char* what :
         {"c.toml:2: store.keep", "c.toml:3: store.max_gib", "c.toml:4: store.checkpoint_every"}) {
      QVERIFY2(wrong.err.contains(what), wrong.err);
    }
  }
};

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
