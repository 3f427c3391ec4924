// What is talked about more, or less, than is usual, and why that is said. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/metric.h"
#include "model/time.h"

namespace watchfloor {

struct Trend {
  enum class State : uint8_t { kLearning, kQuiet, kRising, kCollapsing };

  std::string brand = {};
  State state = State::kLearning;
  std::optional<Time> since = {};  // when the rise or collapse began; none of the others
  Time asOf{};                     // the end of the newest pane
  // As much is seen once in so many days, whichever way it is unusual; 0 while it learns.
  double onceInDays = 0;
  bool isRise = true;       // which way the newest pane is unusual, be it enough or not
  Duration scale{};         // over which it is the most unusual
  double observed = 0;      // mentions over this scale, the older ones counting less
  double expected = 0;      // the same, as it is usual at this hour
  double velocity = 0;      // mentions a minute
  double acceleration = 0;  // mentions a minute per minute
  int64_t authors = 0;      // distinct ones in the last hour
  Ratio netSentiment{};     // of the last hour
  bool operator==(const Trend&) const = default;
};

}  // namespace watchfloor
