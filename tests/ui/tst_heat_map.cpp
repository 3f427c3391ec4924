// Brand × channel, a colour a cell.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include "models/heat_map_model.h"
#include "situations.h"

namespace watchfloor {
namespace {

int rowOf(const HeatMapModel& model, const char* brand, const char* channel) {
  for (int row = 0; row < model.rowCount(); ++row) {
    if (model.nameAt(row) == CellName{brand, channel}) return row;
  }
  qFatal("no cell %s %s", brand, channel);
}

}  // namespace

class HeatMapTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cells();
  void cellsHaveTheirOwnState();
  void marksTooFew();
  void sentimentHasTwoColours();
  void marksCompetitors();
};

void HeatMapTest::cells() {
  HeatMapModel model;
  QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  Situation at = live(busyFrame());
  model.show(at);
  QCOMPARE(model.rowCount(), 21);
  QCOMPARE(model.columnNames(), QStringList({"Alder", "Birchline", "Northwind"}));
  const auto cell = [&](const char* brand, const char* channel, int role) {
    for (int row = 0; row < model.rowCount(); ++row) {
      if (model.nameAt(row) == CellName{brand, channel}) return model.data(model.index(row), role);
    }
    return QVariant();
  };
  QCOMPARE(cell("Birchline", "sms", HeatMapModel::TextRole).toString(), "0");  // as its tile
  QCOMPARE(cell("Birchline", "sms", HeatMapModel::FillRole).value<QColor>().alpha(), 0);
  QCOMPARE(cell("Northwind", "voice", HeatMapModel::FillRole).value<QColor>(),
           paletteOf(ThemeName::Dark).heatAt(1));
  QCOMPARE(cell("Northwind", "voice", HeatMapModel::TextRole).toString(), model.highText());

  QSignalSpy reset(&model, &HeatMapModel::modelReset);
  model.setSubject({Metric::kServiceLevel});
  at.choice = {"Alder", "voice"};
  model.show(at);
  QCOMPARE(cell("Alder", "voice", HeatMapModel::ChosenRole).toBool(), true);
  QCOMPARE(cell("Alder", "chat", HeatMapModel::ChosenRole).toBool(), false);
  QVERIFY(cell("Alder", "voice", HeatMapModel::TextRole).toString().endsWith(QStringLiteral("\u202f%")));
  QCOMPARE(reset.count(), 0);

  FrameBuilder more = busyFrame();
  more.frame().brands.push_back("Zephyr");
  model.show(live(more));
  QCOMPARE(reset.count(), 1);
  QCOMPARE(model.rowCount(), 28);
  QCOMPARE(model.partText(), "");
  QVERIFY(!model.isEmpty());

  // More brands than fit: as many as there is room for, and the chosen one.
  for (int i = 0; i < 9; ++i) more.frame().brands.push_back("brand " + std::to_string(i));
  at = live(more);
  model.show(at);
  QCOMPARE(model.partText(), "8 of 13 brands, the busiest");
  QVERIFY(!model.columnNames().contains("brand 8"));
  at.choice.brand = "brand 8";
  model.show(at);
  QCOMPARE(model.columnNames().size(), 8);
  QCOMPARE(model.columnNames().last(), "brand 8");

  model.show(live(FrameBuilder().names({"Alder"}, {"voice"})));
  QVERIFY(model.isEmpty());
}

// A source that feeds one brand is silent: its cells say so whatever is chosen, the others do not.
void HeatMapTest::cellsHaveTheirOwnState() {
  FrameBuilder builder = busyFrame();
  builder.source("pbx", {{"Alder", "voice", kindBit(EventKind::kContact)}}, minutes(2), true);
  HeatMapModel model;
  const auto isPast = [&](const char* brand, const char* channel) {
    return model.data(model.index(rowOf(model, brand, channel)), HeatMapModel::PastRole).toBool();
  };
  Situation at = live(builder);
  for (const Choice& choice : {Choice{}, Choice{"Northwind"}, Choice{"Alder", "voice"}}) {
    at.choice = choice;
    model.show(at);
    QVERIFY(isPast("Alder", "voice") && !isPast("Alder", "chat") && !isPast("Northwind", "voice"));
    QCOMPARE(model.problem(), "pbx silent 2\u202fmin");
    QCOMPARE(model.condition(), int(TileState::Live));
  }
  QVERIFY(model.data(model.index(rowOf(model, "Alder", "voice")), HeatMapModel::SpokenRole)
              .toString()
              .endsWith(QStringLiteral("pbx silent 2\u202fmin")));
  model.setSubject({Metric::kNetSentiment});  // which calls do not feed
  model.show(at);
  QVERIFY(!isPast("Alder", "voice"));
  QCOMPARE(model.problem(), "");
  at.freshness = Freshness::kStale;
  model.show(at);
  QVERIFY(isPast("Northwind", "chat"));
  QCOMPARE(model.condition(), int(TileState::Stale));
}

