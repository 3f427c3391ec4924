// One wait in one queue: its lifecycle, from steps that come in any order, and what it counts for
// (METRICS.md, Contacts). Pure functions of small values; nothing here allocates.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "contact/track.h"
#include "metrics/contribution.h"
#include "model/config.h"

namespace watchfloor {

// Phases as a set.
class PhaseSet {
 public:
  bool has(ContactPhase p) const { return m_bits >> static_cast<unsigned>(p) & 1; }
  void add(ContactPhase p) { m_bits = static_cast<uint8_t>(m_bits | 1u << static_cast<unsigned>(p)); }
  bool isEmpty() const { return m_bits == 0; }

  // An event at the very time of an enqueued belongs to the leg before, if that still lacks it.
  bool lacks(ContactPhase p) const {
    if (p == ContactPhase::kEnqueued) return false;
    if (!endsWait(p)) return has(ContactPhase::kAnswered) && !has(p);
    return has(ContactPhase::kEnqueued) && !has(ContactPhase::kAnswered) && !has(ContactPhase::kAbandoned) &&
           !has(ContactPhase::kFlowedOut);
  }

 private:
  uint8_t m_bits = 0;
};

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

  bool isShort(const TargetRow& row) const {
    return ending == Ending::kAbandoned && wait && row.shortAbandon && *wait <= *row.shortAbandon;
  }
};

// The steps of a leg, added one after the other, in their order.
class LegDraft {
 public:
  void add(const Step& step, const Note* note);
  PhaseSet phases() const { return m_phases; }

  // REQUIRES: it has a step.
  Leg leg() const;

 private:
  static constexpr size_t kPhases = 6;

  PhaseSet m_phases;
  Time m_last{};
  std::array<Time, kPhases> m_first{};                           // of the phases that it has
  std::array<std::optional<Duration>, kPhases> m_wait{};         // of their first steps
  std::array<std::optional<Duration>, Note::kParts> m_newest{};  // durations but waits: the last one told
};

// Which steps of a contact are looked at.
enum class Steps : uint8_t { kEvery, kSettled };

// Cuts a contact into legs: a leg goes from one enqueued to the next; all steps are one when they name it.
// Calls `done(draft)` for each, in their order. Draft: as LegDraft.
template <typename Draft, typename Done>
void forEachLeg(const Track& track, Steps which, bool isOneLeg, Done done) {
  const std::span<const Step> steps = track.steps();
  const auto isLookedAt = [which](const Step& s) { return which == Steps::kEvery || s.isSettled; };
  Track::Notes notes(track);
  Draft open, started;
  for (size_t begin = 0, end = 0; begin < steps.size(); begin = end) {
    bool isStart = false;
    for (; end < steps.size() && steps[end].us == steps[begin].us; ++end) {
      isStart |= !isOneLeg && steps[end].phase() == ContactPhase::kEnqueued && isLookedAt(steps[end]);
    }
    const PhaseSet before = open.phases();
    for (size_t i = begin; i < end; ++i) {
      const Step& step = steps[i];
      std::optional<Note> note;
      if (step.hasNote) note = notes.next();
      if (!isLookedAt(step)) continue;
      Draft& to = isStart && !before.lacks(step.phase()) ? started : open;
      to.add(step, note ? &*note : nullptr);
    }
    if (!isStart) continue;
    if (!open.phases().isEmpty()) done(open);
    open = std::exchange(started, Draft());
  }
  if (!open.phases().isEmpty()) done(open);
}

// What a leg counts for at `tick`. `row`: the targets as they stood when it was enqueued; none: no service
// level, no short abandons. Adds to `out`.
void contribute(const Leg& leg, CellId cell, const TargetRow& row, ServiceLevelSwitch serviceLevel,
                Duration lostAfter, Time tick, Contribution* out);

}  // namespace watchfloor
