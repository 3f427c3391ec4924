// The tile of topics: what is talked about most, how that changed, in which sentiment, and how far that can
// be trusted.
#include <QAccessible>
#include <QApplication>
#include <QtTest>

#include "legibility.h"
#include "models/language.h"
#include "models/topics_model.h"
#include "situations.h"

namespace watchfloor {
namespace {

Situation topicsAt(TopicView view = busyTopics()) {
  Situation at = live(busyFrame());
  at.topics = std::make_shared<const TopicView>(std::move(view));
  return at;
}

TileSpec spec() {
  TileSpec spec;
  spec.kind = TileKind::Topics, spec.key = "topics";
  return spec;
}

// A tile of that size, and what it says.
struct ShownTile {
  TopicsModel model{spec()};
  ShownTile(const Situation& at, QSizeF size, double cap = 16) {
    model.layOut(QRectF(QPointF(), size), cap);
    model.show(at);
  }
  QVariant row(int row, TopicsModel::Role role) const { return model.data(model.index(row), role); }
  QString text(int row, TopicsModel::Role role) const { return this->row(row, role).toString(); }
};

constexpr QSizeF kWide(840, 420), kNarrow(360, 420);

QString nothingAt(const Situation& at) { return ShownTile(at, kWide).model.nothingText(); }
int conditionAt(const Situation& at) { return ShownTile(at, kWide).model.condition(); }

const TopicsModel* modelOn(const Stage& stage) {
  const QQuickItem* tile = stage.item(QStringLiteral("topics.topics"));
  return tile ? tile->property("topics").value<TopicsModel*>() : nullptr;
}

}  // namespace

class TopicsTileTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { QAccessible::setActive(true); }
  void saysWhatIsTalkedAbout();
  void boundsAreNoCount();
  void columnsOrTwoLines();
  void ranksStandForAWhile();
  void saysHowFarItCanBeTrusted();
  void thePastHasNone();
  void pausedItStandsStill();
  void asksForWhatItShows();
  void explainsItself();
  void isHeard();
  void canBeRead();
  void hostileTopics();
};

void TopicsTileTest::saysWhatIsTalkedAbout() {
  const ShownTile shown(topicsAt(), kWide);
  QCOMPARE(shown.model.rowCount(), 11);
  QCOMPARE(shown.text(0, TopicsModel::NameRole), "#delay");
  QCOMPARE(shown.text(0, TopicsModel::MessagesRole), "384");
  QCOMPARE(shown.text(0, TopicsModel::ChangeRole), "84");
  QCOMPARE(shown.row(0, TopicsModel::ChangeSignRole).toInt(), int(GlyphShape::Up));
  QCOMPARE(shown.text(0, TopicsModel::SentimentRole), QString::fromUtf8("−48"));  // (40 - 190) / 314
  QCOMPARE(shown.row(0, TopicsModel::PartsRole).value<QList<double>>(),
           (QList<double>{190. / 314, 84. / 314, 40. / 314}));
  QCOMPARE(shown.row(1, TopicsModel::ChangeSignRole).toInt(), int(GlyphShape::Down));
  QCOMPARE(shown.row(3, TopicsModel::ChangeSignRole).toInt(), int(GlyphShape::Level));
  QCOMPARE(shown.text(5, TopicsModel::ChangeRole), kNoValue);  // of the window before nothing is known
  QCOMPARE(shown.row(5, TopicsModel::ChangeSignRole).toInt(), -1);
  QVERIFY(!shown.row(7, TopicsModel::UnsureRole).toBool() && shown.row(9, TopicsModel::UnsureRole).toBool());
  QCOMPARE(shown.model.condition(), int(TileState::Live));
  QVERIFY2(shown.model.basis().startsWith("15"), qPrintable(shown.model.basis()));
}

// What is sure of it is told, as an estimate; whether it is more than before, only where that is sure.
void TopicsTileTest::boundsAreNoCount() {
  TopicView view = busyTopics();
  for (TopicList& list : view.answer.lists) {
    list.figures = {topicFigure(TopicKind::kHashtag, "#more", 61, 20, 9, 9, 9),
                    topicFigure(TopicKind::kHashtag, "#either", 60, 62, 0, 0, 0)};
    for (TopicFigure& figure : list.figures) figure.count.most += 6;
  }
  const ShownTile shown(topicsAt(view), kWide);
  QCOMPARE(shown.text(0, TopicsModel::MessagesRole), estimated(QStringLiteral("61")));
  QCOMPARE(shown.text(0, TopicsModel::ChangeRole), estimated(QStringLiteral("44")));
  QCOMPARE(shown.text(1, TopicsModel::ChangeRole), kNoValue);
  QCOMPARE(shown.text(1, TopicsModel::SentimentRole), kNoValue);
  QVERIFY(shown.model.basis().contains("estimated"));
  QVERIFY(!ShownTile(topicsAt(), {400, 150}).model.basis().contains("estimated"));  // none is
}

