// watchfloorctl detect: files and pipes of counts, what is broken in them, and the recorded series, whose
// labelled windows it has to find.
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include "events.h"
#include "program.h"

using namespace watchfloor;

namespace {

const QString kData = WATCHFLOOR_SOURCE_DIR "/../shared/";
const QString kSeries = kData + "data/mention_volume/";
const QStringList kNames = {"AAPL", "CRM", "FB", "IBM", "PFE"};

Outcome detect(const QStringList& arguments, const QByteArray& input = {}) {
  return run("watchfloorctl", QStringList{"detect", "--profile", "mention_volume"} + arguments, input);
}

QByteArray row(int pane, int count) {
  const QDateTime time = QDateTime::fromString("2026-03-02T00:00:00Z", Qt::ISODate).addSecs(300 * pane);
  return time.toString("yyyy-MM-dd HH:mm:ss").toUtf8() + "," + QByteArray::number(count) + "\n";
}

constexpr int kBurst = 10 * 288 + 7;

// Twelve days of about 20 mentions a pane, and half an hour of 200.
QByteArray series() {
  QByteArray text = "timestamp,value\n";
  for (int pane = 0; pane < 12 * 288; ++pane)
    text += row(pane, pane >= kBurst && pane < kBurst + 6 ? 200 : 18 + pane * 7 % 5);
  return text;
}

}  // namespace

class TestWatchfloorctlDetect : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void printsTheTimestampOfEachOnset() {
    const Outcome outcome = detect({"-"}, series());
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, row(kBurst, 0).split(',').first() + "\n");
    QVERIFY2(outcome.err.isEmpty(), outcome.err);
  }

  void explains() {
    const Outcome outcome = detect({"--json", "-"}, series());
    QCOMPARE(outcome.code, 0);
    const QJsonObject detection = QJsonDocument::fromJson(outcome.out).object();
    QCOMPARE(detection["state"].toString(), "rising");
    QCOMPARE(detection["line"].toInt(), kBurst + 2);
    QCOMPARE(detection["count"].toInt(), 200);
    QVERIFY(detection["observed"].toDouble() > 2 * detection["expected"].toDouble());
    QVERIFY(detection["velocity_per_minute"].toDouble() > 4);
    QVERIFY(detection["acceleration_per_minute2"].toDouble() > 0);
    QVERIFY(detection["once_in_days"].toDouble() > 5);
    QVERIFY(detect({"--explain", "-"}, series()).out.contains("rising"));
    QCOMPARE(detect({"--all", "-"}, series()).out.count('\n'), 12 * 288 + 1);
  }

  // Times and names of files are written as any table writes them.
  void csvStaysCsv() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("a,\"b\"\r.csv"), profile = folder.filePath("commas.toml");
    writeTo(file, "timestamp,value\n\"2026-03-02, 00:00\",5\n");
    writeTo(profile,
            "kind = \"delimited\"\nsource = \"s\"\ntime_format = \"%Y-%m-%d, %H:%M\"\nzone = \"UTC\"\n"
            "[count]\ntime = \"{timestamp}\"\nvalue = \"{value}\"\npane = \"5m\"\n");
    const Outcome outcome = run("watchfloorctl", {"detect", "--all", "--profile", profile, file});
    QVERIFY2(outcome.code == 0, outcome.err);
    const QByteArray row = outcome.out.split('\n').value(1);
    const QByteArray name = "\"" + file.toUtf8().replace("\"", "\"\"") + "\"";
    QVERIFY2(row.startsWith(name + ",\"2026-03-02, 00:00\",5,learning,0,"), row);
  }

  void namesOfFilesDoNotReachTheTerminal() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QString::fromUtf8("a\u202e\u009b31m\x7f.csv"));
    writeTo(file, series() + "x,1\n" + row(0, 1));
    const QByteArray err = detect({file}).err;
    QCOMPARE(err.count("/a\\u{202e}\\u{9b}31m\\u{7f}.csv:"), 2);
    QVERIFY2(!err.contains("\u202e") && !err.contains("\u009b") && !err.contains('\x7f'), err);
  }

  void whatIsBrokenIsNamedCountedAndSkipped() {
    QByteArray text = series();
    text += row(kBurst - 3, 5000) + "2026-03-13 23:58:00,many\n2026-03-13 23:59:00,-4\nyesterday,4\n,\n";
    text += row(12 * 288, 20);
    const Outcome outcome = detect({"-"}, text);
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, detect({"-"}, series()).out);
    const QString place = QString("/dev/stdin:%1: ").arg(12 * 288 + 3);
    QVERIFY2(outcome.err.contains("is not later than"), outcome.err);
    QVERIFY2(outcome.err.contains(place.toUtf8() + "value: \"many\" is not a count"), outcome.err);
    QVERIFY2(outcome.err.contains("5 rows were skipped"), outcome.err);
  }

  // One of them would make whatever comes later unremarkable, or no number at all.
  void countsWithoutMeasureAreRefused() {
    for (const QByteArray count : {"1e300", "1.1e10", "inf", "nan"}) {
      QByteArray text = series();
      text.replace(row(2'000, 18 + 2'000 * 7 % 5), row(2'000, 0).replace(",0\n", "," + count + "\n"));
      const Outcome outcome = detect({"-"}, text);
      QCOMPARE(outcome.code, 0);
      QCOMPARE(outcome.out, detect({"-"}, series()).out);
      QVERIFY2(outcome.err.contains("/dev/stdin:2002: value: "), outcome.err);
    }
  }

  void nothingLaterHasASay() {
    const QByteArray whole = series();
    const qsizetype end = whole.indexOf(row(kBurst + 1, 200));
    QCOMPARE(detect({"-"}, whole.left(end)).out, detect({"-"}, whole).out);
  }

  void refusesWhatIsNoSeries() {
    QVERIFY(detect({"-"}, "timestamp,value\n").err.contains("no row of counts"));
    QCOMPARE(detect({"-"}, "timestamp,count\n2026-03-02 00:00:00,1\n").code, 1);
    QCOMPARE(run("watchfloorctl", {"detect", "--profile", "airline_tweets", "-"}).code, 1);
    const Outcome measured = run("watchfloorctl", {"measure", "--profile", "mention_volume", "-"}, series());
    QCOMPARE(measured.code, 1);
    QVERIFY2(measured.err.contains("watchfloorctl detect"), measured.err);
    QCOMPARE(detect({"--rarity", "often", "-"}).code, 2);
    QCOMPARE(detect({"--direction", "up", "-"}).code, 2);
  }

  // The published detectors reach 56 to 86 on these series.
  void findsTheLabelledWindowsOfRecordedSeries() {
    if (!QFile::exists(kSeries)) QSKIP("../shared/data/mention_volume is not there");
    QTemporaryDir found;
    for (const QString& name : kNames) {
      const QString file = "mentions_" + name + ".csv";
      const Outcome outcome = detect({kSeries + file});
      QCOMPARE(outcome.code, 0);
      QFile out(found.filePath(file));
      QVERIFY(out.open(QIODevice::WriteOnly));
      out.write(outcome.out);
    }
    const Outcome scored = runAny("/usr/bin/env", {"python3", kData + "tools/score_anomalies.py",
                                                   kSeries + "anomaly_windows.json", found.path(), kSeries});
    QCOMPARE(scored.code, 0);
    const double score = scored.out.mid(scored.out.lastIndexOf("score ") + 6).trimmed().toDouble();
    QVERIFY2(score > 86.1, scored.out);
  }
};

QTEST_APPLESS_MAIN(TestWatchfloorctlDetect)
#include "tst_watchfloorctl_detect.moc"
