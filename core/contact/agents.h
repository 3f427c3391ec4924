// All agents: what each does, in each cell and roll-up, where its newest event there holds. Cost: an event
// O(log events) and what contact/staff_timeline.h says; a tick nothing for agents of whom nothing was heard,
// but that once a minute all are looked through for what is past. Memory: about 250 bytes an event, for the
// last 26 hours (under the event clock, for ever). Agents can be shared among several objects, by their id:
// their staff adds up. Not thread-safe.
//
// At most Limits::agents agents are known. Of one, under the wall clock, at most Limits::eventsPerAgent
// events are kept, and four for each cell that it is in. When one tells more, the older half of its events
// goes, but for the newest in each cell and roll-up: as if they had never been told. What it does now stays
// right; how long it did what is lost for the time that they are of, as is what still comes of that time.
// Where more than half of an agent's events are ahead of the tick, those go as well, so that what it does
// until then is told roughly.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <string>
#include <tuple>
#include <vector>

#include "contact/staff_timeline.h"
#include "model/config.h"
#include "model/event.h"
#include "model/id.h"
#include "model/watched_only.h"

namespace watchfloor {

class Agents {
 public:
  Agents(const Limits& limits, ClockKind clock, const WatchedOnly* watchedOnly = &kNoneWatchedOnly)
      : m_most(limits.agents),
        m_mostEvents(static_cast<size_t>(limits.eventsPerAgent)),
        m_clock(clock),
        m_watchedOnly(watchedOnly) {}

  // Other brands are watched only: events hold in other places from now on, in all windows. What minutes were
  // told stays. O(events)
  void regroup();

  // REQUIRES: the event's body is `agent`, and `id` that of its agentId. Returns how many events were let go
  // because of a bound: this one, or older ones of the agent's.
  int64_t accept(const EventView& event, const AgentView& agent, CellId cell) {
    return accept(Id::of(agent.agentId), event, agent, cell);
  }
  int64_t accept(const Id& id, const EventView& event, const AgentView& agent, CellId cell);

  // The windows move.
  void advance(const WindowRanges& ranges) { m_timeline.advance(ranges); }

  // Lets go what no window will ask for again, and agents that were not heard of since `idle` in a cell or
  // roll-up: they do nothing any more there. Looks after it once a minute.
  void forgetBefore(Time moment, Time idle);

  // Adds what cells and roll-ups look like at the tick of the last advance().
  void addTo(StaffByCell* staff) const { m_timeline.addTo(staff); }

  // As StaffTimeline has them.
  void keepMinutes() { m_timeline.keepMinutes(); }
  std::vector<MinuteChanges::Spent> takeSpent() { return m_timeline.takeSpent(); }
  template <class Archive>
  void persist(Archive& archive);

  // What is kept, in events and in shifts.
  size_t events() const;
  size_t shifts() const { return m_timeline.shifts(); }

 private:
  static constexpr uint8_t kEverywhere = 0b1111, kInBrand = 0b0011;
  struct Point {
    Time at;
    std::string source, eventId;
    StaffTimeline::Leaf leaf;
    Doing doing;
    uint8_t holds = kEverywhere;  // a bit for each place where it is still known

    bool holdsIn(size_t place) const { return holds >> place & 1; }
    void letGo(size_t place) { holds = static_cast<uint8_t>(holds & ~(1u << place)); }
    auto order() const { return std::tie(at, source, eventId); }
  };
  using Line = std::vector<Point>;  // by order()
  struct Agent {
    Line line;
    Time shortened = kDistantPast;  // what was told until then may have been let go
    size_t most = 0;                // events, before it is shortened again; 0: as limits say
  };

  StaffTimeline::Place placeOf(const Point& point, size_t place) const {
    return m_timeline.placesOf(point.leaf)[place];
  }
  bool isSamePlace(const Point& a, const Point& b, size_t place) const {
    return a.holdsIn(place) && b.holdsIn(place) && placeOf(a, place) == placeOf(b, place);
  }
  uint8_t placesOf(StaffTimeline::Leaf leaf) const {
    return m_watchedOnly->contains(m_timeline.cellOf(leaf).brand) ? kInBrand : kEverywhere;
  }
  const Point* before(const Line& line, size_t index, size_t place) const;
  const Point* after(const Line& line, size_t index, size_t place) const;
  void tell(const Line& line, size_t index, int count);
  bool insert(Point point, Agent* agent);
  int64_t shorten(Agent* agent);
  void forgetBefore(Time moment, Time idle, Line* line);

  int64_t m_most;
  size_t m_mostEvents;  // of one agent
  ClockKind m_clock;
  const WatchedOnly* m_watchedOnly;
  Time m_forgotBefore = kDistantPast;
  absl::flat_hash_map<Id, Agent, Id::Hash> m_agents;  // whatever is done to all is the same in any order
  StaffTimeline m_timeline;
};

}  // namespace watchfloor
