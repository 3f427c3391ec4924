// watchfloorctl triage and topics: rules and topics tried on recordings, as an operator does, and on hostile
// messages.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "end_to_end/events.h"
#include "end_to_end/program.h"

using namespace watchfloor;

namespace {

const QByteArray kRules =
    "default = \"count_only\"\n"
    "[authors]\nus = \"us.txt\"\n"
    "[[rule]]\nname = \"press\"\nbucket = \"marketing\"\nauthor = \"us\"\n"
    "[[rule]]\nname = \"late\"\nbucket = \"contact_centre\"\nany = [\"late\", \"refund*\"]\n"
    "[[rule]]\nname = \"never\"\nbucket = \"marketing\"\nany = \"zzz\"\n";

QByteArray messageLine(int id, const QString& text, const QString& author = "9") {
  const QJsonObject message{
      {"message_id", QString::number(id)}, {"author_id", author}, {"direction", "INBOUND"}, {"text", text}};
  const QJsonObject event{{"source", "s"},
                          {"event_id", QString::number(id)},
                          {"event_time", QString("2026-03-02T10:00:%1Z").arg(id, 2, 10, QChar('0'))},
                          {"brand", "acme"},
                          {"channel", "x"},
                          {"message", message}};
  return QJsonDocument(event).toJson(QJsonDocument::Compact) + "\n";
}

}  // namespace

class TestWatchfloorctlListen : public QObject {
  Q_OBJECT

  const Files m_files{};

  static Outcome ctl(const QStringList& arguments, const QByteArray& input = {}) {
    return run("watchfloorctl", arguments, input);
  }
  static QString resource(const char* name) { return QString(WATCHFLOOR_SOURCE_DIR "/resources/") + name; }
  static QString fixture(const char* name) {
    return QString(WATCHFLOOR_SOURCE_DIR "/tests/fixtures/") + name;
  }
  QString rules() const {
    m_files.write("us.txt", "@u4\n");
    return m_files.write("rules.toml", kRules);
  }

 private Q_SLOTS:
  void whatIsShippedIsWellWritten() {
    const Outcome triage = ctl({"triage", "--check", "--rules", resource("triage/support.toml")});
    QVERIFY2(triage.code == 0 && triage.out.contains("nothing wrong"), triage.err.constData());
    const Outcome topics = ctl({"topics", "--check", "--topics", resource("topics/example.toml")});
    QVERIFY2(topics.code == 0 && topics.out.contains("nothing wrong"), topics.err.constData());
  }

