// Trends of a recording, from a file to what watchfloorctl prints of them.
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "end_to_end/events.h"
#include "end_to_end/messages.h"
#include "end_to_end/program.h"

using namespace watchfloor;

namespace {

const QDateTime kDay(QDate(2026, 3, 2), QTime(0, 0), Qt::UTC);  // that of messageLine()

QByteArray line(int id, int minute, int second) {
  const QDateTime at = kDay.addSecs(60 * minute + second);
  const QByteArray text = QByteArray::number(id);
  return messageLine(text, at.toString("HH:mm:ss").toUtf8(), "late")
      .replace("\"u\"", "\"u" + text + "\"")
      .replace("2026-03-02", at.toString("yyyy-MM-dd").toUtf8());
}

// Ten hours with a message a minute, ten minutes with one each two seconds, and what ends them.
QByteArrayList recording() {
  QByteArrayList lines;
  for (int minute = 0; minute < 600; ++minute) lines << line(minute, minute, 30);
  for (int i = 0; i < 300; ++i) lines << line(1'000 + i, 600 + i / 30, i % 30 * 2);
  lines << line(2'000, 610, 0);
  return lines;
}

}  // namespace

class TestRecordedTrendsTold : public QObject {
  Q_OBJECT

  const Files m_files{};

  QStringList engine(const QByteArray& more = {}) const {
    return {"--config", m_files.write("config.toml", "[server]\nclock = \"event\"\n" + more)};
  }
  static void publish(const Daemon& daemon, const QByteArrayList& lines) {
    const Outcome outcome =
        run("watchfloorctl", {"publish", "--engine", daemon.address(), "-"}, lines.join());
    QVERIFY2(outcome.code == 0, outcome.err.constData());
  }
  static Outcome trends(const Daemon& daemon, const QStringList& more = {}) {
    return run("watchfloorctl", QStringList{"trends", "--engine", daemon.address()} + more);
  }

 private Q_SLOTS:
  void aRecordingRises() {
    const Daemon daemon(engine());
    const Outcome before = trends(daemon);
    QCOMPARE(before.code, 0);
    QCOMPARE(before.out, QByteArray("too little was heard so far to tell what is usual\n"));
    publish(daemon, recording());
    const Outcome told = trends(daemon, {"--json"});
    QVERIFY2(told.code == 0 && told.err.isEmpty(), told.err.constData());
    const QJsonObject first = QJsonDocument::fromJson(told.out.left(told.out.indexOf('\n'))).object();
    QCOMPARE(first["state"].toString(), QString("rising"));
    QCOMPARE(first["as_of"].toString(), QString("2026-03-02T10:10:00Z"));
    publish(daemon, {line(-1, 1, 0)});
    QVERIFY(trends(daemon).err.contains("1 messages came when their five minutes were over"));
  }
  void whatIsUsualIsSaidToBeSo() {
    const Daemon daemon(engine());
    QByteArrayList lines;
    for (int minute = 0; minute < 1'500; ++minute) lines << line(minute, minute, 30);
    publish(daemon, lines.mid(0, 600));
    // Of an hour that was not seen yet nobody knows what is usual.
    QCOMPARE(trends(daemon).out, QByteArray("too little was heard so far to tell what is usual\n"));
    publish(daemon, lines.mid(600));
    QCOMPARE(trends(daemon).out, QByteArray("nothing rises or collapses as it seldom does\n"));
  }
  // Where nothing is counted by the recording's minutes, nobody says that nothing rises.
  void withoutTopicsItIsRefused() {
    const Daemon daemon(engine("[topics]\nbrands = 0\n"));
    publish(daemon, recording().mid(0, 3));
    const Outcome refused = trends(daemon, {"--all"});
    QVERIFY2(refused.code != 0 && refused.err.contains("[topics]"), refused.err.constData());
    QVERIFY(refused.out.isEmpty());
  }
};

QTEST_GUILESS_MAIN(TestRecordedTrendsTold)
#include "tst_recorded_trends_told.moc"
