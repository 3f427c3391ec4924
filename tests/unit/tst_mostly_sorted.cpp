#include <QtTest>
#include <algorithm>
#include <random>

#include "model/mostly_sorted.h"

using namespace watchfloor;

class TestMostlySorted : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sortsWhateverPartIsOutOfPlace() {
    for (unsigned seed = 1; seed <= 500; ++seed) {
      std::mt19937 random(seed);
      std::vector<int> values(random() % 60);
      const unsigned trouble = random() % 101;
      for (size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<int>(random() % 100 < trouble ? random() % 60 : i);
      std::vector<int> expected = values;
      std::sort(expected.begin(), expected.end());
      sortMostlySorted(values.begin(), values.end());
      QVERIFY2(values == expected, qPrintable(QString("seed %1").arg(seed)));
    }
  }
};

QTEST_GUILESS_MAIN(TestMostlySorted)
#include "tst_mostly_sorted.moc"
