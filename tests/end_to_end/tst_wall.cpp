// The real wall off screen, a real engine, real publishers: what each tile says equals the engine's frame; a
// source that falls silent, an engine that is killed, and its return, each as the room would see it.
#include <unistd.h>
#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <cmath>
#include <memory>

#include "events.h"
#include "program.h"

using namespace watchfloor;

namespace {

const QString kWindow = "15m";

// An event of acme, so many seconds ago.
QByteArray line(const char* source, int id, int secondsAgo, const QByteArray& channel,
                const QByteArray& body) {
  const QByteArray time =
      QDateTime::currentDateTimeUtc().addSecs(-secondsAgo).toString(Qt::ISODateWithMs).toUtf8();
  return QByteArray("{\"source\": \"") + source + "\", \"event_id\": \"" + source + QByteArray::number(id) +
         "\", \"event_time\": \"" + time + "\", \"brand\": \"acme\", \"channel\": \"" + channel + "\", " +
         body + "}\n";
}

QByteArray call(int id, int secondsAgo, const char* phase) {
  return line(
      "acd", id * 10 + phase[0] % 10, secondsAgo, "voice",
      "\"contact\": {\"contact_id\": \"c" + QByteArray::number(id) + "\", \"phase\": \"" + phase + "\"}");
}

// Forty calls, six of them abandoned and one still waiting, and three agents.
QByteArray calls() {
  QByteArray lines;
  for (int i = 0; i < 40; ++i) {
    lines += call(i, 200 - i, "ENQUEUED");
    if (i < 39) lines += call(i, 200 - i - (i % 5 == 0 ? 25 : 10), i % 7 == 0 ? "ABANDONED" : "ANSWERED");
  }
  for (int i = 0; i < 3; ++i) {
    lines += line("acd", 1'000 + i, 120, "voice",
                  "\"agent\": {\"agent_id\": \"a" + QByteArray::number(i) + "\", \"state\": \"" +
                      (i ? "AVAILABLE" : "ON_CONTACT") + "\"}");
  }
  return lines;
}

// Fifty messages of customers, and replies to thirty of them.
QByteArray messages(int first = 0) {
  QByteArray lines;
  for (int i = first; i < first + 50; ++i) {
    const QByteArray id = QByteArray::number(i);
    const char* label = i % 3 ? "NEGATIVE" : "POSITIVE";
    lines += line("social", i, 180, "x",
                  "\"message\": {\"message_id\": \"m" + id + "\", \"author_id\": \"u" + id +
                      "\", \"direction\": \"INBOUND\", \"sentiment\": {\"label\": \"" + label + "\"}}");
    if (i % 5 > 2) continue;
    lines += line("social", 10'000 + i, 150 - i % 50, "x",
                  "\"message\": {\"message_id\": \"r" + id + "\", \"reply_to\": \"m" + id +
                      "\", \"author_id\": \"brand\", \"direction\": \"OUTBOUND\"}");
  }
  return lines;
}

// What the wall prints.
struct Report {
  QString header;                 // clock, scope, freshness
  QMap<QString, QString> tiles;   // what each says, by its key
  QMap<QString, QString> states;  // live, silent, stale, …

  bool isComplete() const { return tiles.size() == 7; }
  bool isLive() const {
    return header.contains("live") &&
           std::all_of(states.begin(), states.end(), [](const QString& s) { return s == "live"; });
  }
};

// The wall, and the reports that it prints twice a second.
class Wall {
 public:
  explicit Wall(const QString& engine) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    environment.insert("QT_QUICK_BACKEND", "software");
    m_process.setProcessEnvironment(environment);
    m_process.start(pathOf("watchfloor"), {"--engine", engine, "--print", "0.5", "--window", kWindow,
                                           "--zone", "UTC", "--class", "board"});
  }
  ~Wall() {
    m_process.kill();
    m_process.waitForFinished();
  }

