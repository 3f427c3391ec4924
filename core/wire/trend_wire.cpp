#include "wire/trend_wire.h"

#include <watchfloor/v1/trend.pb.h>

#include <cmath>

#include "wire/topic_wire.h"

namespace watchfloor::wire {

static_assert(v1::Trend::COLLAPSING == static_cast<int>(Trend::State::kCollapsing) + 1);

namespace {

void toProto(const TrendConversation& of, v1::TrendConversation* proto) {
  proto->set_number(of.number);
  proto->set_began_us(micros(of.began));
  proto->set_began_by(of.beganBy);
  proto->set_began_by_id(of.beganById);
  proto->set_messages(of.messages);
  proto->set_shares_most(of.sharesMost);
  proto->set_shares_most_id(of.sharesMostId);
  proto->set_shares_most_messages(of.sharesMostMessages);
  proto->set_reach(of.reach);
  proto->set_message_id(of.messageId);
}

TrendConversation fromProto(const v1::TrendConversation& proto) {
  return {.number = proto.number(),
          .beganBy = proto.began_by(),
          .sharesMost = proto.shares_most(),
          .messageId = proto.message_id(),
          .beganById = proto.began_by_id(),
          .sharesMostId = proto.shares_most_id(),
          .began = fromMicros(proto.began_us()),
          .messages = proto.messages(),
          .sharesMostMessages = proto.shares_most_messages(),
          .reach = proto.reach()};
}

}  // namespace

void toProto(const Trend& trend, v1::Trend* proto) {
  if (trend.topic) {
    proto->mutable_topic()->set_text(trend.topic->text);
    proto->mutable_topic()->set_kind(protoOf(trend.topic->kind));
  }
  if (trend.conversation) toProto(*trend.conversation, proto->mutable_conversation());
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
  proto->set_watched_only(trend.isWatchedOnly);
  proto->set_reach(trend.reach);
}

Trend fromProto(const v1::Trend& proto) {
  Trend trend{.brand = proto.brand()};
  if (proto.has_topic()) {
    const std::optional<TopicKind> kind = topicKindOf(proto.topic().kind());
    trend.topic = Topic{.kind = kind.value_or(TopicKind::kPhrase), .text = proto.topic().text()};
  }
  if (proto.has_conversation()) trend.conversation = fromProto(proto.conversation());
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
  trend.isWatchedOnly = proto.watched_only();
  trend.reach = proto.reach();
  return trend;
}

}  // namespace watchfloor::wire
