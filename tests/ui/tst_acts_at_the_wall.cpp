// What people do to a conversation at the wall: by which key, what is said of it, and who may.
#include <QApplication>
#include <QtTest>

#include "conversation_desk.h"

namespace watchfloor {

class ActsAtTheWallTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void byOneKey_data();
  void byOneKey();
  void corrected();
  void assignedToAName();
  void movedWithAReason();
  void noted();
  void takenBack();
  void byTouch();
  void askedByTouch();
  void refusedInWords();
  void toldOfTheRightOne();
  void readOnly();
  void namedByTheWall();
};

namespace {

// The newest act, as the wall lists it: by whom, what, and in which words.
QString newest(Desk& desk) {
  const ConversationLine& line = desk.acts().front();
  return QStringList({line.when, line.who, line.facts, line.text}).join(QStringLiteral(" | "));
}

bool hasActs(Desk& desk, size_t n) {
  return QTest::qWaitFor([&] { return desk.acts().size() == n; }, Desk::kPatienceMs) && desk.isAnswered();
}

}  // namespace

void ActsAtTheWallTest::byOneKey_data() {
  QTest::addColumn<Qt::Key>("key");
  QTest::addColumn<QString>("done");
  QTest::addColumn<QString>("standing");
  QTest::newRow("to me") << Qt::Key_A << "assigned to ann"
                         << "of\u00a0ann";
  QTest::newRow("acknowledged") << Qt::Key_K << "acknowledged"
                                << "acknowledged";
  QTest::newRow("escalated") << Qt::Key_E << "escalated"
                             << "escalated";
  QTest::newRow("resolved") << Qt::Key_R << "resolved"
                            << "nobody\u00a0waits";
}

void ActsAtTheWallTest::byOneKey() {
  QFETCH(Qt::Key, key);
  QFETCH(QString, done);
  QFETCH(QString, standing);
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.openOf("Same here"));
  QVERIFY(!desk.stage.item("key.U")->isVisible());  // there is nothing to take back
  desk.press(key);
  QVERIFY(hasActs(desk, 1));
  QCOMPARE(newest(desk), "14:32:07 | ann | " + done + " | ");
  QCOMPARE(desk.says("conversationsSaid"), "14:32:07: " + done + ", by ann");
  QVERIFY2(desk.browser().scope().contains(standing), qPrintable(desk.browser().scope()));
  QVERIFY(desk.stage.item("key.U")->isVisible());
}

// The sentiment of the message that somebody stands on; not of the brand's own.
void ActsAtTheWallTest::corrected() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.openOf("Same here"));
  QVERIFY(desk.stage.item("key.0")->isVisible());
  desk.press(Qt::Key_0);
  QVERIFY(hasActs(desk, 1));
  QCOMPARE(newest(desk), "14:32:07 | ann | a message is neutral | ");
  const auto isCorrected = [&] {
    QString facts = desk.lines()[static_cast<size_t>(desk.browser().current())].facts;
    return facts.replace(QChar(0xa0), ' ').contains("neutral, corrected");
  };
  QVERIFY(isCorrected());
  while (desk.browser().current() > 0 &&
         !desk.lines()[static_cast<size_t>(desk.browser().current())].isBrand) {
    desk.press(Qt::Key_Up);
  }
  QVERIFY(desk.lines()[static_cast<size_t>(desk.browser().current())].isBrand);
  QVERIFY(!desk.stage.item("key.0")->isVisible());
  desk.press(Qt::Key_0);
  QVERIFY(hasActs(desk, 1));
}

void ActsAtTheWallTest::assignedToAName() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.openOf("Same here"));
  desk.press(Qt::Key_A, Qt::ShiftModifier);
  desk.type("rob");
  desk.press(Qt::Key_Return);
  QVERIFY(hasActs(desk, 1));
  QCOMPARE(newest(desk), "14:32:07 | ann | assigned to rob | ");
  desk.press(Qt::Key_A, Qt::ShiftModifier);
  desk.press(Qt::Key_Return);
  QVERIFY(hasActs(desk, 2));
  QCOMPARE(newest(desk), "14:32:07 | ann | assigned to nobody | ");
}

void ActsAtTheWallTest::movedWithAReason() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.openOf("Same here"));
  desk.press(Qt::Key_M);
  QVERIFY(desk.says("question").startsWith("Move to count only"));
  desk.press(Qt::Key_Down);
  QVERIFY(desk.says("question").startsWith("Move to marketing"));
  desk.press(Qt::Key_Return);
  QVERIFY(desk.stage.item("conversationsAsking")->isVisible());  // not without a reason
  desk.type("goes viral");
  desk.press(Qt::Key_Return);
  QVERIFY(hasActs(desk, 1));
  QCOMPARE(newest(desk), "14:32:07 | ann | moved to marketing | goes viral");
  QVERIFY(QString(desk.browser().scope()).replace(QChar(0xa0), ' ').contains("marketing (moved by ann)"));
}

void ActsAtTheWallTest::noted() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.openOf("Same here"));
  desk.press(Qt::Key_N);
  desk.type("called back");
  desk.press(Qt::Key_Return);
  QVERIFY(hasActs(desk, 1));
  QCOMPARE(newest(desk), "14:32:07 | ann | noted | called back");
  desk.press(Qt::Key_N);
  desk.type("never mind");
  desk.press(Qt::Key_Escape);
  QCOMPARE(desk.browser().view(), static_cast<int>(BrowserView::Conversation));
  desk.press(Qt::Key_K);
  QVERIFY(hasActs(desk, 2));
  QCOMPARE(newest(desk), "14:32:07 | ann | acknowledged | ");
}

