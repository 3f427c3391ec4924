// What tiles and notices say, without a screen.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>
#include <cmath>

#include "models/heat_map_model.h"
#include "models/source_model.h"
#include "models/tile_model.h"
#include "situations.h"

namespace watchfloor {

class TilesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void figures();
  void nothingIsNoZero();
  void tooFew();
  void estimatesAreMarked();
  void tooFewBehindARatio();
  void windowThatIsNotWhole();
  void differencesNeedTwoWholeWindows();
  void todayThatIsNotWhole();
  void theFirstQuarterOfAnHour();
  void recording();
  void neverSeen();
  void quantileOverThirtyDays();
  void targetsNeedEnough();
  void agesTick();
  void silentSourceMutesWhatItFeeds();
  void silentSourceElsewhere();
  void states();
  void disconnectedKeepsItsSample();
  void notAskedForYet();
  void chosenCell();
  void answerTarget();
  void sparkOfSentimentPoolsFiveMinutes();
  void tileModel();
  void tileModelTellsOneRole();
};

void TilesTest::figures() {
  const Situation at = live(busyFrame());
  const auto says = [&](const char* key) {
    const Tile tile = tileOf(at, key);
    return QStringList{tile.value + tile.unit, tile.delta,  QString::number(tile.direction),
                       tile.support,           tile.detail, tile.basis};
  };
  QCOMPARE(says("volume"), QStringList({"1,284", "196", "1", "842 messages", "442 contacts offered",
                                        "15\u202fmin · 0\u202fs"}));
  QCOMPARE(says("net_sentiment"), QStringList({"−12", "9", "-1", "n 642   76.2\u202f% of all",
                                               "210 positive, 287 negative", "15\u202fmin · 0\u202fs"}));
  QCOMPARE(says("first_response_time_s"),
           QStringList({"4:32min", "0:41", "1", "n 233   p90 12:40\u202fmin", "22 unanswered, max\u00a038:12",
                        "15\u202fmin · 0\u202fs"}));
  QCOMPARE(says("abandon_rate"), QStringList({"7.4%", "2.9", "1", "n 812   target ≤ 5\u202f%",
                                              "60 abandoned + 12 short", "15\u202fmin · 0\u202fs"}));
  QCOMPARE(says("service_level"), QStringList({"83.1%", "1.2", "-1", "n 812   target ≥ 80\u202f%",
                                               "675 within their target", "15\u202fmin · 0\u202fs"}));
  QCOMPARE(says("backlog"), QStringList({"57open", "6", "1", "8 waiting in queues", "longest waiting 4:32",
                                         "now · 0\u202fs"}));
  QCOMPARE(says("agents_available"), QStringList({"23free", "", "0", "occupancy 81.2\u202f%, 15\u202fmin",
                                                  "64 of 100 slots busy", "now · 0\u202fs"}));
}

