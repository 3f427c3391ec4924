// Rows of their own heights, against a naive fit; and what such rows do to names: none is cut.
#include <QRandomGenerator>
#include <QtTest>
#include <numeric>

#include "models/row_stack.h"
#include "models/text_room.h"

namespace watchfloor {

class RowStackTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void shareWhatIsLeft();
  void asManyAsHaveRoom();
  void nothingAtAll();
  void namesTakeLines();
};

void RowStackTest::shareWhatIsLeft() {
  const RowStack some = stacked({30, 50}, {.room = 90, .mostAir = 20});
  QCOMPARE(some.tops, (std::vector<double>{0, 35}));
  QCOMPARE(some.air, 5.0);
  QCOMPARE(stacked({30, 50}, {.room = 900, .mostAir = 20}).air, 20.0);
  QCOMPARE(stacked({30, 50}, {.room = 900}).air, 0.0);
}

// The most of the first rows that end above the line for the others.
void RowStackTest::asManyAsHaveRoom() {
  QRandomGenerator random(7);
  for (int round = 0; round < 2000; ++round) {
    std::vector<double> talls;
    for (int i = random.bounded(12); i > 0; --i) talls.push_back(20 + random.bounded(80));
    const RowRoom room{.room = random.bounded(500.0), .forMore = 25, .mostAir = 10};
    const RowStack stack = stacked(talls, room);
    size_t fits = 0;
    for (size_t n = 0; n <= talls.size(); ++n) {
      const double end = std::accumulate(talls.begin(), talls.begin() + static_cast<std::ptrdiff_t>(n), 0.0);
      if (end + (n < talls.size() ? room.forMore : 0) <= room.room) fits = n;
    }
    QCOMPARE(stack.tops.size(), fits);
    for (size_t i = 1; i < fits; ++i)
      QVERIFY(std::abs(stack.tops[i] - stack.tops[i - 1] - talls[i - 1] - stack.air) < 1e-9);
    QVERIFY(stack.air >= 0 && stack.air <= 10 && (stack.air == 0 || fits == talls.size()));
    if (fits > 0) QVERIFY(stack.tops.back() + talls[fits - 1] + stack.air <= room.room + 1e-9);
  }
}

void RowStackTest::nothingAtAll() {
  QVERIFY(stacked({}, {.room = 100, .mostAir = 5}).tops.empty());
  QVERIFY(stacked({30}, {.room = 10, .forMore = 25}).tops.empty());
  QVERIFY(stacked({30}, {.room = -10}).tops.empty());
}

void RowStackTest::namesTakeLines() {
  const std::vector<std::string> names = {"Northwind Reinsurance and Claims, Europe", "Alder"};
  const double narrow = everydayWidth();
  const QStringList lines = apartWithin(names, narrow, kMostNameLines);
  QCOMPARE(lines, QStringList({"Northwind Reinsurance and Claims, Europe", "Alder"}));
  QVERIFY(nameLines(lines[0], narrow) > 1 && nameLines(lines[0], narrow) <= kMostNameLines);
  QCOMPARE(nameLines(lines[1], narrow), 1);
  QVERIFY(apartWithin(names, narrow)[0].contains(QStringLiteral("…")));
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::RowStackTest)
#include "tst_row_stack.moc"
