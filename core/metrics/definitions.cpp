#include "metrics/definitions.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr struct {
  Metric metric;
  Field field;
} kCounts[] = {
    {Metric::kOffered, Field::kOffered},
    {Metric::kAnswered, Field::kAnswered},
    {Metric::kAbandoned, Field::kAbandoned},
    {Metric::kFlowedOut, Field::kFlowedOut},
    {Metric::kShortAbandoned, Field::kShortAbandoned},
    {Metric::kMessagesInbound, Field::kMessagesInbound},
    {Metric::kMessagesOutbound, Field::kMessagesOutbound},
    {Metric::kMentions, Field::kMentions},
    {Metric::kConversations, Field::kConversations},
    {Metric::kExpired, Field::kExpired},
    {Metric::kAsyncAbandoned, Field::kAsyncAbandoned},
    {Metric::kSentimentNegative, Field::kNegative},
    {Metric::kSentimentNeutral, Field::kNeutral},
    {Metric::kSentimentPositive, Field::kPositive},
    {Metric::kUnclassified, Field::kUnclassified},
};

constexpr struct {
  Metric metric;
  Field field;
} kSpreads[] = {
    {Metric::kAverageSpeedOfAnswer, Field::kSpeedOfAnswer}, {Metric::kWaitAnswered, Field::kWaitAnswered},
    {Metric::kWaitAbandoned, Field::kWaitAbandoned},        {Metric::kHandleTime, Field::kHandleTime},
    {Metric::kFirstResponseTime, Field::kFirstResponse},    {Metric::kNextResponseTime, Field::kNextResponse},
};

// Collects figures, leaving zeros out.
class Figures {
 public:
  explicit Figures(std::vector<Measured>* out) : m_out(*out) {}

  template <typename F>
  void add(Metric metric, const F& figure) {
    if (figure != F{}) m_out.push_back({metric, figure, std::nullopt});
  }
  void addRatio(Metric metric, int64_t num, int64_t den, int64_t excluded = 0) {
    add(metric, Ratio{num, den, excluded});
  }

 private:
  std::vector<Measured>& m_out;
};

}  // namespace

void windowMetrics(const Summary& summary, size_t window, const Beside& beside, std::vector<Measured>* out) {
  out->clear();
  Figures figures(out);
  const Totals& totals = summary.totals();
  const auto n = [&](Field field) { return totals.count(field, window); };
  for (const auto& [metric, field] : kCounts) figures.add(metric, Count{n(field), false});
  figures.add(Metric::kDistinctAuthors, beside.distinctAuthors);

  const int64_t shortOnes = n(Field::kShortAbandoned), abandoned = n(Field::kAbandoned) - shortOnes;
  const int64_t queued = totals.duration(Field::kWaitAnswered).sketch.count(window);
  figures.addRatio(Metric::kAbandonRate, abandoned, n(Field::kAnswered) + abandoned, shortOnes);
  figures.addRatio(Metric::kAbandonRateOfQueued, abandoned, abandoned + queued, shortOnes);
  const int64_t shortOffered = n(Field::kOfferedThenShort);
  figures.addRatio(Metric::kAbandonRateOfOffered, n(Field::kOfferedThenAbandoned),
                   n(Field::kOffered) - shortOffered, shortOffered);
  figures.addRatio(Metric::kServiceLevel, n(Field::kMet), n(Field::kMet) + n(Field::kMissed),
                   n(Field::kExcluded));
  figures.addRatio(Metric::kResponseRate, n(Field::kAnsweredWithin),
                   n(Field::kAnsweredWithin) + n(Field::kNotWithin));
  const int64_t rated = n(Field::kNegative) + n(Field::kNeutral) + n(Field::kPositive);
  figures.addRatio(Metric::kNetSentiment, n(Field::kPositive) - n(Field::kNegative), rated,
                   n(Field::kUnclassified));
  figures.addRatio(Metric::kSentimentCoverage, rated, n(Field::kMessagesInbound));
  if (beside.isOneBrand) {
    figures.addRatio(Metric::kShareOfVoice, n(Field::kMentions), beside.mentionsOfAllBrands);
  }
  figures.addRatio(Metric::kOccupancy, beside.agents.busy, beside.agents.staffed);
  for (const auto& [metric, field] : kSpreads) {
    if (totals.duration(field).sketch.count(window) != 0) figures.add(metric, summary.spread(field, window));
  }
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
