// How far what the panel of conversations shows can be trusted: how old it is, what is masked, whose answer
// it is, and when it goes.
#include <QApplication>
#include <QtTest>

#include "conversation_desk.h"

namespace watchfloor {

class ConversationsTrustTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keepsItsPlace();
  void masked();
  void maskedAtThisWall();
  void engineGone();
  void noConversationsKept();
  void newestQuestionWins();
  void unattended();
  void ofNowWhateverTheBoardShows();
};

// It is asked anew, and whoever looks at a conversation goes on looking at it.
void ConversationsTrustTest::keepsItsPlace() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.go(Qt::Key_V));
  QVERIFY(desk.go(Qt::Key_O));
  desk.press(Qt::Key_Down);
  const QString text = desk.lines()[1].text;
  rig.add({said("90", kAsOf - seconds(5), "@zoe", "Hello?")});
  desk.stage.live(seconds(31));
  QVERIFY(desk.isAnswered());
  QCOMPARE(desk.texts().first(), "Hello?");
  QCOMPARE(desk.browser().current(), 2);
  QCOMPARE(desk.texts()[2], text);
}

void ConversationsTrustTest::masked() {
  ConversationRig rig(false);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.go(Qt::Key_V));
  QVERIFY(desk.says("conversationsNote").contains("The engine masks"));
  QCOMPARE(desk.lines()[0].text, "text masked");
  QVERIFY(desk.go(Qt::Key_Down));
  QVERIFY(desk.go(Qt::Key_Return));
  QCOMPARE(desk.lines()[0].who, "customer 1");
  QCOMPARE(desk.lines()[0].text, "text masked, 58 bytes");
  QVERIFY(desk.lines()[0].isQuiet);
  std::vector<Ink> inks;
  collect(desk.stage.item("conversations"), {}, inks);
  for (const Ink& ink : inks)
    QVERIFY2(!ink.text.contains("bob") && !ink.text.contains("bag"), qPrintable(ink.text));
}

// The engine would tell them, but this wall does not ask.
void ConversationsTrustTest::maskedAtThisWall() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  desk.browser().connectTo(rig.target(), "ann", false);
  QVERIFY(desk.go(Qt::Key_V));
  QVERIFY(desk.says("conversationsNote").contains("This wall masks"));
  QCOMPARE(desk.lines()[0].text, "text masked");
}

// What was read stays, and is said to be old, until the engine is there again.
void ConversationsTrustTest::engineGone() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.go(Qt::Key_V));
  const QStringList before = desk.texts();
  rig.stop();
  desk.stage.pass(seconds(31));
  QVERIFY(desk.browser().isStale());
  QTRY_VERIFY_WITH_TIMEOUT(!desk.browser().problem().isEmpty(), Desk::kPatienceMs);
  desk.stage.settle();
  QVERIFY2(desk.says("conversationsProblem").startsWith("The engine does not answer"),
           qPrintable(desk.says("conversationsProblem")));
  QVERIFY(desk.says("conversationsAge").contains("stale 31\u202fs"));
  QCOMPARE(desk.texts(), before);
  rig.restart();
  desk.stage.live(seconds(6));
  QVERIFY(desk.isAnswered());
  QVERIFY(!desk.browser().isStale());
}

void ConversationsTrustTest::noConversationsKept() {
  Rig rig;
  Desk desk(rig.target());
  desk.press(Qt::Key_V);
  QTRY_VERIFY_WITH_TIMEOUT(!desk.browser().problem().isEmpty(), Desk::kPatienceMs);
  desk.stage.settle();
  QVERIFY(desk.says("conversationsProblem").contains("keeps no conversations"));
  QCOMPARE(desk.browser().ageText(), "not answered");
}

void ConversationsTrustTest::newestQuestionWins() {
  ConversationRig rig(true);
  addTalk(rig);
  std::vector<ConversationAnswer> answers;
  ConversationFeed feed(
      rig.target(), true,
      {.answered = [&](auto answer) { answers.push_back(*std::move(answer)); }, .acted = [](const auto&) {}});
  for (int i = 0; i < 50; ++i) feed.ask({.brand = "Birch"});
  feed.ask({.brand = "Cedar"});
  QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 1U, Desk::kPatienceMs);
  QCOMPARE(answers[0].entries.size(), 1U);
  QCOMPARE(answers[0].entries[0].brand, "Cedar");
  feed.ask({.brand = "Alder"});
  feed.forget();
  feed.ask({.brand = "Birch"});
  QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 2U, Desk::kPatienceMs);
  QCOMPARE(answers[1].entries[0].brand, "Birch");
}

void ConversationsTrustTest::unattended() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.openOf("Same here"));
  desk.press(Qt::Key_N);
  desk.stage.window()->setProperty("isAttended", false);
  desk.stage.settle();
  QVERIFY(!desk.browser().isOpen());
  QVERIFY(!desk.stage.item("conversations")->isVisible());
  QVERIFY(!desk.stage.item("conversationsAsking")->isVisible());
}

void ConversationsTrustTest::ofNowWhateverTheBoardShows() {
  ConversationRig rig(true);
  addTalk(rig);
  Desk desk(rig);
  QVERIFY(desk.go(Qt::Key_V));
  QCOMPARE(desk.says("conversationsNote"), QString());
  desk.stage.wall().togglePause();
  desk.stage.live(seconds(60));
  QCOMPARE(desk.says("conversationsNote"), "The board is paused; conversations are of now.");
  QCOMPARE(desk.lines()[1].when, "32:01");  // goes on
  desk.stage.wall().togglePause();
  FrameBuilder recording = busyFrame();
  recording.at(kAsOf - minutes(10)).frame().isEventClock = true;
  desk.stage.show(recording.sequence(5).build());
  QVERIFY(desk.says("conversationsNote").startsWith("The board shows a recording"));
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::ConversationsTrustTest)
#include "tst_conversations_trust.moc"
