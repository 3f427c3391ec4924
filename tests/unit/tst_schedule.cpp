// The schedule in lock-step with one that looks at everything: random calls, the seed of a failure printed.
#include <QtTest>
#include <list>
#include <memory>
#include <random>

#include "metrics/schedule.h"

using namespace watchfloor;

namespace {

struct Thing {
  Scheduled scheduled;
  bool isDirty = false;
  Time due = kDistantFuture, touched{};
};

}  // namespace

class TestSchedule : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void takesWhatChangedAndWhatIsDueAndKnowsTheIdle() {
    for (unsigned seed = 1; seed <= 200; ++seed) {
      std::mt19937 random(seed);
      const auto below = [&](size_t n) { return static_cast<size_t>(random() % n); };
      const QByteArray which = "seed " + QByteArray::number(seed);
      Schedule<Thing> schedule;
      std::list<std::unique_ptr<Thing>> byTouch;  // the oldest first
      Time tick = fromMicros(1'000);
      schedule.take(tick);
      for (int step = 0; step < 3'000; ++step) {
        auto it = byTouch.empty() ? byTouch.end()
                                  : std::next(byTouch.begin(), static_cast<int>(below(byTouch.size())));
        const size_t what = below(10);
        if (it == byTouch.end() || (what == 0 && byTouch.size() < 50)) {
          byTouch.push_back(std::make_unique<Thing>());
          it = std::prev(byTouch.end());
          schedule.touch(it->get(), tick);
          (*it)->touched = tick;
          (*it)->isDirty = true;
        } else if (what < 3) {
          if (!(*it)->isDirty || (*it)->touched != tick) byTouch.splice(byTouch.end(), byTouch, it);
          schedule.touch(it->get(), tick);
          (*it)->touched = tick;
          (*it)->isDirty = true;
        } else if (what < 7) {
          (*it)->due = below(5) == 0 ? kDistantFuture : tick + Duration(1 + below(100));
          schedule.dueAt(it->get(), (*it)->due);
        } else if (what == 7) {
          schedule.remove(it->get());
          byTouch.erase(it);
        } else {
          tick += Duration(below(15));
          std::vector<Thing*> expected;
          for (const auto& t : byTouch) {
            if (t->due <= tick) {
              t->due = kDistantFuture;
              t->isDirty = true;
            }
            if (std::exchange(t->isDirty, false)) expected.push_back(t.get());
          }
          std::vector<Thing*> taken = schedule.take(tick);
          std::sort(taken.begin(), taken.end());
          std::sort(expected.begin(), expected.end());
          QVERIFY2(taken == expected, which.constData());
        }
        QVERIFY2(schedule.size() == byTouch.size(), which.constData());
        QVERIFY2(schedule.longestIdle() == (byTouch.empty() ? nullptr : byTouch.front().get()),
                 which.constData());
        if (!byTouch.empty())
          QVERIFY2(schedule.idleSince(*byTouch.front()) == byTouch.front()->touched, which.constData());
      }
    }
  }

  void timesThatMoveAwayLeaveNoTrace() {  // a time that never comes for one that is removed, over and over
    Schedule<Thing> schedule;
    Thing waits;
    schedule.touch(&waits, Time{});
    schedule.dueAt(&waits, Time{} + hours(2));
    for (int i = 0; i < 10'000; ++i) {
      Thing thing;
      schedule.touch(&thing, Time{});
      schedule.dueAt(&thing, Time{} + hours(1));
      schedule.remove(&thing);
    }
    QCOMPARE(schedule.take(Time{}).size(), size_t{1});
    QVERIFY(schedule.take(Time{} + hours(1)).empty());
    QVERIFY(schedule.take(Time{} + hours(2)) == std::vector<Thing*>{&waits});
  }
};

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
