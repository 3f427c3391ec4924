#include "wire/trend_wire.h"

#include <watchfloor/v1/trend.pb.h>

#include <cmath>

namespace watchfloor::wire {

static_assert(v1::Trend::COLLAPSING == static_cast<int>(Trend::State::kCollapsing) + 1);

void toProto(const Trend& trend, v1::Trend* proto) {
  proto->set_brand(trend.brand);
  proto->set_state(static_cast<v1::Trend::State>(static_cast<int>(trend.state) + 1));
  if (trend.since) proto->set_since_us(micros(*trend.since));
  proto->set_as_of_us(micros(trend.asOf));
  proto->set_once_in_days(trend.onceInDays);
  proto->set_rise(trend.isRise);
  proto->set_scale_s(toSeconds(trend.scale));
  proto->set_observed(trend.observed);
  proto->set_expected(trend.expected);
  proto->set_velocity_per_min(trend.velocity);
  proto->set_acceleration_per_min2(trend.acceleration);
  proto->set_authors(trend.authors);
  proto->set_net_sentiment_num(trend.netSentiment.num);
  proto->set_net_sentiment_den(trend.netSentiment.den);
}

Trend fromProto(const v1::Trend& proto) {
  Trend trend{.brand = proto.brand()};
  if (proto.state() >= v1::Trend::LEARNING && proto.state() <= v1::Trend::COLLAPSING)
    trend.state = static_cast<Trend::State>(proto.state() - 1);
  if (proto.has_since_us()) trend.since = fromMicros(proto.since_us());
  trend.asOf = fromMicros(proto.as_of_us());
  trend.onceInDays = proto.once_in_days();
  trend.isRise = proto.rise();
  trend.scale = Duration(std::llround(proto.scale_s() * 1e6));
  trend.observed = proto.observed();
  trend.expected = proto.expected();
  trend.velocity = proto.velocity_per_min();
  trend.acceleration = proto.acceleration_per_min2();
  trend.authors = proto.authors();
  trend.netSentiment = {proto.net_sentiment_num(), proto.net_sentiment_den(), 0};
  return trend;
}

}  // namespace watchfloor::wire