  void bucketAndRuleOfEachMessage() {
    const Outcome outcome =
        ctl({"triage", "--rules", rules(), "--profile", "airline_tweets", fixture("tweets.csv")});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.contains(
        "contact_centre  late                  Blue Jay          @bluejay two hours late"));
    QVERIFY(outcome.out.contains(
        "marketing       press                 Blue Jay          @bluejay thank you for the seat!"));
    QVERIFY(outcome.out.contains("count_only      default               Red Kite"));
    const QByteArray only = ctl({"triage", "--rules", rules(), "--rule", "late", "--profile",
                                 "airline_tweets", fixture("tweets.csv")})
                                .out;
    QVERIFY(only.contains("two hours late") && !only.contains("press") && !only.contains("default"));
  }

  void summary() {
    const QStringList arguments = {
        "triage", "--rules", rules(), "--summary", "--profile", "airline_tweets", fixture("tweets.csv")};
    QVERIFY(ctl(arguments).out.contains("rules that took no message: never"));
    const QJsonObject summary = QJsonDocument::fromJson(ctl(arguments + QStringList{"--json"}).out).object();
    int messages = 0;
    for (const QJsonValue& rule : summary["by_rule"].toArray()) messages += rule["messages"].toInt();
    QCOMPARE(summary["by_rule"].toArray().size(), 4);
    QVERIFY(messages > 0);
    QCOMPARE(summary["messages"].toInt(), messages);
    QCOMPARE(summary["by_rule"].toArray()[1].toObject()["line"].toInt(), 8);
    // Of a part it would call rules unused, and give shares of the part, as if they were of all messages.
    QCOMPARE(ctl(arguments + QStringList{"--bucket", "marketing"}).code, 2);
    QCOMPARE(ctl(arguments + QStringList{"--rule", "late"}).code, 2);
  }

  void badRulesNameTheirLines() {
    const QString bad =
        m_files.write("bad.toml", "[[rule]]\nname = \"a\"\nbukcet = \"marketing\"\nany = \"?\"\n");
    const Outcome outcome = ctl({"triage", "--check", "--rules", bad});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.err.contains("bad.toml:3: rule.bukcet: no such key, did you mean bucket?"));
    QVERIFY(outcome.err.contains("bad.toml:4: rule.any: \"?\": has no word"));
    QVERIFY(ctl({"triage", "--rules", "none.toml", "--check"}).err.contains("none.toml: cannot be read"));
    QVERIFY(ctl({"triage", "--rules", rules()}).err.contains("which recordings?"));
    QVERIFY(ctl({"triage", "--rules", rules(), "--rule", "lat", fixture("tweets.csv")})
                .err.contains("there is no rule \"lat\""));
    QCOMPARE(ctl({"triage", "--rules", rules(), "--bucket", "press", "a"}).code, 2);
  }

  // Nothing that a message says reaches the terminal as a command, and each is judged.
  void hostileMessages() {
    QByteArray lines;
    const QStringList texts = {QString::fromUtf8("re\u200bfund \u202enow\u202c"),
                               "\x1b[2J\x1b]0;refund\x07",
                               "<script>refund()</script>",
                               "a\nb refund",
                               QString(1'000'000, 'a') + " refund",
                               QString::fromUtf8("ｒｅｆｕｎｄ 👨‍👩‍👧"),
                               "$(refund) `refund`"};
    for (int i = 0; i < texts.size(); ++i) lines += messageLine(i + 1, texts[i]);
    const Outcome outcome = ctl({"triage", "--rules", rules(), "-"}, lines);
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QCOMPARE(outcome.out.count('\n'), texts.size());
    QCOMPARE(outcome.out.count("contact_centre  late"), texts.size());
    QVERIFY(!outcome.out.contains('\x1b') && !outcome.out.contains("\u202e") &&
            outcome.out.contains("re\\u{200b}fund"));
    const Outcome topics = ctl({"topics", "--least", "1", "-"}, lines);
    QVERIFY2(topics.code == 0, topics.err.constData());
    QVERIFY(!topics.out.contains('\x1b') && !topics.out.contains("\u202e") && topics.out.contains("refund"));
  }

  void topicsOfARecording() {
    QByteArray lines;
    for (int i = 1; i <= 5; ++i)
      lines += messageLine(i, "@acme my BAG is lost, call 0171 2345678 or anna@example.com #lostbag");
    const QString named =
        m_files.write("topics.toml",
                      "[[topic]]\nname = \"Baggage\"\nany = [\"bag*\", \"#lostbag\"]\n"
                      "[[campaign]]\nname = \"Launch\"\nany = \"lost\"\nstart = \"2026-03-02T10:00:02Z\"\n"
                      "end = \"2026-03-02T10:00:04Z\"\n");
    const Outcome outcome = ctl({"topics", "--topics", named, "--window", "1m", "--json", "-"}, lines);
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    const QJsonObject report = QJsonDocument::fromJson(outcome.out).object();
    QMap<QString, int> counts;
    for (const QJsonValue& topic : report["lists"].toArray()[0].toObject()["topics"].toArray()) {
      counts[topic["topic"].toString()] = topic["count"]["least"].toInt();
      QCOMPARE(topic["unclassified"], topic["count"]);
    }
    QCOMPARE(counts, (QMap<QString, int>{{"#lostbag", 5}, {"Baggage", 5}, {"bag", 5}, {"lost", 5}}));
    const QJsonObject campaign = report["campaigns"].toArray()[0].toObject();
    QCOMPARE(campaign["counts"]["messages"].toInt(), 2);
    QCOMPARE(campaign["meanwhile"]["messages"].toInt(), 2);
    QVERIFY(ctl({"topics", "-"}, "").err.contains("there is no inbound message"));
  }

  // Sent again it counts once; a correction's label and brand hold; a deleted text is not shown.
  void messagesAsTheyStandInTheEnd() {
    const auto event = [](const char* id, const char* kind, const QJsonObject& body) {
      return QJsonDocument(
                 QJsonObject{
                     {"source", "s"}, {"event_id", id}, {"event_time", "2026-03-02T11:00:00Z"}, {kind, body}})
                 .toJson(QJsonDocument::Compact) +
             "\n";
    };
    const QByteArray lines =
        event("c1", "correction", {{"message_id", "1"}, {"sentiment", QJsonObject{{"label", "NEGATIVE"}}}}) +
        messageLine(1, "my bag is late") + messageLine(1, "my bag is late") + messageLine(2, "bag") +
        event("c2", "correction", {{"message_id", "2"}, {"brand", "bolt"}}) + messageLine(3, "a secret bag") +
        event("d", "deletion", {{"message_id", "3"}});
    const QString bySentiment = m_files.write(
        "sentiment.toml", "[[rule]]\nname = \"angry\"\nbucket = \"marketing\"\nsentiment = \"negative\"\n");
    const Outcome triage = ctl({"triage", "--rules", bySentiment, "-"}, lines);
    QVERIFY2(triage.code == 0, triage.err.constData());
    const QByteArrayList decisions = triage.out.split('\n');
    QCOMPARE(decisions.size(), 4);
    QVERIFY2(decisions[0].startsWith("marketing       angry                 acme "), triage.out.constData());
    QVERIFY2(decisions[1].startsWith("count_only      default               bolt "), triage.out.constData());
    QVERIFY2(decisions[2].endsWith("(deleted)"), triage.out.constData());
    QVERIFY(!ctl({"triage", "--rules", bySentiment, "--json", "-"}, lines).out.contains("secret"));
    const Outcome topics = ctl({"topics", "--least", "1", "--json", "-"}, lines);
    QMap<QString, int> bags;
    for (const QJsonValue& list : QJsonDocument::fromJson(topics.out).object()["lists"].toArray()) {
      for (const QJsonValue& topic : list["topics"].toArray()) {
        if (topic["topic"].toString() == "bag")
          bags[list["brand"].toString()] = topic["count"]["least"].toInt();
      }
    }
    QCOMPARE(bags, (QMap<QString, int>{{"acme", 2}, {"bolt", 1}, {"all", 3}}));
  }
  void unlabelledMessagesAreReadIfAsked() {
    const QByteArray lines = messageLine(1, "I hate this bag") + messageLine(2, "I love this bag");
    const QString bySentiment = m_files.write(
        "sentiment.toml", "[[rule]]\nname = \"angry\"\nbucket = \"marketing\"\nsentiment = \"negative\"\n");
    QCOMPARE(ctl({"triage", "--rules", bySentiment, "-"}, lines).out.count("angry"), 0);
    QCOMPARE(ctl({"triage", "--rules", bySentiment, "--sentiment", "lexicon", "-"}, lines).out.count("angry"),
             1);
    const QByteArray topics = ctl({"topics", "--least", "2", "--sentiment", "lexicon", "-"}, lines).out;
    QVERIFY2(topics.contains("-1  =0  +1  ?0"), topics.constData());
    QVERIFY(ctl({"topics", "--sentiment", "/no/such.model", "-"}, lines).err.contains("/no/such.model"));
  }

  // A phrase is not left out for a longer one that is itself left out.
  void topicsThatAreSaidOftenEnough() {
    const QByteArray lines = messageLine(1, "lost bag") + messageLine(2, "lost bag") +
                             messageLine(3, "bag?") + messageLine(4, "see you");
    const Outcome outcome = ctl({"topics", "--least", "3", "--brand", "acme", "-"}, lines);
    QVERIFY2(outcome.out.contains("  bag  "), outcome.out.constData());
    const Outcome hashtags = ctl({"topics", "--least", "1", "--kind", "hashtag", "-"}, lines);
    QVERIFY2(!hashtags.out.contains("bag"), hashtags.out.constData());
  }
};

QTEST_APPLESS_MAIN(TestWatchfloorctlListen)
#include "tst_watchfloorctl_listen.moc"
