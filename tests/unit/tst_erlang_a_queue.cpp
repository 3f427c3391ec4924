// The simulator's queue against the formulas of the Erlang-A model: by itself, and as it is told in events.
#include <QtTest>

#include <algorithm>
#include <map>

#include "batch_means.h"
#include "erlang_a.h"
#include "sources/simulator/erlang_a_queue.h"
#include "sources/simulator/random.h"
#include "sources/simulator/simulator.h"

using namespace watchfloor;

namespace {

constexpr int kAgents = 10;
constexpr Duration kService = minutes(4), kPatience = seconds(150);
constexpr size_t kWarmUp = 2'000, kCustomers = 160'000;
const Time kStart = *parseTime("2026-03-02T00:00:00Z");

using Step = ErlangAQueue::Step;
using Kind = Step::Kind;

double perHour(double load) { return load * kAgents * 3600 / toSeconds(kService); }

// What became of each customer, in order of arrival.
struct Fates {
  std::vector<double> abandoned, waits;  // 0 or 1; seconds

  explicit Fates(size_t n) : abandoned(n), waits(n) {}
  void set(size_t customer, bool isAbandoned, Duration wait) {
    if (customer < kWarmUp || customer >= kWarmUp + abandoned.size()) return;
    abandoned[customer - kWarmUp] = isAbandoned ? 1 : 0;
    waits[customer - kWarmUp] = toSeconds(wait);
  }
};

Fates runQueue(double load) {
  ErlangAQueue queue(1);
  std::vector<Step> steps;
  for (size_t agent = 0; agent < kAgents; ++agent) queue.open(kStart, agent, steps);
  Random random(11, static_cast<uint64_t>(load * 100));
  Fates fates(kCustomers);
  const Duration gap(static_cast<int64_t>(3.6e9 / perHour(load)));
  Time arrival = kStart;
  for (int64_t customer = 0; customer < static_cast<int64_t>(kWarmUp + kCustomers + 1'000); ++customer) {
    arrival += random.exponential(gap);
    while (queue.nextTime() <= arrival) queue.step(steps);
    const Duration talk = random.exponential(kService);
    queue.arrive(arrival, {customer, talk, Duration::zero(), random.exponential(kPatience)}, steps);
    for (const Step& step : steps) {
      if (step.kind == Kind::kAnswered || step.kind == Kind::kAbandoned)
        fates.set(static_cast<size_t>(step.customer), step.kind == Kind::kAbandoned, step.wait);
    }
    steps.clear();
  }
  return fates;
}

// One brand with one queue, always as busy and with the same agents; seen through its events alone.
Fates runSimulator(double load) {
  BrandPlan brand;
  brand.name = "acme";
  QueuePlan plan;
  plan.channel = "voice";
  plan.perHour = perHour(load);
  plan.handle = kService;
  plan.patience = kPatience;
  plan.afterWorkShare = 0.2;
  plan.staff.atPeak = kAgents;
  brand.queues = {plan};
  absl::StatusOr<Simulator> simulator =
      Simulator::make({.seed = 5, .start = kStart, .viral = {}, .brands = {brand}});
  Fates fates(kCustomers);
  std::map<std::string, std::pair<size_t, Time>> waiting;  // by leg: its number and when it began
  for (size_t customers = 0; customers < kWarmUp + kCustomers + 1'000;) {
    const Event event = simulator->next();
    const auto* contact = std::get_if<ContactEvent>(&event.body);
    if (contact == nullptr) continue;
    if (contact->phase == ContactEvent::Phase::kEnqueued) {
      waiting[contact->legId] = {customers++, event.time};
    } else if (contact->phase == ContactEvent::Phase::kAnswered ||
               contact->phase == ContactEvent::Phase::kAbandoned) {
      const auto [number, since] = waiting.at(contact->legId);
      fates.set(number, contact->phase == ContactEvent::Phase::kAbandoned, event.time - since);
      waiting.erase(contact->legId);
    }
  }
  return fates;
}

ErlangA::Steady formula(double load, int agents) {
  return ErlangA{perHour(load) / 3600, toSeconds(kService), toSeconds(kPatience), agents}.steady();
}

// The formulas' values are in the intervals, and the intervals are so narrow that the values for one agent
// more or less are not.
void compare(const Fates& fates, double load) {
  const Interval abandoned = batchMeans(fates.abandoned), wait = batchMeans(fates.waits);
  const ErlangA::Steady expected = formula(load, kAgents);
  qInfo("load %.2f: abandoned %.4f ± %.4f (formula %.4f), mean wait %.3f ± %.3f s (formula %.3f s)", load,
        abandoned.mean, abandoned.halfWidth, expected.abandonRate, wait.mean, wait.halfWidth,
        expected.meanWait);
  QVERIFY(abandoned.holds(expected.abandonRate));
  QVERIFY(wait.holds(expected.meanWait));
  for (int agents : {kAgents - 1, kAgents + 1}) {
    const ErlangA::Steady other = formula(load, agents);
    QVERIFY(!abandoned.holds(other.abandonRate));
    QVERIFY(!wait.holds(other.meanWait));
  }
}

}  // namespace

class TestErlangAQueue : public QObject {
  Q_OBJECT

  std::vector<Step> m_steps;

