// From a number to the conversations behind it, through the real programs: what was published is triaged,
// kept, listed, read, searched and acted on, masked and safe to print, and is there after a restart.
#include <QtTest>

#include "events.h"
#include "figures.h"
#include "messages.h"
#include "program.h"

using namespace watchfloor;

namespace {

const char* const kRules =
    "name = \"acme\"\ndefault = \"count_only\"\n[[rule]]\nname = \"refunds\"\nbucket = \"contact_centre\"\n"
    "any = [\"refund*\"]\n[[rule]]\nname = \"praise\"\nbucket = \"marketing\"\nsentiment = \"positive\"\n";

// A message by somebody, maybe in reply.
QByteArray said(const QByteArray& id, const QByteArray& time, const QByteArray& author,
                const QByteArray& text, const QByteArray& replyTo = {},
                const QByteArray& direction = "INBOUND") {
  return webLine("e" + id, time,
                 R"("message": {"message_id": ")" + id + R"(", "author_id": ")" + author +
                     R"(", "direction": ")" + direction + R"(", "reply_to": ")" + replyTo +
                     R"(", "text": ")" + text + "\"}");
}

QList<QJsonObject> linesOf(const Outcome& outcome) {
  QList<QJsonObject> objects;
  for (const QByteArray& line : outcome.out.trimmed().split('\n')) {
    if (!line.isEmpty()) objects << QJsonDocument::fromJson(line).object();
  }
  return objects;
}

}  // namespace

class TestWatchfloorctlConversations : public QObject {
  Q_OBJECT

  const Files m_files{};
  std::unique_ptr<Daemon> m_daemon;
  int m_tests = 0;
  QString m_store;
  bool m_isUnmasked = true;  // is asked for

  void start(bool showsPersonalData, const QByteArray& more = {}) {
    m_daemon.reset();
    const QByteArray config =
        "[server]\nclock = \"event\"\n[triage]\nrules = \"" + m_files.path("rules.toml").toUtf8() +
        "\"\n[conversations]\nshow_personal_data = " + (showsPersonalData ? "true" : "false") + "\n" + more;
    m_daemon = std::make_unique<Daemon>(
        QStringList{"--store", m_store, "--config", m_files.write("daemon.toml", config)});
    QVERIFY(!m_daemon->address().isEmpty());
  }
  Outcome ask(const QStringList& arguments, bool isJson = true) const {
    QStringList all = QStringList{"conversations"} + arguments + QStringList{"--engine", m_daemon->address()};
    if (m_isUnmasked) all << "--unmasked";
    if (isJson) all << "--json";
    return run("watchfloorctl", all);
  }
  void publish(const QByteArray& lines) {
    const Outcome outcome = run(
        "watchfloorctl", {"publish", "--engine", m_daemon->address(), m_files.write("events.jsonl", lines)});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
  }
  // What was published is written soon after it was acknowledged.
  QList<QJsonObject> listed(int n, const QStringList& arguments = {}) {
    QList<QJsonObject> found;
    for (int i = 0; i < 600; ++i) {
      found = linesOf(ask(QStringList{"list"} + arguments));
      if (found.size() == n) break;
      QTest::qWait(50);
    }
    return found;
  }

  // negative, neutral, positive: of the wall, not of the conversation.
  QString figures() const {
    const Outcome outcome = run("watchfloorctl", {"snapshot", "--engine", m_daemon->address(), "--json",
                                                  "--window", "60m", "--brand", "all", "--channel", "all"});
    const QJsonObject metrics = QJsonDocument::fromJson(outcome.out)["cells"][0]["metrics"].toObject();
    return QString("%1 %2 %3")
        .arg(metrics["sentiment_negative"].toInt())
        .arg(metrics["sentiment_neutral"].toInt())
        .arg(metrics["sentiment_positive"].toInt());
  }

 private Q_SLOTS:
  void init() {
    m_isUnmasked = true;
    m_store = m_files.path(QString("records%1.db").arg(++m_tests));
    m_files.write("rules.toml", kRules);
    start(true);
  }
  void cleanup() { m_daemon.reset(); }

