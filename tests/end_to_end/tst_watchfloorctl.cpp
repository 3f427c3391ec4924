// watchfloorctl without an engine: its help, its refusals, and what it measures.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <algorithm>
#include <random>

#include "end_to_end/events.h"
#include "end_to_end/program.h"

using namespace watchfloor;

class TestWatchfloorctl : public QObject {
  Q_OBJECT

  const Files m_files{};

  static Outcome ctl(const QStringList& arguments, const QByteArray& input = {}) {
    return run("watchfloorctl", arguments, input);
  }
  static Outcome reference(const QStringList& arguments) {
    return runAny("python3", QStringList{WATCHFLOOR_SOURCE_DIR "/tests/reference/reference.py"} + arguments);
  }
  static QJsonObject json(const Outcome& outcome) { return QJsonDocument::fromJson(outcome.out).object(); }

  // Whether two values of `measure` are the same: numbers within 1e-6, quantiles of sketches within 1 %.
  static bool isSame(const QJsonValue& a, const QJsonValue& b, const QString& key) {
    if (a.isDouble() && b.isDouble()) {
      const double x = a.toDouble(), y = b.toDouble(), size = std::max(std::abs(x), std::abs(y));
      const bool isQuantile = key.size() == 3 && key[0] == 'p';
      return std::abs(x - y) <= std::max(1e-6, size * (isQuantile ? 0.0101 : 1e-6));
    }
    if (!a.isObject() || !b.isObject()) return a == b;
    const QJsonObject x = a.toObject(), y = b.toObject();
    const QStringList keys = x.keys();
    return keys == y.keys() && std::all_of(keys.begin(), keys.end(), [&](const QString& member) {
             return isSame(x[member], y[member], member);
           });
  }
  static QMap<QString, QJsonObject> cellsByPlace(const QJsonObject& document) {
    QMap<QString, QJsonObject> cells;
    for (const QJsonValue& value : document["cells"].toArray()) {
      const QJsonObject cell = value.toObject();
      const QStringList place = {cell["at"].toString(), cell["brand"].toString(), cell["channel"].toString(),
                                 cell["window"].toString()};
      cells[place.join('|')] = cell;
    }
    return cells;
  }
  static void compare(const QJsonObject& measured, const QJsonObject& expected) {
    QVERIFY(!expected["cells"].toArray().isEmpty());
    QCOMPARE(measured["as_of"], expected["as_of"]);
    QCOMPARE(measured["counters"], expected["counters"]);
    const auto found = cellsByPlace(measured), wanted = cellsByPlace(expected);
    QCOMPARE(found.keys(), wanted.keys());
    for (const QString& place : wanted.keys()) {
      for (const char* part : {"metrics", "delta"}) {
        const QJsonValue is = found[place][QLatin1String(part)], be = wanted[place][QLatin1String(part)];
        QVERIFY2(isSame(is, be, part),
                 qPrintable(place + " " + part + ": " + QJsonDocument(is.toObject()).toJson() +
                            " instead of " + QJsonDocument(be.toObject()).toJson()));
      }
    }
  }

