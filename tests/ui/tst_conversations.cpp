// From a number to the conversations behind it, with an engine that answers: what is asked and shown, and
// from where to where.
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QtTest>

#include "conversation_desk.h"

namespace watchfloor {

class ConversationsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void ofWhatWasChosen();
  void ofTheFigureThatHasTheFocus();
  void ofTheFigureThatIsExplained();
  void byTouch();
  void countedInTheWindow();
  void negativeOnesBehindNetSentiment();
  void ofAChartOrAPointOfIt();
  void ofATopic();
  void ofATrend();
  void ofWhatWaitsThoseThatWait();
  void fromThePalette();
  void waitingLongestOrNewest();
  void buckets();
  void aConversation();
  void itsAuthor();
  void search();
  void more();
  void onePanelAtATime();
  void heard();
};

namespace {

QStringList whoOf(const std::vector<ConversationLine>& lines) {
  QStringList who;
  for (const ConversationLine& line : lines) who << line.who;
  return who;
}

// With plain spaces, and without the marks around names.
QString bare(QString text) {
  return text.remove(QChar(0x2068)).remove(QChar(0x2069)).replace(QChar(0x202f), QChar(' '));
}

}  // namespace

void ConversationsTest::ofWhatWasChosen() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  desk.stage.wall().chooseBrand("Alder");
  QVERIFY(desk.go(Qt::Key_V));
  QVERIFY(desk.stage.item("conversations")->isVisible());
  QCOMPARE(desk.says("conversationsTitle"), "Conversations that wait longest");
  QCOMPARE(desk.says("conversationsScope"), "Alder\u00a0· all channels\u00a0· all buckets");
  QCOMPARE(desk.lines().size(), 2U);
  QCOMPARE(desk.lines()[0].when, "31:01");
  QCOMPARE(desk.lines()[0].who, "Alder\u00a0· social");
  QCOMPARE(desk.lines()[0].text, "Same here: no bag, no answer.");
  QCOMPARE(QString(desk.lines()[0].facts).replace(QChar(0xa0), ' '),
           "contact centre · open · nobody's · 4 messages · 3 negative · reach 12.9\u202fk");
  QCOMPARE(desk.lines()[0].shape, static_cast<int>(GlyphShape::Down));
  QCOMPARE(desk.lines()[1].text, "Thank you, that was quick!");
  desk.press(Qt::Key_Escape);
  QVERIFY(!desk.stage.item("conversations")->isVisible());
}

void ConversationsTest::ofTheFigureThatHasTheFocus() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig, {.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8});
  QQuickItem* cell = desk.stage.item("cell.4");
  QVERIFY(cell);
  const std::string brand = cell->property("brand").toString().toStdString();
  const std::string channel = cell->property("channel").toString().toStdString();
  Event event = said("20", kAsOf - minutes(1), "@ivy", "Here.");
  event.brand = brand, event.channel = channel;
  rig.add({event});
  Stage::find(cell, "figure")->forceActiveFocus();
  QVERIFY(desk.go(Qt::Key_V));
  QCOMPARE(desk.texts().first(), "Here.");
  for (const ConversationLine& line : desk.lines())
    QCOMPARE(line.who, QString::fromStdString(brand + "\u00a0· " + channel));
  desk.press(Qt::Key_Escape);
  QCOMPARE(desk.stage.window()->activeFocusItem(), Stage::find(cell, "figure"));  // where it was
}

void ConversationsTest::ofTheFigureThatIsExplained() {
  ConversationRig rig(true);
  Desk desk(rig);
  desk.stage.wall().explanation()->ask("service_level", "Cedar", {}, 0, {}, true);
  desk.stage.settle();
  QVERIFY(desk.stage.item("conversationsHint")->isVisible());
  QVERIFY(desk.go(Qt::Key_V));
  QVERIFY(desk.browser().scope().startsWith("Cedar\u00a0· all channels"));
  QVERIFY(!desk.stage.wall().explanation()->isOpen());
  desk.press(Qt::Key_Escape);
  desk.stage.wall().explanation()->ask("service_level", "Alder", {}, 0, {100, 100, 50, 50}, true);
  desk.stage.settle();
  QQuickItem* hint = desk.stage.item("conversationsHint");
  QTest::mouseClick(desk.stage.window(), Qt::LeftButton, {}, hint->mapToScene({5, 5}).toPoint());
  QVERIFY(desk.isAnswered());
  QVERIFY(desk.browser().scope().startsWith("Alder\u00a0· all channels"));
}

