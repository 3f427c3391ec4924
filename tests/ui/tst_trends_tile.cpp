// The tile of trends: who is unusual, why, and how far that can be trusted.
#include <QApplication>
#include <QtTest>

#include "legibility.h"
#include "models/trends_model.h"
#include "situations.h"

namespace watchfloor {
namespace {

Situation trendsAt(std::vector<Trend> trends = busyTrends()) {
  Situation at = live(busyFrame());
  at.trends = std::make_shared<const TrendView>(TrendView{.trends = std::move(trends), .isKnown = true});
  return at;
}

// A tile of that size, and what it says.
struct ShownTile {
  TrendsModel model{shippedBoard("trending").tiles.front()};
  ShownTile(const Situation& at, QSizeF size) {
    model.layOut(QRectF(QPointF(), size), 20);
    model.show(at);
  }
  QVariant row(int row, TrendsModel::Role role) const { return model.data(model.index(row), role); }
  QString text(int row, TrendsModel::Role role) const { return this->row(row, role).toString(); }
};

}  // namespace

class TrendsTileTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void saysWhoAndWhy();
  void leavesOutWhatHasNoRoom();
  void saysHowFarItCanBeTrusted();
  void thePastHasNone();
  void competitorsAreToldAsSuch();
  void topicsAndConversationsAreToldApart();
  void aConversationThatIsLeft();
  void raritiesHaveAnEnd();
  void eachNameHasItsRoom();
  void everydayNamesAreNeverCut();
  void aTouchOpensTheConversation();
  void aRecordingHasThem();
  void theBandTellsOfThem();
  void aTouchOpensWhatWasWrittenOfABrand();
  void hostileNames();
};

void TrendsTileTest::saysWhoAndWhy() {
  const ShownTile shown(trendsAt(), {800, 400});
  QCOMPARE(shown.model.rowCount(), 4);
  QCOMPARE(shown.text(0, TrendsModel::NameRole), "Northwind Reinsurance and Claims, Europe");
  QCOMPARE(shown.row(0, TrendsModel::ShapeRole).toInt(), int(GlyphShape::Up));
  QCOMPARE(shown.text(0, TrendsModel::FactorRole), "3.3 ×");
  const QString reason = shown.text(0, TrendsModel::ReasonRole);
  for (const char* part : {"310 in 3", "95 usual", "since 13:55", "128 authors", "sentiment −22"})
    QVERIFY2(reason.contains(QLatin1String(part)) || reason.contains(QString::fromUtf8(part)),
             qPrintable(reason));
  QCOMPARE(shown.row(1, TrendsModel::ShapeRole).toInt(), int(GlyphShape::Down));
  QVERIFY2(shown.text(0, TrendsModel::SpokenRole).contains("4.2 a minute, each minute 0.11 more"),
           qPrintable(shown.text(0, TrendsModel::SpokenRole)));
  QVERIFY(shown.text(1, TrendsModel::SpokenRole).contains("0.00 a minute"));
  QVERIFY(shown.text(2, TrendsModel::ReasonRole).startsWith("as usual"));
  QVERIFY(!shown.row(2, TrendsModel::UnusualRole).toBool());
  QVERIFY(shown.text(3, TrendsModel::ReasonRole).startsWith("learning"));
  QVERIFY(shown.text(3, TrendsModel::FactorRole).isEmpty());
  QCOMPARE(shown.model.basis(), "to 14:30");
  QCOMPARE(shown.model.condition(), int(TileState::Live));
}

void TrendsTileTest::leavesOutWhatHasNoRoom() {
  const ShownTile shown(trendsAt(), {460, 240});
  QCOMPARE(shown.model.rowCount(), 2);
  QCOMPARE(shown.model.moreText(), "+2 more");
  QVERIFY(shown.text(0, TrendsModel::SpokenRole).contains("128 authors"));  // whatever has room
  const ShownTile none(trendsAt(), {100, 30});
  QCOMPARE(none.model.rowCount(), 0);
  QCOMPARE(none.model.moreText(), "+4 more");
}

