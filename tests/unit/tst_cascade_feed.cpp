// Simulated conversations that excite themselves: the same for the same seed, with onsets that are told, and
// shaped as the plan says.
#include <QtTest>
#include <map>

#include "sources/simulator/simulator.h"

using namespace watchfloor;

namespace {

const Time kStart = *parseTime("2026-03-02T00:00:00Z");

struct Run {
  std::map<std::string, std::vector<Time>> posts;  // by the conversation's first message
  std::vector<CascadeOnset> onsets;
  std::string digest;
};

// Cascades alone: the rest of the world is one brand that hardly anybody calls.
Run run(uint64_t seed, const CascadePlan& plan, Duration length) {
  auto simulator = Simulator::make(
      {.seed = seed,
       .start = kStart,
       .viral = std::nullopt,
       .brands = {BrandPlan{.name = "a", .queues = {QueuePlan{.channel = "voice", .perHour = 0.001}}}},
       .cascades = plan});
  if (!simulator.ok()) qFatal("%s", simulator.status().ToString().c_str());
  Run result;
  while (simulator->nextTime() < kStart + length) {
    const Event event = simulator->next();
    const auto* message = std::get_if<MessageEvent>(&event.body);
    if (message == nullptr) continue;
    result.posts[message->replyTo.empty() ? message->messageId : message->replyTo].push_back(event.time);
    if (result.digest.size() < 100'000)
      result.digest += event.eventId + formatTime(event.time) + message->authorId + message->text;
  }
  result.onsets = simulator->cascadeOnsets();
  return result;
}

double meanSize(const Run& run, Time before) {
  double posts = 0, conversations = 0;
  for (const auto& [id, times] : run.posts) {
    if (times.front() >= before) continue;
    posts += static_cast<double>(times.size());
    ++conversations;
  }
  return posts / conversations;
}

}  // namespace

class TestCascadeFeed : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isTheSameForTheSameSeed() {
    const Run one = run(3, {}, kDay), other = run(3, {}, kDay), third = run(4, {}, kDay);
    QCOMPARE(one.digest, other.digest);
    QCOMPARE(one.onsets.size(), other.onsets.size());
    QVERIFY(one.digest != third.digest);
  }

  // Of a branching process: 1 + replies / (1 - branching), when all authors draw the same attention.
  void ordinaryConversationsHaveTheSizeOfABranchingProcess() {
    for (const double branching : {0.0, 0.5, 0.8}) {
      const CascadePlan plan{.perHour = 200,
                             .seedsPerDay = 0,
                             .replies = 2,
                             .branching = branching,
                             .attention = 0,
                             .delayExponent = 3};
      const double found = meanSize(run(5, plan, 6 * kDay), kStart + 5 * kDay);
      const double expected = 1 + 2 / (1 - branching);
      QVERIFY2(std::abs(found - expected) < 0.05 * expected,
               qPrintable(QString("%1 instead of %2").arg(found).arg(expected)));
    }
  }

  void onsetsAreToldAndPostsFollow() {
    const Run cascades = run(7, {.seedsPerDay = 48, .firstWave = 20}, 5 * kDay);
    QVERIFY2(cascades.onsets.size() > 180 && cascades.onsets.size() < 300,
             qPrintable(QString::number(cascades.onsets.size())));
    double before = 0, after = 0;
    for (const CascadeOnset& onset : cascades.onsets) {
      const auto found = cascades.posts.find(onset.conversation);
      if (found == cascades.posts.end()) continue;  // of the very last step
      QVERIFY(onset.time > found->second.front());
      for (const Time t : found->second) {
        if (t > onset.time - hours(1) && t < onset.time) ++before;
        if (t > onset.time && t < onset.time + hours(1)) ++after;
      }
      const auto later =
          std::count_if(found->second.begin(), found->second.end(), [&](Time t) { return t > onset.time; });
      QVERIFY(onset.posts <= later + 1);  // the simulator is an event ahead
    }
    QVERIFY2(after > 5 * before, qPrintable(QString("%1 and %2").arg(before).arg(after)));
  }

  void whatIsWrongIsNamed() {
    const auto refusal = [](const CascadePlan& plan) {
      return QString::fromStdString(
          std::string(Simulator::make({.start = kStart, .cascades = plan}).status().message()));
    };
    QVERIFY(refusal({.perHour = 0}).contains("per_hour"));
    QVERIFY(refusal({.branching = 1}).contains("branching"));
    QVERIFY(refusal({.seedsPerDay = 1e6}).contains("seeds_per_day"));
    QVERIFY(refusal({.delay = Duration(0)}).contains("delay"));
    QVERIFY(refusal({.leastBranching = 2, .mostBranching = 1}).contains("first_wave"));
    QVERIFY(refusal({.channel = ""}).contains("channel"));
  }
};

QTEST_APPLESS_MAIN(TestCascadeFeed)
#include "tst_cascade_feed.moc"