  // Reads on until a report is as wanted, for `limitMs` at most; the last report either way.
  template <typename Wanted>
  bool waitFor(Wanted isWanted, int limitMs = kPatienceMs) {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < limitMs) {
      if (!m_process.canReadLine() && !m_process.waitForReadyRead(1'000)) continue;
      while (m_process.canReadLine()) {
        const QString text = QString::fromUtf8(m_process.readLine()).trimmed();
        if (text.size() > 8 && text[2] == ':' && text[5] == ':') {
          m_report = {text, {}, {}};
        } else if (!text.startsWith('!')) {
          const QString key = text.section(QChar(' '), 0, 0), rest = text.mid(key.size()).trimmed();
          m_report.states[key] = rest.section(QChar(' '), 0, 0);
          m_report.tiles[key] = rest.mid(m_report.states[key].size()).trimmed();
        }
        if (m_report.isComplete() && isWanted(m_report)) return true;
      }
    }
    return false;
  }
  QString last() const {
    QString text = m_report.header;
    for (auto it = m_report.tiles.begin(); it != m_report.tiles.end(); ++it) {
      text += "\n" + it.key() + " " + m_report.states[it.key()] + ": " + it.value();
    }
    return text;
  }
  const Report& report() const { return m_report; }

 private:
  QProcess m_process;
  Report m_report;
};

// watchfloorctl publishing what is written to a file, and giving signs of life.
class Follower {
 public:
  Follower(const QString& engine, const QString& source, const QString& file) {
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(pathOf("watchfloorctl"),
                    {"publish", "--engine", engine, "--source", source, "--follow", file});
  }
  ~Follower() { stop(); }
  void stop() {
    m_process.terminate();
    m_process.waitForFinished(kPatienceMs);
  }

 private:
  QProcess m_process;
};

QString clock(double seconds) {
  const int whole = static_cast<int>(std::lround(seconds));
  return QString("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QChar('0'));
}
QString percent(const QJsonObject& ratio) { return QString::number(ratio["value"].toDouble() * 100, 'f', 1); }

// Plain minus and space, to compare.
QString plain(QString text) {
  return text.replace(QChar(0x2212), '-')
      .replace(QChar(0x202f), ' ')
      .replace(QChar(0x202f), ' ')
      .replace(QChar(0xa0), ' ');
}

}  // namespace

class TestWall : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aDayInTheRoom() {
    Files files;
    const QString address = "unix:" + files.path("engine.socket");
    const QStringList options = {"--config", files.write("engine.toml",
                                                         "[engine]\nsilent_after = \"14s\"\n"
                                                         "[[engine.target]]\nchannel = \"voice\"\n"
                                                         "target = \"20s\"\nshort_abandon = \"5s\"\n")};
    auto daemon = std::make_unique<Daemon>(options, address);
    QVERIFY(!daemon->address().isEmpty());
    Wall wall(address);
    auto acd = std::make_unique<Follower>(address, "acd", files.write("acd.jsonl", calls()));
    Follower social(address, "social", files.write("social.jsonl", messages()));

    // Each tile says what the engine's frame says.
    QVERIFY2(wall.waitFor([](const Report& r) {
      return r.isLive() && plain(r.tiles["volume"]).startsWith("Volume, 90,");
    }),
             qPrintable(wall.last()));
    const Outcome shown =
        run("watchfloorctl", {"snapshot", "--engine", address, "--window", kWindow + ",now", "--json"});
    QMap<QString, QJsonObject> cells;
    for (const QJsonValue& v : QJsonDocument::fromJson(shown.out).object()["cells"].toArray()) {
      const QJsonObject cell = v.toObject();
      if (cell["brand"] == "all" && cell["channel"] == "all")
        cells[cell["window"].toString()] = cell["metrics"].toObject();
    }
    const QJsonObject past = cells[kWindow], now = cells["now"];
    const QJsonObject abandoned = past["abandon_rate"].toObject(), level = past["service_level"].toObject(),
                      sentiment = past["net_sentiment"].toObject(),
                      response = past["first_response_time_s"].toObject();
    QCOMPARE(past["messages_inbound"].toInt() + past["offered"].toInt(), 90);
    QCOMPARE(abandoned["den"].toInt(), 39);
    QCOMPARE(response["n"].toInt(), 30);
    const QMap<QString, QStringList> expected = {
        {"volume", {"Volume, 90,", "50 messages", "40 contacts offered"}},
        {"net_sentiment",
         {QString("Net sentiment, %1,").arg(std::lround(sentiment["value"].toDouble() * 100)), "n 50"}},
        {"first_response_time_s",
         {"First response, " + clock(response["p50"].toDouble()), "n 30",
          "p90 " + clock(response["p90"].toDouble()),
          QString("%1? unanswered").arg(now["unanswered"].toInt())}},
        {"abandon_rate",
         {"Abandon rate, " + percent(abandoned), QString("n %1").arg(abandoned["den"].toInt())}},
        {"service_level", {"Service level, " + percent(level), QString("n %1").arg(level["den"].toInt())}},
        {"backlog",
         {QString("Backlog, %1 ").arg(now["backlog"].toInt()),
          QString("%1 waiting").arg(now["waiting"].toInt())}},
        {"agents_available", {QString("Agents, %1 ").arg(now["agents_available"].toInt())}}};
    for (auto it = expected.begin(); it != expected.end(); ++it) {
      for (const QString& part : it.value()) {
        const QString says = plain(wall.report().tiles[it.key()]);
        QVERIFY2(says.contains(part), qPrintable("\"" + part + "\" is not in \"" + says + "\""));
      }
    }

