// What is known of one contact: its steps, in their order, each in 8 bytes; and of few of them a note.
// Values; not thread-safe.
#pragma once

#include <absl/container/inlined_vector.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/event.h"

namespace watchfloor {

struct Step {
  int64_t us : 59;  // of event time: any of the years 1 to 9999
  uint64_t phaseIndex : 3;
  uint64_t hasNote : 1;
  uint64_t isSettled : 1;  // it counts already

  Time at() const { return fromMicros(us); }
  ContactPhase phase() const { return static_cast<ContactPhase>(phaseIndex); }
};
static_assert(sizeof(Step) == 8);

// The source's own durations, and who told the step: of two at the same time the order of (source, id) says
// whose durations count. Ends of waits bear one, and steps with durations; between others order is nothing.
struct Note {
  enum Part : uint8_t { kWait, kTalk, kHold, kAfterWork };
  static constexpr size_t kParts = 4;

  std::string_view source, eventId;
  std::array<std::optional<Duration>, kParts> parts;
};

constexpr bool endsWait(ContactPhase p) {
  return p == ContactPhase::kAnswered || p == ContactPhase::kAbandoned || p == ContactPhase::kFlowedOut;
}

class Track {
 public:
  // REQUIRES: names and ids are as long as validate() has them. O(steps that are later), but O(steps) for one
  // with a note that is not the last.
  void insert(const EventView& event, const ContactView& contact);

  // By time, then as notes say.
  std::span<const Step> steps() const { return m_steps; }
  void settle();
  // The others go. REQUIRES: `kept` are some of steps(), in their order
  void keep(std::span<const Step* const> kept);

  template <class Archive>
  void persist(Archive& archive);

  // Reads the notes of the steps that have one, in the order of steps.
  class Notes {
   public:
    explicit Notes(const Track& track) : m_at(track.m_notes.data()) {}
    Note next();
    void skip();

   private:
    friend class Track;
    const char* m_at;
  };

 private:
  bool hasNotes(size_t n) const;

  absl::InlinedVector<Step, 4> m_steps;
  absl::InlinedVector<char, 48> m_notes;  // one after the other: Head, durations, source, event id
};

}  // namespace watchfloor
