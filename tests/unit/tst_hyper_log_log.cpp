// Distinct items by HyperLogLog: how near the truth, in any order of merging, and as bytes.
#include <QtTest>
#include <random>
#include <set>

#include "window/hyper_log_log.h"

using namespace watchfloor;

class TestHyperLogLog : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void fewAreExact() {
    std::mt19937_64 random(1);
    HyperLogLog authors;
    QCOMPARE(authors.estimate(), 0);
    for (int n = 1; n <= 768; ++n) {
      const uint64_t author = random();
      authors.add(author);
      authors.add(author);
      QCOMPARE(authors.estimate(), n);
    }
  }
  // Over sizes from where it is exact to a billion registers' worth: the error is what it says.
  void theErrorIsSmall() {
    for (const int n : {1'000, 3'000, 10'000, 20'000, 100'000, 400'000}) {
      constexpr int kTrials = 40;
      double squares = 0, bias = 0;
      for (int trial = 0; trial < kTrials; ++trial) {
        std::mt19937_64 random(static_cast<uint64_t>(1'000 * n + trial));
        HyperLogLog authors;
        for (int i = 0; i < n; ++i) authors.add(random());
        const double error = static_cast<double>(authors.estimate()) / n - 1;
        squares += error * error;
        bias += error;
      }
      const double deviation = std::sqrt(squares / kTrials);
      QVERIFY2(deviation < 0.022 && std::abs(bias / kTrials) < 0.009,
               qPrintable(QString("%1: %2, %3").arg(n).arg(deviation).arg(bias / kTrials)));
    }
  }
  void mergesAreUnionsInAnyOrder() {
    std::mt19937_64 random(3);
    for (const size_t each : {3u, 300u, 700u, 5'000u}) {
      HyperLogLog whole;
      std::vector<HyperLogLog> parts(7);
      for (size_t i = 0; i < each * parts.size(); ++i) {
        const uint64_t author = random() % 4 == 0 ? i % 10 * 0x9e3779b97f4a7c15 : random();
        whole.add(author);
        parts[random() % parts.size()].add(author);
      }
      for (int order = 0; order < 5; ++order) {
        std::shuffle(parts.begin(), parts.end(), random);
        HyperLogLog merged;
        for (const HyperLogLog& part : parts) merged.merge(part);
        QVERIFY(merged == whole);
        merged.merge(parts[0]);
        QVERIFY(merged == whole);
      }
    }
  }
  void bytesAndBack() {
    std::mt19937_64 random(5);
    HyperLogLog authors;
    for (int i = 0; i < 2'000; ++i) {
      const std::string bytes = authors.toBytes();
      QVERIFY(bytes.size() <= 3'073);
      const auto again = HyperLogLog::fromBytes(bytes);
      QVERIFY(again && *again == authors);
      authors.add(random());
    }
  }
  void bytesThatAreNone() {
    std::mt19937_64 random(7);
    HyperLogLog few, many;
    for (int i = 0; i < 1'000; ++i) {
      if (i < 100) few.add(random());
      many.add(random());
    }
    QVERIFY(!HyperLogLog::fromBytes("abc"));
    QVERIFY(!HyperLogLog::fromBytes(std::string(4, '\0')));
    for (const HyperLogLog& made : {few, many}) {
      for (int i = 0; i < 20'000; ++i) {
        std::string bytes = made.toBytes();
        bytes[random() % bytes.size()] = static_cast<char>(random());
        if (i % 2 == 0) bytes.resize(random() % (bytes.size() + 1));
        if (const auto read = HyperLogLog::fromBytes(bytes)) QVERIFY(read->estimate() >= 0);
      }
    }
  }
};

QTEST_APPLESS_MAIN(TestHyperLogLog)
#include "tst_hyper_log_log.moc"
