#include "wire/event_wire.h"

#include <absl/strings/str_cat.h>
#include <google/protobuf/util/json_util.h>
#include <watchfloor/v1/event.pb.h>

#include <utility>

#include "wire/event_checks.h"

namespace watchfloor::wire {
namespace {

static_assert(v1::Contact::WRAPPED_UP == static_cast<int>(ContactEvent::Phase::kWrappedUp) + 1);
static_assert(v1::Sentiment::POSITIVE == static_cast<int>(Label::kPositive) + 1);
static_assert(v1::Message::OUTBOUND == static_cast<int>(MessageEvent::Direction::kOutbound) + 1);
static_assert(v1::Conversation::CLOSED_BY_CUSTOMER ==
              static_cast<int>(ConversationEvent::State::kClosedByCustomer) + 1);
static_assert(v1::Agent::BREAK == static_cast<int>(AgentEvent::State::kBreak) + 1);

template <typename Proto, typename Word>
Proto word(Word w) {
  return static_cast<Proto>(static_cast<int>(w) + 1);
}

SplitTime split(bool isThere, const google::protobuf::Duration& proto) {
  return {isThere, proto.seconds(), proto.nanos()};
}
void writeDuration(Duration d, google::protobuf::Duration* proto) {
  proto->set_seconds(d.count() / 1'000'000);
  proto->set_nanos(static_cast<int32_t>(d.count() % 1'000'000 * 1000));
}

SplitSentiment split(bool isThere, const v1::Sentiment& proto) {
  return {isThere, proto.label(), proto.has_score() ? std::optional(proto.score()) : std::nullopt};
}
void writeSentiment(const Sentiment& sentiment, v1::Sentiment* proto) {
  proto->set_label(word<v1::Sentiment::Label>(sentiment.label));
  if (sentiment.score) proto->set_score(*sentiment.score);
}

absl::StatusOr<Event::Body> read(v1::Contact&& proto) {
  ContactEvent contact;
  contact.contactId = std::move(*proto.mutable_contact_id());
  contact.legId = std::move(*proto.mutable_leg_id());
  contact.agentId = std::move(*proto.mutable_agent_id());
  for (const absl::Status& s :
       {checkWord(proto.phase(), ContactEvent::Phase::kWrappedUp, "contact.phase", contact.phase),
        checkDuration(split(proto.has_wait(), proto.wait()), "contact.wait", contact.wait),
        checkDuration(split(proto.has_talk(), proto.talk()), "contact.talk", contact.talk),
        checkDuration(split(proto.has_hold(), proto.hold()), "contact.hold", contact.hold),
        checkDuration(split(proto.has_after_work(), proto.after_work()), "contact.after_work",
                      contact.afterWork)}) {
    if (!s.ok()) return s;
  }
  return contact;
}

absl::StatusOr<Event::Body> read(v1::Message&& proto) {
  MessageEvent message;
  message.messageId = std::move(*proto.mutable_message_id());
  message.conversationId = std::move(*proto.mutable_conversation_id());
  message.replyTo = std::move(*proto.mutable_reply_to());
  message.authorId = std::move(*proto.mutable_author_id());
  if (absl::Status s = checkWord(proto.direction(), MessageEvent::Direction::kOutbound, "message.direction",
                                 message.direction);
      !s.ok()) {
    return s;
  }
  message.isAutomatic = proto.automatic();
  message.isPrivate = proto.private_();
  message.text = std::move(*proto.mutable_text());
  for (std::string& brand : *proto.mutable_also_brands()) addBrand(std::move(brand), &message.alsoBrands);
  if (absl::Status s =
          checkSentiment(split(proto.has_sentiment(), proto.sentiment()), "message:", message.sentiment);
      !s.ok()) {
    return s;
  }
  if (proto.has_reach()) message.reach = proto.reach();
  message.language = languageOf(std::move(*proto.mutable_language()));
  message.shareOf = std::move(*proto.mutable_share_of());
  return message;
}

absl::StatusOr<Event::Body> read(v1::Conversation&& proto) {
  ConversationEvent conversation;
  conversation.conversationId = std::move(*proto.mutable_conversation_id());
  conversation.messageId = std::move(*proto.mutable_message_id());
  if (absl::Status s = checkWord(proto.state(), ConversationEvent::State::kClosedByCustomer,
                                 "conversation.state", conversation.state);
      !s.ok()) {
    return s;
  }
  return conversation;
}

absl::StatusOr<Event::Body> read(v1::Correction&& proto) {
  CorrectionEvent correction;
  correction.messageId = std::move(*proto.mutable_message_id());
  correction.brand = std::move(*proto.mutable_brand());
  if (absl::Status s = checkSentiment(split(proto.has_sentiment(), proto.sentiment()),
                                      "correction:", correction.sentiment);
      !s.ok()) {
    return s;
  }
  return correction;
}

absl::StatusOr<Event::Body> read(v1::Deletion&& proto) {
  return DeletionEvent{.messageId = std::move(*proto.mutable_message_id()),
                       .byCustomer = proto.by_customer()};
}

absl::StatusOr<Event::Body> read(v1::Engagement&& proto) {
  return EngagementEvent{.messageId = std::move(*proto.mutable_message_id()),
                         .likes = proto.likes(),
                         .shares = proto.shares(),
                         .views = proto.views()};
}

absl::StatusOr<Event::Body> read(v1::Agent&& proto) {
  AgentEvent agent;
  agent.agentId = std::move(*proto.mutable_agent_id());
  agent.slotCount = proto.slots();
  agent.busySlots = proto.busy_slots();
  if (absl::Status s = checkWord(proto.state(), AgentEvent::State::kBreak, "agent.state", agent.state);
      !s.ok())
    return s;
  return agent;
}

absl::StatusOr<Event::Body> readBody(v1::Event& proto) {
  switch (proto.body_case()) {
    case v1::Event::kContact:
      return read(std::move(*proto.mutable_contact()));
    case v1::Event::kMessage:
      return read(std::move(*proto.mutable_message()));
    case v1::Event::kConversation:
      return read(std::move(*proto.mutable_conversation()));
    case v1::Event::kCorrection:
      return read(std::move(*proto.mutable_correction()));
    case v1::Event::kDeletion:
      return read(std::move(*proto.mutable_deletion()));
    case v1::Event::kEngagement:
      return read(std::move(*proto.mutable_engagement()));
    case v1::Event::kAgent:
      return read(std::move(*proto.mutable_agent()));
    case v1::Event::BODY_NOT_SET:
      break;
  }
  return absl::InvalidArgumentError(absl::string_view(kNoBody.data(), kNoBody.size()));
}

struct WriteBody {
  v1::Event* proto;

