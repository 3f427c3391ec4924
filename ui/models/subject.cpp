#include "subject.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "language.h"

namespace watchfloor {
namespace {

struct Say {
  Q_DECLARE_TR_FUNCTIONS(Subject)
};

// What is said of one metric. Headings are for narrow columns.
struct Words {
  Metric metric;
  const char *label, *heading;
  uint32_t kinds;
};
constexpr Words kWords[] = {
    {Metric::kOffered, QT_TRANSLATE_NOOP("Subject", "Offered"), "", kContacts},
    {Metric::kAnswered, QT_TRANSLATE_NOOP("Subject", "Answered"), "", kContacts},
    {Metric::kAbandoned, QT_TRANSLATE_NOOP("Subject", "Abandoned"), "", kContacts},
    {Metric::kFlowedOut, QT_TRANSLATE_NOOP("Subject", "Flowed out"), "", kContacts},
    {Metric::kShortAbandoned, QT_TRANSLATE_NOOP("Subject", "Short abandons"), "", kContacts},
    {Metric::kMessagesInbound, QT_TRANSLATE_NOOP("Subject", "Messages in"), "", kMessages},
    {Metric::kMessagesOutbound, QT_TRANSLATE_NOOP("Subject", "Replies"), "", kMessages},
    {Metric::kMentions, QT_TRANSLATE_NOOP("Subject", "Mentions"), "", kMessages},
    {Metric::kConversations, QT_TRANSLATE_NOOP("Subject", "Conversations"), "", kMessages},
    {Metric::kExpired, QT_TRANSLATE_NOOP("Subject", "Expired"), "", kMessages},
    {Metric::kAsyncAbandoned, QT_TRANSLATE_NOOP("Subject", "Given up"), "", kMessages},
    {Metric::kSentimentNegative, QT_TRANSLATE_NOOP("Subject", "Negative"), "", kMessages},
    {Metric::kSentimentNeutral, QT_TRANSLATE_NOOP("Subject", "Neutral"), "", kMessages},
    {Metric::kSentimentPositive, QT_TRANSLATE_NOOP("Subject", "Positive"), "", kMessages},
    {Metric::kUnclassified, QT_TRANSLATE_NOOP("Subject", "Unclassified"), "", kMessages},
    {Metric::kDistinctAuthors, QT_TRANSLATE_NOOP("Subject", "Authors"), "", kMessages},
    {Metric::kAbandonRate, QT_TRANSLATE_NOOP("Subject", "Abandon rate"),
     QT_TRANSLATE_NOOP("Subject", "Abandoned"), kContacts},
    {Metric::kAbandonRateOfQueued, QT_TRANSLATE_NOOP("Subject", "Abandon queued"), "", kContacts},
    {Metric::kAbandonRateOfOffered, QT_TRANSLATE_NOOP("Subject", "Abandon offer"), "", kContacts},
    {Metric::kServiceLevel, QT_TRANSLATE_NOOP("Subject", "Service level"),
     QT_TRANSLATE_NOOP("Subject", "Service"), kContacts},
    {Metric::kResponseRate, QT_TRANSLATE_NOOP("Subject", "Response rate"),
     QT_TRANSLATE_NOOP("Subject", "Responded"), kMessages},
    {Metric::kNetSentiment, QT_TRANSLATE_NOOP("Subject", "Net sentiment"),
     QT_TRANSLATE_NOOP("Subject", "Sentiment"), kMessages},
    {Metric::kSentimentCoverage, QT_TRANSLATE_NOOP("Subject", "Coverage"), "", kMessages},
    {Metric::kShareOfVoice, QT_TRANSLATE_NOOP("Subject", "Share of voice"),
     QT_TRANSLATE_NOOP("Subject", "Share"), kMessages},
    {Metric::kOccupancy, QT_TRANSLATE_NOOP("Subject", "Occupancy"), "", kAgents},
    {Metric::kAverageSpeedOfAnswer, QT_TRANSLATE_NOOP("Subject", "Answer time"), "", kContacts},
    {Metric::kWaitAnswered, QT_TRANSLATE_NOOP("Subject", "Wait answered"),
     QT_TRANSLATE_NOOP("Subject", "Wait"), kContacts},
    {Metric::kWaitAbandoned, QT_TRANSLATE_NOOP("Subject", "Wait given up"), "", kContacts},
    {Metric::kHandleTime, QT_TRANSLATE_NOOP("Subject", "Handle time"),
     QT_TRANSLATE_NOOP("Subject", "Handling"), kContacts},
    {Metric::kFirstResponseTime, QT_TRANSLATE_NOOP("Subject", "First response"),
     QT_TRANSLATE_NOOP("Subject", "Response"), kMessages},
    {Metric::kNextResponseTime, QT_TRANSLATE_NOOP("Subject", "Next response"), "", kMessages},
    {Metric::kWaiting, QT_TRANSLATE_NOOP("Subject", "Waiting"), "", kContacts},
    {Metric::kLongestWaiting, QT_TRANSLATE_NOOP("Subject", "Longest wait"),
     QT_TRANSLATE_NOOP("Subject", "Longest"), kContacts},
    {Metric::kUnanswered, QT_TRANSLATE_NOOP("Subject", "Unanswered"), "", kMessages},
    {Metric::kOldestUnanswered, QT_TRANSLATE_NOOP("Subject", "Oldest message"),
     QT_TRANSLATE_NOOP("Subject", "Oldest"), kMessages},
    {Metric::kBacklog, QT_TRANSLATE_NOOP("Subject", "Backlog"), "", kMessages | kContacts},
    {Metric::kAgentsAvailable, QT_TRANSLATE_NOOP("Subject", "Agents"), QT_TRANSLATE_NOOP("Subject", "Free"),
     kAgents},
    {Metric::kSlotUtilisation, QT_TRANSLATE_NOOP("Subject", "Slots busy"),
     QT_TRANSLATE_NOOP("Subject", "Busy"), kAgents},
};
static_assert(std::size(kWords) == kMetrics);

const Words& wordsOf(Metric metric) { return *std::ranges::find(kWords, metric, &Words::metric); }

Reading durationOf(const Spread& spread) {
  const auto median = spread.quantile(50);
  const bool isOver = spread.n > 0 && !median;  // beyond what is kept
  return {median ? std::optional(toSeconds(*median)) : std::nullopt,
          formatDuration(isOver ? kDay * 31 : median), spread.n < kEnoughDurations ? spread.n : 0};
}

}  // namespace

std::optional<Subject> subjectNamed(std::string_view name) {
  if (name == "volume") return kVolume;
  if (name == "open") return kOpenContacts;
  const std::optional<Metric> metric = metricNamed(name);
  return metric ? std::optional(Subject{*metric}) : std::nullopt;
}

std::string nameOf(const Subject& subject) {
  if (subject == kVolume) return "volume";
  if (subject == kOpenContacts) return "open";
  return std::string(name(subject.metric));
}

std::vector<std::string> subjectNames() {
  std::vector<std::string> names = {"volume", "open"};
  for (const MetricInfo& metric : metricInfos()) names.emplace_back(metric.name);
  return names;
}

QString labelOf(const Subject& subject) {
  if (subject == kVolume) return Say::tr("Volume");
  if (subject == kOpenContacts) return Say::tr("Open");
  return Say::tr(wordsOf(subject.metric).label);
}

QString headingOf(const Subject& subject) {
  const Words& words = wordsOf(subject.metric);
  return subject.plus || words.heading[0] == '\0' ? labelOf(subject) : Say::tr(words.heading);
}

uint32_t kindsOf(const Subject& subject) {
  return wordsOf(subject.metric).kinds | (subject.plus ? wordsOf(*subject.plus).kinds : 0);
}

QString widestOf(const Subject& subject) {
  const QLocale locale = displayLocale();
  if (subject.metric == Metric::kNetSentiment) return QStringLiteral("−") + locale.toString(888);
  switch (subject.shape()) {
    case Shape::kCount: {
      const QString widest = locale.toString(8888);
      return subject.metric == Metric::kDistinctAuthors ? estimated(widest) : widest;
    }
    case Shape::kRatio:
      return locale.toString(88.8, 'f', 1);
    default:
      return QStringLiteral("%1:%1").arg(locale.toString(88));
  }
}

Reading readingOf(const FrameCell& cell, const Subject& subject, Time present) {
  const Figure figure = cell.figure(subject.metric);
  if (const auto* count = std::get_if<Count>(&figure)) {
    const int64_t n = count->n + (subject.plus ? std::get<Count>(cell.figure(*subject.plus)).n : 0);
    Shown shown = formatCount(n);
    if (count->isEstimated) shown.value = estimated(shown.value);
    return {static_cast<double>(n), shown};
  }
  if (const auto* spread = std::get_if<Spread>(&figure)) return durationOf(*spread);
  if (const auto* age = std::get_if<Age>(&figure)) {
    if (!age->since) return {};
    const Duration since = std::max(present - *age->since, Duration::zero());
    return {toSeconds(since), formatDuration(since)};
  }
  const Ratio& ratio = std::get<Ratio>(figure);
  const auto format = subject.metric == Metric::kNetSentiment ? formatSentiment : formatPercent;
  // What is counted in microseconds of work is not a sample.
  const bool isFew = ratio.den < kEnough && subject.metric != Metric::kSlotUtilisation;
  return {ratio.value(), format(ratio.value()), isFew ? ratio.den : 0};
}

QString targetText(double value, const Subject& subject) {
  if (subject.metric == Metric::kNetSentiment) return one(formatSentiment(value));
  switch (subject.shape()) {
    case Shape::kCount:
      return one(formatCount(std::llround(value)));
    case Shape::kRatio:
      return one({displayLocale().toString(value * 100, 'g', 3), percentSign()});
    default:
      return one(formatDuration(Duration(std::llround(value * 1e6))));
  }
}

QString textOf(const Threshold& threshold, const Subject& subject) {
  if (!threshold.mark()) return {};
  const QString sign = threshold.atLeast ? QStringLiteral("≥") : QStringLiteral("≤");
  return QStringLiteral("%1 %2").arg(sign, targetText(*threshold.mark(), subject));
}

}  // namespace watchfloor