    // The telephone system falls silent: the tiles that it feeds say so, the others stay live.
    acd->stop();
    QVERIFY2(wall.waitFor([](const Report& r) {
      return r.states["abandon_rate"] == "silent" && r.states["service_level"] == "silent" &&
             r.states["agents_available"] == "silent" && r.states["net_sentiment"] == "live" &&
             r.states["first_response_time_s"] == "live";
    }),
             qPrintable(wall.last()));
    QVERIFY2(wall.report().tiles["abandon_rate"].contains("acd silent"), qPrintable(wall.last()));
    acd = std::make_unique<Follower>(address, "acd", files.path("acd.jsonl"));
    QVERIFY2(wall.waitFor([](const Report& r) { return r.isLive(); }), qPrintable(wall.last()));

    // The engine is killed: nothing looks live within 10 s, and the last value stays, marked with its time.
    QElapsedTimer sinceDeath;
    sinceDeath.start();
    daemon->kill();
    QVERIFY2(wall.waitFor([](const Report& r) {
      return !r.header.contains("live") &&
             std::none_of(r.states.begin(), r.states.end(), [](const QString& s) { return s == "live"; });
    }),
             qPrintable(wall.last()));
    QVERIFY2(sinceDeath.elapsed() < 10'000, qPrintable(QString::number(sinceDeath.elapsed())));
    QVERIFY2(wall.waitFor([](const Report& r) {
      return r.header.contains("disconnected") && plain(r.tiles["volume"]).contains("was 90 at ");
    }),
             qPrintable(wall.last()));

    // It returns, empty; the publishers find it again; the wall is live again.
    daemon = std::make_unique<Daemon>(options, address);
    QVERIFY(!daemon->address().isEmpty());
    QVERIFY2(wall.waitFor([](const Report& r) { return r.header.contains("live"); }),
             qPrintable(wall.last()));
    writeTo(files.path("social.jsonl"), messages(100), QIODevice::Append);
    QVERIFY2(wall.waitFor([](const Report& r) {
      return r.isLive() && plain(r.tiles["net_sentiment"]).contains("n 50");
    }),
             qPrintable(wall.last()));
    QCOMPARE(daemon->stop(), 0);
  }

  // Whoever has the old picture open keeps it whole: the new one is put in its place.
  void aPictureIsReplacedWhole() {
    Files files;
    Daemon daemon;
    const QString picture = files.write("wall.png", "the old picture"), held = files.path("held");
    QCOMPARE(link(picture.toLocal8Bit(), held.toLocal8Bit()), 0);
    const Outcome outcome = run("watchfloor", {"--engine", daemon.address(), "--snapshot", picture});
    QVERIFY2(outcome.code == 0, outcome.err);
    QFile now(picture), before(held);
    QVERIFY(now.open(QIODevice::ReadOnly) && before.open(QIODevice::ReadOnly));
    QVERIFY(now.readAll().startsWith("\x89PNG"));
    QCOMPARE(before.readAll(), QByteArray("the old picture"));
    QCOMPARE(QFileInfo(picture).dir().entryList(QDir::Files), QStringList({"held", "wall.png"}));
  }

  void boardsFromTheCommandLine() {
    const Outcome listed = run("watchfloor", {"--boards"});
    QCOMPARE(listed.code, 0);
    for (const char* name :
         {"mission_control", "response", "sentiment", "contact_centre", "competitors", "one_brand"})
      QVERIFY2(listed.out.contains(name), listed.out);
    Files files;
    const Outcome good =
        run("watchfloor", {"--check-board", files.write("good.toml", "[[tile]]\nkind = \"sources\"\n")});
    QVERIFY2(good.code == 0 && good.out.contains("well written"), good.err);
    const QString wrong = files.write("bad.toml", "[[tile]]\nkind = \"number\"\nmetric = \"abandonrate\"\n");
    const Outcome bad = run("watchfloor", {"--check-board", wrong});
    QCOMPARE(bad.code, 1);
    QVERIFY2(
        bad.err.contains("bad.toml:3: tile.metric: no such metric: abandonrate; did you mean abandon_rate?"),
        bad.err);
    const Outcome unknown =
        run("watchfloor", {"--engine", "127.0.0.1:1", "--board", "respons", "--seconds", "1"});
    QCOMPARE(unknown.code, 1);
    QVERIFY2(unknown.err.contains("did you mean response?"), unknown.err);
  }
};

QTEST_GUILESS_MAIN(TestWall)
#include "tst_wall.moc"
