// One event, as a source tells it. The protobuf `watchfloor.v1.Event` is the same thing on the wire and
// documents every field; here are the values that the engine works with. Plain data: copyable, no invariants
// but validate().
#pragma once

#include <absl/status/status.h>

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

enum class Label : uint8_t { kNegative, kNeutral, kPositive };

struct Sentiment {
  Label label = Label::kNeutral;
  std::optional<double> score;  // -1 .. 1
};

// A step in the life of a contact that waits in a queue.
struct ContactEvent {
  enum class Phase : uint8_t { kEnqueued, kAnswered, kAbandoned, kFlowedOut, kEnded, kWrappedUp };

  std::string contactId;
  std::string legId;  // empty: legs are told apart by their enqueued events
  Phase phase = Phase::kEnqueued;
  std::optional<Duration> wait, talk, hold, afterWork;  // the source's own; may be negative (clock skew)
  std::string agentId;
};

struct MessageEvent {
  enum class Direction : uint8_t { kInbound, kOutbound };

  std::string messageId;
  std::string conversationId;  // empty: none given
  std::string replyTo;         // empty: replies to nothing
  std::string authorId;
  Direction direction = Direction::kInbound;
  bool isAutomatic = false;
  bool isPrivate = false;
  std::string text;
  std::vector<std::string> alsoBrands;  // brands that it names beside its own
  std::optional<Sentiment> sentiment;   // none: unclassified
  std::optional<int64_t> reach;         // followers or audience
};

// What happened to a whole conversation. One of the two ids is given.
struct ConversationEvent {
  enum class State : uint8_t { kResolved, kClosedByCustomer };

  std::string conversationId;
  std::string messageId;
  State state = State::kResolved;
};

struct CorrectionEvent {
  std::string messageId;
  std::optional<Sentiment> sentiment;
  std::string brand;  // empty: unchanged
};

struct DeletionEvent {
  std::string messageId;
  bool byCustomer = false;
};

struct EngagementEvent {
  std::string messageId;
  int64_t likes = 0, shares = 0, views = 0;
};

struct AgentEvent {
  enum class State : uint8_t { kOffline, kAvailable, kOnContact, kAfterWork, kBreak };

  std::string agentId;
  State state = State::kOffline;
  int32_t slotCount = 0;  // 0: 1
  int32_t busySlots = 0;
};

struct Event {
  using Body = std::variant<ContactEvent, MessageEvent, ConversationEvent, CorrectionEvent, DeletionEvent,
                            EngagementEvent, AgentEvent>;

  std::string source;
  std::string eventId;  // unique within the source
  Time time{};
  std::string brand, channel;  // needed by contacts, messages and agents
  Body body;
};

// The order in which events count when it matters: by time, then source, then id.
inline auto order(const Event& e) { return std::tie(e.time, e.source, e.eventId); }

// InvalidArgument, naming the field, when a needed field is missing or a value is out of its range.
absl::Status validate(const Event& event);

}  // namespace watchfloor
