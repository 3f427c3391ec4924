// The past, through watchfloord and watchfloorctl: what was published is told by hours and days, in every
// form, and counts once, however often the engine is killed.
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "end_to_end/events.h"
#include "end_to_end/program.h"

using namespace watchfloor;

class TestPast : public QObject {
  Q_OBJECT

  const Files m_files{};
  QDateTime m_now = QDateTime::currentDateTimeUtc();

  // A call that was answered, or abandoned, after so many seconds, so many minutes ago.
  QByteArray call(const QByteArray& id, int minutesAgo, const char* end, int wait,
                  const QByteArray& brand = "acme") const {
    return callOf(brand, id, m_now.addSecs(-60 * minutesAgo), end, wait);
  }
  Outcome history(const Daemon& daemon, const QStringList& arguments) const {
    return run("watchfloorctl", QStringList{"history", "--engine", daemon.address()} + arguments);
  }
  void publish(const Daemon& daemon, const QByteArray& lines) const {
    const Outcome outcome = run("watchfloorctl", {"publish", "--engine", daemon.address(), "-"}, lines);
    QVERIFY2(outcome.code == 0, outcome.err);
  }
  // A metric of all brands over the last five hours.
  QJsonValue lately(const Daemon& daemon, const QString& metric) const {
    const Outcome outcome =
        history(daemon, {"--from", "-5h", "--step", "total", "--metric", metric, "--json"});
    return QJsonDocument::fromJson(outcome.out)["periods"][0]["groups"][0]["metrics"][metric];
  }

 private Q_SLOTS:
  void whatWasPublishedIsToldInEveryForm() {
    Daemon daemon({"--store", m_files.path("forms.db")});
    publish(daemon, call("a", 200, "ANSWERED", 4) + call("b", 190, "ABANDONED", 30) +
                        call("c", 100, "ANSWERED", 8, "beta"));
    QTRY_COMPARE_WITH_TIMEOUT(lately(daemon, "offered").toInt(), 3, kPatienceMs);

    const Outcome json = history(
        daemon, {"--from", "-5h", "--step", "total", "--by", "brand", "--json", "--zone", "Europe/Berlin"});
    const QJsonArray groups = QJsonDocument::fromJson(json.out)["periods"][0]["groups"].toArray();
    QCOMPARE(groups.size(), 2);
    QCOMPARE(groups[0]["brand"].toString(), QString("acme"));
    QCOMPARE(groups[0]["metrics"]["abandon_rate"]["num"].toInt(), 1);
    QCOMPARE(groups[0]["metrics"]["abandon_rate"]["den"].toInt(), 2);
    QCOMPARE(groups[1]["metrics"]["average_speed_of_answer_s"]["mean"].toDouble(), 8.0);
    // It lies before the engine's first minute.
    QVERIFY(QJsonDocument::fromJson(json.out)["periods"][0]["incomplete"].toArray().contains("before_began"));

    const Outcome csv =
        history(daemon, {"--from", "-5h", "--step", "total", "--metric", "offered,abandon_rate", "--csv"});
    QVERIFY2(csv.out.startsWith("from,to,brand,channel,metric,value,num,den"), csv.out);
    QVERIFY2(csv.out.contains(",all,all,offered,3,") &&
                 csv.out.contains(",abandon_rate,0.3333333333333333,1,3,0,"),
             csv.out);
    QCOMPARE(csv.out.count('\n'), 3);

    const Outcome table = history(daemon, {"--from", "-5h", "--step", "hour", "--by", "channel"});
    QCOMPARE(table.code, 0);
    QVERIFY2(table.out.contains("offered") && table.out.contains("voice") &&
                 table.out.contains("? the history began at"),
             table.out);
    for (const QByteArray& line : table.out.split('\n')) QVERIFY2(!line.endsWith(' '), line);
  }

  void aKilledEngineCountsEverythingOnce() {
    const QString store = m_files.path("killed.db");
    int offered = 0;
    for (int life = 0; life < 4; ++life) {
      Daemon daemon({"--store", store});
      QTRY_COMPARE_WITH_TIMEOUT(lately(daemon, "offered").toInt(), offered, kPatienceMs);
      publish(daemon, call("x" + QByteArray::number(life), 60, "ANSWERED", 5) +
                          call("y" + QByteArray::number(life), 1, "ABANDONED", 9));
      offered += 2;
      // Asking writes it down; what comes afterwards is in the records alone.
      if (life % 2 == 0) QTRY_COMPARE_WITH_TIMEOUT(lately(daemon, "offered").toInt(), offered, kPatienceMs);
      publish(daemon, call("z" + QByteArray::number(life), 30, "ANSWERED", 5));
      ++offered;
      daemon.kill();
    }
    Daemon daemon({"--store", store});
    QTRY_COMPARE_WITH_TIMEOUT(lately(daemon, "offered").toInt(), 12, kPatienceMs);
    QCOMPARE(lately(daemon, "abandoned").toInt(), 4);
    QCOMPARE(daemon.stop(), 0);
  }

  void aHistoryThatIsNewLearnsFromTheRecords() {
    const QString store = m_files.path("late.db");
    const QString config = m_files.write("none.toml", "[store]\nhistory_keep = \"0s\"\n");
    {
      Daemon daemon({"--store", store, "--config", config});
      publish(daemon, call("a", 50, "ANSWERED", 4));
      const Outcome outcome = history(daemon, {});
      QCOMPARE(outcome.code, 1);
      QVERIFY2(outcome.err.contains("keeps no history"), outcome.err);
    }
    QVERIFY(!QFile::exists(m_files.path("late-history.db")));
    Daemon daemon({"--store", store});
    QTRY_COMPARE_WITH_TIMEOUT(lately(daemon, "offered").toInt(), 1, kPatienceMs);
  }

  void aFileThatIsNoneIsRefused() {
    m_files.write("odd-history.db",
                  "this is no history, but a text that somebody put there, long enough to be looked at\n");
    const Outcome outcome =
        run("watchfloord", {"--listen", "127.0.0.1:0", "--store", m_files.path("odd.db")});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("odd-history.db"), outcome.err);
  }

  void questionsThatAreWrong_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("no zone") << QStringList{"--zone", "Europe/Atlantis"} << "unknown time zone";
    QTest::newRow("no time") << QStringList{"--from", "noon"} << "noon";
    QTest::newRow("backwards") << QStringList{"--from", "now", "--to", "yesterday"} << "is not before";
    QTest::newRow("too much") << QStringList{"--from", "-365d", "--step", "minute"} << "take a longer step";
  }
  void questionsThatAreWrong() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, complaint);
    static Daemon daemon({"--store", m_files.path("wrong.db")});
    const Outcome outcome = history(daemon, arguments);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains(complaint.toUtf8()), outcome.err);
    QVERIFY(outcome.out.isEmpty());
  }
};

QTEST_GUILESS_MAIN(TestPast)
#include "tst_past.moc"
