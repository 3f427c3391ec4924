// The engine in lock-step with the reference: random recordings and random live streams (out of order, late,
// ahead of time, duplicated, corrected, with changes of configuration, across midnight and the switch to
// summer time), every metric and counter in every cell, roll-up and window, at every tick; and the very set
// of cells.
//
//   tst_lockstep                          a few hundred seeds
//   WATCHFLOOR_SEEDS=4711-4711 tst_lockstep   one seed, to replay a failure
//   QTEST_FUNCTION_TIMEOUT=86400000 WATCHFLOOR_SEEDS=1-5000 tst_lockstep   thousands, in a day at most
#include <QProcess>
#include <QtTest>

#include "case_input.h"
#include "engine/engine.h"
#include "frame_compare.h"

using namespace watchfloor;

namespace {

constexpr int kEvents = 200;

QStringList check(const QJsonObject& expected, const Frame& frame) {
  const QJsonObject found = jsonOf(frame);
  QStringList lines = differences(expected["counters"].toObject(), found["counters"].toObject(), "counters");
  QMap<QString, QJsonObject> cells;
  for (const QJsonValue& v : found["cells"].toArray()) cells[keyOf(v.toObject())] = v.toObject();
  for (const QJsonValue& v : expected["cells"].toArray()) {
    const QJsonObject cell = v.toObject();
    const QString key = keyOf(cell);
    if (!cells.contains(key)) {
      lines << key + " is missing";
      continue;
    }
    const QJsonObject mine = cells.take(key);
    lines << differences(cell["metrics"].toObject(), mine["metrics"].toObject(), key);
    lines << differences(cell["delta"].toObject(), mine["delta"].toObject(), key + " delta");
    if (cell.contains("delta") != mine.contains("delta")) lines << key + ": delta is there in one only";
  }
  for (const QString& key : cells.keys()) lines << key + " must not be there";
  return lines;
}

// The steps of a document, its events in batches of `batchSize`, on so many threads, and the differences at
// the first tick with any.
QString run(const QJsonObject& document, int batchSize, int threads) {
  Engine engine(configOf(document["config"].toObject()),
                document["clock"].toString() == "event" ? ClockKind::kEvent : ClockKind::kWall, threads);
  Batch waiting;
  const auto flush = [&] {
    if (!waiting.events.empty()) engine.apply(waiting);
    waiting.events.clear();
  };
  for (const QJsonValue& value : document["steps"].toArray()) {
    const QJsonObject step = value.toObject();
    if (step.contains("event")) {
      Batch one = batchOf(step["event"].toObject());
      if (one.unreadable != 0) return "the reference made an event that is not readable";
      waiting.events.push_back(std::move(one.events.front()));
      if (static_cast<int>(waiting.events.size()) >= batchSize) flush();
      continue;
    }
    flush();
    if (step.contains("config")) {
      engine.configure(configOf(step["config"].toObject()));
      continue;
    }
    const QStringList found = check(step, *engine.advance(*parseTime(step["tick"].toString().toStdString())));
    if (!found.isEmpty()) return step["tick"].toString() + "\n" + found.mid(0, 20).join("\n");
  }
  return {};
}

}  // namespace

class TestLockstep : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void randomSequences() {
    const QStringList asked = qEnvironmentVariable("WATCHFLOOR_SEEDS", "1-300").split('-');
    QProcess reference;
    reference.setReadChannel(QProcess::StandardOutput);
    reference.start("python3", {WATCHFLOOR_SOURCE_DIR "/tests/reference/lockstep.py", asked.first(),
                                asked.last(), QString::number(kEvents)});
    QVERIFY2(reference.waitForStarted(), "python3 is needed: it is in resources/debian-packages.txt");
    int seeds = 0;
    while (reference.waitForReadyRead(60'000) || reference.canReadLine()) {
      while (reference.canReadLine()) {
        const QJsonObject document = QJsonDocument::fromJson(reference.readLine()).object();
        const int seed = document["seed"].toInt();
        for (const auto& [batchSize, threads] : {std::pair(1, 1), std::pair(1'000, 3)}) {
          const QString found = run(document, batchSize, threads);
          QVERIFY2(found.isEmpty(),
                   qPrintable(QString("seed %1, batches of %2, at %3").arg(seed).arg(batchSize).arg(found)));
        }
        ++seeds;
      }
    }
    reference.waitForFinished();
    QVERIFY2(reference.exitCode() == 0, reference.readAllStandardError().constData());
    QCOMPARE(seeds, asked.last().toInt() - asked.first().toInt() + 1);
  }
};

QTEST_GUILESS_MAIN(TestLockstep)
#include "tst_lockstep.moc"
