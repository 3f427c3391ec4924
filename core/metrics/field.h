// What panes count: the parts from which metrics/definitions.h makes metrics, as few of them as an event can
// do with: what follows from others is not counted again (legs with a wait are counted by its duration, an
// inbound message by its label). Counts first, durations after them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace watchfloor {

enum class Field : uint8_t {
  // Legs.
  kOffered,
  kAnsweredNoWait,   // the wait is unknown
  kAbandonedNoWait,  // likewise
  kFlowedOut,
  kShortAbandoned,
  kOfferedThenAbandoned,  // at enq: abandoned later, not short
  kOfferedThenShort,      // at enq: abandoned later, short
  kMet,                   // service level, at its moment
  kMissed,
  kExcluded,
  // Messages.
  kMessagesOutbound,
  kNegative,  // inbound ones, by label
  kNeutral,
  kPositive,
  kUnclassified,
  kPrivate,       // inbound ones that are no mentions
  kAlsoMentions,  // by messages of another brand
  // Segments of conversations.
  kConversations,
  kExpired,
  kAsyncAbandoned,
  kAnsweredWithin,
  kNotWithin,
  // Durations.
  kSpeedOfAnswer,
  kWaitAbandoned,
  kHandleTime,
  kFirstResponse,
  kNextResponse,
};
inline constexpr int kCountFields = static_cast<int>(Field::kNotWithin) + 1;
inline constexpr int kDurationFields = static_cast<int>(Field::kNextResponse) + 1 - kCountFields;

constexpr bool isDuration(Field f) { return static_cast<int>(f) >= kCountFields; }
// Index among the durations. REQUIRES: isDuration(f)
constexpr std::size_t durationIndex(Field f) { return static_cast<std::size_t>(f) - kCountFields; }

}  // namespace watchfloor
