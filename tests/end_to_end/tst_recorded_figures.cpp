// The figures of real recordings, through the real programs: as they are, shuffled, with every event twice,
// and through an engine's service in batches of 1, 50 and 5,000. The recordings may not be redistributed:
// where they are not beside the project (../shared/data) these tests say SKIP; small fixtures of our own with
// the same traps run always, in tst_fixture_figures.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <random>

#include "figures.h"

using namespace watchfloor;

namespace {

const QString kData = WATCHFLOOR_SOURCE_DIR "/../shared/data/";

QString checkBank(const Measured& m, bool) {
  Check check(m);
  const QString all = "all|all|total";
  check.count(all, "offered", 31'125);
  check.count(all, "answered", 27'162);
  check.count(all, "abandoned", 3'963);
  check.ratio(all, "abandon_rate", 3'963, 31'125);
  check.ratio(all, "abandon_rate_of_queued", 3'963, 18'059);
  check.ratio(all, "service_level", 16'209, 31'125);  // 52.08 %
  check.spread(all, "average_speed_of_answer_s", "mean", 40.774, 0.0006);
  check.spread(all, "wait_answered_s", "mean", 78.57, 0.005);
  check.spread(all, "wait_abandoned_s", "mean", 65.53, 0.005);
  check.spread(all, "handle_time_s", "mean", 176.35, 0.005);
  check.spread(all, "handle_time_s", "p50", 107, 1.07);
  return check.wrong();
}

// When the order of the file is lost, of the 18 ids with two labels either may be first.
QString checkAirline(const Measured& m, bool isShuffled) {
  Check check(m);
  const int tolerance = isShuffled ? 18 : 0;
  check.count("all|all|total", "messages_inbound", 14'485);
  check.count("all|all|total", "sentiment_negative", 9'082, tolerance);
  check.count("all|all|total", "sentiment_neutral", 3'069, tolerance);
  check.count("all|all|total", "sentiment_positive", 2'334, tolerance);
  return check.wrong();
}

QString checkSupport(const Measured& m, bool) {
  Check check(m);
  check.spread("all|all|total", "first_response_time_s", "n", 1'284, 0);
  check.spread("all|all|total", "first_response_time_s", "p50", 813, 8.13);
  check.spread("all|all|total", "first_response_time_s", "p90", 31'965, 319.65);
  const struct {
    const char* brand;
    int n;
    double median;
  } kBrands[] = {
      {"AmazonHelp", 102, 744}, {"AppleSupport", 83, 469}, {"Delta", 48, 1'704}, {"TMobileHelp", 49, 321}};
  for (const auto& [brand, n, median] : kBrands) {
    check.spread(QString(brand) + "|all|total", "first_response_time_s", "n", n, 0);
    check.spread(QString(brand) + "|all|total", "first_response_time_s", "p50", median, 0.01 * median);
  }
  return check.wrong();
}

QString checkQueueLog(const Measured& m, bool) {
  Check check(m);
  const QString all = "all|all|total";
  check.count(all, "offered", 21);
  check.count(all, "answered", 8);
  check.ratio(all, "abandon_rate", 12, 20);
  check.ratio(all, "service_level", 6, 20);
  check.spread(all, "average_speed_of_answer_s", "mean", 17.875, 1e-6);
  check.spread(all, "average_speed_of_answer_s", "max", 84, 1e-6);
  return check.wrong();
}

struct Recording {
  const char* profile;
  const char* file;
  bool hasHeader;
  QString (*check)(const Measured&, bool isShuffled);
};
const Recording kRecordings[] = {
    {"bank_calls", "bank_calls/calls_1999_02.tsv", true, checkBank},
    {"airline_tweets", "airline_tweets/tweets.csv", true, checkAirline},
    {"support_tweets", "support_tweets/conversations.csv", true, checkSupport},
    {"asterisk_queue_log", "queue_log/queue_log_2010-02-22.txt", false, checkQueueLog},
};

QString pathOf(const Recording& r) { return kData + r.file; }

// The records of a file: its lines, quoted line breaks inside them.
QList<QByteArray> recordsOf(const QByteArray& text) {
  QList<QByteArray> records;
  bool isQuoted = false;
  qsizetype begin = 0;
  for (qsizetype i = 0; i < text.size(); ++i) {
    isQuoted ^= text[i] == '"';
    if (text[i] != '\n' || isQuoted) continue;
    records << text.mid(begin, i + 1 - begin);
    begin = i + 1;
  }
  return records;
}

// A configuration of the service with the definitions of a profile.
QByteArray serviceConfig(const Recording& r) {
  QFile file(QString(WATCHFLOOR_SOURCE_DIR "/resources/profiles/%1.toml").arg(r.profile));
  if (!file.open(QIODevice::ReadOnly)) return {};
  const QByteArray text = file.readAll();
  const qsizetype engine = text.indexOf("[engine]");
  return "[server]\nclock = \"event\"\n\n" + (engine < 0 ? QByteArray() : text.mid(engine));
}

}  // namespace

class TestRecordedFigures : public QObject {
  Q_OBJECT

  QTemporaryDir m_dir;

  void eachRecording() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(std::size(kRecordings)); ++i)
      QTest::newRow(kRecordings[i].profile) << i;
  }
  QString write(const QString& name, const QByteArray& text) {
    QFile file(m_dir.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
  }

 private Q_SLOTS:
  void initTestCase() {
    if (!QFile::exists(kData)) QSKIP("the recordings are not here: ../shared/data is missing");
  }

  void figures_data() { eachRecording(); }
  void figures() {
    QFETCH(int, index);
    const Recording& r = kRecordings[index];
    const QString wrong = r.check(measure(r.profile, {pathOf(r)}), false);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
  }

  void bankCallsDayByDay() {
    QFile file(kData + "bank_calls/expected_by_day.csv");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> names = file.readLine().trimmed().split(',');
    const Outcome outcome =
        run("watchfloorctl", {"measure", "--profile", "bank_calls", "--json", "--window", "today", "--at",
                              "each-day", "--by", "none", pathOf(kRecordings[0])});
    const QJsonArray cells = QJsonDocument::fromJson(outcome.out).object()["cells"].toArray();
    QCOMPARE(cells.size(), 28);
    for (const QJsonValue& v : cells) {
      const QList<QByteArray> row = file.readLine().trimmed().split(',');
      const auto expected = [&](const char* name) { return row.value(names.indexOf(name)).toDouble(); };
      const QJsonObject day = v.toObject()["metrics"].toObject();
      for (const char* name : {"offered", "answered", "abandoned"})
        QCOMPARE(day[name].toDouble(), expected(name));
      for (const QByteArray& name : {QByteArray("service_level"), QByteArray("abandon_rate")}) {
        QCOMPARE(day[name].toObject()["num"].toDouble(), expected(name + "_num"));
        QCOMPARE(day[name].toObject()["den"].toDouble(), expected(name + "_den"));
      }
      const double asa = day["average_speed_of_answer_s"].toObject()["mean"].toDouble();
      QVERIFY2(std::abs(asa - expected("average_speed_of_answer_s")) < 0.00051, row[0].constData());
    }
  }

  void shuffled_data() { eachRecording(); }
  void shuffled() {
    QFETCH(int, index);
    const Recording& r = kRecordings[index];
    QFile file(pathOf(r));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QList<QByteArray> records = recordsOf(file.readAll());
    std::shuffle(records.begin() + r.hasHeader, records.end(), std::mt19937(4711));
    const QString path = write(QString("shuffled-%1").arg(r.profile), records.join());
    const QString wrong = r.check(measure(r.profile, {"--as-is", path}), true);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
  }

  void everythingTwice_data() { eachRecording(); }
  void everythingTwice() {
    QFETCH(int, index);
    const Recording& r = kRecordings[index];
    const Measured once = measure(r.profile, {pathOf(r)}), twice = measure(r.profile, {pathOf(r), pathOf(r)});
    const QString wrong = r.check(twice, false);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    QVERIFY(twice.cells == once.cells);
    QVERIFY(twice.counters["duplicates"].toInt() > once.counters["duplicates"].toInt());
  }

  void throughTheService_data() {
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("batch");
    for (int i = 0; i < static_cast<int>(std::size(kRecordings)); ++i) {
      for (const int batch : {1, 50, 5'000})
        QTest::addRow("%s in batches of %d", kRecordings[i].profile, batch) << i << batch;
    }
  }
  void throughTheService() {
    QFETCH(int, index);
    QFETCH(int, batch);
    const Recording& r = kRecordings[index];
    Daemon daemon({"--config", write(QString("%1.toml").arg(r.profile), serviceConfig(r))});
    QVERIFY(!daemon.address().isEmpty());
    const Outcome published = run("watchfloorctl", {"publish", "--engine", daemon.address(), "--profile",
                                                    r.profile, "--batch", QString::number(batch), pathOf(r)});
    QVERIFY2(published.code >= 0, published.err.constData());
    const Outcome shown =
        run("watchfloorctl", {"snapshot", "--engine", daemon.address(), "--window", "total", "--json"});
    QVERIFY2(shown.code == 0, shown.err.constData());
    const QString wrong = r.check(parse(shown.out), false);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    QCOMPARE(daemon.stop(), 0);
  }
};

QTEST_GUILESS_MAIN(TestRecordedFigures)
#include "tst_recorded_figures.moc"
