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
  void add(Metric metric, Figure figure) {
    if (figure != zeroOf(metric)) m_figures.push_back({metric, std::move(figure), std::nullopt});
  }
  void addRatio(Metric metric, int64_t num, int64_t den, int64_t excluded = 0) {
    add(metric, Ratio{num, den, excluded});
  }
  std::vector<Measured> take() { return std::move(m_figures); }

 private:
  std::vector<Measured> m_figures;
};

Spread spreadOf(const DurationTotal& total) {
  Spread spread{
      .n = total.n, .sum = Duration{total.sum}, .max = Duration{total.max}, .quantiles = {}, .isOver = false};
  for (size_t i = 0; i < spread.quantiles.size(); ++i) {
    const Sketch::Quantile q = total.sketch.quantile(Spread::kPercents[i]);
    if (q.value) spread.quantiles[i] = std::min(*q.value, spread.max);
    spread.isOver |= q.isOver;
  }
  return spread;
}

}  // namespace

std::vector<Measured> windowMetrics(const Totals& t, const Beside& beside) {
  Figures figures;
  for (const auto& [metric, field] : kCounts) figures.add(metric, Count{t[field], false});
  figures.add(Metric::kDistinctAuthors, beside.distinctAuthors);

  const int64_t shortOnes = t[Field::kShortAbandoned], abandoned = t[Field::kAbandoned] - shortOnes;
  figures.addRatio(Metric::kAbandonRate, abandoned, t[Field::kAnswered] + abandoned, shortOnes);
  figures.addRatio(Metric::kAbandonRateOfQueued, abandoned, abandoned + t.duration(Field::kWaitAnswered).n,
                   shortOnes);
  const int64_t shortOffered = t[Field::kOfferedThenShort];
  figures.addRatio(Metric::kAbandonRateOfOffered, t[Field::kOfferedThenAbandoned],
                   t[Field::kOffered] - shortOffered, shortOffered);
  figures.addRatio(Metric::kServiceLevel, t[Field::kMet], t[Field::kMet] + t[Field::kMissed],
                   t[Field::kExcluded]);
  figures.addRatio(Metric::kResponseRate, t[Field::kAnsweredWithin],
                   t[Field::kAnsweredWithin] + t[Field::kNotWithin]);
  const int64_t rated = t[Field::kNegative] + t[Field::kNeutral] + t[Field::kPositive];
  figures.addRatio(Metric::kNetSentiment, t[Field::kPositive] - t[Field::kNegative], rated,
                   t[Field::kUnclassified]);
  figures.addRatio(Metric::kSentimentCoverage, rated, t[Field::kMessagesInbound]);
  if (beside.isOneBrand) {
    figures.addRatio(Metric::kShareOfVoice, t[Field::kMentions], beside.mentionsOfAllBrands);
  }
  figures.addRatio(Metric::kOccupancy, beside.agents.busy, beside.agents.staffed);
  for (const auto& [metric, field] : kSpreads) {
    if (t.duration(field).n != 0) figures.add(metric, spreadOf(t.duration(field)));
  }
  return figures.take();
}

std::vector<Measured> nowMetrics(const Standings& s) {
  Figures figures;
  figures.add(Metric::kWaiting, Count{s.waiting, false});
  figures.add(Metric::kLongestWaiting, Age{s.longestWaiting});
  figures.add(Metric::kUnanswered, Count{s.unanswered, false});
  figures.add(Metric::kOldestUnanswered, Age{s.oldestUnanswered});
  figures.add(Metric::kBacklog, Count{s.backlog, false});
  figures.add(Metric::kAgentsAvailable, Count{s.agentsAvailable, false});
  figures.addRatio(Metric::kSlotUtilisation, s.busySlots, s.slots);
  return figures.take();
}

}  // namespace watchfloor
