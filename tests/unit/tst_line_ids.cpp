// Ids of lines that have none.
#include "sources/line_ids.h"

#include <QtTest>

using namespace watchfloor;

class TestLineIds : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void identicalLinesAreCounted() {
    LineIds ids;
    const std::string a = ids.next("a"), b = ids.next("b"), again = ids.next("a");
    QVERIFY(QString::fromStdString(a).endsWith(":1"));
    QVERIFY(a != b);
    QCOMPARE(QString::fromStdString(again), QString::fromStdString(a).replace(":1", ":2"));
  }
  void anotherReadingGivesTheSameIds() {
    LineIds first, second;
    for (const char* line : {"a", "b", "a", "", "a"}) QCOMPARE(first.next(line), second.next(line));
  }
  void theLastMillionLinesAreRemembered() {
    LineIds ids;
    ids.next("a");
    for (int i = 0; i < 999'999; ++i) ids.next(std::to_string(i));
    QVERIFY(QString::fromStdString(ids.next("a")).endsWith(":2"));
    for (int i = 0; i < 2'000'000; ++i) ids.next(std::to_string(i) + "x");
    QVERIFY(QString::fromStdString(ids.next("a")).endsWith(":1"));  // forgotten: memory is bounded
  }
};

QTEST_APPLESS_MAIN(TestLineIds)
#include "tst_line_ids.moc"
