// Which events were seen, by (source, event id), so that at-least-once delivery counts once. Under the wall
// clock ids are kept for 25 h of event time, at most `most` of them, and those of the last minute: when there
// are more the oldest go, and the floor rises to the oldest that is still kept, so that nothing can be
// counted twice. Under the event clock all are kept. Memory: about 45 bytes an id (128-bit XXH3: among 10^9
// ids two coincide with probability 10^-21). Not thread-safe.
#pragma once

#include <absl/container/btree_map.h>
#include <absl/container/flat_hash_set.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/config.h"
#include "model/time.h"

namespace watchfloor {

class Dedup {
 public:
  static constexpr Duration kKept = hours(25);

  Dedup(int64_t most, ClockKind clock) : m_most(most), m_clock(clock) {}

  // False when it was seen before. Otherwise it is remembered.
  bool insert(std::string_view source, std::string_view eventId, Time at);

  // The time before which an event is too late, at this tick; none under the event clock.
  std::optional<Time> floor(Time tick) const;

  // Lets go the ids below the floor. Returns how many had to go early because there were too many.
  int64_t advance(Time tick);

  size_t size() const { return m_ids.size(); }

 private:
  struct Id {
    uint64_t high, low;
    bool operator==(const Id&) const = default;
    template <typename H>
    friend H AbslHashValue(H h, const Id& id) {
      return H::combine(std::move(h), id.high, id.low);
    }
  };

  void dropOldestMinute();

  int64_t m_most;
  ClockKind m_clock;
  absl::flat_hash_set<Id> m_ids;
  absl::btree_map<int64_t, std::vector<Id>> m_minutes;  // by minute of event time
  Time m_raisedFloor = kDistantPast;
};

}  // namespace watchfloor
