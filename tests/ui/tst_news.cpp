// What of the abnormal is news, and that it is heard whichever board is shown.
#include <QApplication>
#include <QSignalSpy>
#include <QtTest>

#include "models/news.h"
#include "stage.h"

namespace watchfloor {
namespace {

using Indices = std::vector<size_t>;

Notice notice(const char* key, int level = 3) { return {level, QLatin1String(key), QLatin1String(key), {}}; }

}  // namespace

class NewsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void onceUntilItIsForgotten();
  void worseIsNews();
  void whatCannotBeSeenIsNotOver();
  void ofBoardsThatAreNotShown();
  void whatStandsIsNoNewsOnAnotherBoard();
  void whatWasReplayedIsNewsWhenItComes();
  void trendsThatAreHeardAgainAreOld();
  void whatSomebodyChoseCallsNobody();
};

void NewsTest::onceUntilItIsForgotten() {
  News news;
  Time now = kAsOf;
  QCOMPARE(news.hear({notice("a"), notice("b")}, now, true), Indices({0, 1}));
  QCOMPARE(news.hear({notice("b"), notice("a")}, now += seconds(1), true), Indices());
  QCOMPARE(news.hear({notice("c"), notice("b")}, now += seconds(1), true), Indices({0}));
  QCOMPARE(news.hear({notice("a")}, now += News::kForgotten - seconds(2), true), Indices());  // it flickers
  QCOMPARE(news.hear({}, now += seconds(1), true), Indices());
  QCOMPARE(news.hear({notice("a")}, now += News::kForgotten, true), Indices({0}));
}

void NewsTest::worseIsNews() {
  News news;
  news.hear({notice("a", 3)}, kAsOf, true);
  QCOMPARE(news.hear({notice("a", 2)}, kAsOf, true), Indices({0}));
  QCOMPARE(news.hear({notice("a", 3)}, kAsOf, true), Indices());
}

void NewsTest::whatCannotBeSeenIsNotOver() {
  News news;
  news.hear({notice("a")}, kAsOf, true);
  for (int i = 1; i <= 100; ++i) news.hear({notice("no connection", 1)}, kAsOf + seconds(10) * i, false);
  QCOMPARE(news.hear({notice("a")}, kAsOf + seconds(1001), true), Indices());
}

// Of the response board a missed target, while mission control is shown.
void NewsTest::ofBoardsThatAreNotShown() {
  Board other = shippedBoard("response");
  TileSpec strict;
  strict.key = "backlog", strict.subject = Subject{Metric::kBacklog}, strict.threshold.atMost = 10;
  other.tiles.push_back(strict);
  Stage stage({.isAttended = false});
  stage.wall().watch({other});
  stage.wall().setRotation({.turns = {}, .takeOvers = {{.level = 3, .board = "response"}}});
  QSignalSpy asked(&stage.wall(), &WallModel::boardAsked);
  stage.show(busyFrame().build());
  const auto told = [&] {
    QStringList texts;
    for (const Notice& n : stage.wall().notices()) texts << n.text;
    return texts.join('\n');
  };
  QVERIFY2(told().contains("Response: Backlog 57"), qPrintable(told()));
  stage.live(seconds(1));
  QCOMPARE(asked.count(), 1);
}

void NewsTest::whatStandsIsNoNewsOnAnotherBoard() {
  Board other = shippedBoard("response");
  TileSpec strict;
  strict.key = "backlog", strict.subject = Subject{Metric::kBacklog}, strict.threshold.atMost = 10;
  other.tiles.push_back(strict);
  Stage stage({});
  stage.wall().watch({shippedBoard("mission_control"), other});
  stage.show(busyFrame().build());
  const int news = stage.wall().news();
  for (int i = 0; i < 3; ++i) {
    stage.wall().showBoard(other);
    stage.live(seconds(50));
    stage.wall().showBoard(shippedBoard("mission_control"));
    stage.live(seconds(50));
  }
  QCOMPARE(stage.wall().news(), news);
}

// An alarm of then is not taken for one of now, in either direction.
void NewsTest::whatWasReplayedIsNewsWhenItComes() {
  FrameBuilder calm = busyFrame(), abnormal = busyFrame();
  calm.figure(Metric::kAbandonRate, ratioOf(1, 800));
  Stage stage({.isAttended = false});
  stage.wall().setRotation({.turns = {}, .takeOvers = {{.level = 3, .board = "response"}}});
  QSignalSpy asked(&stage.wall(), &WallModel::boardAsked);
  stage.show(calm.build());
  stage.live(seconds(1));
  QCOMPARE(asked.count(), 0);
  stage.wall().past()->goTo(kAsOf - hours(1));
  stage.view().playback = *stage.playbacks().back();
  stage.show(abnormal.at(kAsOf - hours(1)).replayed(1).sequence(2).build());
  stage.live(seconds(1));
  QCOMPARE(asked.count(), 0);
  stage.wall().past()->close();
  stage.view().playback.reset();
  stage.show(busyFrame().at(stage.wall().situation().now).sequence(3).build());
  stage.live(seconds(1));
  QCOMPARE(asked.count(), 1);
}

// What stood before trends fell silent stands still; another is news.
void NewsTest::trendsThatAreHeardAgainAreOld() {
  Stage stage({});
  std::vector<Trend> trends = busyTrends(), fewer = trends;
  fewer.erase(fewer.begin());
  stage.trends() = {.trends = fewer, .isKnown = true};
  stage.show(busyFrame().build());
  const auto live = [&](int times) {
    for (int i = 0; i < times; ++i) {
      stage.live(seconds(1));
      stage.show(busyFrame().at(stage.wall().situation().now).build());
    }
  };
  live(3);
  const int news = stage.wall().news();
  stage.silenceTrends();
  live(100);
  QVERIFY(std::ranges::none_of(stage.wall().notices(),
                               [](const Notice& n) { return n.kind == CallKind::Trend; }));
  stage.hearTrends();
  for (Trend& trend : trends) trend.asOf = stage.wall().situation().now;
  stage.trends().trends = {trends.begin() + 1, trends.end()};
  live(2);
  QVERIFY(
      std::ranges::any_of(stage.wall().notices(), [](const Notice& n) { return n.kind == CallKind::Trend; }));
  QCOMPARE(stage.wall().news(), news);
  stage.trends().trends = trends;
  live(2);
  QCOMPARE(stage.wall().news(), news + 1);
}

// It may have stood for an hour.
void NewsTest::whatSomebodyChoseCallsNobody() {
  FrameBuilder frame = busyFrame();
  frame.figure(Metric::kAbandonRate, ratioOf(1, 800));
  frame.figure(Metric::kAbandonRate, ratioOf(700, 800), {}, "Alder");
  Stage stage({.isAttended = false});
  stage.wall().setRotation({.turns = {}, .takeOvers = {{.level = 3, .board = "response"}}});
  QSignalSpy asked(&stage.wall(), &WallModel::boardAsked);
  stage.show(frame.build());
  stage.wall().chooseBrand("Alder");
  stage.show(frame.sequence(2).build());
  stage.live(seconds(1));
  QVERIFY(!stage.wall().notices().empty());
  QCOMPARE(asked.count(), 0);
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::NewsTest)
#include "tst_news.moc"
