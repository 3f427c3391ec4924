#include "metrics/definitions.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr struct {
  Metric metric;
  Field field;
} kCounts[] = {
    {Metric::kConversations, Field::kConversations},   {Metric::kExpired, Field::kExpired},
    {Metric::kAsyncAbandoned, Field::kAsyncAbandoned}, {Metric::kSentimentNegative, Field::kNegative},
    {Metric::kSentimentNeutral, Field::kNeutral},      {Metric::kSentimentPositive, Field::kPositive},
    {Metric::kUnclassified, Field::kUnclassified},
};

// Collects figures, leaving zeros out.
class Figures {
 public:
  explicit Figures(std::vector<Measured>* out) : m_out(*out) {}

  template <typename F>
  void add(Metric metric, const F& figure) {
    if (figure != F{}) m_out.push_back({metric, figure, std::nullopt});
  }
  void addCount(Metric metric, int64_t n) { add(metric, Count{n, false}); }
  void addRatio(Metric metric, int64_t num, int64_t den, int64_t excluded = 0) {
    add(metric, Ratio{num, den, excluded});
  }

 private:
  std::vector<Measured>& m_out;
};

// What follows from what is counted.
struct Legs {
  int64_t answered, abandoned, queued;  // queued: answered after a wait
  Legs(const Totals& totals, size_t window) {
    const Sketch& waits = totals.duration(Field::kSpeedOfAnswer).sketch;
    answered = waits.count(window) + totals.count(Field::kAnsweredNoWait, window);
    abandoned = totals.duration(Field::kWaitAbandoned).sketch.count(window) +
                totals.count(Field::kAbandonedNoWait, window);
    queued = waits.count(window) - waits.zeros(window);
  }
};

struct Messages {
  int64_t rated, inbound;
  Messages(const Totals& totals, size_t window) {
    rated = totals.count(Field::kNegative, window) + totals.count(Field::kNeutral, window) +
            totals.count(Field::kPositive, window);
    inbound = rated + totals.count(Field::kUnclassified, window);
  }
};

}  // namespace

int64_t mentions(const Totals& totals, size_t window) {
  return Messages(totals, window).inbound - totals.count(Field::kPrivate, window) +
         totals.count(Field::kAlsoMentions, window);
}

void windowMetrics(const Summary& summary, size_t window, const Beside& beside, Detail detail,
                   std::vector<Measured>* out) {
  out->clear();
  Figures figures(out);
  const Totals& totals = summary.totals();
  const auto n = [&](Field field) { return totals.count(field, window); };
  const Legs legs(totals, window);
  const Messages messages(totals, window);
  const int64_t shortOnes = n(Field::kShortAbandoned), mentioned = mentions(totals, window);
  figures.addCount(Metric::kOffered, n(Field::kOffered));
  figures.addCount(Metric::kAnswered, legs.answered);
  figures.addCount(Metric::kAbandoned, legs.abandoned);
  figures.addCount(Metric::kFlowedOut, n(Field::kFlowedOut));
  figures.addCount(Metric::kShortAbandoned, shortOnes);
  figures.addCount(Metric::kMessagesInbound, messages.inbound);
  figures.addCount(Metric::kMessagesOutbound, n(Field::kMessagesOutbound));
  figures.addCount(Metric::kMentions, mentioned);
  for (const auto& [metric, field] : kCounts) figures.addCount(metric, n(field));
  figures.add(Metric::kDistinctAuthors, beside.distinctAuthors);

  const int64_t abandoned = legs.abandoned - shortOnes;
  figures.addRatio(Metric::kAbandonRate, abandoned, legs.answered + abandoned, shortOnes);
  figures.addRatio(Metric::kAbandonRateOfQueued, abandoned, abandoned + legs.queued, shortOnes);
  const int64_t shortOffered = n(Field::kOfferedThenShort);
  figures.addRatio(Metric::kAbandonRateOfOffered, n(Field::kOfferedThenAbandoned),
                   n(Field::kOffered) - shortOffered, shortOffered);
  figures.addRatio(Metric::kServiceLevel, n(Field::kMet), n(Field::kMet) + n(Field::kMissed),
                   n(Field::kExcluded));
  figures.addRatio(Metric::kResponseRate, n(Field::kAnsweredWithin),
                   n(Field::kAnsweredWithin) + n(Field::kNotWithin));
  figures.addRatio(Metric::kNetSentiment, n(Field::kPositive) - n(Field::kNegative), messages.rated,
                   n(Field::kUnclassified));
  figures.addRatio(Metric::kSentimentCoverage, messages.rated, messages.inbound);
  if (beside.isOneBrand) figures.addRatio(Metric::kShareOfVoice, mentioned, beside.mentionsOfAllBrands);
  figures.addRatio(Metric::kOccupancy, beside.agents.busy, beside.agents.staffed);
  const bool isWhole = detail == Detail::kWithQuantiles;
  const auto addSpread = [&](Metric metric, Field field) {
    if (totals.duration(field).sketch.count(window) == 0) return;
    figures.add(metric, isWhole ? summary.spread(field, window) : summary.sum(field, window));
  };
  addSpread(Metric::kAverageSpeedOfAnswer, Field::kSpeedOfAnswer);
  if (legs.queued != 0) {
    figures.add(Metric::kWaitAnswered, isWhole ? summary.spreadAboveZero(Field::kSpeedOfAnswer, window)
                                               : summary.sumAboveZero(Field::kSpeedOfAnswer, window));
  }
  addSpread(Metric::kWaitAbandoned, Field::kWaitAbandoned);
  addSpread(Metric::kHandleTime, Field::kHandleTime);
  addSpread(Metric::kFirstResponseTime, Field::kFirstResponse);
  addSpread(Metric::kNextResponseTime, Field::kNextResponse);
}

void nowMetrics(const Standings& s, std::vector<Measured>* out) {
  Figures figures(out);
  figures.add(Metric::kWaiting, Count{s.waiting, false});
  figures.add(Metric::kLongestWaiting, Age{s.longestWaiting});
  figures.add(Metric::kUnanswered, Count{s.unanswered, false});
  figures.add(Metric::kOldestUnanswered, Age{s.oldestUnanswered});
  figures.add(Metric::kBacklog, Count{s.backlog, false});
  figures.add(Metric::kAgentsAvailable, Count{s.agentsAvailable, false});
  figures.addRatio(Metric::kSlotUtilisation, s.busySlots, s.slots);
}

}  // namespace watchfloor
