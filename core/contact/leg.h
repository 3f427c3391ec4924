// One wait in one queue: its lifecycle, from the events that tell of it in any order, and what it counts for
// (METRICS.md, Contacts). Pure functions of small values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "metrics/contribution.h"
#include "model/config.h"
#include "model/event.h"

namespace watchfloor {

// A ContactEvent without what is shared by its group.
struct LegEvent {
  Time at;
  std::string_view source;  // outlives it
  std::string eventId;
  ContactEvent::Phase phase = ContactEvent::Phase::kEnqueued;
  std::optional<Duration> wait, talk, hold, afterWork;

  auto order() const { return std::tie(at, source, eventId); }
};

// Events of one contact in one cell that name no leg, cut into legs: a leg goes from one enqueued to the
// next. An event at the very time of an enqueued belongs to the leg before, if that still lacks it. REQUIRES:
// `events` sorted by order(). The pointers are into `events`.
std::vector<std::vector<const LegEvent*>> splitIntoLegs(const std::vector<LegEvent>& events);

// What a leg came to, of each phase the earliest event counting.
struct Leg {
  enum class Ending : uint8_t { kNone, kAnswered, kAbandoned, kFlowedOut };

  std::optional<Time> enqueued;  // told, or worked out from a carried wait
  Ending ending = Ending::kNone;
  Time ended{};                  // of the wait; meaningless without an ending
  std::optional<Duration> wait;  // of a leg with an ending, when known
  std::optional<Time> handled;   // of answered legs, when handling was over
  Duration handleTime{0};
  Time lastEvent{};
  int64_t clockSkew = 0;  // durations that were negative

  // REQUIRES: at least one event, sorted by order().
  static Leg of(const std::vector<const LegEvent*>& events);

  bool isShort(const TargetRow& row) const {
    return ending == Ending::kAbandoned && wait && row.shortAbandon && *wait <= *row.shortAbandon;
  }
};

// What a leg counts for at `tick`. `row`: the targets as they stood when it was enqueued; none: no service
// level, no short abandons. Adds to `out`.
void contribute(const Leg& leg, CellId cell, const TargetRow& row, ServiceLevelSwitch serviceLevel,
                Duration lostAfter, Time tick, Contribution* out);

}  // namespace watchfloor
