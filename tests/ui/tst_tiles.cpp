// What tiles, notices and the lists beside them say, without a screen.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include "frame_builder.h"
#include "models/board_tiles.h"
#include "models/heat_map_model.h"
#include "models/notice.h"
#include "models/source_model.h"
#include "models/tile_model.h"

namespace watchfloor {
namespace {

Situation live(const FrameBuilder& builder) {
  Situation at;
  at.view.frame = builder.build();
  at.freshness = Freshness::kLive;
  at.present = at.view.frame->asOf;
  at.zone = QTimeZone("Europe/Berlin");
  return at;
}

Tile tileOf(const Situation& situation, const char* key) {
  for (Tile& tile : boardTiles(situation)) {
    if (tile.key == QLatin1String(key)) return tile;
  }
  qFatal("no tile %s", key);
}

QStringList textsOf(const std::vector<Notice>& notices) {
  QStringList texts;
  for (const Notice& notice : notices)
    texts << QString::number(notice.level) + QLatin1Char(' ') + notice.text;
  return texts;
}

QStringList noticesAt(const Situation& at) { return textsOf(noticesOf(at, boardTiles(at))); }

}  // namespace

class TilesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void figures();
  void nothingIsNoZero();
  void tooFew();
  void tooFewBehindARatio();
  void windowThatIsNotWhole();
  void theFirstQuarterOfAnHour();
  void neverSeen();
  void quantileOverThirtyDays();
  void targetsNeedEnough();
  void agesTick();
  void silentSourceMutesWhatItFeeds();
  void silentSourceElsewhere();
  void states();
  void notAskedForYet();
  void chosenCell();
  void answerTarget();
  void tileModel();
  void tileModelTellsOneRole();
  void heatMap();
  void sources();
};

void TilesTest::figures() {
  const Situation at = live(busyFrame());
  const auto says = [&](const char* key) {
    const Tile tile = tileOf(at, key);
    return QStringList{tile.value + tile.unit, tile.delta,  QString::number(tile.direction),
                       tile.support,           tile.detail, tile.basis};
  };
  QCOMPARE(says("volume"), QStringList({"1,284", "196", "1", "842 messages", "442 contacts offered",
                                        "15\u2009min · 0\u2009s"}));
  QCOMPARE(says("net_sentiment"), QStringList({"−12", "9", "-1", "n 642   76.2\u2009% of all",
                                               "210 positive, 287 negative", "15\u2009min · 0\u2009s"}));
  QCOMPARE(says("first_response"), QStringList({"4:32min", "0:41", "1", "n 233   p90 12:40\u2009min",
                                                "22 unanswered, max 38:12", "15\u2009min · 0\u2009s"}));
  QCOMPARE(says("abandon_rate"), QStringList({"7.4%", "2.9", "1", "n 812   target ≤ 5\u2009%",
                                              "60 abandoned, 12 short", "15\u2009min · 0\u2009s"}));
  QCOMPARE(says("service_level"), QStringList({"83.1%", "1.2", "-1", "n 812   target ≥ 80\u2009%",
                                               "675 within their target", "15\u2009min · 0\u2009s"}));
  QCOMPARE(says("backlog"), QStringList({"57open", "6", "1", "8 waiting in queues", "longest waiting 4:32",
                                         "now · 0\u2009s"}));
  QCOMPARE(says("agents"), QStringList({"23free", "", "0", "occupancy 81.2\u2009% in 15\u2009min",
                                        "64 of 100 slots busy", "now · 0\u2009s"}));
}

void TilesTest::nothingIsNoZero() {
  const Situation at = live(FrameBuilder());
  for (const char* key : {"net_sentiment", "first_response", "abandon_rate", "service_level"}) {
    const Tile tile = tileOf(at, key);
    QCOMPARE(tile.value, "—");
    QCOMPARE(tile.unit, "");
    QCOMPARE(tile.level, 0);
    QVERIFY(tile.delta.isEmpty());
    QVERIFY(tile.support.startsWith(QStringLiteral("n 0")));
  }
  QCOMPARE(tileOf(at, "volume").value, "0");
  QCOMPARE(tileOf(at, "backlog").value, "0");
}

void TilesTest::tooFew() {
  const Tile few =
      tileOf(live(FrameBuilder().figure(Metric::kNetSentiment, ratioOf(-4, 29))), "net_sentiment");
  QCOMPARE(few.value, "−14");
  QVERIFY(few.isTooFew);
  QVERIFY(few.support.startsWith(QStringLiteral("n 29")));
  QVERIFY(
      !tileOf(live(FrameBuilder().figure(Metric::kNetSentiment, ratioOf(-4, 30))), "net_sentiment").isTooFew);
}

