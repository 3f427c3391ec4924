#include "contact/leg.h"

#include <array>
#include <cassert>

namespace watchfloor {
namespace {

using Phase = ContactEvent::Phase;
using Ending = Leg::Ending;

constexpr size_t index(Phase p) { return static_cast<size_t>(p); }
constexpr bool endsWait(Phase p) {
  return p == Phase::kAnswered || p == Phase::kAbandoned || p == Phase::kFlowedOut;
}

// At equal times the first of these wins.
constexpr std::array kEndings = {std::pair(Phase::kAnswered, Ending::kAnswered),
                                 std::pair(Phase::kAbandoned, Ending::kAbandoned),
                                 std::pair(Phase::kFlowedOut, Ending::kFlowedOut)};

Field fieldOf(Ending ending) {
  return ending == Ending::kAnswered    ? Field::kAnswered
         : ending == Ending::kAbandoned ? Field::kAbandoned
                                        : Field::kFlowedOut;
}

enum class Outcome { kMet, kMissed, kExcluded };

struct ServiceLevelMoment {
  Time at;
  Outcome outcome;
};

// Each leg has one moment, min(answered, abandoned, enqueued + T), and counts there once; none before it has
// come, and none when it flowed out before T.
std::optional<ServiceLevelMoment> serviceLevelMoment(const Leg& leg, const TargetRow& row,
                                                     ServiceLevelSwitch how, Time tick) {
  if (!row.target || !leg.enqueued) return std::nullopt;
  const Time limit = *leg.enqueued + *row.target;
  if (leg.ending == Ending::kFlowedOut && leg.ended < limit) return std::nullopt;
  const bool endedInTime =
      (leg.ending == Ending::kAnswered || leg.ending == Ending::kAbandoned) && leg.ended <= limit;
  if (!endedInTime && tick < limit) return std::nullopt;
  const Time at = endedInTime ? leg.ended : limit;
  if (leg.ending == Ending::kAnswered) {
    return ServiceLevelMoment{at, *leg.wait <= *row.target ? Outcome::kMet : Outcome::kMissed};
  }
  const bool abandonedEarly = leg.ending == Ending::kAbandoned && *leg.wait <= *row.target;
  if (how == ServiceLevelSwitch::kHandledOnly || (how == ServiceLevelSwitch::kIgnore && abandonedEarly) ||
      (how == ServiceLevelSwitch::kShort && leg.isShort(row))) {
    return ServiceLevelMoment{at, Outcome::kExcluded};
  }
  const bool isMet = how == ServiceLevelSwitch::kPositive && abandonedEarly;
  return ServiceLevelMoment{at, isMet ? Outcome::kMet : Outcome::kMissed};
}

}  // namespace

std::vector<std::vector<const LegEvent*>> splitIntoLegs(const std::vector<LegEvent>& events) {
  std::vector<std::vector<const LegEvent*>> legs(1);
  for (size_t begin = 0; begin < events.size();) {
    size_t end = begin;
    while (end < events.size() && events[end].at == events[begin].at) ++end;

    std::array<bool, 6> before{};  // phases of the leg that was open until now
    for (const LegEvent* e : legs.back()) before[index(e->phase)] = true;
    std::vector<const LegEvent*> starts;
    for (size_t i = begin; i < end; ++i) {
      if (events[i].phase == Phase::kEnqueued) starts.push_back(&events[i]);
    }
    const bool isStart = !starts.empty();
    if (isStart) legs.push_back(std::move(starts));
    const bool wasWaiting = before[index(Phase::kEnqueued)] && !before[index(Phase::kAnswered)] &&
                            !before[index(Phase::kAbandoned)] && !before[index(Phase::kFlowedOut)];
    for (size_t i = begin; i < end; ++i) {
      const Phase phase = events[i].phase;
      if (phase == Phase::kEnqueued) continue;
      const bool lacks =
          endsWait(phase) ? wasWaiting : before[index(Phase::kAnswered)] && !before[index(phase)];
      legs[legs.size() - (isStart && lacks ? 2 : 1)].push_back(&events[i]);
    }
    begin = end;
  }
  std::erase_if(legs, [](const auto& leg) { return leg.empty(); });
  return legs;
}

Leg Leg::of(const std::vector<const LegEvent*>& events) {
  assert(!events.empty());
  Leg leg;
  const auto clamp = [&leg](Duration d) {
    leg.clockSkew += d < Duration{0};
    return std::max(d, Duration{0});
  };
  std::array<const LegEvent*, 6> first{};
  std::optional<Duration> talk, hold, afterWork;
  for (const LegEvent* e : events) {
    if (!first[index(e->phase)]) first[index(e->phase)] = e;
    if (e->talk) talk = e->talk;
    if (e->hold) hold = e->hold;
    if (e->afterWork) afterWork = e->afterWork;
  }
  leg.lastEvent = events.back()->at;
  if (const LegEvent* e = first[index(Phase::kEnqueued)]) leg.enqueued = e->at;

  const LegEvent* ending = nullptr;
  for (const auto& [phase, how] : kEndings) {
    const LegEvent* e = first[index(phase)];
    if (e && (!ending || e->at < ending->at)) {
      ending = e;
      leg.ending = how;
    }
  }
  if (!ending) return leg;
  leg.ended = ending->at;
  if (ending->wait) {
    leg.wait = clamp(*ending->wait);
    if (!leg.enqueued) leg.enqueued = leg.ended - *leg.wait;
  } else if (leg.enqueued) {
    leg.wait = clamp(leg.ended - *leg.enqueued);
  }

  const LegEvent* stop =
      first[index(Phase::kWrappedUp)] ? first[index(Phase::kWrappedUp)] : first[index(Phase::kEnded)];
  if (leg.ending == Ending::kAnswered && stop) {
    leg.handled = stop->at;
    if (talk || hold || afterWork) {
      for (const auto& part : {talk, hold, afterWork}) leg.handleTime += part ? clamp(*part) : Duration{0};
    } else {
      leg.handleTime = clamp(stop->at - leg.ended);
    }
  }
  return leg;
}

void contribute(const Leg& leg, CellId cell, const TargetRow& row, ServiceLevelSwitch serviceLevel,
                Duration lostAfter, Time tick, Contribution* out) {
  const bool hasEnding = leg.ending != Ending::kNone;
  out->clockSkew += leg.clockSkew;
  out->startUnknown += hasEnding && !leg.enqueued;
  if (leg.enqueued) out->count(*leg.enqueued, cell, Field::kOffered);
  if (hasEnding) out->count(leg.ended, cell, fieldOf(leg.ending));
  if (leg.ending == Ending::kAnswered && leg.wait) {
    out->spend(leg.ended, cell, Field::kSpeedOfAnswer, *leg.wait);
    if (*leg.wait > Duration{0}) out->spend(leg.ended, cell, Field::kWaitAnswered, *leg.wait);
  }
  if (leg.ending == Ending::kAbandoned) {
    const bool isShort = leg.isShort(row);
    if (isShort) out->count(leg.ended, cell, Field::kShortAbandoned);
    if (leg.wait) {
      out->spend(leg.ended, cell, Field::kWaitAbandoned, *leg.wait);
      out->count(*leg.enqueued, cell, isShort ? Field::kOfferedThenShort : Field::kOfferedThenAbandoned);
    }
  }
  if (leg.handled) out->spend(*leg.handled, cell, Field::kHandleTime, leg.handleTime);
  if (const auto moment = serviceLevelMoment(leg, row, serviceLevel, tick)) {
    out->count(moment->at, cell,
               moment->outcome == Outcome::kMet      ? Field::kMet
               : moment->outcome == Outcome::kMissed ? Field::kMissed
                                                     : Field::kExcluded);
  }
  if (leg.enqueued && *leg.enqueued <= tick && (!hasEnding || tick < leg.ended)) {
    if (!hasEnding && tick - leg.lastEvent >= lostAfter) {
      ++out->lost;
    } else {
      out->standings.push_back({*leg.enqueued, cell, Standing::Kind::kWaiting});
    }
  }
  if (leg.enqueued) {
    out->changesAt(*leg.enqueued, tick);
    if (row.target) out->changesAt(*leg.enqueued + *row.target, tick);
  }
  if (hasEnding) {
    out->changesAt(leg.ended, tick);
  } else {
    out->changesAt(leg.lastEvent + lostAfter, tick);
  }
}

}  // namespace watchfloor
