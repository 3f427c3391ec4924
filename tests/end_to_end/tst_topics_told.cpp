// What is talked about, from publishing to a real watchfloord to what watchfloorctl prints of it.
#include <signal.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "end_to_end/events.h"
#include "end_to_end/messages.h"
#include "end_to_end/program.h"

using namespace watchfloor;

class TestTopicsTold : public QObject {
  Q_OBJECT

  const Files m_files{};

  QString name(const QByteArray& topic) const {
    return m_files.write("topics.toml", "[[topic]]\nname = \"" + topic + "\"\nany = \"late\"\n");
  }
  QString config() const {
    return m_files.write(
        "config.toml", "[server]\nclock = \"event\"\n[topics]\nbook = \"" + name("Delays").toUtf8() + "\"\n");
  }
  static void publish(const Daemon& daemon, const QByteArray& lines) {
    const Outcome outcome = run("watchfloorctl", {"publish", "--engine", daemon.address(), "-"}, lines);
    QVERIFY2(outcome.code == 0, outcome.err.constData());
  }
  static QJsonObject topic(const Daemon& daemon, const QString& text) {
    const Outcome outcome = run("watchfloorctl", {"topics", "--engine", daemon.address(), "--brand", "acme",
                                                  "--window", "total", "--least", "1", "--json"});
    for (const QJsonValue& list : QJsonDocument::fromJson(outcome.out).object()["lists"].toArray()) {
      for (const QJsonValue& figure : list["topics"].toArray()) {
        if (figure["topic"] == text) return figure.toObject();
      }
    }
    return {};
  }
  static int count(const Daemon& daemon, const QString& text, const char* of = "count") {
    return topic(daemon, text)[of].toObject()["least"].toInt();
  }

 private slots:
  void whatIsSaidIsCountedAndCountedAgainAfterARestart() {
    const QStringList arguments = {"--config", config(), "--store", m_files.path("records.db")};
    Daemon daemon(arguments);
    publish(daemon, messageLine("1", "10:00:00", "late again #fail", "NEGATIVE") +
                        messageLine("2", "10:00:01", "so late #fail", "NEGATIVE") +
                        messageLine("3", "10:00:02", "why #fail", "NEGATIVE"));
    publish(daemon, messageLine("2", "10:00:01", "so late #fail", "NEGATIVE") +
                        correctionLine("1", "10:05:00", "POSITIVE") + deletionLine("3", "10:06:00"));
    QTRY_COMPARE_WITH_TIMEOUT(count(daemon, "#fail", "positive"), 1, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(count(daemon, "#fail"), 2, kPatienceMs);
    QCOMPARE(topic(daemon, "Delays")["kind"].toString(), QString("named"));
    QCOMPARE(count(daemon, "Delays"), 2);

    QCOMPARE(daemon.stop(), 0);
    const Daemon again(arguments);
    QTRY_COMPARE_WITH_TIMEOUT(count(again, "#fail"), 2, kPatienceMs);
    QCOMPARE(count(again, "#fail", "positive"), 1);
    QCOMPARE(count(again, "Delays"), 2);
  }

  void aBookIsReadAgainAndABadOneIsNot() {
    const Daemon daemon({"--config", config()});
    name("Waiting");
    daemon.signal(SIGHUP);
    int said = 0;  // the signal comes when it comes
    while (count(daemon, "Waiting") == 0 && said < 300)
      publish(daemon, messageLine(QByteArray::number(++said), "10:00:00", "late"));
    int waiting = 0;  // once all that was published is counted
    for (int before = -1; before != waiting; QTest::qWait(1'000))
      before = std::exchange(waiting, count(daemon, "Waiting"));
    QVERIFY(waiting > 0);
    m_files.write("topics.toml", "[[topic]]\nnam = 1\n");
    daemon.signal(SIGHUP);
    for (int i = 0; i < 5; ++i) publish(daemon, messageLine(QByteArray::number(++said), "10:00:00", "late"));
    QTRY_COMPARE_WITH_TIMEOUT(count(daemon, "Waiting"), waiting + 5, kPatienceMs);
  }

  void whatIsWrongIsSaid() {
    const Outcome outcome =
        run("watchfloord",
            {"--check-config", "--config", m_files.write("bad.toml", "[topics]\nbook = \"none.toml\"\n")});
    QVERIFY(outcome.code != 0 && outcome.err.contains("none.toml"));
    const Daemon none({"--config", m_files.write("none.toml", "[topics]\nbrands = 0\n")});
    const Outcome refused = run("watchfloorctl", {"topics", "--engine", none.address()});
    QVERIFY(refused.code != 0 && refused.err.contains("[topics]"));
    QCOMPARE(run("watchfloorctl", {"topics", "--engine", none.address(), "a.csv"}).code, 2);
  }
};

QTEST_GUILESS_MAIN(TestTopicsTold)
#include "tst_topics_told.moc"