  // A competitor is compared with, not worked for; what is said over all brands follows the configuration,
  // also after a restart with another one.
  void competitorsAreWatchedOnly() {
    const QByteArray theirs = said("2", "10:01:00", "@eve", "a refund, Owlwave").replace("acme", "owlwave");
    start(true, "[engine]\nwatched_only = [\"owlwave\"]\n");
    publish(said("1", "10:00:00", "@bob", "a refund, please") + theirs +
            said("3", "10:02:00", "@ann", "my refund"));
    QCOMPARE(listed(3, {"--watched"}).size(), 3);
    QCOMPARE(linesOf(ask({"list"})).size(), 2);
    const QList<QJsonObject> ofOwlwave = linesOf(ask({"list", "--brand", "owlwave"}));
    QCOMPARE(ofOwlwave.size(), 1);
    QCOMPARE(ofOwlwave[0]["bucket"].toString(), QString("contact_centre"));
    QCOMPARE(linesOf(ask({"search", "Owlwave"})).size(), 1);
    const auto metrics = [this](const QString& brand) {
      const Outcome outcome = run("watchfloorctl", {"snapshot", "--engine", m_daemon->address(), "--json",
                                                    "--window", "60m", "--brand", brand, "--channel", "all"});
      return QJsonDocument::fromJson(outcome.out)["cells"][0]["metrics"].toObject();
    };
    QCOMPARE(metrics("all")["mentions"].toInt(), 2);
    QCOMPARE(metrics("owlwave")["mentions"].toInt(), 1);
    QCOMPARE(metrics("owlwave")["share_of_voice"].toObject()["den"].toInt(), 3);
    QCOMPARE(metrics("acme")["share_of_voice"].toObject()["num"].toInt(), 2);
    QCOMPARE(m_daemon->stop(), 0);
    start(true);
    QCOMPARE(metrics("all")["mentions"].toInt(), 3);
    QCOMPARE(linesOf(ask({"list"})).size(), 3);
  }