void TilesTest::tooFewBehindARatio() {
  for (const auto& [key, metric] :
       {std::pair{"abandon_rate", Metric::kAbandonRate}, std::pair{"service_level", Metric::kServiceLevel}}) {
    const Tile few = tileOf(live(FrameBuilder().figure(metric, ratioOf(3, 12))), key);
    QVERIFY(few.isTooFew);
    QCOMPARE(few.value, "25.0");
    QVERIFY(few.support.startsWith(QStringLiteral("n 12")));
    QVERIFY(tileOf(live(FrameBuilder().figure(metric, ratioOf(3, 29))), key).isTooFew);
    QVERIFY(!tileOf(live(FrameBuilder().figure(metric, ratioOf(3, 30))), key).isTooFew);
  }
}

// The engine has not lived through all of the window: the tiles say since when they count.
void TilesTest::windowThatIsNotWhole() {
  const QStringList said{"3 Counting since 12:29 only: the engine began then"};
  Situation at = live(busyFrame().began(*parseTime("2026-03-02T11:29:00Z")));
  at.targets.serviceLevel.reset(), at.targets.abandonRate.reset();
  QCOMPARE(tileOf(at, "volume").basis, "15\u2009min · 0\u2009s");
  QCOMPARE(noticesAt(at), QStringList());
  at.choice.window = Window::k24h;
  for (const char* key : {"volume", "net_sentiment", "first_response", "abandon_rate", "service_level"}) {
    QCOMPARE(tileOf(at, key).basis, "12:29– · 0\u2009s");
    QCOMPARE(tileOf(at, key).condition, int(TileState::Live));
    QVERIFY(tileOf(at, key).spoken.endsWith(QStringLiteral("since 12:29 · 0\u2009s")));
  }
  QCOMPARE(tileOf(at, "backlog").basis, "now · 0\u2009s");
  QCOMPARE(tileOf(at, "agents").support, "occupancy — since 12:29");
  HeatMapModel heatMap;
  heatMap.show(at);
  QCOMPARE(heatMap.windowText(), "since 12:29");
  QCOMPARE(noticesAt(at), said);
  at.choice.window = Window::kToday;  // its start is another matter
  QCOMPARE(tileOf(at, "volume").basis, "today · 0\u2009s");
  QCOMPARE(noticesAt(at), QStringList());

  // Louder ones come first.
  at = live(busyFrame().began(kAsOf - minutes(20)).source("acd", {}, minutes(2), true));
  at.choice.window = Window::k30m;
  QCOMPARE(noticesAt(at).first(), "2 acd silent 2\u2009min");
  QVERIFY(noticesAt(at).last().startsWith(QStringLiteral("3 Counting since 14:12")));

  // Whole again, to a pane; of another day the band says which.
  const auto basis = [](Duration ago) {
    return tileOf(live(busyFrame().began(kAsOf - ago)), "volume").basis;
  };
  QCOMPARE(basis(minutes(15)), "15\u2009min · 0\u2009s");
  QCOMPARE(basis(minutes(15) - paneOf(Window::k15m)), "15\u2009min · 0\u2009s");
  QCOMPARE(basis(minutes(15) - paneOf(Window::k15m) - seconds(1)), "14:17– · 0\u2009s");
  at = live(busyFrame().began(kAsOf - hours(20)));
  at.targets.abandonRate.reset();
  at.choice.window = Window::k24h;
  QCOMPARE(tileOf(at, "volume").basis, "18:32– · 0\u2009s");
  QCOMPARE(noticesAt(at), QStringList({"3 Counting since Sun 18:32 only: the engine began then"}));
}

// What is open now is not all known either.
void TilesTest::theFirstQuarterOfAnHour() {
  const auto said = [](Duration ago) {
    Situation at = live(busyFrame().began(kAsOf - ago));
    at.choice.window = Window::k1m;
    return noticesAt(at).size();
  };
  QCOMPARE(said(minutes(15) - seconds(1)), 1);
  QCOMPARE(said(minutes(15)), 0);
  QCOMPARE(noticesAt(live(FrameBuilder().began(kAsOf))), QStringList());  // "No events yet" says more
}

void TilesTest::neverSeen() {
  Situation at = live(busyFrame());
  at.choice = {"Nortwind", "voice"};
  QCOMPARE(noticesAt(at), QStringList({"3 No events of brand \"Nortwind\" so far"}));
  at.choice = {"Northwind", "fax"};
  QCOMPARE(noticesAt(at), QStringList({"3 No events of channel \"fax\" so far"}));
}

void TilesTest::quantileOverThirtyDays() {
  Spread spread = spreadOf(3, 1, 2, 3);
  spread.quantiles[1] = spread.quantiles[2] = std::nullopt, spread.isOver = true;
  const Tile tile = tileOf(live(FrameBuilder().figure(Metric::kFirstResponseTime, spread)), "first_response");
  QCOMPARE(tile.value, "> 30");
  QCOMPARE(tile.unit, "d");
}

