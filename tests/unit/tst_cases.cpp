// The golden cases: what METRICS demands, worked out by hand, through the real engine.
#include <QDir>
#include <QFile>
#include <QtTest>

#include "case_input.h"
#include "engine/engine.h"
#include "frame_compare.h"

using namespace watchfloor;

namespace {

QStringList check(const QJsonObject& step, const Frame& frame) {
  const QJsonObject json = jsonOf(frame);
  QStringList found = differences(step["counters"].toObject(), json["counters"].toObject(), "counters");
  QMap<QString, QJsonObject> cells;
  for (const QJsonValue& v : json["cells"].toArray()) cells[keyOf(v.toObject())] = v.toObject();
  const QJsonObject expected = step["expect"].toObject();
  for (auto it = expected.begin(); it != expected.end(); ++it) {
    if (it.value().isNull()) {
      if (cells.contains(it.key())) found << it.key() + " must not be there";
      continue;
    }
    // A cell that is not published reads as zeros and nulls.
    FrameCell nothing;
    nothing.brand = "nobody";
    nothing.channel = "nowhere";
    nothing.window = it.key().endsWith("|now") ? Window::kNow : Window::k1m;
    Frame empty;
    empty.cells = {nothing};
    QJsonObject metrics = jsonOf(empty)["cells"].toArray().at(0).toObject()["metrics"].toObject();
    QJsonObject delta;
    if (cells.contains(it.key())) {
      metrics = cells[it.key()]["metrics"].toObject();
      delta = cells[it.key()]["delta"].toObject();
    }
    metrics["delta"] = delta;
    found << differences(it.value().toObject(), metrics, it.key());
  }
  return found;
}

}  // namespace

class TestCases : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void golden_data() {
    QTest::addColumn<QString>("path");
    const QDir dir(WATCHFLOOR_SOURCE_DIR "/tests/cases");
    for (const QString& file : dir.entryList({"*.json"}, QDir::Files, QDir::Name)) {
      QTest::newRow(qPrintable(file.chopped(5))) << dir.filePath(file);
    }
  }
  void golden() {
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject test = QJsonDocument::fromJson(file.readAll()).object();
    QVERIFY(!test.isEmpty());
    const ClockKind clock = test["clock"].toString() == "event" ? ClockKind::kEvent : ClockKind::kWall;
    Engine engine(configOf(test["config"].toObject()), clock);
    int ticks = 0;
    for (const QJsonValue& value : test["steps"].toArray()) {
      const QJsonObject step = value.toObject();
      if (step.contains("event")) {
        engine.apply(batchOf(step["event"].toObject()));
      } else if (step.contains("config")) {
        engine.configure(configOf(step["config"].toObject()));
      } else {
        ++ticks;
        const FramePtr frame = engine.advance(*parseTime(step["tick"].toString().toStdString()));
        const QStringList found = check(step, *frame);
        QVERIFY2(found.isEmpty(), qPrintable(step["tick"].toString() + "\n" + found.join("\n")));
      }
    }
    QVERIFY(ticks > 0);
  }
};

QTEST_APPLESS_MAIN(TestCases)
#include "tst_cases.moc"