void ConversationsTest::byTouch() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  const auto middleOf = [](QQuickItem* item) {
    return item->mapToScene(item->boundingRect().center()).toPoint();
  };
  const QPoint tile = middleOf(desk.stage.tile("volume"));
  QTest::mouseClick(desk.stage.window(), Qt::LeftButton, {}, tile);
  QVERIFY(!desk.browser().isOpen());
  QTest::mouseDClick(desk.stage.window(), Qt::LeftButton, {}, tile);
  QVERIFY(desk.isAnswered());
  QTest::mouseClick(desk.stage.window(), Qt::LeftButton, {}, middleOf(desk.stage.item("line.2")));
  desk.stage.settle();
  QCOMPARE(desk.browser().current(), 2);
  QTest::mouseClick(desk.stage.window(), Qt::LeftButton, {}, middleOf(desk.stage.item("line.2")));
  QVERIFY(desk.isAnswered());
  QCOMPARE(desk.browser().view(), static_cast<int>(BrowserView::Conversation));
  QTest::mouseClick(desk.stage.window(), Qt::LeftButton, {}, middleOf(desk.stage.item("key.Esc")));
  QVERIFY(desk.isAnswered());
  QCOMPARE(desk.browser().view(), static_cast<int>(BrowserView::List));
  QCOMPARE(desk.browser().current(), 2);
}

// What was counted, and nothing else, newest first; whoever waits is one key away.
void ConversationsTest::countedInTheWindow() {
  ConversationRig rig(true);
  addTalk(rig);
  Event answer = said("9", kAsOf - minutes(2), "agent7", "On Sundays, too.", "m5");
  answer.brand = "Birch", answer.channel = "mail";
  messageOf(answer).direction = MessageDirection::kOutbound;
  rig.add({answer});
  Desk desk(rig);
  QVERIFY(desk.goBehind("volume"));
  QCOMPARE(bare(desk.says("conversationsTitle")), QStringLiteral("Volume, 15 min, 14:17 – 14:32"));
  QCOMPARE(desk.texts(), QStringList({"Thank you, that was quick!", "gm", "Same here: no bag, no answer."}));
  QCOMPARE(desk.browser().whenTitle(), "newest");
  desk.stage.wall().chooseBrand("Alder");
  QVERIFY(desk.goBehind("volume"));
  QCOMPARE(desk.texts(), QStringList({"Thank you, that was quick!", "Same here: no bag, no answer."}));
  QVERIFY(desk.go(Qt::Key_O));
  QCOMPARE(desk.says("conversationsTitle"), "Conversations that wait longest");
  QCOMPARE(desk.texts().size(), 2);
  QVERIFY(desk.go(Qt::Key_O));
  QVERIFY(bare(desk.says("conversationsTitle")).startsWith("Volume, 15 min"));
  desk.stage.wall().chooseAll();
  QVERIFY(desk.goBehind("response_rate"));  // of answers, too
  QVERIFY(desk.texts().contains("Do you fly to Porto on Sundays?"));
  // A pause, and what comes meanwhile, change nothing: it is what was counted then.
  rig.add({said("10", kAsOf + minutes(1), "@joe", "Later.")});
  desk.stage.pass(ConversationBrowser::kAnew);
  QVERIFY(desk.isAnswered());
  QVERIFY(!desk.texts().contains("Later."));
}

void ConversationsTest::negativeOnesBehindNetSentiment() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.goBehind("net_sentiment"));
  QCOMPARE(bare(desk.says("conversationsTitle")), QStringLiteral("Negative messages, 15 min, 14:17 – 14:32"));
  QCOMPARE(desk.texts(), QStringList({"Same here: no bag, no answer."}));
  desk.stage.wall().chooseBrand("Birch");
  QVERIFY(desk.goBehind("net_sentiment"));
  QCOMPARE(desk.browser().nothingText(), "None");
}

