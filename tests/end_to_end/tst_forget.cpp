// An author who is forgotten, through the real programs: nothing of him is in any file, also when it was
// killed in between; the figures are the same, what others wrote is read and found, and exports say that it
// happened.
#include <QDir>
#include <QtTest>

#include "events.h"
#include "figures.h"
#include "messages.h"
#include "program.h"

using namespace watchfloor;

namespace {

const QString kAuthor = "--zo\"e%'q", kOther = kAuthor + "x";  // who is somebody else
const QByteArray kWords = "xylophone";                         // in his texts alone

QByteArray json(const QString& text) {
  const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
  return array.mid(1, array.size() - 2);
}

QByteArray said(const QString& id, const QString& author, const QString& text, const QString& replyTo = {},
                const QString& conversation = {}) {
  return webLine("e" + id.toUtf8().replace('"', "\\\""), "10:00:00",
                 R"("message": {"direction": "INBOUND", "message_id": )" + json(id) + R"(, "author_id": )" +
                     json(author) + R"(, "text": )" + json(text) + R"(, "reply_to": )" + json(replyTo) +
                     R"(, "conversation_id": )" + json(conversation) + "}");
}

// He writes, is answered, quoted and named; and so do others.
QByteArray traffic(int n) {
  QByteArray lines;
  for (int i = 0; i < n; ++i) {
    const QString id = QString::number(i), his = "h" + id + ":" + kAuthor;
    lines += said(his, kAuthor, "my " + kWords + " is lost again, " + id, {},
                  i % 3 == 0 ? "dm " + kAuthor : QString());
    lines += said("a" + id, "bob", "sorry to hear, @" + kAuthor.toUpper(), his);
    lines += said("q" + id, "eve", "RT @" + kAuthor + ": my " + kWords + " is lost again, " + id);
    lines += said("o" + id, kOther, "umbrella " + id + " of @" + kOther, "a" + id);
  }
  return lines;
}

}  // namespace

