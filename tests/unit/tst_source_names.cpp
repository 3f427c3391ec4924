// Names that are held and let go.
#include "threads/source_names.h"

#include <QtTest>

using namespace watchfloor;

class TestSourceNames : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aNameIsKeptWhileItIsHeld() {
    SourceNames names;
    const uint32_t acd = names.hold("acd"), social = names.hold("social");
    QVERIFY(acd != social);
    QCOMPARE(names.hold("acd"), acd);
    names.release(acd);
    QVERIFY(names[acd] == "acd" && names[social] == "social");
    QCOMPARE(names.size(), 2U);
    names.release(acd);
    QCOMPARE(names.size(), 1U);
    QVERIFY(names[names.hold("acd")] == "acd");
  }
  void numbersAreGivenAgain() {
    SourceNames names;
    const uint32_t kept = names.hold("kept");
    uint32_t highest = 0;
    for (int i = 0; i < 10'000; ++i) {
      const std::string name = "a rather long name of a source " + std::to_string(i);
      const uint32_t number = names.hold(name);
      QVERIFY(names[number] == name);
      highest = std::max(highest, number);
      names.release(number);
    }
    QVERIFY(highest <= 1);
    QVERIFY(names[kept] == "kept");
  }
};

QTEST_APPLESS_MAIN(TestSourceNames)
#include "tst_source_names.moc"