  // What a supervisor says of a message counts in every window, at once and after a crash, and can be undone.
  void aCorrectionChangesTheFigures() {
    publish(said("1", "10:00:00", "@bob", "I love how you lost my bag") +
            said("2", "10:01:00", "@eve", "gate 3"));
    QCOMPARE(listed(2).size(), 2);
    QCOMPARE(figures(), QString("0 1 1"));
    const QJsonObject found = linesOf(ask({"search", "love"})).value(0);
    const QString conversation = QString::number(found["conversation"].toInt()),
                  message = QString::number(found["message"].toInt());
    const QJsonObject corrected =
        linesOf(ask({"correct", conversation, message, "negative", "--by", "bea"})).value(0);
    QCOMPARE(corrected["from"].toString(), QString("positive"));
    QCOMPARE(corrected["message"].toInt(), found["message"].toInt());
    QCOMPARE(figures(), QString("1 1 0"));
    QVERIFY(ask({"show", conversation}, false).out.contains("negative*"));
    const auto taught = [&] {  // while the engine runs
      const QString kept = m_files.path(QString("records%1-conversations.db").arg(m_tests));
      return run("watchfloorctl", {"train", "--conversations", kept, "--hold-out", "0", "--output",
                                   m_files.path("none.model")})
          .err;
    };
    QVERIFY2(taught().contains("1 labelled texts of 1 labels"), taught());
    const Outcome posed = run("watchfloorctl", {"publish", "--engine", m_daemon->address(), "-"},
                              webLine("x", "10:02:00", R"("correction": {"message_id": "2"})")
                                  .replace("\"web\"", "\"watchfloor people\""));
    QVERIFY2(posed.code == 1 && posed.err.contains("the engine's own"), posed.err);
    m_daemon->kill();
    start(true);
    QCOMPARE(figures(), QString("1 1 0"));
    QCOMPARE(ask({"undo", conversation, QString::number(corrected["act"].toInt()), "--by", "bea"}).code, 0);
    QCOMPARE(figures(), QString("0 1 1"));
    QVERIFY2(taught().contains("0 labelled texts"), taught());
    const Outcome wrong = ask({"correct", conversation, "999", "neutral", "--by", "bea"});
    QVERIFY2(wrong.code == 1 && wrong.err.contains("no message 999"), wrong.err);
    // It is kept to learn from.
    QCOMPARE(m_daemon->stop(), 0);
    const Outcome dossier = run("watchfloorctl", {"dossier", "--store", m_store, "1"});
    QVERIFY2(
        dossier.out.contains("\"event_id\":\"act ") && dossier.out.contains("\"event_id\":\"undo of act "),
        dossier.out);
    // What was taken back teaches nothing.
    const Outcome train = run("watchfloorctl", {"train", "--store", m_store, "--only-corrected", "--output",
                                                m_files.path("none.model")});
    QVERIFY2(train.code == 1, train.out);
  }
  void fromANumberToAnAnswer() {
    publish(said("1", "10:00:00", "@bob", "I want a refund for my bag") +
            said("2", "10:01:00", "acme", "we are on it", "1", "OUTBOUND") +
            said("3", "10:05:00", "@bob", "thank you, I love you", "2") +
            said("4", "10:06:00", "@eve", "what a lovely day") + said("5", "10:07:00", "@joe", "gate 3"));
    const QList<QJsonObject> all = listed(3);
    QCOMPARE(all.size(), 3);
    const QJsonObject bag = listed(1, {"--bucket", "contact_centre"}).value(0);
    QCOMPARE(bag["rule"].toString(), "refunds");
    QCOMPARE(bag["messages"].toInt(), 3);
    QCOMPARE(bag["positive"].toInt(), 2);
    QCOMPARE(bag["author_id"].toString(), "@bob");
    QCOMPARE(bag["unanswered_since"].toString(), "2026-03-02T10:05:00Z");
    QCOMPARE(listed(1, {"--bucket", "marketing"}).value(0)["rule"].toString(), "praise");
    QCOMPARE(listed(1, {"--bucket", "count_only"}).value(0)["rule"].toString(), "default");

    const QString number = QString::number(bag["conversation"].toInt());
    const Outcome shown = ask({"show", number}, false);
    for (const char* text :
         {"I want a refund for my bag", "we are on it", "contact_centre by refunds", "@bob"})
      QVERIFY2(shown.out.contains(text), shown.out.constData());

    QCOMPARE(linesOf(ask({"search", "refund* bag"})).value(0)["conversation"].toInt(),
             bag["conversation"].toInt());
    QCOMPARE(linesOf(ask({"search", "\"bag for\""})).size(), 0);
    // Of a time, without its end, and of what customers felt then.
    const auto ofTime = [&](const QStringList& more) { return linesOf(ask(QStringList{"list"} + more)); };
    QCOMPARE(ofTime({"--from", "2026-03-02T10:00", "--to", "2026-03-02T10:05"}).size(), 1);
    QCOMPARE(ofTime({"--from", "2026-03-02T10:05", "--by-customers"}).size(), 3);
    QCOMPARE(ofTime({"--from", "2026-03-02T10:05", "--sentiment", "positive"}).size(), 2);
    QCOMPARE(ofTime({"--from", "2026-03-02T10:05", "--sentiment", "negative"}).size(), 0);
    QCOMPARE(ofTime({"--to", "2026-03-02T10:00"}).size(), 0);
    QCOMPARE(linesOf(ask({"search", "refund*", "--to", "2026-03-02T10:00"})).size(), 0);
    QVERIFY(ask({"list", "--from", "soon"}).err.contains("--from"));
    QVERIFY(ask({"list", "--unanswered", "--by-customers"}).err.contains("waits now"));
    QCOMPARE(linesOf(ask({"author", "@bob"})).size(), 2);
    QCOMPARE(linesOf(ask({"author", QString::number(bag["author"].toInt())})).size(), 2);
    QVERIFY(ask({"author", "@nobody"}).err.contains("nothing is kept"));

    QVERIFY(ask({"assign", number, "ann", "--by", "bea"}, false).out.contains("bea  assign: — → ann"));
    QCOMPARE(listed(1, {"--owner", "ann"}).size(), 1);
    QCOMPARE(listed(2, {"--unassigned"}).size(), 2);
    const QJsonObject moved =
        linesOf(ask({"move", number, "marketing", "--reason", "a journalist", "--by", "bea"})).value(0);
    QCOMPARE(moved["from"].toString(), "contact_centre");
    QCOMPARE(listed(2, {"--bucket", "marketing"}).size(), 2);
    QCOMPARE(ask({"undo", number, QString::number(moved["act"].toInt()), "--by", "bea"}).code, 0);
    QCOMPARE(listed(1, {"--bucket", "contact_centre"}).size(), 1);
    QCOMPARE(ask({"escalate", number, "--by", "bea"}).code, 0);
    QCOMPARE(ask({"note", number, "called back", "--by", "bea"}).code, 0);
    QCOMPARE(ask({"resolve", number, "--by", "bea"}).code, 0);
    QCOMPARE(listed(1, {"--state", "resolved"}).size(), 1);
    QCOMPARE(listed(2, {"--unanswered"}).size(), 2);

    // A restart, after a crash or in good order, forgets nothing of it.
    m_daemon->kill();
    start(true);
    const QJsonObject after = linesOf(ask({"show", number})).value(0);
    QCOMPARE(after["acts"].toArray().size(), 6);
    QCOMPARE(after["messages"].toArray().size(), 3);
    QCOMPARE(after["conversation"]["owner"].toString(), "ann");
    QCOMPARE(after["messages"][0]["rules"].toString().left(5), "acme-");
    publish(said("6", "10:20:00", "@bob", "it broke again", "3"));
    QCOMPARE(listed(0, {"--state", "resolved"}).size(), 0);
    QCOMPARE(m_daemon->stop(), 0);
    start(true);
    QCOMPARE(listed(3).size(), 3);
  }