void TilesTest::targetsNeedEnough() {
  const auto level = [](int64_t met, int64_t n) {
    return tileOf(live(FrameBuilder().figure(Metric::kServiceLevel, ratioOf(met, n))), "service_level").level;
  };
  QCOMPARE(level(20, 29), 0);
  QCOMPARE(level(20, 30), 3);
  QCOMPARE(level(24, 30), 0);  // the target itself is met
  Situation at = live(busyFrame());
  at.targets.abandonRate = 0.1, at.targets.netSentiment = 0, at.targets.firstResponse = minutes(4);
  QCOMPARE(tileOf(at, "abandon_rate").level, 0);
  QCOMPARE(noticesAt(at),
           QStringList({"3 Net sentiment −12 < 0", "3 First response 4:32\u2009min > 4:00\u2009min"}));
}

void TilesTest::agesTick() {
  Situation at = live(busyFrame());
  at.present += seconds(3), at.silence = seconds(1);
  QCOMPARE(tileOf(at, "backlog").detail, "longest waiting 4:35");
  QCOMPARE(tileOf(at, "first_response").detail, "22 unanswered, max 38:15");
  QCOMPARE(tileOf(at, "backlog").basis, "now · 1\u2009s");
}

void TilesTest::silentSourceMutesWhatItFeeds() {
  FrameBuilder builder = busyFrame();
  builder.source("acd", {{"Alder", "voice", kindBit(EventKind::kContact)}}, minutes(2), true);
  const Situation at = live(builder);
  for (const char* key : {"volume", "abandon_rate", "service_level", "backlog"}) {
    const Tile tile = tileOf(at, key);
    QCOMPARE(tile.condition, int(TileState::Silent));
    QCOMPARE(tile.detail, "acd silent 2\u2009min");
    QCOMPARE(tile.level, 2);
  }
  for (const char* key : {"net_sentiment", "first_response", "agents"}) {
    QCOMPARE(tileOf(at, key).condition, int(TileState::Live));
  }
  // A missed target is no alarm while nobody knows whether it is still missed.
  QCOMPARE(noticesAt(at), QStringList({"2 acd silent 2\u2009min"}));
}

void TilesTest::silentSourceElsewhere() {
  FrameBuilder builder = busyFrame();
  builder.source("acd", {{"Alder", "voice", kindBit(EventKind::kContact)}}, minutes(2), true);
  Situation at = live(builder);
  at.choice.brand = "Northwind";
  QCOMPARE(tileOf(at, "service_level").condition, int(TileState::Live));
  at.choice = {"Alder", "chat"};
  QCOMPARE(tileOf(at, "service_level").condition, int(TileState::Live));
  at.choice = {"Alder", "voice"};
  QCOMPARE(tileOf(at, "service_level").condition, int(TileState::Silent));
}

void TilesTest::states() {
  Situation at = live(busyFrame());
  const auto set = [&](Freshness freshness, int silence) {
    at.freshness = freshness, at.silence = seconds(silence);
  };
  set(Freshness::kLate, 2);
  QCOMPARE(tileOf(at, "volume").detail, "late 2\u2009s");
  QCOMPARE(tileOf(at, "volume").value, "1,284");
  set(Freshness::kStale, 5);
  QCOMPARE(tileOf(at, "volume").detail, "stale 5\u2009s");
  QCOMPARE(tileOf(at, "volume").value, "1,284");
  QCOMPARE(noticesAt(at), QStringList({"2 Nothing heard from the engine for 5\u2009s"}));
  set(Freshness::kDisconnected, 62);
  const Tile lost = tileOf(at, "backlog");
  QCOMPARE(lost.value, "–");
  QCOMPARE(lost.support, "was 57\u2009open at 14:32");
  QCOMPARE(lost.detail, "disconnected 1\u2009min");
  QCOMPARE(lost.level, 0);
  QCOMPARE(noticesAt(at), QStringList({"1 No connection to the engine for 1\u2009min"}));

  Situation never;
  QCOMPARE(tileOf(never, "volume").value, "—");
  QCOMPARE(tileOf(never, "volume").detail, "connecting");
  never.freshness = Freshness::kDisconnected;
  QCOMPARE(tileOf(never, "volume").support, "never seen");
}

// The old frame says nothing about the window that was chosen since.
void TilesTest::notAskedForYet() {
  Situation at = live(busyFrame());
  at.view.selection.windows = {Window::k15m, Window::kNow};
  at.choice.window = Window::k5m;
  QCOMPARE(tileOf(at, "service_level").value, "—");
  QCOMPARE(tileOf(at, "service_level").detail, "loading");
  QCOMPARE(tileOf(at, "backlog").value, "57");
}

