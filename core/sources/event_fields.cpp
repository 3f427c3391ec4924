#include "sources/event_fields.h"

#include <absl/strings/ascii.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <type_traits>
#include <utility>

#include "model/language.h"

namespace watchfloor {
namespace {

using Status = absl::Status;

Status expected(const char* what, const std::string& text) {
  return absl::InvalidArgumentError(absl::StrCat("expected ", what, ", found \"", text, "\""));
}

template <typename Body>
Body& body(Event& event) {
  Body* found = std::get_if<Body>(&event.body);
  assert(found);
  return *found;
}

template <typename Body, std::string Body::*kField>
Status setText(Event& event, const std::string& text) {
  body<Body>(event).*kField = text;
  return absl::OkStatus();
}

template <std::string Event::*kField>
Status setPlace(Event& event, const std::string& text) {
  event.*kField = text;
  return absl::OkStatus();
}

template <std::optional<Duration> ContactEvent::*kField>
Status setDuration(Event& event, const std::string& text) {
  if (text.empty()) return absl::OkStatus();
  const bool isNegative = text[0] == '-';
  const absl::StatusOr<Duration> size = parseDuration(std::string_view(text).substr(isNegative ? 1 : 0));
  if (!size.ok()) return expected("a duration such as 12.5s", text);
  body<ContactEvent>(event).*kField = isNegative ? -*size : *size;
  return absl::OkStatus();
}

template <typename Body, bool Body::*kField>
Status setFlag(Event& event, const std::string& text) {
  if (text != "true" && text != "false" && !text.empty()) return expected("true or false", text);
  body<Body>(event).*kField = text == "true";
  return absl::OkStatus();
}

template <typename Body, typename Number, Number Body::*kField>
Status setNumber(Event& event, const std::string& text) {
  using Integer = std::conditional_t<std::is_same_v<Number, int32_t>, int32_t, int64_t>;
  Integer number = 0;
  if (text.empty()) return absl::OkStatus();
  if (!absl::SimpleAtoi(text, &number) || number < 0) return expected("a whole number, 0 or more", text);
  body<Body>(event).*kField = number;
  return absl::OkStatus();
}

constexpr std::array<std::string_view, 6> kPhases = {"ENQUEUED",   "ANSWERED", "ABANDONED",
                                                     "FLOWED_OUT", "ENDED",    "WRAPPED_UP"};
constexpr std::array<std::string_view, 2> kDirections = {"INBOUND", "OUTBOUND"};
constexpr std::array<std::string_view, 2> kConversationStates = {"RESOLVED", "CLOSED_BY_CUSTOMER"};
constexpr std::array<std::string_view, 5> kAgentStates = {"OFFLINE", "AVAILABLE", "ON_CONTACT", "AFTER_WORK",
                                                          "BREAK"};
constexpr std::array<std::string_view, 3> kLabels = {"NEGATIVE", "NEUTRAL", "POSITIVE"};

template <typename Word, size_t N>
Status readWord(const std::array<std::string_view, N>& words, const std::string& text, Word& out) {
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) {
    const std::vector<std::string> all(words.begin(), words.end());
    return expected(absl::StrJoin(all, " or ").c_str(), text);
  }
  out = static_cast<Word>(found - words.begin());
  return absl::OkStatus();
}

template <typename Body, typename Word, Word Body::*kField, const auto& kWords>
Status setWord(Event& event, const std::string& text) {
  return readWord(kWords, text, body<Body>(event).*kField);
}

template <typename Body>
Status setLabel(Event& event, const std::string& text) {
  if (text.empty()) return absl::OkStatus();
  std::optional<Sentiment>& sentiment = body<Body>(event).sentiment;
  if (!sentiment) sentiment.emplace();
  return readWord(kLabels, text, sentiment->label);
}

template <typename Body>
Status setScore(Event& event, const std::string& text) {
  double score = 0;
  if (text.empty()) return absl::OkStatus();
  if (!absl::SimpleAtod(text, &score) || !(score >= -1 && score <= 1)) {
    return expected("a number from -1 to 1", text);
  }
  std::optional<Sentiment>& sentiment = body<Body>(event).sentiment;
  if (!sentiment) return absl::InvalidArgumentError("a score without a label before it");
  sentiment->score = score;
  return absl::OkStatus();
}

// What is no tag tells no language.
Status setLanguage(Event& event, const std::string& text) {
  if (isLanguageTag(text)) body<MessageEvent>(event).language = text;
  return absl::OkStatus();
}

Status setAlsoBrands(Event& event, const std::string& text) {
  for (const absl::string_view brand : absl::StrSplit(text, ',', absl::SkipWhitespace())) {
    body<MessageEvent>(event).alsoBrands.emplace_back(absl::StripAsciiWhitespace(brand));
  }
  return absl::OkStatus();
}

constexpr std::pair<std::string_view, FieldSetter> kSetters[] = {
    {"brand", setPlace<&Event::brand>},
    {"channel", setPlace<&Event::channel>},
    {"contact.contact_id", setText<ContactEvent, &ContactEvent::contactId>},
    {"contact.leg_id", setText<ContactEvent, &ContactEvent::legId>},
    {"contact.phase", setWord<ContactEvent, ContactEvent::Phase, &ContactEvent::phase, kPhases>},
    {"contact.wait", setDuration<&ContactEvent::wait>},
    {"contact.talk", setDuration<&ContactEvent::talk>},
    {"contact.hold", setDuration<&ContactEvent::hold>},
    {"contact.after_work", setDuration<&ContactEvent::afterWork>},
    {"contact.agent_id", setText<ContactEvent, &ContactEvent::agentId>},
    {"message.message_id", setText<MessageEvent, &MessageEvent::messageId>},
    {"message.conversation_id", setText<MessageEvent, &MessageEvent::conversationId>},
    {"message.reply_to", setText<MessageEvent, &MessageEvent::replyTo>},
    {"message.share_of", setText<MessageEvent, &MessageEvent::shareOf>},
    {"message.author_id", setText<MessageEvent, &MessageEvent::authorId>},
    {"message.direction",
     setWord<MessageEvent, MessageEvent::Direction, &MessageEvent::direction, kDirections>},
    {"message.automatic", setFlag<MessageEvent, &MessageEvent::isAutomatic>},
    {"message.private", setFlag<MessageEvent, &MessageEvent::isPrivate>},
    {"message.text", setText<MessageEvent, &MessageEvent::text>},
    {"message.also_brands", setAlsoBrands},
    {"message.sentiment.label", setLabel<MessageEvent>},
    {"message.sentiment.score", setScore<MessageEvent>},
    {"message.reach", setNumber<MessageEvent, std::optional<int64_t>, &MessageEvent::reach>},
    {"message.language", setLanguage},
    {"conversation.conversation_id", setText<ConversationEvent, &ConversationEvent::conversationId>},
    {"conversation.message_id", setText<ConversationEvent, &ConversationEvent::messageId>},
    {"conversation.state",
     setWord<ConversationEvent, ConversationEvent::State, &ConversationEvent::state, kConversationStates>},
    {"correction.message_id", setText<CorrectionEvent, &CorrectionEvent::messageId>},
    {"correction.sentiment.label", setLabel<CorrectionEvent>},
    {"correction.sentiment.score", setScore<CorrectionEvent>},
    {"correction.brand", setText<CorrectionEvent, &CorrectionEvent::brand>},
    {"deletion.message_id", setText<DeletionEvent, &DeletionEvent::messageId>},
    {"deletion.by_customer", setFlag<DeletionEvent, &DeletionEvent::byCustomer>},
    {"engagement.message_id", setText<EngagementEvent, &EngagementEvent::messageId>},
    {"engagement.likes", setNumber<EngagementEvent, int64_t, &EngagementEvent::likes>},
    {"engagement.shares", setNumber<EngagementEvent, int64_t, &EngagementEvent::shares>},
    {"engagement.views", setNumber<EngagementEvent, int64_t, &EngagementEvent::views>},
    {"agent.agent_id", setText<AgentEvent, &AgentEvent::agentId>},
    {"agent.state", setWord<AgentEvent, AgentEvent::State, &AgentEvent::state, kAgentStates>},
    {"agent.slots", setNumber<AgentEvent, int32_t, &AgentEvent::slotCount>},
    {"agent.busy_slots", setNumber<AgentEvent, int32_t, &AgentEvent::busySlots>},
};

struct BodyInfo {
  std::string_view name;
  Event::Body empty;
  std::vector<std::string> needed;
};

const std::array<BodyInfo, std::variant_size_v<Event::Body>>& bodies() {
  static const std::array<BodyInfo, std::variant_size_v<Event::Body>> kBodies = {{
      {"contact", ContactEvent{}, {"contact_id", "phase"}},
      {"message", MessageEvent{}, {"message_id", "author_id", "direction"}},
      {"conversation", ConversationEvent{}, {"state"}},
      {"correction", CorrectionEvent{}, {"message_id"}},
      {"deletion", DeletionEvent{}, {"message_id"}},
      {"engagement", EngagementEvent{}, {"message_id"}},
      {"agent", AgentEvent{}, {"agent_id", "state"}},
  }};
  return kBodies;
}

const BodyInfo& bodyNamed(std::string_view name) {
  const auto found =
      std::find_if(bodies().begin(), bodies().end(), [&](const BodyInfo& info) { return info.name == name; });
  assert(found != bodies().end());
  return *found;
}

}  // namespace

FieldSetter fieldSetter(std::string_view name) {
  for (const auto& [known, setter] : kSetters) {
    if (known == name) return setter;
  }
  return nullptr;
}

const std::vector<std::string>& bodyNames() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const BodyInfo& info : bodies()) names.emplace_back(info.name);
    return names;
  }();
  return kNames;
}

Event::Body emptyBody(std::string_view name) { return bodyNamed(name).empty; }

std::vector<std::string> neededFields(std::string_view body) { return bodyNamed(body).needed; }

}  // namespace watchfloor