  // What a source says of a message's language is what rules go by, in the engine and on trial.
  void aRuleByLanguageTakesLiveMessages() {
    m_files.write("rules.toml", QByteArray(kRules) +
                                    "[[rule]]\nname = \"portuguese\"\nbucket = \"contact_centre\"\n"
                                    "language = \"PT\"\n");
    start(true);
    const auto in = [](const QByteArray& language, QByteArray line) {
      return line.replace("\"text\"", "\"language\": \"" + language + "\", \"text\"");
    };
    const QByteArray lines = in("pt-BR", said("1", "10:00:00", "@ana", "cadê a minha mala")) +
                             in("en", said("2", "10:01:00", "@bob", "gate 3")) +
                             in("pt_BR", said("3", "10:02:00", "@eva", "portão 3")) +
                             said("4", "10:03:00", "@ann", "gate 4");
    publish(lines);
    QCOMPARE(listed(4).size(), 4);
    const QList<QJsonObject> taken = linesOf(ask({"list", "--bucket", "contact_centre"}));
    QCOMPARE(taken.size(), 1);
    QCOMPARE(taken[0]["rule"].toString(), "portuguese");
    const QJsonArray shown = linesOf(ask({"show", QString::number(taken[0]["conversation"].toInt())}))
                                 .value(0)["messages"]
                                 .toArray();
    QCOMPARE(shown[0]["language"].toString(), "pt-BR");
    const QString rules = m_files.path("rules.toml");
    const Outcome tried = run("watchfloorctl", {"triage", "--rules", rules, "--rule", "portuguese", "--json",
                                                m_files.write("tried.jsonl", lines)});
    QCOMPARE(linesOf(tried).size(), 1);
    QVERIFY2(tried.err.isEmpty(), tried.err);
    const Outcome silent =
        run("watchfloorctl", {"triage", "--rules", rules, "--summary",
                              m_files.write("silent.jsonl", said("4", "10:03:00", "@ann", "gate 4"))});
    QVERIFY2(silent.err.contains("no match for portuguese"), silent.err);
    m_files.write("rules.toml", "[[rule]]\nname = \"x\"\nbucket = \"marketing\"\nlanguage = \"pt_BR\"\n");
    const Outcome checked = run("watchfloorctl", {"triage", "--rules", rules, "--check"});
    QVERIFY2(checked.code == 1 && checked.err.contains("rules.toml:4: rule.language"), checked.err);
    m_files.write("rules.toml", kRules);
  }

  // The bucket is history: what was decided stays, whatever rules come.
  void rulesAreReadAgainWithoutARestart() {
    publish(said("1", "10:00:00", "u", "a refund please"));
    QCOMPARE(listed(1, {"--bucket", "contact_centre"}).size(), 1);
    m_files.write("rules.toml",
                  QByteArray(kRules).replace("refund*", "voucher*").replace("refunds", "vouchers"));
    m_daemon->signal(SIGHUP);
    int n = 1;
    QList<QJsonObject> vouchers;
    for (; n < 300 && vouchers.isEmpty(); ++n) {
      publish(said(QByteArray::number(n + 1), "10:01:00", "u", "a voucher please"));
      listed(n + 1);
      for (const QJsonObject& one : linesOf(ask({"list", "--bucket", "contact_centre"}))) {
        if (one["rule"] == "vouchers") vouchers << one;
      }
    }
    QCOMPARE(vouchers.size(), 1);
    QCOMPARE(listed(2, {"--bucket", "contact_centre"}).size(), 2);
    m_files.write("rules.toml", "[[rule]]\nnam = 1\n");
    m_daemon->signal(SIGHUP);  // and goes on
    publish(said("999", "10:02:00", "u", "another voucher"));
    QCOMPARE(listed(3, {"--bucket", "contact_centre"}).size(), 3);
    m_files.write("rules.toml", kRules);
  }