class TestForget : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> m_folder;
  std::unique_ptr<Daemon> m_daemon;
  QString m_config;

  QString store() const { return m_folder->filePath("store/records.db"); }
  void start() {
    m_daemon = std::make_unique<Daemon>(QStringList{"--store", store(), "--config", m_config});
    QVERIFY(!m_daemon->address().isEmpty());
  }
  void stop() { QCOMPARE(m_daemon->stop(), 0); }
  void publish(const QByteArray& lines) {
    const QString file = m_folder->filePath("events.jsonl");
    writeTo(file, lines);
    const Outcome outcome = run("watchfloorctl", {"publish", "--engine", m_daemon->address(), file});
    QVERIFY2(outcome.code == 0 && outcome.out.contains(" 0 rejected"), outcome.out + outcome.err);
  }
  Outcome ask(const QStringList& arguments) const {
    return run("watchfloorctl", QStringList{"conversations"} + arguments + QStringList{"--unmasked"} +
                                    QStringList{"--engine", m_daemon->address(), "--json"});
  }
  QByteArray snapshot(const char* form) const {
    return run("watchfloorctl", {"snapshot", "--engine", m_daemon->address(), form}).out;
  }
  Outcome forget(const QStringList& more = {"--", kAuthor}, const QByteArray& input = {}) const {
    return run("watchfloorctl", QStringList{"forget", "--store", store()} + more, input);
  }
  // All that the store's files hold, as `grep -a` reads them; what names somebody else does not count.
  QStringList filesWith(const QByteArray& text) const {
    QStringList found;
    const QDir folder(QFileInfo(store()).path());
    for (const QString& name : folder.entryList(QDir::Files | QDir::Hidden)) {
      QFile file(folder.filePath(name));
      if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(name));
      if (file.readAll().toLower().replace(kOther.toUtf8(), "").contains(text.toLower())) found << name;
    }
    return found;
  }
  void checkNothingIsLeft() const {
    QCOMPARE(filesWith(kAuthor.toUtf8()), QStringList());
    QCOMPARE(filesWith(kWords), QStringList());
    QVERIFY(!filesWith("umbrella").isEmpty());
  }

 private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkdir("store"));
    m_config = m_folder->filePath("daemon.toml");
    writeTo(m_config, "[server]\nclock = \"event\"\n[conversations]\nshow_personal_data = true\n");
    start();
  }
  void cleanup() { m_daemon.reset(); }

  void figuresAreTheSameAndNothingIsLeft() {
    publish(traffic(20) + contactLine("zo\\\"e", "10:00:00", "ENQUEUED"));
    const QByteArray before = snapshot("--json");
    const QString exported = m_folder->filePath("before.csv");
    writeTo(exported, snapshot("--csv"));
    const Cells cells = parse(before).cells;
    QVERIFY2(cells["acme|web|15m"]["distinct_authors"].toInt() == 4, before);
    const Outcome early = forget();
    QVERIFY2(early.code == 1 && early.err.contains("another program has it open"), early.err);
    stop();
    QVERIFY(!filesWith(kWords).isEmpty() && !filesWith(kAuthor.toUtf8()).isEmpty());

    const Outcome tried = forget({"--dry-run", "--", kAuthor});
    QVERIFY2(tried.code == 0 && tried.out.contains("with 20 messages of the author's"),
             tried.out + tried.err);
    QVERIFY(!filesWith(kWords).isEmpty());
    const Outcome done = forget();
    QVERIFY2(done.code == 0 && done.out.contains("with 20 messages of the author's, and 40 other events"),
             done.out + done.err);
    QVERIFY2(done.out.contains("in conversations 20 messages of the author's, 40 other messages"), done.out);
    checkNothingIsLeft();
    const Outcome again = forget();
    QVERIFY2(again.code == 1 && again.err.contains("nothing is kept"), again.err);
    const Outcome verified = run("watchfloorctl", {"verify", "--store", store(), exported});
    QVERIFY2(verified.code == 0 && verified.out.startsWith("equal: ") &&
                 verified.out.contains("1 author was erased"),
             verified.out + verified.err);

    start();
    QVERIFY(parse(snapshot("--json")).cells == parse(before).cells);
    const Outcome asked = run("watchfloorctl", {"verify", "--engine", m_daemon->address(), exported});
    QVERIFY2(asked.code == 0 && asked.out.contains("1 author was erased"), asked.out + asked.err);
    QCOMPARE(ask({"search", "umbrella 7"}).out.count("umbrella 7 of @--zo"), 1);
    QCOMPARE(ask({"search", kWords}).out.count('\n'), 0);
    QCOMPARE(ask({"search", "\"sorry to hear\"", "--most", "100"}).out.count("@forgotten-"), 20);
    const QJsonObject entry =
        QJsonDocument::fromJson(ask({"author", "bob"}).out.split('\n').value(0)).object();
    const Outcome shown = ask({"show", QString::number(entry["conversation"].toInt())});
    QVERIFY2(shown.code == 0 && shown.out.contains("forgotten-") && shown.out.contains("umbrella"),
             shown.out);
    checkNothingIsLeft();
  }
  // As soon as each file shows that it is being worked on.
  void aKilledOneIsRunAgain() {
    publish(traffic(400));
    const QByteArray before = snapshot("--json");
    stop();
    const QString folder = QFileInfo(store()).path(), kept = folder + "-kept";
    QVERIFY(QDir().rename(folder, kept));
    const auto sizeOf = [&](const char* name) { return QFileInfo(folder + "/" + name).size(); };
    const std::vector<std::function<bool()>> moments = {
        [&] { return sizeOf("records.db-wal") > 0; },
        [&] { return QDir(folder).entryList({"*-checkpoint-*"}).isEmpty(); },
        [&] { return sizeOf("records-conversations.db-wal") > 0; },
        [&] { return sizeOf("records-conversations.db-wal") > sizeOf("records-conversations.db"); },
    };
    int killed = 0;
    for (const auto& isNow : moments) {
      QDir(folder).removeRecursively();
      QCOMPARE(runAny("cp", {"-r", kept, folder}).code, 0);
      QProcess process;
      process.start(pathOf("watchfloorctl"), {"forget", "--store", store(), "--", kAuthor});
      QVERIFY(process.waitForStarted());
      while (!isNow() && !process.waitForFinished(0) && process.state() != QProcess::NotRunning) {
      }
      process.kill();
      process.waitForFinished(kPatienceMs);
      if (process.exitStatus() == QProcess::CrashExit) {
        ++killed;
        const Outcome again = forget();
        QVERIFY2(again.code == 0, again.err);
      }
      checkNothingIsLeft();
    }
    QVERIFY(killed > 0);
    start();
    QVERIFY(parse(snapshot("--json")).cells == parse(before).cells);
  }
  // They are estimated from a sample of ids, which is another one then.
  void estimatedAuthorsCannotBeWorkedOutAgain() {
    stop();
    QVERIFY(QFile::remove(store()));  // which would begin with other limits
    writeTo(m_config, "[engine.limits]\nauthors_per_cell = 4\n", QIODevice::Append);
    start();
    QByteArray lines;
    for (int i = 0; i < 60; ++i) lines += said(QString::number(i), QString("u%1").arg(i), "hello");
    publish(lines);
    const QString exported = m_folder->filePath("estimated.csv");
    writeTo(exported, snapshot("--csv"));
    stop();
    Outcome verified;
    for (int i = 0; i < 60 && verified.code != 1; ++i) {  // it may be the same by chance
      QVERIFY(verified.code != 0 || verified.out.startsWith("equal: "));
      QCOMPARE(forget({QString("u%1").arg(i)}).code, 0);
      verified = run("watchfloorctl", {"verify", "--store", store(), exported});
    }
    QVERIFY2(verified.out.startsWith("cannot: ") && verified.out.contains("erased from these records"),
             verified.out + verified.err);
  }
  void oddIdsAreReadFromStandardInput() {
    const QString nul = QString("Nu") + QChar(0) + "\nlL";
    publish(said("1", nul, kWords) + said("2", "nu", "umbrella") + said("3", "-", kWords + " too"));
    stop();
    Outcome outcome = forget({"-"}, nul.toUtf8() + "\n");
    QVERIFY2(outcome.code == 0, outcome.err);
    QCOMPARE(filesWith("Nu" + QByteArray(1, '\0')), QStringList());
    QVERIFY(!filesWith(kWords + " too").isEmpty());
    outcome = forget({"-"}, "-");
    QVERIFY2(outcome.code == 0, outcome.err);
    checkNothingIsLeft();
    outcome = forget({"-"}, QByteArray(1 << 20, 'x'));
    QVERIFY2(outcome.code == 1 && outcome.err.contains("nothing is kept"), outcome.err.left(200));
    outcome = forget({"-"}, "\n");
    QVERIFY2(outcome.code == 1 && outcome.err.contains("empty"), outcome.err);
    QCOMPARE(forget({"--all"}).code, 2);
    outcome = run("watchfloorctl", {"forget", "--store", m_folder->filePath("none.db"), "bob"});
    QVERIFY2(outcome.code == 1 && outcome.err.contains("no such file"), outcome.err);
  }
};

QTEST_GUILESS_MAIN(TestForget)
#include "tst_forget.moc"
