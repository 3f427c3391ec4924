// What is usual of conversations: learnt from all of them, asked for one.
#include <QtTest>
#include <bit>
#include <cmath>
#include <random>

#include "listen/surge_norm.h"

using namespace watchfloor;

namespace {

SurgeNorm::Course courseOf(int64_t followers) { return {.followers = followers, .seen = 0, .usual = 0}; }

}  // namespace

class TestSurgeNorm : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void knowsNothingAtFirst() {
    const SurgeNorm norm(minutes(1));
    QCOMPARE(norm.expected(courseOf(100), minutes(3)), 0.0);
    QCOMPARE(norm.excitation(), 0.0);
  }

  // Counts that only depend on followers and age: no excitation, and the means come back.
  void findsTheMeanByFollowersAndAge() {
    SurgeNorm norm(minutes(1));
    std::mt19937_64 dice(3);
    const auto rate = [](int64_t followers, int age) {
      return (followers > 1000 ? 3.0 : 0.5) / (1 + std::bit_width(static_cast<unsigned>(age)));
    };
    for (int i = 0; i < 4000; ++i) {
      const int64_t followers = i % 2 == 0 ? 100 : 50'000;
      SurgeNorm::Course course = courseOf(followers);
      for (int age = 0; age < 32; ++age) {
        norm.learn(course, age * minutes(1), std::poisson_distribution<int>(rate(followers, age))(dice));
      }
    }
    QVERIFY(std::abs(norm.excitation()) < 0.05);
    for (const int64_t followers : {100, 50'000}) {
      for (const int age : {0, 5, 20}) {
        const double expected = norm.expected(courseOf(followers), age * minutes(1));
        QVERIFY2(std::abs(expected - rate(followers, age)) < 0.1 * rate(followers, age) + 0.03,
                 qPrintable(QString("%1 at %2").arg(expected).arg(age)));
      }
    }
    QVERIFY(norm.expected(courseOf(7), minutes(5)) > 0);  // nobody has so few: what is known of the age
  }

  // Each pane brings a share of what the recent ones did, beyond a base: that share comes back.
  void findsHowMuchConversationsExciteThemselves() {
    SurgeNorm norm(minutes(1));
    std::mt19937_64 dice(5);
    for (int i = 0; i < 3000; ++i) {
      SurgeNorm::Course course = courseOf(200);
      for (int age = 0; age < 64; ++age) {
        norm.learn(course, age * minutes(1), std::poisson_distribution<int>(0.4 + 0.6 * course.seen)(dice));
      }
    }
    QVERIFY2(std::abs(norm.excitation() - 0.6) < 0.06, qPrintable(QString::number(norm.excitation())));
    SurgeNorm::Course lively = courseOf(200), quiet = courseOf(200);
    for (int age = 0; age < 40; ++age) {
      norm.follow(lively, age * minutes(1), 5);
      norm.follow(quiet, age * minutes(1), 0);
    }
    QVERIFY(norm.expected(lively, minutes(40)) > norm.expected(quiet, minutes(40)) + 1);
    QVERIFY(norm.expected(quiet, minutes(40)) >= 0);
  }
};

QTEST_APPLESS_MAIN(TestSurgeNorm)
#include "tst_surge_norm.moc"
