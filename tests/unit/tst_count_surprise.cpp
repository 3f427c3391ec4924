// The tail of the negative binomial against the sum of its terms.
#include <QtTest>
#include <cmath>

#include "listen/count_surprise.h"

using namespace watchfloor;

namespace {

// P(X >= x) or P(X <= x) by adding up the probabilities of whole numbers, in long double.
long double summed(int x, double mean, double variance, bool isUpper) {
  const long double r = static_cast<long double>(mean) * mean / (static_cast<long double>(variance) - mean);
  const long double logP = std::log(r / (r + mean)), logQ = std::log(mean / (r + mean));
  const int from = isUpper ? x : 0, to = isUpper ? x + 40'000 : x;
  long double sum = 0;
  for (int k = from; k <= to; ++k) {
    const long double term =
        std::exp(std::lgamma(k + r) - std::lgamma(r) - std::lgamma(k + 1.0L) + r * logP + k * logQ);
    sum += term;
    if (k > mean && term < sum * 1e-18L) break;
  }
  return sum;
}

}  // namespace

class TestCountSurprise : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isTheTailOfANegativeBinomial() {
    for (const double mean : {0.1, 0.5, 3.0, 40.0, 900.0}) {
      for (const double fano : {1.01, 1.5, 6.0, 200.0}) {
        for (const double at : {0.0, 0.3, 0.9, 1.1, 2.0, 8.0}) {
          const int x = static_cast<int>(std::round(mean * at));
          const bool isUpper = x > mean;
          const double expected = static_cast<double>(std::log10(summed(x, mean, mean * fano, isUpper)));
          const double found = countSurprise(x, mean, mean * fano) * (isUpper ? -1 : 1);
          const QString place = QString("mean %1 fano %2 x %3: %4 instead of %5").arg(mean).arg(fano).arg(x);
          QVERIFY2(std::abs(found - expected) <= 1e-7 * std::max(1.0, std::abs(expected)),
                   qPrintable(place.arg(found).arg(expected)));
        }
      }
    }
  }

  void neverUnderflows() {
    const double surprise = countSurprise(1e6, 10, 11);
    QVERIFY(std::isfinite(surprise) && surprise > 100'000);
    QVERIFY(countSurprise(0, 1e5, 1.01e5) < -10'000);
    QVERIFY(std::isfinite(countSurprise(1e12, 1e11, 1e15)));
  }

  // Where the distribution is as good as normal.
  void largeCountsStayTrue() {
    for (const double mean : {1e8, 1e9, 1e10}) {
      for (const double fano : {1.01, 6.0}) {
        for (const double z : {-3.0, -0.5, -0.01, 0.01, 0.5, 3.0}) {
          const double tail = std::log10(std::erfc(std::abs(z) / std::sqrt(2.0)) / 2);
          const double found = countSurprise(mean + z * std::sqrt(mean * fano), mean, mean * fano);
          QVERIFY2(std::abs(found - (z > 0 ? -tail : tail)) < 0.004,
                   qPrintable(QString("mean %1 fano %2 z %3: %4").arg(mean).arg(fano).arg(z).arg(found)));
        }
      }
    }
  }

  void growsWithTheCount() {
    double before = -1e9;
    for (double x = 0; x < 500; x += 0.25) {
      const double surprise = countSurprise(x, 100, 700);
      // Between "at most" and "at least" it passes through 0 by a jump.
      QVERIFY(surprise >= before);
      before = surprise;
    }
  }
};

QTEST_APPLESS_MAIN(TestCountSurprise)
#include "tst_count_surprise.moc"
