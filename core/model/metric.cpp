#include "model/metric.h"

#include <cassert>

namespace watchfloor {
namespace {

constexpr std::array<MetricInfo, kMetrics> kInfos = {{
    {Metric::kOffered, "offered", Shape::kCount, false},
    {Metric::kAnswered, "answered", Shape::kCount, false},
    {Metric::kAbandoned, "abandoned", Shape::kCount, false},
    {Metric::kFlowedOut, "flowed_out", Shape::kCount, false},
    {Metric::kShortAbandoned, "short_abandoned", Shape::kCount, false},
    {Metric::kMessagesInbound, "messages_inbound", Shape::kCount, false},
    {Metric::kMessagesOutbound, "messages_outbound", Shape::kCount, false},
    {Metric::kMentions, "mentions", Shape::kCount, false},
    {Metric::kConversations, "conversations", Shape::kCount, false},
    {Metric::kExpired, "expired", Shape::kCount, false},
    {Metric::kAsyncAbandoned, "async_abandoned", Shape::kCount, false},
    {Metric::kSentimentNegative, "sentiment_negative", Shape::kCount, false},
    {Metric::kSentimentNeutral, "sentiment_neutral", Shape::kCount, false},
    {Metric::kSentimentPositive, "sentiment_positive", Shape::kCount, false},
    {Metric::kUnclassified, "unclassified", Shape::kCount, false},
    {Metric::kDistinctAuthors, "distinct_authors", Shape::kCount, false},
    {Metric::kAbandonRate, "abandon_rate", Shape::kRatio, false},
    {Metric::kAbandonRateOfQueued, "abandon_rate_of_queued", Shape::kRatio, false},
    {Metric::kAbandonRateOfOffered, "abandon_rate_of_offered", Shape::kRatio, false},
    {Metric::kServiceLevel, "service_level", Shape::kRatio, false},
    {Metric::kResponseRate, "response_rate", Shape::kRatio, false},
    {Metric::kNetSentiment, "net_sentiment", Shape::kRatio, false},
    {Metric::kSentimentCoverage, "sentiment_coverage", Shape::kRatio, false},
    {Metric::kShareOfVoice, "share_of_voice", Shape::kRatio, false},
    {Metric::kOccupancy, "occupancy", Shape::kRatio, false},
    {Metric::kAverageSpeedOfAnswer, "average_speed_of_answer_s", Shape::kSpread, false},
    {Metric::kWaitAnswered, "wait_answered_s", Shape::kSpread, false},
    {Metric::kWaitAbandoned, "wait_abandoned_s", Shape::kSpread, false},
    {Metric::kHandleTime, "handle_time_s", Shape::kSpread, false},
    {Metric::kFirstResponseTime, "first_response_time_s", Shape::kSpread, false},
    {Metric::kNextResponseTime, "next_response_time_s", Shape::kSpread, false},
    {Metric::kWaiting, "waiting", Shape::kCount, true},
    {Metric::kLongestWaiting, "longest_waiting_s", Shape::kAge, true},
    {Metric::kUnanswered, "unanswered", Shape::kCount, true},
    {Metric::kOldestUnanswered, "oldest_unanswered_s", Shape::kAge, true},
    {Metric::kBacklog, "backlog", Shape::kCount, true},
    {Metric::kAgentsAvailable, "agents_available", Shape::kCount, true},
    {Metric::kSlotUtilisation, "slot_utilisation", Shape::kRatio, true},
}};

constexpr bool infosAreInOrder() {
  for (int i = 0; i < kMetrics; ++i) {
    if (static_cast<int>(kInfos[static_cast<size_t>(i)].metric) != i) return false;
  }
  return true;
}
static_assert(infosAreInOrder());

}  // namespace

const std::array<MetricInfo, kMetrics>& metricInfos() { return kInfos; }

const MetricInfo& info(Metric metric) { return kInfos[static_cast<size_t>(metric)]; }

std::optional<Metric> metricNamed(std::string_view name) {
  for (const MetricInfo& info : kInfos) {
    if (info.name == name) return info.metric;
  }
  return std::nullopt;
}

std::optional<Window> windowNamed(std::string_view name) {
  for (int i = 0; i < kWindows; ++i) {
    if (kWindowNames[static_cast<size_t>(i)] == name) return static_cast<Window>(i);
  }
  return std::nullopt;
}

Figure zeroOf(Metric metric) {
  switch (info(metric).shape) {
    case Shape::kCount:
      return Count{};
    case Shape::kRatio:
      return Ratio{};
    case Shape::kSpread:
      return Spread{};
    case Shape::kAge:
      break;
  }
  return Age{};
}

std::optional<double> plain(const Figure& figure) {
  if (const auto* count = std::get_if<Count>(&figure)) return static_cast<double>(count->n);
  if (const auto* ratio = std::get_if<Ratio>(&figure)) return ratio->value();
  if (const auto* spread = std::get_if<Spread>(&figure)) return spread->mean();
  return std::nullopt;
}

std::optional<Duration> lengthOf(Window window) {
  switch (window) {
    case Window::k1m:
      return minutes(1);
    case Window::k5m:
      return minutes(5);
    case Window::k15m:
      return minutes(15);
    case Window::k30m:
      return minutes(30);
    case Window::k60m:
      return minutes(60);
    case Window::k24h:
      return hours(24);
    default:
      return std::nullopt;
  }
}

Duration paneOf(Window window) {
  switch (window) {
    case Window::k1m:
    case Window::k5m:
      return seconds(1);
    case Window::k15m:
    case Window::k30m:
    case Window::k60m:
      return seconds(10);
    case Window::k24h:
    case Window::kToday:
    case Window::kTotal:
      return seconds(60);
    case Window::kNow:
      break;
  }
  return Duration{0};
}

}  // namespace watchfloor
