// The sources and how they are, on one line.
#include <QAbstractItemModelTester>
#include <QtTest>

#include "models/source_model.h"
#include "situations.h"

namespace watchfloor {

class SourcesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void silentOnesFirst();
  void ofAnEngineThatIsNotHeard();
  void namesStayApart();
};

void SourcesTest::silentOnesFirst() {
  SourceModel model;
  QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  model.show(live(busyFrame()));
  QCOMPARE(model.rowCount(), 2);
  QCOMPARE(model.data(model.index(0), SourceModel::TextRole).toString(), "acd live");
  FrameBuilder quiet = busyFrame();
  quiet.frame().sources[0].newestEvent = kAsOf - minutes(26);
  quiet.frame().sources[1].newestEvent = kAsOf - seconds(60);
  model.show(live(quiet));
  QCOMPARE(model.data(model.index(0), SourceModel::TextRole).toString(),
           "acd live, last event 26\u202fmin ago");
  QCOMPARE(model.data(model.index(1), SourceModel::TextRole).toString(), "social live");
  QCOMPARE(model.moreText(), "");
  FrameBuilder silent = busyFrame();
  silent.source("social", {}, minutes(4), true);
  model.show(live(silent));
  QCOMPARE(model.data(model.index(0), SourceModel::TextRole).toString(), "social silent 4\u202fmin");
  for (int i = 0; i < 20; ++i) silent.source("s" + std::to_string(i), {});
  model.show(live(silent));
  QVERIFY(model.rowCount() > 5 && model.rowCount() < 22);
  QCOMPARE(model.moreText(), QStringLiteral("+%1").arg(22 - model.rowCount()));
  QCOMPARE(model.data(model.index(0), SourceModel::TextRole).toString(), "social silent 4\u202fmin");
}

void SourcesTest::ofAnEngineThatIsNotHeard() {
  SourceModel model;
  Situation at = live(busyFrame());
  for (const Freshness freshness : {Freshness::kStale, Freshness::kDisconnected}) {
    at.freshness = freshness;
    model.show(at);
    QCOMPARE(model.data(model.index(0), SourceModel::TextRole).toString(), "acd was live");
  }
}

void SourcesTest::namesStayApart() {
  FrameBuilder builder;
  for (const char* city : {"Hamburg", "Munich"})
    builder.source("call centre " + std::string(city) + ", Germany", {}, minutes(2), true);
  QCOMPARE(noticesAt(live(builder)), QStringList({"2 call centre Hamburg, Germany silent 2\u202fmin",
                                                  "2 call centre Munich, Germany silent 2\u202fmin"}));
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::SourcesTest)
#include "tst_sources.moc"
