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
  Figures(const Summary& summary, size_t window, std::vector<Measured>* out)
      : m_summary(summary), m_window(window), m_out(*out) {}

  template <typename F>
  void add(Metric metric, const F& figure) {
    if (figure != F{}) m_out.push_back({metric, figure, std::nullopt});
  }
  void addSpread(Metric metric, Field field) { add(metric, m_summary.spread(field, m_window)); }
  void addSpreadAboveZero(Metric metric, Field field) {
    add(metric, m_summary.spreadAboveZero(field, m_window));
  }

 private:
  const Summary& m_summary;
  const size_t m_window;
  std::vector<Measured>& m_out;
};

// The same of their parts.
class Parts {
 public:
  Parts(const Summary& summary, size_t window, std::vector<PlainParts>* out)
      : m_summary(summary), m_window(window), m_out(*out) {}

  void add(Metric metric, const Count& count) {
    if (count != Count{}) m_out.push_back({metric, count.n});
  }
  void add(Metric metric, const Ratio& ratio) {
    if (ratio.den != 0) m_out.push_back({metric, ratio.num, ratio.den});
  }
  void addSpread(Metric metric, Field field) { add(metric, m_summary.sum(field, m_window)); }
  void addSpreadAboveZero(Metric metric, Field field) {
    add(metric, m_summary.sumAboveZero(field, m_window));
  }

 private:
  void add(Metric metric, const Spread& spread) { m_out.push_back({metric, spread.n, spread.sum.count()}); }

  const Summary& m_summary;
  const size_t m_window;
  std::vector<PlainParts>& m_out;
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

namespace {

template <typename Out>
void eachMetric(const Summary& summary, size_t window, const Beside& beside, Out figures) {
  const Totals& totals = summary.totals();
  const auto n = [&](Field field) { return totals.count(field, window); };
  const auto addRatio = [&](Metric metric, int64_t num, int64_t den, int64_t excluded = 0) {
    figures.add(metric, Ratio{num, den, excluded});
  };
  const Legs legs(totals, window);
  const Messages messages(totals, window);
  const int64_t shortOnes = n(Field::kShortAbandoned), mentioned = mentions(totals, window);
  figures.add(Metric::kOffered, Count{n(Field::kOffered), false});
  figures.add(Metric::kAnswered, Count{legs.answered, false});
  figures.add(Metric::kAbandoned, Count{legs.abandoned, false});
  figures.add(Metric::kFlowedOut, Count{n(Field::kFlowedOut), false});
  figures.add(Metric::kShortAbandoned, Count{shortOnes, false});
  figures.add(Metric::kMessagesInbound, Count{messages.inbound, false});
  figures.add(Metric::kMessagesOutbound, Count{n(Field::kMessagesOutbound), false});
  figures.add(Metric::kMentions, Count{mentioned, false});
  for (const auto& [metric, field] : kCounts) figures.add(metric, Count{n(field), false});
  figures.add(Metric::kDistinctAuthors, beside.distinctAuthors);

  const int64_t abandoned = legs.abandoned - shortOnes;
  addRatio(Metric::kAbandonRate, abandoned, legs.answered + abandoned, shortOnes);
  addRatio(Metric::kAbandonRateOfQueued, abandoned, abandoned + legs.queued, shortOnes);
  const int64_t shortOffered = n(Field::kOfferedThenShort);
  addRatio(Metric::kAbandonRateOfOffered, n(Field::kOfferedThenAbandoned), n(Field::kOffered) - shortOffered,
           shortOffered);
  addRatio(Metric::kServiceLevel, n(Field::kMet), n(Field::kMet) + n(Field::kMissed), n(Field::kExcluded));
  addRatio(Metric::kResponseRate, n(Field::kAnsweredWithin),
           n(Field::kAnsweredWithin) + n(Field::kNotWithin));
  addRatio(Metric::kNetSentiment, n(Field::kPositive) - n(Field::kNegative), messages.rated,
           n(Field::kUnclassified));
  addRatio(Metric::kSentimentCoverage, messages.rated, messages.inbound);
  if (beside.isOneBrand) addRatio(Metric::kShareOfVoice, mentioned, beside.mentionsOfAllBrands);
  addRatio(Metric::kOccupancy, beside.agents.busy, beside.agents.staffed);
  const auto addSpread = [&](Metric metric, Field field) {
    if (totals.duration(field).sketch.count(window) != 0) figures.addSpread(metric, field);
  };
  addSpread(Metric::kAverageSpeedOfAnswer, Field::kSpeedOfAnswer);
  if (legs.queued != 0) figures.addSpreadAboveZero(Metric::kWaitAnswered, Field::kSpeedOfAnswer);
  addSpread(Metric::kWaitAbandoned, Field::kWaitAbandoned);
  addSpread(Metric::kHandleTime, Field::kHandleTime);
  addSpread(Metric::kFirstResponseTime, Field::kFirstResponse);
  addSpread(Metric::kNextResponseTime, Field::kNextResponse);
}

}  // namespace

void windowMetrics(const Summary& summary, size_t window, const Beside& beside, std::vector<Measured>* out) {
  out->clear();
  eachMetric(summary, window, beside, Figures(summary, window, out));
}

void plainMetrics(const Summary& summary, size_t window, const Beside& beside, std::vector<PlainParts>* out) {
  out->clear();
  eachMetric(summary, window, beside, Parts(summary, window, out));
}

void nowMetrics(const Standings& s, std::vector<Measured>* out) {
  const auto add = [&](Metric metric, const auto& figure) {
    if (figure != std::decay_t<decltype(figure)>{}) out->push_back({metric, figure, std::nullopt});
  };
  add(Metric::kWaiting, Count{s.waiting, false});
  add(Metric::kLongestWaiting, Age{s.longestWaiting});
  add(Metric::kUnanswered, Count{s.unanswered, false});
  add(Metric::kOldestUnanswered, Age{s.oldestUnanswered});
  add(Metric::kBacklog, Count{s.backlog, false});
  add(Metric::kAgentsAvailable, Count{s.agentsAvailable, false});
  add(Metric::kSlotUtilisation, Ratio{s.busySlots, s.slots, 0});
}

}  // namespace watchfloor
