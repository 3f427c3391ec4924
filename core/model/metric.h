// What is published, by name, and the shape of each value. The meaning of each metric stands in METRICS terms
// beside its field in proto/watchfloor/v1/metrics.proto; how it is computed, in metrics/definitions.h.
//
// Figures hold a metric's parts, never only its quotient: whoever adds cells adds parts, and divides last.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "model/time.h"

namespace watchfloor {

enum class Window : uint8_t { k1m, k5m, k15m, k30m, k60m, k24h, kToday, kTotal, kNow };
inline constexpr int kSlidingWindows = 8;  // all but `now`
inline constexpr int kWindows = 9;

inline constexpr std::array<std::string_view, kWindows> kWindowNames = {"1m",  "5m",    "15m",   "30m", "60m",
                                                                        "24h", "today", "total", "now"};

enum class Metric : uint8_t {
  // Counts.
  kOffered,
  kAnswered,
  kAbandoned,
  kFlowedOut,
  kShortAbandoned,
  kMessagesInbound,
  kMessagesOutbound,
  kMentions,
  kConversations,
  kExpired,
  kAsyncAbandoned,
  kSentimentNegative,
  kSentimentNeutral,
  kSentimentPositive,
  kUnclassified,
  kDistinctAuthors,
  // Ratios.
  kAbandonRate,
  kAbandonRateOfQueued,
  kAbandonRateOfOffered,
  kServiceLevel,
  kResponseRate,
  kNetSentiment,
  kSentimentCoverage,
  kShareOfVoice,
  kOccupancy,
  // Spreads of durations.
  kAverageSpeedOfAnswer,
  kWaitAnswered,
  kWaitAbandoned,
  kHandleTime,
  kFirstResponseTime,
  kNextResponseTime,
  // What is asked at the tick (window `now`).
  kWaiting,
  kLongestWaiting,
  kUnanswered,
  kOldestUnanswered,
  kBacklog,
  kAgentsAvailable,
  kSlotUtilisation,
};
// Of what metrics mean: grows when the same records give other figures than before.
inline constexpr uint32_t kDefinitions = 1;

inline constexpr int kMetrics = static_cast<int>(Metric::kSlotUtilisation) + 1;

enum class Shape : uint8_t { kCount, kRatio, kSpread, kAge };

// How many. `isEstimated`: past its memory cap a distinct count is estimated (window/distinct_set.h has the
// error).
struct Count {
  int64_t n = 0;
  bool isEstimated = false;
  bool operator==(const Count&) const = default;
};

// num / den; no value when den is 0. Of occupancy num and den are microseconds, of all others they count.
struct Ratio {
  int64_t num = 0, den = 0, excluded = 0;
  std::optional<double> value() const {
    return den == 0 ? std::nullopt : std::optional(static_cast<double>(num) / static_cast<double>(den));
  }
  bool operator==(const Ratio&) const = default;
};

// Durations: n, sum and max exact, quantiles at rank ⌈qn⌉ within 1 %. No quantile when n = 0 or it is over 30
// days.
struct Spread {
  static constexpr std::array<int, 5> kPercents = {25, 50, 90, 95, 99};

  int64_t n = 0;
  Duration sum{0}, max{0};
  std::array<std::optional<Duration>, kPercents.size()> quantiles;
  bool isOver = false;  // a value above 30 days is among those asked for

  // Seconds.
  std::optional<double> mean() const {
    return n == 0 ? std::nullopt : std::optional(toSeconds(sum) / static_cast<double>(n));
  }
  // REQUIRES: percent is one of kPercents.
  std::optional<Duration> quantile(int percent) const {
    for (size_t i = 0; i < kPercents.size(); ++i) {
      if (kPercents[i] == percent) return quantiles[i];
    }
    return std::nullopt;
  }
  bool operator==(const Spread&) const = default;
};

// Since when the oldest has been waiting: at tick τ its age is τ - since. None: nothing is waiting.
struct Age {
  std::optional<Time> since;
  bool operator==(const Age&) const = default;
};

using Figure = std::variant<Count, Ratio, Spread, Age>;

struct MetricInfo {
  Metric metric;
  std::string_view name;  // as in JSON
  Shape shape;
  bool isNow;  // published in window `now` alone
};

const std::array<MetricInfo, kMetrics>& metricInfos();
const MetricInfo& info(Metric metric);
std::optional<Metric> metricNamed(std::string_view name);
std::optional<Window> windowNamed(std::string_view name);
inline std::string_view name(Window w) { return kWindowNames[static_cast<size_t>(w)]; }
inline std::string_view name(Metric m) { return info(m).name; }

// The zero of a metric: 0, 0/0, n = 0, none.
Figure zeroOf(Metric metric);

// What a delta compares: a count, a ratio's value, a spread's mean in seconds; nothing for an age.
std::optional<double> plain(const Figure& figure);

// How long a window is; none for `today`, `total` and `now`.
std::optional<Duration> lengthOf(Window window);
// The size of its panes; 0 for `now`.
Duration paneOf(Window window);

}  // namespace watchfloor
