// Which events were seen, by (source, event id), so that at-least-once delivery counts once. Under the wall
// clock ids are kept for 25 h of event time, at most `most` of them, and those of the last minute: when there
// are more the oldest go, and the floor rises to the oldest that is still kept, so that nothing can be
// counted twice. Under the event clock all are kept.
//
//   Dedup dedup(20'000'000, ClockKind::kWall);
//   if (dedup.insert({Id::of(eventId, spaceOf(source)), time})) ...  // it is new
//
// Cost: 80 to 300 ns an id among 20 million on a busy machine, nearly all of it waiting for memory; huge
// pages halve that of one seen before. Memory: engine/id_table.h, 23.5 bytes an id when there are `most`. Ids
// can be shared among several objects, by Id::low; then the floor is the highest of theirs. Not thread-safe.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <map>
#include <optional>
#include <span>

#include "engine/id_table.h"
#include "model/config.h"
#include "model/id.h"
#include "model/time.h"

namespace watchfloor {

class Dedup {
 public:
  static constexpr Duration kKept = hours(25);

  struct Seen {
    Id id;  // of {source, event id}
    Time at{};
  };

  Dedup(int64_t most, ClockKind clock) : m_most(most), m_clock(clock), m_ids(static_cast<size_t>(most)) {}

  // False when it was seen before. Otherwise it is remembered. REQUIRES: once there was a tick, it is at most
  // 40 days ahead of the last one
  bool insert(const Seen& seen);
  // Has fetched what inserting it will need.
  void prefetch(const Id& id) const { m_ids.prefetch(id); }

  // The time before which an event is too late, at this tick; none under the event clock.
  std::optional<Time> floor(Time tick) const;

  // Lets go the ids below the floor. Returns how many had to go early because there were too many.
  int64_t advance(Time tick);

  template <class Archive>
  void persist(Archive& archive);

  size_t size() const { return m_size; }
  // Bytes.
  size_t memory() const { return m_ids.memory(); }

 private:
  void dropOldestMinute();
  void countFromOldest();

  int64_t m_most;
  ClockKind m_clock;
  size_t m_size = 0;
  Time m_raisedFloor = kDistantPast;
  // How many are of each minute of event time, under the wall clock; and the one asked for last.
  std::map<int64_t, int64_t> m_minutes;
  std::pair<const int64_t, int64_t>* m_lastMinute = nullptr;
  // An id's tag is its minute, counted from m_first on; those before m_oldest are forgotten. Ids that came
  // before the first tick, or are dated so far ahead that no tag reaches them, are kept apart, by minute.
  std::optional<int64_t> m_oldest;
  int64_t m_first = 0;
  IdTable m_ids;
  absl::flat_hash_map<Id, int64_t, Id::Hash> m_apart;
};

}  // namespace watchfloor