 private Q_SLOTS:
  void helpHasExamples_data() {
    QTest::addColumn<QString>("command");
    for (const char* command : {"detect", "history", "measure", "publish", "replay", "sentiment", "snapshot",
                                "tail", "topics", "train", "triage"})
      QTest::newRow(command) << command;
  }
  void helpHasExamples() {
    QFETCH(QString, command);
    const Outcome outcome = ctl({command, "--help"});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.contains("Examples:\n  ") &&
            outcome.out.contains("watchfloorctl " + command.toUtf8()));
    QVERIFY(outcome.err.isEmpty());
    QVERIFY(ctl({"--help"}).out.contains(command.toUtf8()));
  }
  void theManualPageNamesEveryCommand() {
    QFile page(WATCHFLOOR_SOURCE_DIR "/app/watchfloorctl/watchfloorctl.1");
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray text = page.readAll();
    for (const char* command : {"detect", "history", "measure", "publish", "replay", "sentiment", "snapshot",
                                "tail", "topics", "train", "triage"})
      QVERIFY2(text.contains(QByteArray(".B ") + command), command);
  }
  void version() { QVERIFY(ctl({"--version"}).out.startsWith("watchfloorctl 0.")); }

  void wrongCommandLines_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("nothing") << QStringList{} << "subcommand";
    QTest::newRow("no such command") << QStringList{"mesure"} << "there is no command \"mesure\"";
    QTest::newRow("no such option") << QStringList{"measure", "--widnow", "1m", "a"} << "--widnow";
    QTest::newRow("no file") << QStringList{"measure"} << "files";
    QTest::newRow("no such window") << QStringList{"measure", "--window", "2m", "a"} << "no such window: 2m";
    QTest::newRow("no such metric") << QStringList{"snapshot", "--metric", "x"} << "no such metric: x";
    QTest::newRow("no such breakdown")
        << QStringList{"measure", "--by", "agent", "a"} << "no such breakdown: agent";
    QTest::newRow("no time") << QStringList{"measure", "--at", "noon", "a"} << "noon";
    QTest::newRow("two forms") << QStringList{"measure", "--json", "--csv", "a"} << "--csv";
    QTest::newRow("no such step") << QStringList{"history", "--step", "fortnight"} << "fortnight";
    QTest::newRow("no batch") << QStringList{"publish", "--batch", "0", "a"} << "--batch";
    QTest::newRow("standing still") << QStringList{"replay", "--speed", "0", "a"} << "--speed";
  }
  void wrongCommandLines() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, complaint);
    const Outcome outcome = ctl(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(complaint.toUtf8()), outcome.err);
    QVERIFY(outcome.out.isEmpty());
  }

  void whatFails_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("complaint");
    const QString calls = m_files.write("failing.jsonl", twoCalls()),
                  empty = m_files.write("empty.jsonl", "");
    const QString config = m_files.write("wrong.toml", "[engine]\nzome = \"UTC\"\n");
    QTest::newRow("no such file") << QStringList{"measure", "/nowhere/at.all"} << "/nowhere/at.all";
    QTest::newRow("no such profile") << QStringList{"measure", "--profile", "nobody", calls} << "nobody";
    QTest::newRow("nothing in it") << QStringList{"measure", empty} << "no event";
    QTest::newRow("a configuration that is wrong")
        << QStringList{"measure", "--config", config, calls} << "wrong.toml:2";
    QTest::newRow("no engine") << QStringList{"snapshot", "--engine", "unix:/nowhere/at.all", "--wait", "0"}
                               << "no answer";
  }
  void whatFails() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, complaint);
    const Outcome outcome = ctl(arguments);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.startsWith("watchfloorctl: ") && outcome.err.contains(complaint.toUtf8()),
             outcome.err);
    QVERIFY(outcome.out.isEmpty());
  }

  void aFullDiskIsNoSuccess() {
    QProcess process;
    process.setStandardOutputFile("/dev/full");
    process.start(pathOf("watchfloorctl"), {"measure", m_files.write("full.jsonl", twoCalls())});
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().startsWith("watchfloorctl: standard output: "));
  }

  void measuresWhatTheReferenceMeasures_data() {
    QTest::addColumn<int>("seed");
    for (const int seed : {1, 2, 3}) QTest::addRow("seed %d", seed) << seed;
  }
  void measuresWhatTheReferenceMeasures() {
    QFETCH(int, seed);
    const QString file = m_files.path(QString("random%1.jsonl").arg(seed));
    const Outcome drawn = reference({"random", QString::number(seed), "300", "--out", file});
    QCOMPARE(drawn.code, 0);
    QStringList ticks;
    for (const QByteArray& tick : drawn.out.split('\n')) {
      if (!tick.isEmpty()) ticks << "--at" << tick;
    }
    const Outcome expected = reference(
        QStringList{"events", file, "--window", "15m", "--window", "today", "--window", "total"} + ticks);
    const Outcome measured = ctl(QStringList{"measure", "--profile", "jsonl", "--window", "15m,today",
                                             "--window", "total", "--window", "now", "--json", file} +
                                 ticks);
    QCOMPARE(measured.code, 0);
    QVERIFY2(measured.err.isEmpty(), measured.err);
    compare(json(measured), json(expected));
  }

  void theOrderOfTheFileDoesNotMatter() {
    const QString file = m_files.path("ordered.jsonl");
    QCOMPARE(reference({"random", "4", "400", "--out", file}).code, 0);
    QFile ordered(file);
    QVERIFY(ordered.open(QIODevice::ReadOnly));
    QList<QByteArray> lines = ordered.readAll().trimmed().split('\n');
    std::shuffle(lines.begin(), lines.end(), std::mt19937(4));
    const QString shuffled = m_files.write("shuffled.jsonl", lines.join('\n'));
    const QByteArray once = ctl({"measure", "--json", file}).out;
    QVERIFY(once.contains("\"offered\""));
    QCOMPARE(ctl({"measure", "--json", shuffled}).out, once);
    QCOMPARE(ctl({"measure", "--json", "--as-is", shuffled}).out, once);
  }
  void eventsSentTwiceCountOnce() {
    const QString file = m_files.write("twice.jsonl", twoCalls());
    QJsonObject once = json(ctl({"measure", "--json", file})),
                twice = json(ctl({"measure", "--json", file, file}));
    QCOMPARE(twice["counters"].toObject()["duplicates"].toInt(), 4);
    QCOMPARE(twice["cells"], once["cells"]);
  }

  void eachDayEndsInTheZoneOfTheConfiguration() {
    const QString config = m_files.write("berlin.toml", "[engine]\nzone = \"Europe/Berlin\"\n");
    // In Berlin the second call comes in on the next day.
    const QString file = m_files.write("days.jsonl", contactLine("a", "22:59:59", "ENQUEUED") +
                                                         contactLine("b", "23:00:00", "ENQUEUED") +
                                                         contactLine("b", "23:00:09", "ABANDONED"));
    const QJsonArray cells = json(ctl({"measure", "--json", "--config", config, "--window", "today", "--by",
                                       "none", "--at", "each-day", file}))["cells"]
                                 .toArray();
    QCOMPARE(cells.size(), 2);
    QCOMPARE(cells[0].toObject()["at"].toString(), "2026-03-02T22:59:59.999999Z");
    QCOMPARE(cells[0].toObject()["metrics"].toObject()["offered"].toInt(), 1);
    QCOMPARE(cells[1].toObject()["at"].toString(), "2026-03-03T22:59:59.999999Z");
    QCOMPARE(cells[1].toObject()["metrics"].toObject()["abandoned"].toInt(), 1);
  }
  void breakdowns_data() {
    QTest::addColumn<QString>("by");
    QTest::addColumn<QStringList>("places");
    QTest::newRow("both") << "brand,channel" << QStringList{"acme|all", "acme|voice", "all|all", "all|voice"};
    QTest::newRow("brand") << "brand" << QStringList{"acme|all", "all|all"};
    QTest::newRow("channel") << "channel" << QStringList{"all|all", "all|voice"};
    QTest::newRow("none") << "none" << QStringList{"all|all"};
  }
  void breakdowns() {
    QFETCH(QString, by);
    QFETCH(QStringList, places);
    QStringList found;
    for (const QJsonValue& cell :
         json(ctl({"measure", "--json", "--by", by, m_files.write("by.jsonl", twoCalls())}))["cells"]
             .toArray()) {
      found << cell.toObject()["brand"].toString() + "|" + cell.toObject()["channel"].toString();
    }
    QCOMPARE(found, places);
  }

  void aBrokenLineIsNamedCountedAndSkipped() {
    const QString file =
        m_files.write("broken.jsonl", contactLine("a", "10:00:00", "ENQUEUED") + "{\"source\": \n" +
                                          contactLine("b", "10:00:01", "ENQUEUED"));
    const Outcome outcome = ctl({"measure", "--json", file});
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.err.startsWith(file.toUtf8() + ":2: "), outcome.err);
    QCOMPARE(json(outcome)["counters"].toObject()["rejected"].toInt(), 1);
    QCOMPARE(json(outcome)["cells"].toArray()[0].toObject()["metrics"].toObject()["offered"].toInt(), 2);
  }
  void standardInputIsAFile() {
    QVERIFY(ctl({"measure", "-"}, twoCalls()).out.contains("acme × voice · total"));
  }
  void forms() {
    const QString file = m_files.write("forms.jsonl", twoCalls());
    QVERIFY(ctl({"measure", "--csv", "--metric", "offered", file})
                .out.contains("2026-03-02T10:00:40Z,acme,voice,total,offered,2,"));
    QVERIFY(ctl({"measure", file}).out.contains("  abandon_rate                  50.0 %  1 of 2\n"));
  }
};

QTEST_GUILESS_MAIN(TestWatchfloorctl)
#include "tst_watchfloorctl.moc"