  void personsAreMaskedByDefault() {
    start(false);
    publish(said("1", "10:00:00", "@bob", "a refund for Bob Needle"));
    QCOMPARE(listed(1).size(), 1);
    const QList<QStringList> questions = {
        {"list"}, {"show", "1"}, {"author", "1"}, {"search", "needle"}, {"note", "1", "seen", "--by", "ann"}};
    for (const QStringList& question : questions) {
      for (const bool isJson : {false, true}) {
        const Outcome outcome = ask(question, isJson);
        QVERIFY2(outcome.code == 0 && !outcome.out.contains("bob") && !outcome.out.contains("Needle"),
                 outcome.out.constData());
      }
    }
    QVERIFY(ask({"show", "1"}, false).out.contains("(masked, 23 bytes)"));
    QVERIFY(ask({"author", "@bob"}).err.contains("show_personal_data"));
    QVERIFY(ask({"show", "1"}).err.contains("show_personal_data"));

    start(true);  // and it may be told
    QVERIFY(ask({"show", "1"}, false).out.contains("Bob Needle"));
    m_isUnmasked = false;
    for (const QStringList& question : questions) {
      const Outcome outcome = ask(question);
      QVERIFY2(outcome.code == 0 && !outcome.out.contains("bob") && !outcome.out.contains("Needle"),
               outcome.out.constData());
      QVERIFY2(outcome.err.isEmpty(), outcome.err.constData());
    }
    QVERIFY(ask({"author", "@bob"}).code != 0);
    m_isUnmasked = true;
  }