  void operator()(const ContactEvent& contact) const {
    v1::Contact* out = proto->mutable_contact();
    out->set_contact_id(contact.contactId);
    out->set_leg_id(contact.legId);
    out->set_phase(word<v1::Contact::Phase>(contact.phase));
    if (contact.wait) writeDuration(*contact.wait, out->mutable_wait());
    if (contact.talk) writeDuration(*contact.talk, out->mutable_talk());
    if (contact.hold) writeDuration(*contact.hold, out->mutable_hold());
    if (contact.afterWork) writeDuration(*contact.afterWork, out->mutable_after_work());
    out->set_agent_id(contact.agentId);
  }
  void operator()(const MessageEvent& message) const {
    v1::Message* out = proto->mutable_message();
    out->set_message_id(message.messageId);
    out->set_conversation_id(message.conversationId);
    out->set_reply_to(message.replyTo);
    out->set_author_id(message.authorId);
    out->set_direction(word<v1::Message::Direction>(message.direction));
    out->set_automatic(message.isAutomatic);
    out->set_private_(message.isPrivate);
    out->set_text(message.text);
    for (const std::string& brand : message.alsoBrands) out->add_also_brands(brand);
    if (message.sentiment) writeSentiment(*message.sentiment, out->mutable_sentiment());
    if (message.reach) out->set_reach(*message.reach);
    out->set_language(message.language);
    out->set_share_of(message.shareOf);
  }
  void operator()(const ConversationEvent& conversation) const {
    v1::Conversation* out = proto->mutable_conversation();
    out->set_conversation_id(conversation.conversationId);
    out->set_message_id(conversation.messageId);
    out->set_state(word<v1::Conversation::State>(conversation.state));
  }
  void operator()(const CorrectionEvent& correction) const {
    v1::Correction* out = proto->mutable_correction();
    out->set_message_id(correction.messageId);
    if (correction.sentiment) writeSentiment(*correction.sentiment, out->mutable_sentiment());
    out->set_brand(correction.brand);
  }
  void operator()(const DeletionEvent& deletion) const {
    v1::Deletion* out = proto->mutable_deletion();
    out->set_message_id(deletion.messageId);
    out->set_by_customer(deletion.byCustomer);
  }
  void operator()(const EngagementEvent& engagement) const {
    v1::Engagement* out = proto->mutable_engagement();
    out->set_message_id(engagement.messageId);
    out->set_likes(engagement.likes);
    out->set_shares(engagement.shares);
    out->set_views(engagement.views);
  }
  void operator()(const AgentEvent& agent) const {
    v1::Agent* out = proto->mutable_agent();
    out->set_agent_id(agent.agentId);
    out->set_state(word<v1::Agent::State>(agent.state));
    out->set_slots(agent.slotCount);
    out->set_busy_slots(agent.busySlots);
  }
};

}  // namespace

absl::StatusOr<Event> fromProto(const v1::Event& proto) { return fromProto(v1::Event(proto)); }

absl::StatusOr<Event> fromProto(v1::Event&& proto) {
  Event event;
  const google::protobuf::Timestamp& at = proto.event_time();
  if (absl::Status s = checkTime({proto.has_event_time(), at.seconds(), at.nanos()}, event.time); !s.ok())
    return s;
  absl::StatusOr<Event::Body> body = readBody(proto);
  if (!body.ok()) return body.status();
  event.body = *std::move(body);
  event.source = std::move(*proto.mutable_source());
  event.eventId = std::move(*proto.mutable_event_id());
  event.brand = std::move(*proto.mutable_brand());
  event.channel = std::move(*proto.mutable_channel());
  if (absl::Status s = validate(event); !s.ok()) return s;
  return event;
}

void toProto(const Event& event, v1::Event* proto) {
  proto->Clear();
  proto->set_source(event.source);
  proto->set_event_id(event.eventId);
  const std::chrono::sys_seconds second = std::chrono::floor<std::chrono::seconds>(event.time);
  proto->mutable_event_time()->set_seconds(second.time_since_epoch().count());
  proto->mutable_event_time()->set_nanos(static_cast<int32_t>((event.time - second).count()) * 1000);
  proto->set_brand(event.brand);
  proto->set_channel(event.channel);
  std::visit(WriteBody{proto}, event.body);
}

absl::StatusOr<Event> fromJson(std::string_view json) {
  v1::Event proto;
  const auto status = google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, &proto);
  if (!status.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("no event in proto3 JSON: ", std::string(status.message())));
  }
  return fromProto(std::move(proto));
}

std::string toJson(const Event& event) {
  v1::Event proto;
  toProto(event, &proto);
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  // Fails only for values that cannot be written; then what stands so far would be no JSON.
  if (!google::protobuf::util::MessageToJsonString(proto, &json, options).ok()) json.clear();
  return json;
}

}  // namespace watchfloor::wire
