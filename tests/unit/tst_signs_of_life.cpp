// For whom a publisher with nothing to tell says that he is there.
#include "client/signs_of_life.h"

#include <QtTest>

using namespace watchfloor;
using std::chrono::seconds;

using Names = std::vector<std::string>;

class TestSignsOfLife : public QObject {
  Q_OBJECT

  const SignsOfLife::Moment m_begin = SignsOfLife::Moment() + seconds(1'000);

 private Q_SLOTS:
  void everySourceThatWasToldOf() {
    SignsOfLife signs("");
    QCOMPARE(signs.due(m_begin), Names{});
    signs.toldOf("pbx", 0, m_begin);
    signs.toldOf("web", 0, m_begin + seconds(4));
    QCOMPARE(signs.due(m_begin + seconds(9)), Names{});
    QCOMPARE(signs.due(m_begin + seconds(10)), Names{"pbx"});
    QCOMPARE(signs.due(m_begin + seconds(14)), Names{"web"});
    QCOMPARE(signs.due(m_begin + seconds(60)), (Names{"pbx", "web"}));
    QCOMPARE(signs.due(m_begin + seconds(61)), Names{});
  }
  void whoKeepsTellingNeedsNone() {
    SignsOfLife signs("");
    signs.toldOf("pbx", 0, m_begin);
    for (int i = 0; i < 100; ++i) {
      signs.toldOf("web", 0, m_begin + seconds(i));
      QCOMPARE(signs.due(m_begin + seconds(i)), i > 0 && i % 10 == 0 ? Names{"pbx"} : Names{});
    }
  }
  void aNameIsGivenAsLongAsNothingWasTold() {
    SignsOfLife signs("pbx1");
    QCOMPARE(signs.due(m_begin), Names{"pbx1"});
    QCOMPARE(signs.due(m_begin + seconds(9)), Names{});
    QCOMPARE(signs.due(m_begin + seconds(10)), Names{"pbx1"});
    SignsOfLife telling("pbx1");
    telling.toldOf("asterisk", 0, m_begin);
    QCOMPARE(telling.due(m_begin + seconds(60)), Names{"asterisk"});
  }
  void aNameThatWasGivenDoesNotFallSilent() {
    SignsOfLife signs("pbx1");
    QCOMPARE(signs.due(m_begin), Names{"pbx1"});
    signs.toldOf("asterisk", 0, m_begin + seconds(1));
    QCOMPARE(signs.due(m_begin + seconds(60)), (Names{"asterisk", "pbx1"}));
  }
  void whatAnInputToldEndsWithIt() {
    SignsOfLife signs("name");
    signs.toldOf("pbx", 1, m_begin);
    signs.toldOf("web", 1, m_begin);
    signs.toldOf("web", 2, m_begin);
    signs.ended(1);
    QCOMPARE(signs.due(m_begin + seconds(60)), Names{"web"});
    signs.ended(2);
    QCOMPARE(signs.due(m_begin + seconds(120)), Names{});
    signs.toldOf("pbx", 1, m_begin + seconds(130));  // somebody writes into it again
    QCOMPARE(signs.due(m_begin + seconds(140)), Names{"pbx"});
  }
  void theyAreBounded() {
    SignsOfLife signs("");
    signs.toldOf("old", 0, m_begin);
    signs.toldOf("busy", 0, m_begin);
    for (size_t i = 0; i < SignsOfLife::kMost - 1; ++i) {
      signs.toldOf("busy", 0, m_begin + seconds(1));
      signs.toldOf("s" + std::to_string(i), 0, m_begin + seconds(1));
    }
    const Names due = signs.due(m_begin + seconds(60));
    QCOMPARE(due.size(), SignsOfLife::kMost);
    QVERIFY(std::find(due.begin(), due.end(), "busy") != due.end());
    QVERIFY(std::find(due.begin(), due.end(), "old") == due.end());
  }
};

QTEST_APPLESS_MAIN(TestSignsOfLife)
#include "tst_signs_of_life.moc"