void TrendsTileTest::saysHowFarItCanBeTrusted() {
  Situation at = trendsAt();
  at.trendSilence = seconds(31);
  QCOMPARE(ShownTile(at, {600, 400}).model.condition(), int(TileState::Stale));
  QVERIFY(ShownTile(at, {600, 400}).model.basis().startsWith("stale"));
  at = trendsAt();
  at.present = at.now = kAsOf + minutes(10);  // there should have been newer ones
  QCOMPARE(ShownTile(at, {600, 400}).model.condition(), int(TileState::Stale));
  at = trendsAt();
  at.freshness = Freshness::kDisconnected;
  QCOMPARE(ShownTile(at, {600, 400}).model.condition(), int(TileState::Disconnected));
  QCOMPARE(ShownTile(at, {600, 400}).model.rowCount(), 0);
  at = trendsAt();
  at.trends = std::make_shared<const TrendView>(TrendView{.problem = "no answer from wall:7411"});
  QCOMPARE(ShownTile(at, {600, 400}).model.condition(), int(TileState::Connecting));
  QCOMPARE(ShownTile(at, {600, 400}).model.nothingText(), "no answer from wall:7411");
}

void TrendsTileTest::competitorsAreToldAsSuch() {
  std::vector<Trend> trends = talkTrends();
  for (Trend& trend : trends) trend.isWatchedOnly = trend.brand == "Alder";
  const Situation at = trendsAt(trends);
  const ShownTile shown(at, {1'200, 600});
  QCOMPARE(shown.text(1, TrendsModel::NameRole), QStringLiteral("Alder ◊ · #delay"));
  QVERIFY(shown.text(1, TrendsModel::ReasonRole).startsWith(QStringLiteral("competitor · topic")));
  QVERIFY(shown.text(1, TrendsModel::SpokenRole).contains("competitor"));
  const QString notices = noticesAt(at).join('\n');
  QVERIFY2(notices.contains(QStringLiteral("Alder · #delay (competitor) rises")), qPrintable(notices));
}

void TrendsTileTest::topicsAndConversationsAreToldApart() {
  const ShownTile shown(trendsAt(talkTrends()), {1'200, 600});
  QCOMPARE(shown.text(0, TrendsModel::NameRole), "conversation 4711 · Alder");
  QCOMPARE(shown.row(0, TrendsModel::KindRole).toInt(), int(GlyphShape::Bubble));
  QCOMPARE(shown.row(0, TrendsModel::ConversationRole).toDouble(), 4'711);
  for (const char* part : {"begun 13:42", "by author 3", "reach 120", "author 12 wrote most"})
    QVERIFY2(shown.text(0, TrendsModel::SpokenRole).contains(QLatin1String(part)),
             qPrintable(shown.text(0, TrendsModel::SpokenRole)));
  QCOMPARE(shown.text(1, TrendsModel::NameRole), "Alder · #delay");
  QCOMPARE(shown.row(1, TrendsModel::KindRole).toInt(), int(GlyphShape::Hash));
  QVERIFY(shown.text(1, TrendsModel::ReasonRole).startsWith("topic"));
  QVERIFY(!shown.text(1, TrendsModel::SpokenRole).contains("reach"));
  std::vector<Trend> reaching = talkTrends();
  reaching[1].reach = 250'000;
  QVERIFY(ShownTile(trendsAt(reaching), {1'200, 600}).text(1, TrendsModel::SpokenRole).contains("reach 250"));
  QCOMPARE(shown.row(2, TrendsModel::KindRole).toInt(), -1);
  QCOMPARE(shown.model.basis(), "to 14:30");  // brands are looked at more seldom
  QCOMPARE(ShownTile(trendsAt(talkTrends(0)), {1'200, 600}).text(0, TrendsModel::NameRole),
           "conversation · Alder");
  const QString notices = noticesAt(trendsAt(talkTrends())).join('\n');
  QVERIFY2(
      notices.contains("Alder · #delay rises: 310") && notices.contains("conversation 4711 · Alder rises"),
      qPrintable(notices));
}

// It has a peak in place of what is usual, and no measure of how seldom that is.
void TrendsTileTest::aConversationThatIsLeft() {
  std::vector<Trend> trends = talkTrends();
  Trend& left = trends[0];
  left.state = Trend::State::kCollapsing, left.isRise = false, left.onceInDays = 0;
  left.scale = minutes(30), left.observed = 4, left.expected = 120;
  left.velocity = 0.1, left.acceleration = -0.02;
  left.conversation->beganBy = left.conversation->reach = 0;
  const ShownTile shown(trendsAt(trends), {1'200, 600});
  QCOMPARE(shown.row(0, TrendsModel::ShapeRole).toInt(), int(GlyphShape::Down));
  QCOMPARE(shown.text(0, TrendsModel::FactorRole), "0.03 ×");
  const QString spoken = shown.text(0, TrendsModel::SpokenRole);
  QVERIFY2(spoken.contains("120 at its peak"), qPrintable(spoken));
  QVERIFY2(spoken.contains("0.10 a minute, each minute 0.02 less"), qPrintable(spoken));
  for (const char* unknown : {"once in", "usual", "by author", "reach"})
    QVERIFY2(!spoken.contains(QLatin1String(unknown)), qPrintable(spoken));
  const QString notices = noticesAt(trendsAt(trends)).join('\n');
  QVERIFY2(notices.contains("conversation 4711 · Alder collapses"), qPrintable(notices));
}

void TrendsTileTest::raritiesHaveAnEnd() {
  std::vector<Trend> trends = talkTrends();
  for (const auto& [days, said] : {std::pair(3'650.0, "once in 9 y"), std::pair(1e14, "once in > 10 y")}) {
    trends[0].onceInDays = days;
    const QString spoken =
        ShownTile(trendsAt(trends), {1'200, 600}).text(0, TrendsModel::SpokenRole).simplified();
    QVERIFY2(spoken.contains(QLatin1String(said)), qPrintable(spoken));
  }
}

void TrendsTileTest::eachNameHasItsRoom() {
  std::vector<Trend> trends = talkTrends(1'234'567);
  trends[1].brand = "Northwind Reinsurance and Claims, Europe";
  trends[1].topic->text = "#averyverylonghashtagthatgoesonandonandon";
  for (const double distance : {0.8, 3.0, 5.0}) {
    Stage stage({.distance = distance, .board = "trending"});
    stage.trends().trends = trends;
    stage.show(busyFrame().build());
    const QString fault = faultIn(stage);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    for (int row = 0; row < 2; ++row) {
      QQuickItem* item = stage.item(qPrintable(QStringLiteral("trend%1").arg(row)));
      const auto* name = item->findChild<QQuickItem*>("trendName");
      const auto* factor = item->findChild<QQuickItem*>("factor");
      QVERIFY2(factor->width() == 0 || name->x() + name->width() < factor->x(),
               qPrintable(name->property("text").toString()));
    }
  }
}

// However narrow its tile: in two lines, then, with the factor below.
void TrendsTileTest::everydayNamesAreNeverCut() {
  std::vector<Trend> trends = talkTrends();
  trends[1].topic->text = "customer care";
  trends[2].brand = "Northwind Rail";
  trends[3].brand = "Air Alder Jets", trends[3].isWatchedOnly = true;
  const Situation at = trendsAt(trends);
  for (double width = 200; width < 900; width += 10) {
    const ShownTile shown(at, {width, 900});
    const auto name = [&](int row) { return shown.text(row, TrendsModel::NameRole); };
    QVERIFY2(name(1).endsWith("customer care"), qPrintable(name(1)));
    QCOMPARE(name(2), "Northwind Rail");
    QCOMPARE(name(3), QStringLiteral("Air Alder Jets ◊"));
    const QString told = shown.text(2, TrendsModel::FactorRole) + shown.text(2, TrendsModel::ReasonRole);
    QCOMPARE(told.count(QStringLiteral("3.3 ×")), 1);
    double end = 0;
    for (int i = 0; i < shown.model.rowCount(); ++i) {  // one below the other, whole
      QVERIFY(shown.row(i, TrendsModel::TopRole).toDouble() == end);
      const int lines = shown.row(i, TrendsModel::LinesRole).toInt();
      end += 20 + 44 + (lines - 1) * shown.model.nameTall();
      QVERIFY(width > 500 ? lines == 1 : lines <= 4);
    }
    QVERIFY(end <= 900 - 48);
  }
  const ShownTile narrow(at, {240, 900});
  QCOMPARE(narrow.row(1, TrendsModel::LinesRole).toInt(), 2);
  QVERIFY(narrow.text(2, TrendsModel::ReasonRole).startsWith(QStringLiteral("3.3 × · ")));
  QVERIFY(narrow.text(2, TrendsModel::FactorRole).isEmpty());
}

void TrendsTileTest::aTouchOpensTheConversation() {
  Stage stage({.board = "trending"});
  stage.trends().trends = talkTrends();
  stage.show(busyFrame().build());
  QQuickItem* row = stage.item("trend0");
  QVERIFY(row && row->property("activeFocusOnTab").toBool());
  QTest::mouseClick(stage.window(), Qt::LeftButton, {},
                    row->mapToScene({row->width() / 2, row->height() / 2}).toPoint());
  QCOMPARE(stage.wall().conversations()->view(), int(BrowserView::Conversation));
  stage.wall().conversations()->back();
  QCOMPARE(stage.wall().conversations()->view(), int(BrowserView::List));
  stage.wall().conversations()->close();
  row->forceActiveFocus(Qt::TabFocusReason);
  QTest::keyClick(stage.window(), Qt::Key_Return);
  QCOMPARE(stage.wall().conversations()->view(), int(BrowserView::Conversation));
}

void TrendsTileTest::thePastHasNone() {
  Situation at = trendsAt();
  auto frame = std::make_shared<Frame>(*at.view.frame);
  frame->replayed = Replayed{};
  at.view.frame = frame;
  const ShownTile shown(at, {600, 400});
  QCOMPARE(shown.model.rowCount(), 0);
  QCOMPARE(shown.model.nothingText(), "trends are of now only");
  QVERIFY(!noticesAt(at).join(' ').contains("rises"));
}

// Its trends are those of its own minutes, and how much of it came too late for them is said.
void TrendsTileTest::aRecordingHasThem() {
  Situation at = trendsAt();
  auto frame = std::make_shared<Frame>(*at.view.frame);
  frame->isEventClock = true;
  at.view.frame = frame;
  QVERIFY(ShownTile(at, {600, 400}).model.rowCount() > 0);
  QVERIFY(noticesAt(at).join(' ').contains("rises"));
  auto trends = std::make_shared<TrendView>(*at.trends);
  trends->late = 1'200;
  at.trends = trends;
  const ShownTile shown(at, {600, 400});
  QVERIFY2(shown.model.basis().endsWith("1,200 messages came too late"), qPrintable(shown.model.basis()));
}

void TrendsTileTest::theBandTellsOfThem() {
  Situation at = trendsAt();
  const QString notices = noticesAt(at).join('\n');
  QVERIFY2(notices.contains("3 Northwind Reinsurance and Claims, Europe rises: 310"), qPrintable(notices));
  QVERIFY(notices.contains("Alder collapses: 1 in"));
  QVERIFY(!notices.contains("Larkwing"));
  at.trendSilence = minutes(1);
  QVERIFY(!noticesAt(at).join('\n').contains("rises"));
}

void TrendsTileTest::aTouchOpensWhatWasWrittenOfABrand() {
  Stage stage({.board = "trending"});
  stage.show(busyFrame().build());
  QQuickItem* row = stage.item("trend1");
  QVERIFY(row);
  QTest::mouseClick(stage.window(), Qt::LeftButton, {},
                    row->mapToScene({row->width() / 2, row->height() / 2}).toPoint());
  QCOMPARE(stage.wall().conversations()->view(), int(BrowserView::List));
  QCOMPARE(stage.wall().conversations()->title(), QStringLiteral("Mentions, 20\u202fmin, 14:10 – 14:30"));
  QVERIFY(stage.wall().conversations()->scope().startsWith("Alder"));
  stage.silenceTrends();
  for (int i = 0; i < 40; ++i) stage.live(seconds(1));
  QCOMPARE(stage.item("trends.trends")->property("trends").value<TrendsModel*>()->condition(),
           int(TileState::Stale));
}

void TrendsTileTest::hostileNames() {
  std::vector<Trend> trends = busyTrends();
  trends[0].brand = "<b>\u202Eevil</b>\n" + std::string(2'000, 'W');
  trends[1].brand = "";
  trends[2].expected = 0;
  trends[2].observed = 1e300;
  trends[3].brand = "\xff\xfe";
  for (const double distance : {3.0, 5.0}) {
    Stage stage({.distance = distance, .board = "trending"});
    stage.trends().trends = trends;
    stage.show(busyFrame().build());
    const QString fault = faultIn(stage);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
  }
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::TrendsTileTest)
#include "tst_trends_tile.moc"
