// What panes count: the parts from which metrics/definitions.h makes metrics. Counts first, durations after
// them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace watchfloor {

enum class Field : uint8_t {
  // Legs.
  kOffered,
  kAnswered,
  kAbandoned,
  kFlowedOut,
  kShortAbandoned,
  kOfferedThenAbandoned,  // at enq: abandoned later, not short
  kOfferedThenShort,      // at enq: abandoned later, short
  kMet,                   // service level, at its moment
  kMissed,
  kExcluded,
  // Messages.
  kMessagesInbound,
  kMessagesOutbound,
  kMentions,
  kNegative,
  kNeutral,
  kPositive,
  kUnclassified,
  // Segments of conversations.
  kConversations,
  kExpired,
  kAsyncAbandoned,
  kAnsweredWithin,
  kNotWithin,
  // Durations.
  kSpeedOfAnswer,
  kWaitAnswered,
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