void TopicsTileTest::columnsOrTwoLines() {
  const ShownTile wide(topicsAt(), kWide), narrow(topicsAt(), kNarrow);
  QVERIFY(!wide.model.isStacked() && wide.model.headings().size() == 3);
  QVERIFY(narrow.model.isStacked() && narrow.model.headings().isEmpty());
  QVERIFY(narrow.model.rowCount() < wide.model.rowCount() && narrow.model.rowCount() > 3);
  QVERIFY(narrow.model.basis().contains(QStringLiteral("top %1").arg(narrow.model.rowCount())));
  QCOMPARE(ShownTile(topicsAt(), {100, 30}).model.rowCount(), 0);
}

void TopicsTileTest::ranksStandForAWhile() {
  TopicView view = busyTopics();
  TopicsModel model(spec());
  model.layOut(QRectF(QPointF(), kWide), 16);
  Situation at = topicsAt(view);
  model.show(at);
  for (TopicList& list : view.answer.lists) {
    list.figures[1].count = {2'000, 2'000};
    std::swap(list.figures[0], list.figures[1]);  // as the engine tells them: the most frequent first
  }
  at.topics = std::make_shared<const TopicView>(view);
  at.now += seconds(10);
  model.show(at);
  QCOMPARE(model.data(model.index(0), TopicsModel::NameRole).toString(), "#delay");
  QCOMPARE(model.data(model.index(1), TopicsModel::MessagesRole).toString(), "2,000");
  at.now += seconds(21);
  model.show(at);
  QCOMPARE(model.data(model.index(0), TopicsModel::MessagesRole).toString(), "2,000");
}

void TopicsTileTest::saysHowFarItCanBeTrusted() {
  Situation at = topicsAt();
  at.topicSilence = seconds(31);
  QCOMPARE(conditionAt(at), int(TileState::Stale));
  QVERIFY(ShownTile(at, kWide).model.basis().startsWith("stale"));
  at = topicsAt();
  at.present += seconds(40);  // the engine ticks, and its topics do not
  QCOMPARE(conditionAt(at), int(TileState::Stale));
  at = topicsAt();
  at.view.frame =
      busyFrame().source("tweets", {{"Alder", "x", kindBit(EventKind::kMessage)}}, minutes(20), true).build();
  QCOMPARE(conditionAt(at), int(TileState::Silent));
  QVERIFY(ShownTile(at, kWide).model.basis().contains("tweets silent"));
  at = topicsAt();
  at.freshness = Freshness::kDisconnected;
  QCOMPARE(conditionAt(at), int(TileState::Disconnected));
  QCOMPARE(ShownTile(at, kWide).model.rowCount(), 0);
  at = topicsAt({.problem = "this engine counts no topics"});
  QCOMPARE(conditionAt(at), int(TileState::Connecting));
  QCOMPARE(nothingAt(at), "this engine counts no topics");
  at = topicsAt();
  at.choice.brand = "Quillfeather";  // chosen just now: nobody has answered yet
  QCOMPARE(conditionAt(at), int(TileState::Connecting));
  TopicView none = busyTopics();
  for (TopicList& list : none.answer.lists) list.figures.clear();
  QCOMPARE(nothingAt(topicsAt(none)), "no topics in this window yet");
}

void TopicsTileTest::thePastHasNone() {
  Situation at = topicsAt();
  auto frame = std::make_shared<Frame>(*at.view.frame);
  frame->replayed = Replayed{};
  at.view.frame = frame;
  QCOMPARE(ShownTile(at, kWide).model.rowCount(), 0);
  QCOMPARE(nothingAt(at), "topics are of now only");
}

void TopicsTileTest::pausedItStandsStill() {
  Stage stage({.board = "trending"});
  stage.show(busyFrame().build());
  stage.wall().togglePause();
  for (TopicList& list : stage.topics().answer.lists) list.figures.resize(1);
  stage.live(seconds(2));
  QVERIFY(modelOn(stage)->rowCount() > 1);
  QCOMPARE(modelOn(stage)->condition(), int(TileState::Paused));
  stage.wall().togglePause();
  stage.live(seconds(2));
  QCOMPARE(modelOn(stage)->rowCount(), 1);
}