  static Time at(int second) { return kStart + seconds(second); }
  static ErlangAQueue::Customer customer(int64_t number, int talk, std::optional<Duration> patience = {}) {
    return {number, seconds(talk), Duration::zero(), patience};
  }
  void runUntil(ErlangAQueue& queue, Time end) {
    while (queue.nextTime() <= end) queue.step(m_steps);
  }
  const Step* find(int64_t number, Kind kind) const {
    const auto found = std::find_if(m_steps.begin(), m_steps.end(), [&](const Step& step) {
      return step.customer == number && step.kind == kind;
    });
    return found == m_steps.end() ? nullptr : &*found;
  }

 private Q_SLOTS:
  void init() { m_steps.clear(); }

  void servesInOrderOfArrival() {
    ErlangAQueue queue(1);
    queue.open(at(0), 0, m_steps);
    for (int i = 0; i < 3; ++i) queue.arrive(at(i), customer(i, 10), m_steps);
    runUntil(queue, at(60));
    for (int i = 0; i < 3; ++i) {
      QVERIFY(find(i, Kind::kAnswered) != nullptr);
      QVERIFY(find(i, Kind::kAnswered)->time == at(i * 10));
      QVERIFY(find(i, Kind::kAnswered)->wait == seconds(i * 10 - i));
    }
    QVERIFY(queue.nextTime() == kDistantFuture);
  }
  void patienceEnds() {
    ErlangAQueue queue(1);
    queue.open(at(0), 0, m_steps);
    queue.arrive(at(0), customer(1, 100), m_steps);
    queue.arrive(at(1), customer(2, 10, seconds(5)), m_steps);
    queue.arrive(at(2), customer(3, 10, seconds(200)), m_steps);
    runUntil(queue, at(300));
    QVERIFY(find(2, Kind::kAbandoned) != nullptr);
    QVERIFY(find(2, Kind::kAbandoned)->time == at(6));
    QVERIFY(find(2, Kind::kAnswered) == nullptr);
    QVERIFY(find(3, Kind::kAnswered)->time == at(100));
    QVERIFY(find(3, Kind::kAbandoned) == nullptr);
    QCOMPARE(queue.waiting(), size_t{0});
  }
  void workAfterwardsKeepsTheSlot() {
    ErlangAQueue queue(1);
    queue.open(at(0), 0, m_steps);
    queue.arrive(at(0), {1, seconds(10), seconds(5), {}}, m_steps);
    queue.arrive(at(1), customer(2, 10), m_steps);
    runUntil(queue, at(12));
    QCOMPARE(queue.talkingSlots(0), 0);
    QCOMPARE(queue.busySlots(0), 1);
    runUntil(queue, at(40));
    QVERIFY(find(2, Kind::kAnswered)->time == at(15));
  }
  void theLeastBusyIsGivenTheNext() {
    ErlangAQueue queue(2);
    for (size_t agent : {size_t{0}, size_t{1}}) queue.open(at(0), agent, m_steps);
    for (int i = 0; i < 4; ++i) queue.arrive(at(i), customer(i, 100), m_steps);
    QCOMPARE(m_steps.size(), size_t{4});
    QCOMPARE(queue.busySlots(0), 2);
    QCOMPARE(queue.busySlots(1), 2);
    QVERIFY(m_steps[0].agent != m_steps[1].agent);
  }
  void whoClosesFinishesFirst() {
    ErlangAQueue queue(1);
    queue.open(at(0), 0, m_steps);
    queue.arrive(at(0), customer(1, 10), m_steps);
    queue.arrive(at(1), customer(2, 10), m_steps);
    queue.close(0);
    runUntil(queue, at(60));
    QVERIFY(find(1, Kind::kEnded)->time == at(10));
    QCOMPARE(queue.waiting(), size_t{1});
    queue.open(at(70), 0, m_steps);
    QVERIFY(find(2, Kind::kAnswered)->time == at(70));
  }

  void theFormulaMeetsErlangBWithoutPatience() {
    // Nobody waits: the share that is lost is Erlang's loss formula, here by its recursion.
    const double offered = 8;
    double lost = 1;
    for (int n = 1; n <= 10; ++n) lost = offered * lost / (n + offered * lost);
    const ErlangA queue{offered / 240, 240, 1e-9, 10};
    QVERIFY(std::abs(queue.steady().abandonRate - lost) < 1e-6);
  }
  void theFormulaMeetsErlangCWithPatience() {
    // Nobody leaves: the mean wait of M/M/1 is rho / (1 - rho) services.
    const ErlangA queue{0.5, 1, 1e9, 1};
    QVERIFY(std::abs(queue.steady().meanWait - 1) < 1e-6);
    QVERIFY(queue.steady().abandonRate < 1e-6);
  }

  void agreesWithErlangA_data() {
    QTest::addColumn<double>("load");
    QTest::newRow("under capacity") << 0.85;
    QTest::newRow("at capacity") << 1.0;
    QTest::newRow("over capacity") << 1.2;
  }
  void agreesWithErlangA() {
    QFETCH(double, load);
    compare(runQueue(load), load);
  }
  void agreesWithErlangAInEvents_data() { agreesWithErlangA_data(); }
  void agreesWithErlangAInEvents() {
    QFETCH(double, load);
    compare(runSimulator(load), load);
  }
};

QTEST_APPLESS_MAIN(TestErlangAQueue)
#include "tst_erlang_a_queue.moc"
