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
    return m_files.write("config.toml", "[server]\nclock = \"event\"\n[topics]\nbook = \"" +
                                            name("Delays").toUtf8() +
                                            "\"\n[conversations]\nshow_personal_data = true\n");
  }
  static void publish(const Daemon& daemon, const QByteArray& lines) {
    const Outcome outcome = run("watchfloorctl", {"publish", "--engine", daemon.address(), "-"}, lines);
    QVERIFY2(outcome.code == 0, outcome.err.constData());
  }
  static QJsonObject topic(const Daemon& daemon, const QString& text) {
    const Outcome outcome =
        run("watchfloorctl", {"topics", "--engine", daemon.address(), "--brand", "acme", "--window", "total",
                              "--least", "1", "--unmasked", "--json"});
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

 private Q_SLOTS:
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
    // And its messages are found, however they are worded.
    const Outcome found = run("watchfloorctl", {"conversations", "search", "--topic", "Delays", "--unmasked",
                                                "--engine", again.address()});
    QVERIFY2(found.out.contains("late again") && found.out.contains("so late") && !found.out.contains("why"),
             (found.out + found.err).constData());
  }

  // As over what is left of the messages, in a file; after a restart, too. What is defined as before goes on
  // at a SIGHUP.
  void howACampaignIsReceivedIsTold() {
    const auto write = [this](const QByteArray& term, const QByteArray& more) {
      return m_files.write("campaigns.toml", "[[campaign]]\nname = \"Launch\"\nany = \"" + term +
                                                 "\"\nstart = \"2026-03-02T10:00:00Z\"\n"
                                                 "end = \"2026-03-02T11:00:00Z\"\n" +
                                                 more);
    };
    const QString book = write("launch", {});
    const QStringList arguments = {
        "--config",
        m_files.write("campaigns.config.toml",
                      "[server]\nclock = \"event\"\n[topics]\nbook = \"" + book.toUtf8() + "\"\n"),
        "--store", m_files.path("campaigns.db")};
    const QByteArray kept = messageLine("1", "10:00:00", "the launch", "NEGATIVE") +
                            messageLine("2", "10:00:01", "is it", "NEGATIVE") +
                            messageLine("3", "10:20:00", "great launch", "POSITIVE") +
                            correctionLine("1", "10:22:00", "POSITIVE");
    const QByteArray lines =
        messageLine("4", "10:00:00", "launch", "POSITIVE") + kept + deletionLine("4", "10:23:00");
    const auto told = [](const Daemon& daemon, const QStringList& more) {
      return run("watchfloorctl",
                 QStringList{"topics", "--engine", daemon.address(), "--campaign", "Launch"} + more);
    };
    const auto campaign = [](const QByteArray& json) {
      return QJsonDocument::fromJson(json).object()["campaigns"].toArray().at(0).toObject();
    };
    Daemon daemon(arguments);
    publish(daemon, lines + lines);
    const QJsonObject filed = campaign(
        run("watchfloorctl", {"topics", "--topics", book, "--json", m_files.write("lines.jsonl", kept)}).out);
    QCOMPARE(filed["counts"]["positive"].toInt(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(campaign(told(daemon, {"--json"}).out), filed, kPatienceMs);
    const Outcome text = told(daemon, {});
    QVERIFY2(text.out.contains("2 messages: 0 negative, 0 neutral, 2 positive, 0 unclassified") &&
                 text.out.contains("of 3 about its brands meanwhile") && !text.out.contains("since"),
             text.out.constData());
    QCOMPARE(daemon.stop(), 0);

    const Daemon again(arguments);
    QTRY_COMPARE_WITH_TIMEOUT(campaign(told(again, {"--json"}).out), filed, kPatienceMs);
    write("launch", "[[topic]]\nname = \"Delays\"\nany = \"late\"\n");
    again.signal(SIGHUP);
    publish(again, messageLine("5", "10:30:00", "launch", "NEUTRAL"));
    QTRY_COMPARE_WITH_TIMEOUT(campaign(told(again, {"--json"}).out)["counts"].toObject()["messages"].toInt(),
                              3, kPatienceMs);
    write("start", {});
    again.signal(SIGHUP);
    QTRY_VERIFY_WITH_TIMEOUT((publish(again, messageLine("6", "10:31:00", "start", "NEUTRAL")),
                              told(again, {}).out.contains("counted since 2026-03-02T10:3")),
                             kPatienceMs);
    const Outcome none = run("watchfloorctl", {"topics", "--engine", again.address(), "--campaign", "None"});
    QVERIFY(none.code != 0 && none.err.contains("None"));
    const Outcome narrowed = told(again, {"--brand", "acme"});
    QVERIFY2(narrowed.code != 0 && narrowed.out.isEmpty() && narrowed.err.contains("--brand"),
             narrowed.err.constData());
    QVERIFY(run("watchfloorctl", {"topics", "--engine", again.address(), "--campaigns"})
                .out.contains("campaign Launch"));
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