void TopicsTileTest::asksForWhatItShows() {
  Stage stage({.board = "trending"});
  stage.show(busyFrame().build());
  QVERIFY(stage.wantedTopics().brands == std::vector<std::string>{"all"});
  QVERIFY(stage.wantedTopics().windows == std::vector<Window>{Window::k15m});
  stage.wall().chooseBrand("Alder");
  QVERIFY(stage.wantedTopics().brands == std::vector<std::string>{"Alder"});
  auto own = parseBoard("[[tile]]\nkind = \"topics\"\nbrand = \"Northwind\"\nwindow = \"60m\"\n", "own.toml");
  QVERIFY(own.ok());
  stage.wall().showBoard(*own);
  stage.live(seconds(1));
  QVERIFY(stage.wantedTopics().brands == std::vector<std::string>{"Northwind"});
  QVERIFY(stage.wantedTopics().windows == std::vector<Window>{Window::k60m});
  stage.wall().showBoard(shippedBoard("response"));
  stage.live(seconds(1));
  QVERIFY(stage.wantedTopics().brands.empty());
}

void TopicsTileTest::explainsItself() {
  Stage stage({.board = "trending"});
  stage.show(busyFrame().build());
  const Explanation* explanation = stage.wall().explanation();
  QQuickItem* row = stage.item("topic0");
  QVERIFY(row);
  Stage::find(row, "figure")->forceActiveFocus(Qt::TabFocusReason);
  QTest::keyClick(stage.window(), Qt::Key_Return);
  QCOMPARE(explanation->title(), "#delay");
  for (const char* part :
       {"384", "hashtag", "300", "84 more than before", "314 that have a sentiment", "190 negative",
        "70 unclassified", "fewer than five people", "40 positive", "Window: 15"})
    QVERIFY2(explanation->plainText().contains(part), qPrintable(explanation->plainText()));
  QVERIFY(!explanation->names().contains("Exact"));
  for (TopicList& list : stage.topics().answer.lists) list.figures.erase(list.figures.begin());
  stage.live(seconds(2));
  QVERIFY(!explanation->isOpen());  // nobody talks about it any more
}

void TopicsTileTest::isHeard() {
  Stage stage({.board = "trending"});
  stage.show(busyFrame().build());
  QAccessibleInterface* tile = QAccessible::queryAccessibleInterface(stage.item("topics.topics"));
  QVERIFY(tile->role() == QAccessible::List && tile->text(QAccessible::Name) == "Topics");
  QAccessibleInterface* row = QAccessible::queryAccessibleInterface(stage.item("topic1"));
  QCOMPARE(row->role(), QAccessible::ListItem);
  QCOMPARE(row->text(QAccessible::Name),
           QString::fromUtf8("Lost and delayed luggage, 312 messages, 28 fewer than before, sentiment −64"));
}

void TopicsTileTest::canBeRead() {
  for (const char* language : {"en", "de", "ar"}) {
    setLanguage(language);
    for (const char* board : {"trending", "sentiment"}) {
      for (const double distance : {0.8, 3.0, 5.0}) {
        Stage stage({.distance = distance, .board = board});
        stage.show(busyFrame().build());
        const QString fault = faultIn(stage);
        QVERIFY2(fault.isEmpty(), qPrintable(language + (" " + fault)));
        QVERIFY(modelOn(stage) && modelOn(stage)->rowCount() > 0);
      }
    }
  }
  setLanguage("en");
}

void TopicsTileTest::hostileTopics() {
  for (const double distance : {0.8, 3.0, 5.0}) {
    Stage stage({.distance = distance, .board = "trending"});
    for (TopicList& list : stage.topics().answer.lists) {
      list.figures[0].topic.text = "<b>\u202Eevil</b>\n" + std::string(2'000, 'W');
      list.figures[0].count = {1, INT64_MAX};
      list.figures[1].topic.text = "";
      list.figures[2].topic.text = "\xff\xfe";
      list.figures[3].before = CountRange{999'999'999, 999'999'999};
    }
    stage.show(busyFrame().build());
    const QString fault = faultIn(stage);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
  }
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::TopicsTileTest)
#include "tst_topics_tile.moc"
