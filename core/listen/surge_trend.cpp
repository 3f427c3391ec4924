#include "listen/surge_trend.h"

#include <cmath>

namespace watchfloor {

static_assert(static_cast<int>(Trend::State::kCollapsing) == static_cast<int>(Surge::State::kCollapsing));

Trend trendOf(const Surge& surge, Time asOf) {
  Trend trend{.state = static_cast<Trend::State>(surge.state), .asOf = asOf};
  if (surge.state == Surge::State::kRising || surge.state == Surge::State::kCollapsing)
    trend.since = surge.since;
  if (surge.state == Surge::State::kQuiet && !surge.isHourKnown) trend.state = Trend::State::kLearning;
  if (trend.state != Trend::State::kLearning) trend.onceInDays = std::pow(10, surge.score);
  trend.isRise = surge.isRise;
  trend.scale = surge.scale;
  trend.observed = surge.observed;
  trend.expected = surge.expected;
  trend.velocity = surge.velocity;
  trend.acceleration = surge.acceleration;
  return trend;
}

}  // namespace watchfloor