  void hostileTextsAreSafeToPrint() {
    // U+202E, a zero-width space, C1's CSI, a line separator, escape sequences, markup, a megabyte.
    publish(said("1", "10:00:00", "\xE2\x80\xAE@evil\xE2\x80\x8B",
                 "\xE2\x80\xAE"
                 "drawkcab \\u001b[2J \xC2\x9B"
                 "31m \xE2\x80\xA8 <script>needle</script> \\u0000 end") +
            said("2", "10:01:00", "u", QByteArray(1'000'000, 'x')) +
            said("3", "10:02:00", "u", QByteArray("👩‍👩‍👧‍👦").repeated(10'000)));
    QCOMPARE(listed(3).size(), 3);
    for (const bool isJson : {false, true}) {
      for (const QStringList& question :
           QList<QStringList>{{"list"}, {"search", "needle"}, {"show", "1"}, {"show", "2"}}) {
        const Outcome outcome = ask(question, isJson);
        QCOMPARE(outcome.code, 0);
        for (const char* bad : {"\xE2\x80\xAE", "\xE2\x80\x8B", "\xC2\x9B", "\xE2\x80\xA8", "\x1b"})
          QVERIFY2(!outcome.out.contains(bad), outcome.out.left(2'000).constData());
        QVERIFY(!outcome.out.contains('\0'));
        QVERIFY(outcome.out.size() < 40'000);
      }
    }
    QVERIFY(ask({"show", "2"}, false).out.contains("x …"));
    QVERIFY(
        linesOf(ask({"search", "needle"})).value(0)["text"].toString().contains("<script>needle</script>"));
    // What is not UTF-8 does not come in.
    const Outcome refused = run("watchfloorctl", {"publish", "--engine", m_daemon->address(), "-"},
                                said("9", "10:00:00", "u", "\xff\xfe needle"));
    QVERIFY(refused.err.contains("UTF-8"));
    // Nor does what somebody looks for, or writes.
    QVERIFY(ask({"search", "\" OR 1=1; DROP TABLE messages;--"}).code == 0);
    QCOMPARE(ask({"note", "1", "\xE2\x80\xAE\x1b[2J", "--by",
                  "\xE2\x80\xAE"
                  "ann"})
                 .code,
             0);
    QVERIFY(!ask({"show", "1"}, false).out.contains("\x1b"));
    QVERIFY(!ask({"show", "1"}, true).out.contains("\xE2\x80\xAE"));
  }

  void whatIsWrongIsSaid_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, const QStringList& arguments, int code, const char* says) {
      QTest::newRow(name) << arguments << code << QByteArray(says);
    };
    row("nothing", {}, 2, "subcommand");
    row("no bucket", {"list", "--bucket", "nowhere"}, 2, "nowhere");
    row("no reason", {"move", "1", "marketing", "--by", "x"}, 2, "reason");
    row("no conversation", {"show", "99"}, 1, "no conversation 99");
    row("no number", {"show", "x"}, 2, "x");
    row("no words", {"search", "!!"}, 1, "no word");
    row("no topic", {"search", "--topic", "Parking"}, 1, "Parking");
    row("words and a topic", {"search", "late", "--topic", "Parking"}, 2, "words");
    row("neither", {"search"}, 2, "words");
    row("no act", {"undo", "1", "5", "--by", "x"}, 1, "no conversation 1");
  }
  void whatIsWrongIsSaid() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, says);
    const Outcome outcome = arguments.isEmpty() ? run("watchfloorctl", {"conversations"}) : ask(arguments);
    QCOMPARE(outcome.code, code);
    QVERIFY2((outcome.err + outcome.out).contains(says), (outcome.err + outcome.out).constData());
  }
  void anEngineWithoutAStoreSaysSo() {
    m_daemon = std::make_unique<Daemon>();
    QVERIFY(ask({"list"}).err.contains("--store"));
  }
  void wrongRulesAreNamedBeforeItStarts() {
    m_files.write("rules.toml", "[[rule]]\nnam = 1\n");
    const Outcome outcome = run("watchfloord", {"--check-config", "--config", m_files.path("daemon.toml")});
    QVERIFY2(outcome.code == 1 && outcome.err.contains("rules.toml:2"), outcome.err.constData());
  }
  void aBucketIsWatched() {
    QProcess watch;
    watch.start(pathOf("watchfloorctl"), {"conversations", "watch", "contact_centre", "--json", "--unmasked",
                                          "--engine", m_daemon->address()});
    QVERIFY(watch.waitForStarted());
    QByteArray seen;
    for (int n = 1; n < 300 && !seen.contains("refund"); ++n) {
      publish(said(QByteArray::number(n), "10:00:00", "u", "a refund"));
      watch.waitForReadyRead(200);
      seen += watch.readAllStandardOutput();
    }
    QVERIFY2(seen.contains(R"("rule": "refunds")"), seen.constData());
    watch.terminate();
    QVERIFY(watch.waitForFinished(kPatienceMs));
    QCOMPARE(watch.exitCode(), 0);
  }

  // Real conversations of a support desk.
  void supportTweets() {
    const QString recording = WATCHFLOOR_SOURCE_DIR "/../shared/data/support_tweets/conversations.csv";
    if (!QFile::exists(recording)) QSKIP("the recording is not there");
    m_daemon.reset();
    m_files.write("rules.toml", QByteArray());
    QFile::remove(m_files.path("rules.toml"));
    QVERIFY(QFile::copy(WATCHFLOOR_SOURCE_DIR "/resources/triage/support.toml", m_files.path("rules.toml")));
    for (const char* list : {"journalists.txt", "influencers.txt"}) {
      QFile::remove(m_files.path(list));
      QFile::copy(QString(WATCHFLOOR_SOURCE_DIR "/resources/triage/") + list, m_files.path(list));
    }
    start(true);
    const Outcome published = run("watchfloorctl", {"publish", "--engine", m_daemon->address(), "--profile",
                                                    "support_tweets", recording});
    QVERIFY2(published.code == 0, published.err.constData());
    m_daemon->stop();  // then all is written
    start(true);
    const QList<QJsonObject> urgent =
        linesOf(ask({"list", "--bucket", "contact_centre", "--unanswered", "--most", "50"}));
    QCOMPARE(urgent.size(), 50);
    const QList<QJsonObject> found = linesOf(ask({"search", "refund*", "--brand", "AmazonHelp"}));
    QVERIFY(!found.isEmpty());
    for (const QJsonObject& message : found)
      QVERIFY(message["text"].toString().contains("refund", Qt::CaseInsensitive));
    const QString number = QString::number(found[0]["conversation"].toInt());
    const QJsonObject shown = linesOf(ask({"show", number})).value(0);
    const QJsonArray messages = shown["messages"].toArray();
    QCOMPARE(messages.size(), shown["conversation"]["messages"].toInt());
    for (int i = 1; i < messages.size(); ++i)
      QVERIFY(messages[i - 1]["time"].toString() <= messages[i]["time"].toString());
  }
};

QTEST_GUILESS_MAIN(TestWatchfloorctlConversations)
#include "tst_watchfloorctl_conversations.moc"