void TilesTest::nothingIsNoZero() {
  const Situation at = live(FrameBuilder());
  for (const char* key : {"net_sentiment", "first_response_time_s", "abandon_rate", "service_level"}) {
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
  QVERIFY(few.isUnsure);
  QVERIFY(few.support.startsWith(QStringLiteral("n 29")));
  QVERIFY(
      !tileOf(live(FrameBuilder().figure(Metric::kNetSentiment, ratioOf(-4, 30))), "net_sentiment").isUnsure);
}

// A count past its memory says so beside the number itself.
void TilesTest::estimatesAreMarked() {
  TileSpec authors;
  authors.key = "authors", authors.subject = Subject{Metric::kDistinctAuthors};
  for (const auto& [isEstimated, value] : {std::pair{true, u"≈\u202f61.1"}, std::pair{false, u"61.1"}}) {
    const Situation at =
        live(FrameBuilder().figure(Metric::kDistinctAuthors, Count{.n = 61'100, .isEstimated = isEstimated}));
    QCOMPARE(figureTile(authors, at).value, QString::fromUtf16(value));
    const FrameCell& cell = *at.view.frame->find("all", "all", Window::k15m);
    QCOMPARE(readingOf(cell, authors.subject, at.present).shown.value, QString::fromUtf16(value));
  }
}

void TilesTest::tooFewBehindARatio() {
  for (const auto& [key, metric] :
       {std::pair{"abandon_rate", Metric::kAbandonRate}, std::pair{"service_level", Metric::kServiceLevel}}) {
    const Tile few = tileOf(live(FrameBuilder().figure(metric, ratioOf(3, 12))), key);
    QVERIFY(few.isUnsure);
    QCOMPARE(few.value, "25.0");
    QVERIFY(few.support.startsWith(QStringLiteral("n 12")));
    QVERIFY(tileOf(live(FrameBuilder().figure(metric, ratioOf(3, 29))), key).isUnsure);
    QVERIFY(!tileOf(live(FrameBuilder().figure(metric, ratioOf(3, 30))), key).isUnsure);
  }
}

// The engine began within the window. What was before may have been published later, so nobody knows whether
// it is whole: the tiles say that, and not that it begins there.
void TilesTest::windowThatIsNotWhole() {
  const QStringList said{"3 Figures may lack events before 12:29: the engine began then"};
  Situation at = live(busyFrame().began(*parseTime("2026-03-02T11:29:00Z")));
  at.targets.serviceLevel.reset(), at.targets.abandonRate.reset();
  QCOMPARE(tileOf(at, "volume").basis, "15\u202fmin · 0\u202fs");
  QCOMPARE(tileOf(at, "backlog").basis, "now? · 0\u202fs");      // that reaches back a day
  QCOMPARE(noticesAt(at), QStringList({"0" + said[0].mid(1)}));  // no alarm
  at.choice.window = Window::k24h;
  for (const char* key :
       {"volume", "net_sentiment", "first_response_time_s", "abandon_rate", "service_level"}) {
    QCOMPARE(tileOf(at, key).basis, "24\u202fh? · 0\u202fs");
    QCOMPARE(tileOf(at, key).condition, int(TileState::Live));
    QVERIFY(tileOf(at, key).spoken.endsWith(
        QStringLiteral("24\u202fh, may lack events before 12:29 · 0\u202fs")));
  }
  QCOMPARE(tileOf(at, "agents_available").support, "occupancy —, 24\u202fh?");
  HeatMapModel heatMap;
  heatMap.show(at);
  QCOMPARE(heatMap.windowText(), "24\u202fh?");
  QCOMPARE(noticesAt(at), said);

  // Louder ones come first.
  at = live(busyFrame().began(kAsOf - minutes(20)).source("acd", {}, minutes(2), true));
  at.choice.window = Window::k30m;
  QCOMPARE(noticesAt(at).first(), "2 acd silent 2\u202fmin");
  QVERIFY(noticesAt(at).last().startsWith(QStringLiteral("3 Figures may lack events before 14:12")));

  // Whole as soon as its first pane is; of another day the band says which.
  const auto basis = [](const char* began) {
    return tileOf(live(busyFrame().began(*parseTime(began))), "volume").basis;
  };
  QCOMPARE(basis("2026-03-02T13:17:10Z"), "15\u202fmin · 0\u202fs");
  QCOMPARE(basis("2026-03-02T13:17:10.1Z"), "15\u202fmin? · 0\u202fs");
  at = live(busyFrame().began(kAsOf - hours(20)));
  at.targets.abandonRate.reset();
  at.choice.window = Window::k24h;
  QCOMPARE(noticesAt(at), QStringList({"3 Figures may lack events before Sun 18:32: the engine began then"}));
}

// Against what was not whole there is no difference.
void TilesTest::differencesNeedTwoWholeWindows() {
  const auto delta = [](Duration ago, const char* key) {
    return tileOf(live(busyFrame().began(kAsOf - ago)), key).delta;
  };
  for (const char* key :
       {"volume", "abandon_rate", "service_level", "net_sentiment", "first_response_time_s", "backlog"}) {
    QCOMPARE(delta(minutes(30) - seconds(1), key), "");
    QVERIFY2(delta(minutes(30), key) != "", key);
  }
  Situation at = live(busyFrame().began(kAsOf - kDay));
  at.choice.window = Window::kToday;
  QVERIFY(!at.delta(Metric::kOffered));
}

// Only the engine knows where its day begins.
void TilesTest::todayThatIsNotWhole() {
  const auto basis = [](const char* began) {
    FrameBuilder builder = busyFrame();
    builder.began(*parseTime(began)).frame().todayStart = *parseTime("2026-03-01T23:00:00Z");
    Situation at = live(builder);
    at.choice.window = Window::kToday;
    at.targets.abandonRate.reset();
    return tileOf(at, "volume").basis + " " + QString::number(noticesAt(at).size());
  };
  QCOMPARE(basis("2026-03-01T23:00:00Z"), "today · 0\u202fs 1");
  QCOMPARE(basis("2026-03-02T08:56:00Z"), "today? · 0\u202fs 1");
}

// What is open now is not all known either: nothing calm is said of it.
void TilesTest::theFirstQuarterOfAnHour() {
  const auto at = [](Duration ago, const FrameBuilder& frame = busyFrame()) {
    Situation situation = live(FrameBuilder(frame).began(kAsOf - ago));
    situation.choice.window = Window::k1m;
    situation.targets.abandonRate.reset();
    return situation;
  };
  const Duration young = minutes(15) - seconds(1);
  QCOMPARE(noticesAt(at(young)).size(), 1);
  QVERIFY(tileOf(at(young), "backlog").isUnsure && tileOf(at(young), "agents_available").isUnsure);
  QCOMPARE(tileOf(at(young), "backlog").basis, "now? · 0\u202fs");
  QCOMPARE(tileOf(at(young), "volume").basis, "1\u202fmin · 0\u202fs");
  QVERIFY(!tileOf(at(young), "volume").isUnsure);
  // What was open before may be open still: nobody knows it for a day.
  QVERIFY(!tileOf(at(minutes(15)), "backlog").isUnsure);
  for (const Duration age : {Duration(minutes(15)), Duration(hours(24) - seconds(1))}) {
    QCOMPARE(noticesAt(at(age)).size(), 1);
    QCOMPARE(tileOf(at(age), "backlog").basis, "now? · 0\u202fs");
    QVERIFY(tileOf(at(age), "first_response_time_s").detail.startsWith(QStringLiteral("22? unanswered")));
  }
  QCOMPARE(noticesAt(at(hours(24))), QStringList());
  QCOMPARE(tileOf(at(hours(24)), "backlog").basis, "now · 0\u202fs");

  const Situation empty = at(seconds(8), FrameBuilder());
  QCOMPARE(noticesAt(empty), QStringList({"3 No events yet: the engine began at 14:31"}));
  QCOMPARE(tileOf(empty, "backlog").detail, "nobody known to wait");
  QCOMPARE(tileOf(empty, "agents_available").detail, "nobody known to be logged in");
  QVERIFY(tileOf(empty, "volume").isUnsure);
  QCOMPARE(tileOf(at(hours(24), FrameBuilder()), "backlog").detail, "nobody waits");
  HeatMapModel heatMap;
  heatMap.show(empty);
  QCOMPARE(heatMap.nothingText(), "nothing since 14:31");
}

// Its events are of 1999, and its engine lives: nothing looks like the present.
void TilesTest::recording() {
  FrameBuilder builder = busyFrame();
  builder.frame().isEventClock = true;
  builder.frame().sources[0].newestEvent = kAsOf - seconds(4);
  Situation at = live(builder);
  at.now = kAsOf + kDay * 366 * 27;
  for (const Tile& tile : boardTiles(at)) {
    QCOMPARE(tile.condition, int(TileState::Replay));
    QVERIFY2(tile.basis.endsWith(QStringLiteral(" · 27\u202fy")), qPrintable(tile.basis));
  }
  QCOMPARE(tileOf(at, "backlog").detail, "longest waiting 4:32");
  SourceModel sources;
  sources.show(at);
  QCOMPARE(sources.data(sources.index(0), SourceModel::TextRole).toString(), "acd up to 2 Mar 2026");
  QCOMPARE(sources.data(sources.index(1), SourceModel::TextRole).toString(), "social");
  // Stale, it is not 5 s old.
  at.freshness = Freshness::kStale, at.silence = seconds(5);
  QCOMPARE(tileOf(at, "volume").basis, "15\u202fmin · 27\u202fy");
  QCOMPARE(tileOf(at, "volume").problem, "stale 5\u202fs");
  at.freshness = Freshness::kDisconnected;
  QCOMPARE(tileOf(at, "backlog", 247).support, "was 57\u202fopen");  // no room for a date
  QCOMPARE(tileOf(at, "backlog", 247).detail, "2 Mar 2026");

  FrameBuilder unbegun;
  unbegun.at(Time{}).frame().isEventClock = true;
  at = live(unbegun);
  at.now = kAsOf;
  QCOMPARE(tileOf(at, "backlog").basis, "now");  // and no age of 56 years
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
  const Tile tile =
      tileOf(live(FrameBuilder().figure(Metric::kFirstResponseTime, spread)), "first_response_time_s");
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
           QStringList({"3 Net sentiment −12 < 0", "3 First response 4:32\u202fmin > 4:00\u202fmin"}));
}

void TilesTest::agesTick() {
  Situation at = live(busyFrame());
  at.present += seconds(3), at.silence = seconds(1);
  QCOMPARE(tileOf(at, "backlog").detail, "longest waiting 4:35");
  QCOMPARE(tileOf(at, "first_response_time_s").detail, "22 unanswered, max\u00a038:15");
  QCOMPARE(tileOf(at, "backlog").basis, "now · 1\u202fs");
}

void TilesTest::silentSourceMutesWhatItFeeds() {
  FrameBuilder builder = busyFrame();
  builder.source("acd", {{"Alder", "voice", kindBit(EventKind::kContact)}}, minutes(2), true);
  const Situation at = live(builder);
  for (const char* key : {"volume", "abandon_rate", "service_level", "backlog"}) {
    const Tile tile = tileOf(at, key);
    QCOMPARE(tile.condition, int(TileState::Silent));
    QCOMPARE(tile.problem, "acd silent 2\u202fmin");
    QCOMPARE(tile.level, 2);
  }
  for (const char* key : {"net_sentiment", "first_response_time_s", "agents_available"}) {
    QCOMPARE(tileOf(at, key).condition, int(TileState::Live));
  }
  // A missed target is no alarm while nobody knows whether it is still missed.
  QCOMPARE(noticesAt(at), QStringList({"2 acd silent 2\u202fmin"}));
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
  QCOMPARE(tileOf(at, "volume").problem, "late 2\u202fs");
  QCOMPARE(tileOf(at, "volume").value, "1,284");
  set(Freshness::kStale, 5);
  QCOMPARE(tileOf(at, "volume").problem, "stale 5\u202fs");
  QCOMPARE(tileOf(at, "backlog").detail, "longest waiting 4:32");
  QCOMPARE(tileOf(at, "volume").value, "1,284");
  QCOMPARE(noticesAt(at), QStringList({"2 Nothing heard from the engine for 5\u202fs"}));
  set(Freshness::kDisconnected, 62);
  const Tile lost = tileOf(at, "backlog");
  QCOMPARE(lost.value, "–");
  QCOMPARE(lost.support, "was 57\u202fopen at 14:32");
  QCOMPARE(lost.problem, "disconnected 1\u202fmin");
  QCOMPARE(lost.level, 0);
  QCOMPARE(noticesAt(at), QStringList({"1 No connection to the engine for 1\u202fmin"}));

  Situation never;
  QCOMPARE(tileOf(never, "volume").value, kNotYet);
  QCOMPARE(tileOf(never, "volume").problem, "connecting");
  never.freshness = Freshness::kDisconnected;
  QCOMPARE(tileOf(never, "volume").support, "never seen");
}

// How many stood behind what it was, and of which day it was.
void TilesTest::disconnectedKeepsItsSample() {
  FrameBuilder builder = busyFrame();
  builder.figure(Metric::kAbandonRate, ratioOf(2, 15));
  Situation at = live(builder);
  at.freshness = Freshness::kDisconnected, at.silence = seconds(42);
  QCOMPARE(tileOf(at, "abandon_rate").support, "was 13.3\u202f% at 14:32");
  QCOMPARE(tileOf(at, "abandon_rate").detail, "n 15");
  QVERIFY(tileOf(at, "abandon_rate").isUnsure);
  QCOMPARE(tileOf(at, "abandon_rate").problem, "disconnected 42\u202fs");
  QCOMPARE(tileOf(at, "net_sentiment").detail, "n 642");
  QCOMPARE(tileOf(at, "volume").problem, "disconnected 42\u202fs");
  at.now += kDay * 2, at.silence = kDay * 2;
  QCOMPARE(tileOf(at, "abandon_rate", 247).support, "was 13.3\u202f%");  // no room for a day
  QCOMPARE(tileOf(at, "abandon_rate", 247).detail, "Mon 14:32   n 15");

  // Of another window nothing was ever seen: no zero of it.
  at.view.selection.windows = {Window::k15m, Window::kNow};
  at.choice.window = Window::k5m;
  QCOMPARE(tileOf(at, "volume").support, "never seen");
  QCOMPARE(tileOf(at, "abandon_rate").problem, "disconnected 2\u202fd");
  QCOMPARE(tileOf(at, "backlog", 247).support, "was 57\u202fopen");
  QCOMPARE(tileOf(at, "backlog", 247).detail, "Mon 14:32");
  at.freshness = Freshness::kStale;
  QCOMPARE(tileOf(at, "volume").value, "—");
  QCOMPARE(tileOf(at, "backlog").value, "57");
}

// The old frame says nothing about the window that was chosen since.
void TilesTest::notAskedForYet() {
  Situation at = live(busyFrame());
  at.view.selection.windows = {Window::k15m, Window::kNow};
  at.choice.window = Window::k5m;
  QCOMPARE(tileOf(at, "service_level").value, kNotYet);
  QCOMPARE(tileOf(at, "service_level").problem, "loading");
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

void TilesTest::sparkOfSentimentPoolsFiveMinutes() {
  FrameBuilder b;
  b.minute(10, Metric::kNetSentiment, ratioOf(20, 20)).minute(8, Metric::kNetSentiment, ratioOf(-60, 60));
  const Tile tile = tileOf(live(b), "net_sentiment");
  QCOMPARE(tile.few[50], 1.0);  // too few, and drawn as such
  QVERIFY(std::isnan(tile.trace[50]) && std::isnan(tile.few[52]));
  QCOMPARE(tile.few[51], 1.0);
  QCOMPARE(tile.trace[52], -0.5);  // -40 of 80
  QCOMPARE(tile.trace[55], -1.0);
  QVERIFY(std::isnan(tile.trace[57]));
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

}  // namespace watchfloor

QTEST_MAIN(watchfloor::TilesTest)
#include "tst_tiles.moc"
