// A wall that is killed comes back into what somebody chose: no more, so that a board's own window is not
// left to the others, and no less. Told from a shell, as nobody stands before it.
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>
#include <memory>

#include "events.h"
#include "program.h"

using namespace watchfloor;

namespace {

constexpr const char* kOwn =
    "window = \"60m\"\nchannel = \"voice\"\ntitle = \"Own\"\n[[tile]]\nkind = \"number\"\nmetric = "
    "\"volume\"\n";
constexpr const char* kTurns =
    "[[turn]]\nboard = \"mission_control\"\nfor = \"600s\"\n[[turn]]\nboard = \"own\"\nfor = \"600s\"\n";

}  // namespace

class SameViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    qputenv("TMPDIR", m_folder.path().toUtf8());
    qputenv("XDG_CONFIG_HOME", m_folder.path().toUtf8());
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    QDir(m_folder.path()).mkpath("watchfloor/boards");
    writeTo(in("watchfloor/boards/own.toml"), kOwn);
    m_engine = std::make_unique<Daemon>();
  }
  void cleanup() {
    kill();
    for (const char* file : {"view.toml", "view.toml.frame", "wall.toml"}) QFile::remove(in(file));
  }

  void aPinThatWasTakenOffStaysOff() {
    begin("pinned = true\n");
    QVERIFY(state().value("pinned").toBool());
    QVERIFY2(!kept().contains("pinned"), kept());  // nobody touched it: that is the configuration's
    tell({"unpin"});
    QTRY_VERIFY_WITH_TIMEOUT(kept().contains("pinned = false"), kPatienceMs);
    beginAgain();
    QVERIFY(!state().value("pinned").toBool());
    tell({"pin"});
    QTRY_VERIFY_WITH_TIMEOUT(!kept().contains("pinned"), kPatienceMs);
    beginAgain();
    QVERIFY(state().value("pinned").toBool());
  }

  void aPinThatWasSetStays() {
    begin("");
    tell({"pin"});
    QTRY_VERIFY_WITH_TIMEOUT(kept().contains("pinned = true"), kPatienceMs);
    beginAgain();
    QVERIFY(state().value("pinned").toBool());
  }

  void aRestStays() {
    begin(kTurns);
    QVERIFY(state().value("rotates").toBool());
    tell({"rest"});
    QTRY_VERIFY_WITH_TIMEOUT(!state().value("rotates").toBool(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(kept().contains("rests = true"), kPatienceMs);
    beginAgain();
    QVERIFY(!state().value("rotates").toBool());
    tell({"rotate"});
    QTRY_VERIFY_WITH_TIMEOUT(state().value("rotates").toBool(), kPatienceMs);
  }

  void whatABoardHasIsLeftToNoOther() {
    begin("");
    tell({"show", "own"});
    QTRY_COMPARE_WITH_TIMEOUT(shown(), "own voice 60m", kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(kept().contains("board = 'own'"), kPatienceMs);
    beginAgain();
    QCOMPARE(shown(), "own voice 60m");
    tell({"show", "response"});
    QTRY_COMPARE_WITH_TIMEOUT(shown(), "response all 15m", kPatienceMs);
  }

  // Another than the board's own, asked for where it began: that one again.
  void whatWasChosenOnABoardStays() {
    begin("", {"--board", "own", "--window", "5m"});
    QCOMPARE(shown(), "own voice 5m");
    beginAgain();
    QCOMPARE(shown(), "own voice 5m");
    tell({"show", "response"});
    QTRY_COMPARE_WITH_TIMEOUT(shown(), "response all 5m", kPatienceMs);
  }

  void aTakeOverIsNotKept() {
    publish(QDateTime::currentDateTimeUtc().addSecs(-60), "a");
    begin("[[take_over]]\non = \"source_rejects\"\nboard = \"own\"\nfor = \"600s\"\n");
    // A live frame: it has seen how many were refused before.
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in("view.toml.frame")), kPatienceMs);
    publish(QDateTime::currentDateTimeUtc().addDays(1), "b");
    QTRY_COMPARE_WITH_TIMEOUT(shown(), "own voice 60m", kPatienceMs);
    beginAgain();
    QCOMPARE(shown(), "mission_control all 15m");
  }

  // What it shows is written anew when it begins: only what came back is in it.
  void theHeatMapShowsTheSame() {
    writeTo(in("view.toml"),
            "board = \"response\"\n[heat_maps]\n\"heat_map.first_response_time_s\" = \"net_sentiment\"\nnone "
            "= \"volume\"\n");
    begin("");
    QTRY_VERIFY_WITH_TIMEOUT(kept().contains("rests"), kPatienceMs);
    QVERIFY2(kept().contains("net_sentiment") && !kept().contains("none"), kept());
    tell({"show", "mission_control"});
    QTRY_VERIFY_WITH_TIMEOUT(kept().contains("mission_control"), kPatienceMs);
    QVERIFY2(!kept().contains("heat_maps"), kept());
  }

 private:
  QString in(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
  QByteArray kept() const { return contentOf(in("view.toml")); }

  void begin(const char* config, const QStringList& asked = {}) {
    writeTo(in("wall.toml"), config);
    start(asked);
  }
  void start(const QStringList& asked = {}) {
    m_wall = std::make_unique<QProcess>();
    m_wall->start(pathOf("watchfloor"),
                  QStringList{"--engine", m_engine->address(), "--name", "north", "--seconds", "600",
                              "--config", in("wall.toml"), "--state", in("view.toml")} +
                      asked);
    QTRY_VERIFY_WITH_TIMEOUT(!state().isEmpty(), kPatienceMs);
  }
  // As if its machine had lost power.
  void kill() {
    if (!m_wall) return;
    m_wall->kill();
    m_wall->waitForFinished(kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(state().isEmpty(), kPatienceMs);
    m_wall.reset();
  }
  void beginAgain() {
    kill();
    start();
  }

  Outcome wall(const QStringList& arguments) const {
    return run("watchfloorctl",
               QStringList{"wall"} + arguments + QStringList{"--engine", m_engine->address()});
  }
  void tell(const QStringList& arguments) const { QCOMPARE(wall(arguments).out, "told north\n"); }
  QJsonObject state() const { return QJsonDocument::fromJson(wall({"list", "--json"}).out).object(); }
  QString shown() const {
    const QJsonObject at = state();
    return at.value("board").toString() + " " + at.value("channel").toString() + " " +
           at.value("window").toString();
  }
  void publish(const QDateTime& began, const char* id) const {
    const Outcome outcome = run("watchfloorctl", {"publish", "--engine", m_engine->address(), "-"},
                                callOf("acme", id, began, "ANSWERED", 4));
    QVERIFY2(outcome.code == 0, outcome.err);
  }

  QTemporaryDir m_folder;
  std::unique_ptr<Daemon> m_engine;
  std::unique_ptr<QProcess> m_wall;
};

QTEST_GUILESS_MAIN(SameViewTest)
#include "tst_same_view.moc"
