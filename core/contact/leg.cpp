#include "contact/leg.h"

#include <array>
#include <cassert>

namespace watchfloor {
namespace {

using Phase = ContactEvent::Phase;
using Ending = Leg::Ending;

constexpr size_t index(Phase p) { return static_cast<size_t>(p); }

// At equal times the first of these wins.
constexpr std::array kEndings = {std::pair(Phase::kAnswered, Ending::kAnswered),
                                 std::pair(Phase::kAbandoned, Ending::kAbandoned),
                                 std::pair(Phase::kFlowedOut, Ending::kFlowedOut)};

// What a source may tell of the time of handling.
constexpr std::array<size_t, 3> kHandling = {Note::kTalk, Note::kHold, Note::kAfterWork};

// A leg that ended counts by its wait, or as one without.
void countWaited(const Leg& leg, CellId cell, Field wait, Field noWait, Contribution* out) {
  if (leg.wait) {
    out->spend(leg.ended, cell, wait, *leg.wait);
  } else {
    out->count(leg.ended, cell, noWait);
  }
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

void LegDraft::add(const Step& step, const Note* note) {
  const Phase phase = step.phase();
  const bool isFirst = !m_phases.has(phase);
  m_last = step.at();
  if (isFirst) {
    m_phases.add(phase);
    m_first[index(phase)] = m_last;
  }
  if (!note) return;
  if (isFirst) m_wait[index(phase)] = note->parts[Note::kWait];
  for (const size_t part : kHandling) {
    if (note->parts[part]) m_newest[part] = note->parts[part];
  }
}

Leg LegDraft::leg() const {
  assert(!m_phases.isEmpty());
  Leg leg;
  const auto clamp = [&leg](Duration d) {
    leg.clockSkew += d < Duration{0};
    return std::max(d, Duration{0});
  };
  leg.lastEvent = m_last;
  if (m_phases.has(Phase::kEnqueued)) leg.enqueued = m_first[index(Phase::kEnqueued)];

  Phase last = Phase::kEnqueued;  // none yet
  for (const auto& [phase, how] : kEndings) {
    if (!m_phases.has(phase)) continue;
    if (leg.ending != Ending::kNone && m_first[index(phase)] >= m_first[index(last)]) continue;
    last = phase;
    leg.ending = how;
  }
  if (leg.ending == Ending::kNone) return leg;
  leg.ended = m_first[index(last)];
  if (const auto& carried = m_wait[index(last)]) {
    leg.wait = clamp(*carried);
    if (!leg.enqueued) leg.enqueued = leg.ended - *leg.wait;
  } else if (leg.enqueued) {
    leg.wait = clamp(leg.ended - *leg.enqueued);
  }

  const bool isWrappedUp = m_phases.has(Phase::kWrappedUp);
  if (leg.ending == Ending::kAnswered && (isWrappedUp || m_phases.has(Phase::kEnded))) {
    leg.handled = m_first[index(isWrappedUp ? Phase::kWrappedUp : Phase::kEnded)];
    bool isTold = false;
    for (const size_t part : kHandling) {
      if (!m_newest[part]) continue;
      isTold = true;
      leg.handleTime += clamp(*m_newest[part]);
    }
    if (!isTold) leg.handleTime = clamp(*leg.handled - leg.ended);
  }
  return leg;
}

void contribute(const Leg& leg, CellId cell, const TargetRow& row, ServiceLevelSwitch serviceLevel,
                Duration lostAfter, Time tick, Contribution* out) {
  const bool hasEnding = leg.ending != Ending::kNone;
  out->clockSkew += leg.clockSkew;
  out->startUnknown += hasEnding && !leg.enqueued;
  if (leg.enqueued) out->count(*leg.enqueued, cell, Field::kOffered);
  if (leg.ending == Ending::kFlowedOut) out->count(leg.ended, cell, Field::kFlowedOut);
  if (leg.ending == Ending::kAnswered) {
    countWaited(leg, cell, Field::kSpeedOfAnswer, Field::kAnsweredNoWait, out);
  } else if (leg.ending == Ending::kAbandoned) {
    countWaited(leg, cell, Field::kWaitAbandoned, Field::kAbandonedNoWait, out);
    const bool isShort = leg.isShort(row);
    if (isShort) out->count(leg.ended, cell, Field::kShortAbandoned);
    if (leg.wait) {
      out->count(*leg.enqueued, cell, isShort ? Field::kOfferedThenShort : Field::kOfferedThenAbandoned);
    }
  }
  if (leg.handled) out->spend(*leg.handled, cell, Field::kHandleTime, leg.handleTime);
  const auto moment = serviceLevelMoment(leg, row, serviceLevel, tick);
  if (moment) {
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
    if (row.target && !moment) out->changesAt(*leg.enqueued + *row.target, tick);
    if (!hasEnding) out->changesAt(leg.lastEvent + lostAfter, tick);
  }
  if (hasEnding) out->changesAt(leg.ended, tick);
}

}  // namespace watchfloor