// The newest that stands, one after the other.
void ActsAtTheWallTest::takenBack() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.openOf("Same here"));
  desk.press(Qt::Key_A);
  QVERIFY(hasActs(desk, 1));
  desk.press(Qt::Key_K);
  QVERIFY(hasActs(desk, 2));
  desk.press(Qt::Key_U);
  QVERIFY(hasActs(desk, 3));
  QCOMPARE(desk.acts()[1].facts, "acknowledged (taken back)");
  QVERIFY(desk.acts()[1].isQuiet);
  QVERIFY(desk.browser().scope().contains(QStringLiteral("open")));
  QVERIFY(desk.browser().canUndo());
  desk.press(Qt::Key_U);
  QVERIFY(hasActs(desk, 4));
  QCOMPARE(desk.acts()[3].facts, "assigned to ann (taken back)");
  QVERIFY(desk.browser().scope().contains(QStringLiteral("nobody's")));
  QVERIFY(!desk.browser().canUndo());
}

void ActsAtTheWallTest::byTouch() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.openOf("Same here"));
  QQuickItem* escalate = desk.stage.item("key.E");
  QTest::mouseClick(desk.stage.window(), Qt::LeftButton, {},
                    escalate->mapToScene(escalate->boundingRect().center()).toPoint());
  QVERIFY(hasActs(desk, 1));
  QCOMPARE(newest(desk), "14:32:07 | ann | escalated | ");
}

// What asks for words can be sent, and left, without a key.
void ActsAtTheWallTest::askedByTouch() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.openOf("Same here"));
  const auto touch = [&](const char* name) {
    const QQuickItem* item = desk.stage.item(name);
    desk.stage.settle();
    QVERIFY(item->isVisible() && item->height() >= 24 * desk.stage.viewing().u());
    QTest::mouseClick(desk.stage.window(), Qt::LeftButton, {},
                      item->mapToScene(item->boundingRect().center()).toPoint());
  };
  const QQuickItem* asking = desk.stage.item("conversationsAsking");
  touch("key.M");
  QVERIFY(asking->isVisible());
  touch("asking.↵");
  QVERIFY(asking->isVisible());  // not without a reason
  desk.type("goes viral");
  touch("asking.↵");
  QVERIFY(!asking->isVisible());
  QVERIFY(hasActs(desk, 1));
  QCOMPARE(newest(desk), "14:32:07 | ann | moved to count only | goes viral");
  for (const char* key : {"key.M", "key.N", "key.Shift A", "key./"}) {
    touch(key);
    QVERIFY(asking->isVisible());
    touch("asking.Esc");
    QVERIFY2(!asking->isVisible(), key);
  }
  QVERIFY(desk.isAnswered() && desk.acts().size() == 1);
}

void ActsAtTheWallTest::refusedInWords() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.openOf("Same here"));
  desk.browser().handle("closed_by_customer");  // only sources say so
  QTRY_VERIFY_WITH_TIMEOUT(desk.browser().said().startsWith("Not done: "), Desk::kPatienceMs);
  QVERIFY(desk.isAnswered());
  QVERIFY(desk.acts().empty());
  rig.stop();
  desk.press(Qt::Key_K);
  QTRY_VERIFY_WITH_TIMEOUT(desk.browser().said().startsWith("Not done: The engine does not answer"),
                           Desk::kPatienceMs);
}

// Whoever has gone on is told of which conversation it is.
void ActsAtTheWallTest::toldOfTheRightOne() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.openOf("Same here"));
  const QString number = desk.browser().title().section(' ', -1);
  desk.browser().handle("acknowledged");  // by calls: between two keys the answer might come
  desk.browser().back();
  QTRY_VERIFY_WITH_TIMEOUT(desk.browser().said().startsWith("Conversation " + number + ": "),
                           Desk::kPatienceMs);
  QVERIFY(desk.browser().said().contains("acknowledged"));
}

void ActsAtTheWallTest::readOnly() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig, {}, "");
  QVERIFY(desk.openOf("Same here"));
  QVERIFY(desk.says("conversationsReadOnly").contains("--as NAME"));
  for (const char* key : {"key.A", "key.K", "key.E", "key.R", "key.M", "key.N", "key.U"})
    QVERIFY2(!desk.stage.item(key)->isVisible(), key);
  for (const Qt::Key key : {Qt::Key_A, Qt::Key_K, Qt::Key_E, Qt::Key_R, Qt::Key_M, Qt::Key_N, Qt::Key_U})
    desk.press(key);
  QVERIFY(!desk.stage.item("conversationsAsking")->isVisible());
  desk.stage.live(seconds(31));
  QVERIFY(desk.isAnswered());
  QVERIFY(desk.acts().empty());
}

// Whoever it is, their name is one line of text.
void ActsAtTheWallTest::namedByTheWall() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig, {}, " \u202eann ");
  QVERIFY(desk.openOf("Same here"));
  desk.press(Qt::Key_K);
  QVERIFY(hasActs(desk, 1));
  QCOMPARE(desk.acts()[0].who, "\\u{202e}ann");
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::ActsAtTheWallTest)
#include "tst_acts_at_the_wall.moc"