// They have no colour, and take no part in the scale.
void HeatMapTest::marksTooFew() {
  FrameBuilder builder = busyFrame();
  builder.figure(Metric::kServiceLevel, ratioOf(0, 29), {}, "Alder", "voice");
  builder.figure(Metric::kServiceLevel, ratioOf(15, 30), {}, "Northwind", "voice");
  HeatMapModel model;
  model.setSubject({Metric::kServiceLevel});
  model.show(live(builder));
  const auto few = model.index(rowOf(model, "Alder", "voice")),
             enough = model.index(rowOf(model, "Northwind", "voice"));
  QVERIFY(model.data(few, HeatMapModel::UnsureRole).toBool());
  QCOMPARE(model.data(few, HeatMapModel::FillRole).value<QColor>().alpha(), 0);
  QCOMPARE(model.data(few, HeatMapModel::SpokenRole).toString(), "Alder, voice: 0.0\u202f%, n 29");
  QVERIFY(!model.data(enough, HeatMapModel::UnsureRole).toBool());
  QCOMPARE(model.lowText(), "50.0\u202f%");
}

// What has a sign is told from zero: the worst as loud as the best, what is near zero quiet.
void HeatMapTest::sentimentHasTwoColours() {
  FrameBuilder builder = busyFrame();
  const auto put = [&](const char* brand, int64_t net) {
    builder.figure(Metric::kNetSentiment, ratioOf(net, 100), {}, brand, "voice");
  };
  for (const char* channel : {"chat", "email", "facebook", "instagram", "sms", "x"}) {
    for (const char* brand : {"Alder", "Birchline", "Northwind"})
      builder.figure(Metric::kNetSentiment, ratioOf(0, 100), {}, brand, channel);
  }
  put("Alder", -40), put("Birchline", 40), put("Northwind", 10);
  HeatMapModel model;
  model.setSubject({Metric::kNetSentiment});
  model.show(live(builder));
  const Palette& p = paletteOf(ThemeName::Dark);
  const auto fill = [&](const char* brand, const char* channel) {
    return model.data(model.index(rowOf(model, brand, channel)), HeatMapModel::FillRole).value<QColor>();
  };
  QCOMPARE(fill("Alder", "voice"), p.negative);
  QCOMPARE(fill("Birchline", "voice"), p.positive);
  QCOMPARE(fill("Northwind", "voice"), p.signedAt(0.25));
  QCOMPARE(fill("Northwind", "chat"), p.bandFar);
  QCOMPARE(model.scale(),
           (QList<QColor>{p.negative, p.signedAt(-0.5), p.bandFar, p.signedAt(0.5), p.positive}));
  // Of little there is little colour.
  put("Alder", -4), put("Birchline", 4), put("Northwind", 0);
  model.show(live(builder));
  QCOMPARE(fill("Birchline", "voice"), p.signedAt(0.2));
}

void HeatMapTest::marksCompetitors() {
  HeatMapModel model;
  FrameBuilder watched = busyFrame();
  watched.frame().watchedOnly = {"Birchline", "Zephyr"};
  model.show(live(watched));
  QCOMPARE(model.columnNames(), QStringList({"Alder", QStringLiteral("Birchline ◊"), "Northwind"}));
  const auto spoken = [&](const char* brand) {
    return model.data(model.index(rowOf(model, brand, "voice")), HeatMapModel::SpokenRole).toString();
  };
  QVERIFY2(spoken("Birchline").endsWith(", competitor"), qPrintable(spoken("Birchline")));
  QVERIFY(!spoken("Alder").contains("competitor"));
  model.show(live(busyFrame()));
  QCOMPARE(model.columnNames().value(1), "Birchline");
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::HeatMapTest)
#include "tst_heat_map.moc"