void TilesTest::chosenCell() {
  FrameBuilder builder = busyFrame();
  builder.figure(Metric::kServiceLevel, ratioOf(9, 40), {}, "Alder", "voice");
  Situation at = live(builder);
  at.choice = {"Alder", "voice"};
  QCOMPARE(tileOf(at, "service_level").value, "22.5");
}

void TilesTest::answerTarget() {
  Situation at = live(busyFrame());
  at.choice.channel = "voice";
  QCOMPARE(tileOf(at, "service_level").detail, "230 within 0:20");  // one row holds for all brands
  at.choice.brand = "Alder";
  QVERIFY(tileOf(at, "service_level").detail.endsWith(QStringLiteral("within 0:20")));
  at.choice.channel = "chat";
  QVERIFY(tileOf(at, "service_level").detail.endsWith(QStringLiteral("within 1:00")));
}

void TilesTest::tileModel() {
  TileModel model;
  QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  for (const FrameBuilder& builder : {FrameBuilder(), busyFrame(), FrameBuilder()}) {
    model.show(boardTiles(live(builder)));
    QCOMPARE(model.rowCount(), 7);
  }
  QCOMPARE(model.roleNames().values().contains("support"), true);
}

void TilesTest::tileModelTellsOneRole() {
  TileModel model;
  Situation at = live(busyFrame());
  model.show(boardTiles(at));
  QSignalSpy changed(&model, &TileModel::dataChanged), reset(&model, &TileModel::modelReset);
  model.show(boardTiles(at));
  QCOMPARE(changed.count(), 0);  // gaps in the traces are no news either
  at.present += seconds(1);
  model.show(boardTiles(at));
  QCOMPARE(changed.count(), 2);  // the two tiles that tick
  const auto roles = changed.at(0).at(2).value<QList<int>>();
  QSet<QByteArray> names;
  for (int role : roles) names << model.roleNames().value(role);
  QCOMPARE(names, QSet<QByteArray>({"detail", "spoken"}));
  QCOMPARE(reset.count(), 0);
}

void TilesTest::heatMap() {
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
  QCOMPARE(cell("Birchline", "sms", HeatMapModel::TextRole).toString(), "—");
  QCOMPARE(cell("Birchline", "sms", HeatMapModel::FillRole).value<QColor>().alpha(), 0);
  QCOMPARE(cell("Northwind", "voice", HeatMapModel::FillRole).value<QColor>(), HeatMapModel::colorAt(1));
  QCOMPARE(cell("Northwind", "voice", HeatMapModel::TextRole).toString(), model.highText());

  QSignalSpy reset(&model, &HeatMapModel::modelReset);
  model.setFigure(HeatMapModel::Figure::ServiceLevel);
  at.choice = {"Alder", "voice"};
  model.show(at);
  QCOMPARE(cell("Alder", "voice", HeatMapModel::ChosenRole).toBool(), true);
  QCOMPARE(cell("Alder", "chat", HeatMapModel::ChosenRole).toBool(), false);
  QVERIFY(cell("Alder", "voice", HeatMapModel::TextRole).toString().endsWith(QStringLiteral("\u2009%")));
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
  QCOMPARE(model.partText(), "8 of 13 brands");
  QVERIFY(!model.columnNames().contains("brand 8"));
  at.choice.brand = "brand 8";
  model.show(at);
  QCOMPARE(model.columnNames().size(), 8);
  QCOMPARE(model.columnNames().last(), "brand 8");

  model.show(live(FrameBuilder().names({"Alder"}, {"voice"})));
  QVERIFY(model.isEmpty());
}

void TilesTest::sources() {
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
           "acd live, last event 26\u2009min ago");
  QCOMPARE(model.data(model.index(1), SourceModel::TextRole).toString(), "social live");
  QCOMPARE(model.moreText(), "");
  FrameBuilder silent = busyFrame();
  silent.source("social", {}, minutes(4), true);
  model.show(live(silent));
  QCOMPARE(model.data(model.index(0), SourceModel::TextRole).toString(), "social silent 4\u2009min");
  for (int i = 0; i < 20; ++i) silent.source("s" + std::to_string(i), {});
  model.show(live(silent));
  QVERIFY(model.rowCount() > 5 && model.rowCount() < 22);
  QCOMPARE(model.moreText(), QStringLiteral("+%1").arg(22 - model.rowCount()));
  QCOMPARE(model.data(model.index(0), SourceModel::TextRole).toString(), "social silent 4\u2009min");
}

}  // namespace watchfloor

QTEST_APPLESS_MAIN(watchfloor::TilesTest)
#include "tst_tiles.moc"
