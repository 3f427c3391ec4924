// All agents: what each does, in each cell and roll-up, where its newest event there holds. Cost: an event
// O(log events) and what contact/staff_timeline.h says; a tick nothing for agents of whom nothing was heard,
// but that once a minute all are looked through for what is past. Memory: about 220 bytes an event, for the
// last 26 hours (under the event clock, for ever); at most Limits::agents agents. Agents can be shared among
// several objects, by their id: their staff adds up. Not thread-safe.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "contact/staff_timeline.h"
#include "model/config.h"
#include "model/event.h"
#include "model/id.h"

namespace watchfloor {

class Agents {
 public:
  Agents(int64_t most, ClockKind clock) : m_most(most), m_clock(clock) {}

  // REQUIRES: the event's body is `agent`. `source` outlives this. False when there are too many agents.
  bool accept(const EventView& event, const AgentView& agent, std::string_view source, CellId cell);

  // The windows move.
  void advance(const WindowRanges& ranges) { m_timeline.advance(ranges); }

  // Lets go what no window will ask for again, and agents that were not heard of since `idle` in a cell or
  // roll-up: they do nothing any more there. Looks after it once a minute.
  void forgetBefore(Time moment, Time idle);

  // Adds what cells and roll-ups look like at the tick of the last advance().
  void addTo(StaffByCell* staff) const { m_timeline.addTo(staff); }

 private:
  struct Point {
    Time at;
    std::string_view source;
    std::string eventId;
    StaffTimeline::Leaf leaf;
    Doing doing;
    uint8_t holds = 0b1111;  // a bit for each place where it is still known

    bool holdsIn(size_t place) const { return holds >> place & 1; }
    void letGo(size_t place) { holds = static_cast<uint8_t>(holds & ~(1u << place)); }
    auto order() const { return std::tie(at, source, eventId); }
  };
  using Line = std::vector<Point>;  // of one agent, by order()

  StaffTimeline::Place placeOf(const Point& point, size_t place) const {
    return m_timeline.placesOf(point.leaf)[place];
  }
  bool isSamePlace(const Point& a, const Point& b, size_t place) const {
    return a.holdsIn(place) && b.holdsIn(place) && placeOf(a, place) == placeOf(b, place);
  }
  const Point* before(const Line& line, size_t index, size_t place) const;
  const Point* after(const Line& line, size_t index, size_t place) const;
  void forgetBefore(Time moment, Time idle, Line* line);

  int64_t m_most;
  ClockKind m_clock;
  Time m_forgotBefore = kDistantPast;
  absl::flat_hash_map<Id, Line, Id::Hash> m_lines;  // whatever is done to all is the same in any order
  StaffTimeline m_timeline;
};

}  // namespace watchfloor