void ConversationsTest::ofAChartOrAPointOfIt() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig, {.width = 3840, .height = 2160, .diagonal = 32, .distance = 0.8});
  HourChart* chart = desk.stage.wall().scene()->chart("series.volume");
  QVERIFY(chart);
  QVERIFY(desk.goBehind("series.volume"));
  QCOMPARE(bare(desk.says("conversationsTitle")), QStringLiteral("Volume, 13:32 – 14:32"));
  QCOMPARE(desk.texts().size(), 4);  // all but that of three hours ago
  desk.press(Qt::Key_Escape);
  // The minute in which the thanks came.
  const QPointF ends = chart->property("timeEnds").toPointF();
  const double x = ends.x() + (ends.y() - ends.x()) * 56.5 / 60;
  QCOMPARE(chart->slotAt(x), 56);
  QCOMPARE(chart->slotAt(ends.x() - 1), -1);
  QCOMPARE(chart->slotAt(ends.y() + 1), -1);
  QQuickItem* tile = desk.stage.item("chart.series.volume");
  QTest::mouseDClick(desk.stage.window(), Qt::LeftButton, {},
                     tile->mapToScene({x, tile->height() / 2}).toPoint());
  QVERIFY(desk.isAnswered());
  QCOMPARE(bare(desk.says("conversationsTitle")), QStringLiteral("Volume, 14:28 – 14:29"));
  QCOMPARE(desk.texts(), QStringList({"Thank you, that was quick!"}));
  // The same from how it is explained, by V.
  desk.press(Qt::Key_Escape);
  auto* figure = tile->findChild<QQuickItem*>("figure");
  QVERIFY(figure && QMetaObject::invokeMethod(figure, "explainAt", Q_ARG(bool, true), Q_ARG(double, x)));
  QVERIFY(desk.go(Qt::Key_V));
  QCOMPARE(bare(desk.says("conversationsTitle")), QStringLiteral("Volume, 14:28 – 14:29"));
}

void ConversationsTest::ofATopic() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig, {.board = "trending"});
  for (TopicList& each : desk.stage.topics().answer.lists) {
    each.figures[0].topic = {.kind = TopicKind::kPhrase, .text = "no bag"};
    each.figures[1].topic = {.kind = TopicKind::kHashtag, .text = "#bag"};
    each.figures[2].topic = {.kind = TopicKind::kNamed, .text = "Luggage"};
  }
  desk.stage.live(seconds(40));
  for (const auto& [row, title] : {std::pair{"topic0", "Messages with \"no bag\", 15 min, 14:17 – 14:32"},
                                   {"topic1", "Messages with #bag, 15 min, 14:17 – 14:32"},
                                   {"topic2", "Messages about Luggage, 15 min, 14:17 – 14:32"}}) {
    Stage::find(desk.stage.item(row), "figure")->forceActiveFocus();
    QVERIFY(desk.go(Qt::Key_V));
    QCOMPARE(desk.browser().view(), static_cast<int>(BrowserView::Search));
    QCOMPARE(bare(desk.says("conversationsTitle")), QString::fromUtf8(title));
    QCOMPARE(desk.texts(), QStringList({"Same here: no bag, no answer."}));  // not those of before
    desk.press(Qt::Key_Escape);
    QVERIFY(!desk.browser().isOpen());
  }
}

void ConversationsTest::ofATrend() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig, {.board = "trending"});
  desk.stage.trends().trends = {{.brand = "Alder", .asOf = kAsOf - minutes(3), .scale = minutes(20)},
                                {.brand = "Alder",
                                 .topic = Topic{.kind = TopicKind::kHashtag, .text = "#bag"},
                                 .asOf = kAsOf,
                                 .scale = hours(1)},
                                {.brand = "all", .asOf = kAsOf, .scale = minutes(5)}};
  desk.stage.live(seconds(1));
  const auto touch = [&](const char* name) {
    QQuickItem* row = desk.stage.item(name);
    QTest::mouseClick(desk.stage.window(), Qt::LeftButton, {},
                      row->mapToScene({row->width() / 2, row->height() / 2}).toPoint());
    return desk.isAnswered();
  };
  QVERIFY(touch("trend0"));
  QCOMPARE(bare(desk.says("conversationsTitle")), QStringLiteral("Mentions, 20 min, 14:09 – 14:29"));
  QVERIFY(desk.browser().scope().startsWith("Alder"));
  QCOMPARE(desk.texts(), QStringList({"Thank you, that was quick!", "Same here: no bag, no answer."}));
  desk.press(Qt::Key_Escape);
  desk.stage.item("trend1")->forceActiveFocus(Qt::TabFocusReason);
  QVERIFY(desk.go(Qt::Key_Return));
  QCOMPARE(bare(desk.says("conversationsTitle")), QStringLiteral("Messages with #bag, 1 h, 13:32 – 14:32"));
  QCOMPARE(desk.lines().size(), 2U);
  desk.press(Qt::Key_Escape);
  QVERIFY(touch("trend2"));
  QVERIFY(!desk.browser().scope().startsWith("Alder"));
  QCOMPARE(desk.texts(), QStringList({"Thank you, that was quick!"}));
}

