// One event, as a source tells it. The protobuf `watchfloor.v1.Event` is the same thing on the wire and
// documents every field; here are the values that the engine works with. Plain data: copyable, no invariants
// but validate().
#pragma once

#include <absl/status/status.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "model/time.h"

namespace watchfloor {

// The name under which roll-ups are published, and which therefore no brand or channel may bear.
inline constexpr std::string_view kAll = "all";

// Of a source, brand or channel, in bytes: names stand in every frame and on every wall.
inline constexpr size_t kLongestName = 200;
// Of any id, in bytes: they are kept for days.
inline constexpr size_t kLongestId = 1'000;

// Brands that a message may name beside its own: each is kept as long as the message is.
inline constexpr size_t kMostAlsoBrands = 100;

// Of a duration that an event carries, either way: far beyond it sums would no longer be exact.
inline constexpr Duration kLongestDuration = kDay * 3653;

enum class Label : uint8_t { kNegative, kNeutral, kPositive };
inline constexpr size_t kLabelCount = 3;
inline constexpr std::array<std::string_view, kLabelCount> kLabelNames = {"negative", "neutral", "positive"};
inline std::string_view nameOf(Label label) { return kLabelNames[static_cast<size_t>(label)]; }

// The source of what people say of messages at a wall or a shell. It has no connector, and is never silent.
inline constexpr std::string_view kPeople = "watchfloor people";

struct Sentiment {
  Label label = Label::kNeutral;
  std::optional<double> score;  // -1 .. 1
  bool operator==(const Sentiment&) const = default;
};

enum class ContactPhase : uint8_t { kEnqueued, kAnswered, kAbandoned, kFlowedOut, kEnded, kWrappedUp };
enum class MessageDirection : uint8_t { kInbound, kOutbound };
enum class ConversationState : uint8_t { kResolved, kClosedByCustomer };
enum class AgentState : uint8_t { kOffline, kAvailable, kOnContact, kAfterWork, kBreak };

// A step in the life of a contact that waits in a queue.
template <typename Text>
struct BasicContactEvent {
  using Phase = ContactPhase;

  Text contactId;
  Text legId;  // empty: legs are told apart by their enqueued events
  Phase phase = Phase::kEnqueued;
  std::optional<Duration> wait, talk, hold, afterWork;  // the source's own; may be negative (clock skew)
  Text agentId;
  bool operator==(const BasicContactEvent&) const = default;
};

template <typename Text>
struct BasicMessageEvent {
  using Direction = MessageDirection;

  Text messageId;
  Text conversationId;  // empty: none given
  Text replyTo;         // empty: replies to nothing
  Text authorId;
  Direction direction = Direction::kInbound;
  bool isAutomatic = false;
  bool isPrivate = false;
  Text text;
  std::vector<Text> alsoBrands;        // brands that it names beside its own
  std::optional<Sentiment> sentiment;  // none: unclassified
  std::optional<int64_t> reach;        // followers or audience
  Text language = {};                  // BCP 47 tag as its source says; empty: unknown
  Text shareOf = {};                   // empty: shares nothing

  // The message whose conversation it belongs to: that which it replies to, else that which it shares; empty:
  // none.
  const Text& parent() const { return replyTo.empty() ? shareOf : replyTo; }
  // By it nobody is answered.
  bool isShare() const { return replyTo.empty() && !shareOf.empty(); }
  bool operator==(const BasicMessageEvent&) const = default;
};

// What happened to a whole conversation. One of the two ids is given.
template <typename Text>
struct BasicConversationEvent {
  using State = ConversationState;

  Text conversationId;
  Text messageId;
  State state = State::kResolved;
  bool operator==(const BasicConversationEvent&) const = default;
};

template <typename Text>
struct BasicCorrectionEvent {
  Text messageId;
  std::optional<Sentiment> sentiment;
  Text brand;  // empty: unchanged
  bool operator==(const BasicCorrectionEvent&) const = default;
};

template <typename Text>
struct BasicDeletionEvent {
  Text messageId;
  bool byCustomer = false;
  bool operator==(const BasicDeletionEvent&) const = default;
};

template <typename Text>
struct BasicEngagementEvent {
  Text messageId;
  int64_t likes = 0, shares = 0, views = 0;
  bool operator==(const BasicEngagementEvent&) const = default;
};

template <typename Text>
struct BasicAgentEvent {
  using State = AgentState;

  Text agentId;
  State state = State::kOffline;
  int32_t slotCount = 0;  // 0: 1
  int32_t busySlots = 0;
  bool operator==(const BasicAgentEvent&) const = default;
};

template <typename Text>
struct BasicEvent {
  using Body = std::variant<BasicContactEvent<Text>, BasicMessageEvent<Text>, BasicConversationEvent<Text>,
                            BasicCorrectionEvent<Text>, BasicDeletionEvent<Text>, BasicEngagementEvent<Text>,
                            BasicAgentEvent<Text>>;

  Text source;
  Text eventId;  // unique within the source
  Time time{};
  Text brand, channel;  // needed by contacts, messages and agents
  Body body;
  bool operator==(const BasicEvent&) const = default;
};

// An event that owns its texts: what sources make.
using Event = BasicEvent<std::string>;
using ContactEvent = BasicContactEvent<std::string>;
using MessageEvent = BasicMessageEvent<std::string>;
using ConversationEvent = BasicConversationEvent<std::string>;
using CorrectionEvent = BasicCorrectionEvent<std::string>;
using DeletionEvent = BasicDeletionEvent<std::string>;
using EngagementEvent = BasicEngagementEvent<std::string>;
using AgentEvent = BasicAgentEvent<std::string>;

// The same, its texts lying elsewhere (mostly in the bytes that came): what the engine reads.
using EventView = BasicEvent<std::string_view>;
using ContactView = BasicContactEvent<std::string_view>;
using MessageView = BasicMessageEvent<std::string_view>;
using ConversationView = BasicConversationEvent<std::string_view>;
using CorrectionView = BasicCorrectionEvent<std::string_view>;
using DeletionView = BasicDeletionEvent<std::string_view>;
using EngagementView = BasicEngagementEvent<std::string_view>;
using AgentView = BasicAgentEvent<std::string_view>;

// `event` outlives the view.
EventView viewOf(const Event& event);
// That needs nobody to outlive it.
Event copyOf(const EventView& event);

// The order in which events count when it matters: by time, then source, then id.
template <typename Text>
auto order(const BasicEvent<Text>& e) {
  return std::tie(e.time, e.source, e.eventId);
}

// InvalidArgument, naming the field, when a needed field is missing or a value is out of its range.
absl::Status validate(const EventView& event);
inline absl::Status validate(const Event& event) { return validate(viewOf(event)); }

}  // namespace watchfloor