void ConversationsTest::ofWhatWaitsThoseThatWait() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.goBehind("backlog"));
  QCOMPARE(desk.says("conversationsTitle"), "Conversations that wait longest");
  QCOMPARE(desk.lines().size(), 5U);
}

void ConversationsTest::fromThePalette() {
  ConversationRig rig(true);
  Desk desk(rig);
  desk.press(Qt::Key_K, Qt::ControlModifier);
  desk.type("conversations behind");
  desk.press(Qt::Key_Return);
  QVERIFY(desk.isAnswered());
  QVERIFY(!desk.stage.item("palette")->isVisible());
  QVERIFY(desk.stage.item("conversationLines")->hasActiveFocus());
}

void ConversationsTest::waitingLongestOrNewest() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QAbstractItemModelTester tester(desk.browser().lines(),
                                  QAbstractItemModelTester::FailureReportingMode::Fatal);
  QVERIFY(desk.go(Qt::Key_V));
  QCOMPARE(whoOf(desk.lines()).first(), "Birch\u00a0· social");
  QCOMPARE(desk.browser().whenTitle(), "waits");
  QVERIFY(desk.go(Qt::Key_O));
  QCOMPARE(desk.says("conversationsTitle"), "Conversations, the newest first");
  QCOMPARE(desk.lines()[0].text, "Thank you, that was quick!");
  QCOMPARE(desk.lines()[0].when, "14:28");
  QVERIFY(desk.lines()[0].facts.contains(QStringLiteral("waits\u00a04:01")));
  QVERIFY(desk.go(Qt::Key_O));
  QCOMPARE(desk.lines()[0].text, "A spokesperson, please, for a comment on the outage.");
}

void ConversationsTest::buckets() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.go(Qt::Key_V));
  for (const auto& [bucket, count] :
       {std::pair{"contact centre", 3U}, {"marketing", 1U}, {"count only", 1U}, {"all buckets", 5U}}) {
    QVERIFY(desk.go(Qt::Key_B));
    QVERIFY(desk.browser().scope().endsWith(bucket));
    QCOMPARE(desk.lines().size(), count);
  }
}

// The oldest message first, by whom and how it was felt; its columns; the newest one is looked at.
void ConversationsTest::aConversation() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.openOf("Same here"));
  QCOMPARE(whoOf(desk.lines()),
           QStringList({"@bob, customer 1", "Alder", "@bob, customer 1", "@cleo, customer 3"}));
  QCOMPARE(desk.lines()[0].when, "13:45:07");  // in Berlin
  QVERIFY(desk.lines()[1].isBrand);
  QVERIFY(desk.lines()[0].facts.startsWith("negative\u00a0· contact\u00a0centre\u00a0(complaint)"));
  QCOMPARE(desk.browser().current(), 3);
  QCOMPARE(desk.stage.item("line.3")->opacity(), 1.0);
  desk.press(Qt::Key_Slash);  // takes room
  QCOMPARE(desk.stage.item("line.3")->opacity(), 1.0);
  desk.press(Qt::Key_Escape);
  QVERIFY(desk.browser().scope().contains(QStringLiteral("waits\u00a031:01")));
  const auto sum = [](const QList<double>& columns) {
    double all = 0;
    for (const double column : columns) all += std::isnan(column) ? 0 : column;
    return all;
  };
  QCOMPARE(sum(desk.browser().customers()), 3.0);
  QCOMPARE(sum(desk.browser().brand()), -1.0);
  QCOMPARE(sum(desk.browser().sentiment()), -3.0);
  QCOMPARE(desk.browser().fromText() + " " + desk.browser().toText(), "13:45 14:20");
  QVERIFY(desk.stage.item("conversationColumns")->isVisible());
}

void ConversationsTest::itsAuthor() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.openOf("Same here"));
  desk.press(Qt::Key_Home);
  QCOMPARE(desk.browser().current(), 0);
  QVERIFY(desk.go(Qt::Key_Return));
  QCOMPARE(desk.says("conversationsTitle"), "All that customer 1 wrote");
  QCOMPARE(desk.texts().first(), "Do you fly to Porto on Sundays?");  // to another brand
  QCOMPARE(desk.lines().size(), 3U);
  QVERIFY(desk.lines()[0].facts.startsWith("Birch\u00a0·\u00a0mail"));
  QVERIFY(desk.go(Qt::Key_Return));
  QVERIFY(desk.browser().scope().startsWith("Birch\u00a0· mail"));
  for (const int view : {BrowserView::Author, BrowserView::Conversation, BrowserView::List}) {
    desk.press(Qt::Key_Escape);
    QCOMPARE(desk.browser().view(), view);
    QVERIFY(!desk.lines().empty());  // at once
  }
  desk.press(Qt::Key_Escape);
  QVERIFY(!desk.browser().isOpen());
}

void ConversationsTest::search() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  desk.press(Qt::Key_F, Qt::ControlModifier);
  QVERIFY(desk.stage.item("conversationsAsking")->isVisible());
  desk.type("bag");
  desk.press(Qt::Key_Return);
  QVERIFY(desk.isAnswered());
  QCOMPARE(desk.says("conversationsTitle"), "Messages with bag");
  QCOMPARE(desk.lines().size(), 2U);
  QVERIFY(desk.go(Qt::Key_Return));
  QCOMPARE(desk.browser().view(), static_cast<int>(BrowserView::Conversation));
  desk.press(Qt::Key_Slash);
  desk.type("xyzzy");
  desk.press(Qt::Key_Return);
  QVERIFY(desk.isAnswered());
  QCOMPARE(desk.browser().nothingText(), "No message has these words");
  desk.press(Qt::Key_Slash);
  desk.type("vwo?");  // no key of the panel or the wall meanwhile
  QCOMPARE(desk.stage.item("answer")->property("text").toString(), "vwo?");
  desk.press(Qt::Key_Escape);
  QVERIFY(!desk.stage.item("conversationsAsking")->isVisible());
  QVERIFY(desk.browser().isOpen());
}

void ConversationsTest::more() {
  ConversationRig rig(true);
  std::vector<Event> events;
  for (int i = 0; i < 250; ++i)
    events.push_back(said(std::to_string(i), kAsOf - seconds(300 - i), "u", std::to_string(i)));
  rig.add(events);
  Desk desk(rig);
  QVERIFY(desk.go(Qt::Key_V));
  QCOMPARE(desk.lines().size(), 100U);
  QVERIFY(desk.says("conversationsAge").startsWith("1 of 100, and more"));
  QVERIFY(desk.go(Qt::Key_End));
  QCOMPARE(desk.lines().size(), 200U);
  QVERIFY(desk.go(Qt::Key_End));
  QCOMPARE(desk.lines().size(), 250U);
  QVERIFY(desk.go(Qt::Key_End));
  QVERIFY(desk.says("conversationsAge").startsWith("250 of 250 ·"));
  desk.press(Qt::Key_PageUp);
  QVERIFY(desk.browser().current() < 249 && desk.browser().current() > 200);
}

void ConversationsTest::onePanelAtATime() {
  ConversationRig rig(true);
  Desk desk(rig);
  QVERIFY(desk.go(Qt::Key_V));
  desk.press(Qt::Key_F1);
  QVERIFY(desk.stage.item("help")->isVisible());
  QVERIFY(!desk.browser().isOpen());
  desk.press(Qt::Key_V);
  QVERIFY(desk.isAnswered());
  QVERIFY(!desk.stage.item("help")->isVisible());
  const int board = desk.stage.wall().boardIndex();
  desk.press(Qt::Key_N);
  QCOMPARE(desk.stage.wall().boardIndex(), board);  // not the wall's keys
}

// By whoever does not see it: the panel, its list, each line and what can be pressed.
void ConversationsTest::heard() {
  QAccessible::setActive(true);
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.go(Qt::Key_V));
  const auto said = [&](const char* name) {
    QAccessibleInterface* at = QAccessible::queryAccessibleInterface(desk.stage.item(name));
    return at ? at->text(QAccessible::Name) : QString();
  };
  QCOMPARE(said("conversations"), "Conversations that wait longest");
  QVERIFY2(said("line.0").startsWith("3:00\u202fh, Birch"), qPrintable(said("line.0")));
  QVERIFY(said("line.0").endsWith("on the outage."));
  QCOMPARE(said("key.O"), "other order");
  QAccessible::queryAccessibleInterface(desk.stage.item("key.O"))
      ->actionInterface()
      ->doAction(QAccessibleActionInterface::pressAction());
  QVERIFY(desk.isAnswered());
  QCOMPARE(said("conversations"), "Conversations, the newest first");
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::ConversationsTest)
#include "tst_conversations.moc"
