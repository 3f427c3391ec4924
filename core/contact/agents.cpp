#include "contact/agents.h"

#include <absl/container/inlined_vector.h>

#include <algorithm>
#include <utility>

#include "model/archive.h"

namespace watchfloor {
namespace {

using State = AgentEvent::State;

constexpr size_t kPlaces = StaffTimeline::kPlaces;

Doing doingOf(const AgentView& agent) {
  const State s = agent.state;
  const int32_t slots = agent.slotCount == 0 ? 1 : agent.slotCount;
  const int32_t busySlots = std::min(std::max(agent.busySlots, s == State::kOnContact ? 1 : 0), slots);
  const bool isOff = s == State::kOffline;
  const bool isBusy = s == State::kOnContact || s == State::kAfterWork;
  const bool isThere = s == State::kAvailable || s == State::kOnContact;
  return {.slots = isOff ? 0 : slots,
          .busySlots = isOff ? 0 : busySlots,
          .available = isThere && busySlots < slots,
          .busy = isBusy,
          .staffed = isBusy || isThere};
}

}  // namespace

// The point before the one at `index` in one of its places; null when there is none.
const Agents::Point* Agents::before(const Line& line, size_t index, size_t place) const {
  for (size_t i = index; i-- > 0;) {
    if (isSamePlace(line[i], line[index], place)) return &line[i];
  }
  return nullptr;
}

const Agents::Point* Agents::after(const Line& line, size_t index, size_t place) const {
  for (size_t i = index + 1; i < line.size(); ++i) {
    if (isSamePlace(line[i], line[index], place)) return &line[i];
  }
  return nullptr;
}

// Adds to the staff, or takes out (`count` is -1), what the point changes: what it says less what the one
// before it says.
void Agents::tell(const Line& line, size_t index, int count) {
  const Point& point = line[index];
  struct Shift {
    Doing change;
    uint8_t which = 0;
  };
  absl::InlinedVector<Shift, kPlaces> shifts;  // mostly it is the same in all places
  for (size_t place = 0; place < kPlaces; ++place) {
    if (!point.holdsIn(place)) continue;
    const Point* const last = before(line, index, place);
    const Doing change = point.doing - (last ? last->doing : Doing{});
    if (change == Doing{}) continue;
    auto one = std::find_if(shifts.begin(), shifts.end(), [&](const Shift& s) { return s.change == change; });
    if (one == shifts.end()) one = shifts.insert(shifts.end(), {change});
    one->which = static_cast<uint8_t>(one->which | 1u << place);
  }
  for (const Shift& s : shifts) m_timeline.add(point.at, point.leaf, s.which, s.change, count);
}

int64_t Agents::accept(const Id& id, const EventView& event, const AgentView& agent, CellId cell) {
  auto it = m_agents.find(id);
  if (it == m_agents.end()) {
    if (static_cast<int64_t>(m_agents.size()) >= m_most) return 1;
    it = m_agents.try_emplace(id).first;
  }
  Point point{.at = event.time,
              .source = std::string(event.source),
              .eventId = std::string(event.eventId),
              .leaf = m_timeline.leafOf(cell),
              .doing = doingOf(agent)};
  point.holds = placesOf(point.leaf);
  if (!insert(std::move(point), &it->second)) return 1;
  return shorten(&it->second);
}

// False when it is of a time that was let go.
bool Agents::insert(Point point, Agent* agent) {
  Line& line = agent->line;
  const auto next = std::upper_bound(line.begin(), line.end(), point,
                                     [](const Point& a, const Point& b) { return a.order() < b.order(); });
  const bool isLate = point.at <= agent->shortened;
  const auto index = static_cast<size_t>(next - line.begin());
  line.insert(next, std::move(point));
  absl::InlinedVector<size_t, kPlaces> followers;  // they come after it from now on
  for (size_t place = 0; place < kPlaces; ++place) {
    const Point* const following = after(line, index, place);
    if (!following) continue;
    if (isLate && following->at <= m_timeline.tick() && !before(line, index, place)) {
      line[index].letGo(place);
      continue;
    }
    const auto follower = static_cast<size_t>(following - line.data());
    if (std::find(followers.begin(), followers.end(), follower) == followers.end()) {
      followers.push_back(follower);
    }
  }
  const uint8_t holds = std::exchange(line[index].holds, uint8_t{0});
  for (const size_t follower : followers) tell(line, follower, -1);
  line[index].holds = holds;
  if (holds == 0) {
    line.erase(line.begin() + static_cast<std::ptrdiff_t>(index));
    return false;
  }
  for (const size_t follower : followers) tell(line, follower, 1);
  tell(line, index, 1);
  return true;
}

// Lets the older half go when there are too many, but for what holds in its places at the end of that half,
// and at the tick. Returns how many went.
int64_t Agents::shorten(Agent* agent) {
  Line& line = agent->line;
  const size_t size = line.size();
  if (m_clock == ClockKind::kEvent || size <= std::max(m_mostEvents, agent->most)) return 0;
  const Time end = line[size / 2].at, tick = m_timeline.tick();
  const auto isOld = [end](const Point& p) { return p.at <= end; };
  const auto old = static_cast<size_t>(std::partition_point(line.begin(), line.end(), isOld) - line.begin());
  for (size_t i = 0; i < old; ++i) tell(line, i, -1);
  absl::flat_hash_map<StaffTimeline::Place, Time> next;  // of the one that follows, in each place
  for (size_t i = old; i-- > 0;) {
    Point& point = line[i];
    for (size_t place = 0; place < kPlaces; ++place) {
      if (!point.holdsIn(place)) continue;
      const auto [following, isLast] = next.try_emplace(placeOf(point, place), point.at);
      const bool isPresent = point.at <= tick && tick < following->second;
      following->second = point.at;
      if (!isLast && !isPresent) point.letGo(place);
    }
  }
  agent->shortened = std::max(agent->shortened, end);
  const size_t gone = std::erase_if(line, [](const Point& p) { return p.holds == 0; });
  for (size_t i = 0; i < old - gone; ++i) tell(line, i, 1);
  agent->most = line.size() + (m_mostEvents + 1) / 2;
  return static_cast<int64_t>(gone);
}

void Agents::regroup() {
  const bool keepsMinutes = m_timeline.holdMinutes();
  for (auto& [id, agent] : m_agents) {
    for (size_t i = 0; i < agent.line.size(); ++i) tell(agent.line, i, -1);
    for (Point& point : agent.line) {
      const bool isNewestInCell = point.holdsIn(0);
      point.holds = static_cast<uint8_t>((point.holds & kInBrand) |
                                         (isNewestInCell ? placesOf(point.leaf) & ~kInBrand : 0));
    }
    for (size_t i = 0; i < agent.line.size(); ++i) tell(agent.line, i, 1);
  }
  if (keepsMinutes) m_timeline.keepMinutes();
}

size_t Agents::events() const {
  size_t events = 0;
  for (const auto& [id, agent] : m_agents) events += agent.line.size();
  return events;
}

void Agents::forgetBefore(Time moment, Time idle) {
  if (m_clock == ClockKind::kEvent || moment < m_forgotBefore + minutes(1)) return;
  m_forgotBefore = moment;
  m_timeline.forgetBefore(moment);
  absl::erase_if(m_agents, [&](auto& idAndAgent) {
    Line& line = idAndAgent.second.line;
    forgetBefore(moment, idle, &line);
    return line.empty();
  });
}

void Agents::forgetBefore(Time moment, Time idle, Line* line) {
  const Time last = std::max(moment, idle);
  size_t old = 0;
  while (old < line->size() && (*line)[old].at <= last) ++old;
  for (size_t i = 0; i < old; ++i) {  // the state at `moment` is still needed
    for (size_t place = 0; place < kPlaces; ++place) {
      const Point* const following = after(*line, i, place);
      if (following && following->at <= moment) (*line)[i].letGo(place);
    }
  }
  const auto isAnyBefore = [&](size_t i) {
    return std::any_of(line->begin(), line->begin() + static_cast<std::ptrdiff_t>(i),
                       [](const Point& p) { return p.holds != 0; });
  };
  absl::InlinedVector<StaffTimeline::Place, 8> gone;
  for (size_t i = old; i-- > 0;) {
    Point& point = (*line)[i];
    for (size_t place = 0; place < kPlaces; ++place) {
      if (!point.holdsIn(place)) continue;
      const StaffTimeline::Place here = placeOf(point, place);
      if (std::find(gone.begin(), gone.end(), here) == gone.end()) {
        // It ends what an older one said, where both come to count together.
        const bool isOff = point.doing == Doing{} && point.at <= moment && !isAnyBefore(i);
        if (after(*line, i, place) || (!isOff && point.at > idle)) continue;
        const auto which = static_cast<uint8_t>(1u << place);
        if (!isOff) m_timeline.add(point.at, point.leaf, which, Doing{} - point.doing);
        gone.push_back(here);
      }
      point.letGo(place);
    }
  }
  std::erase_if(*line, [](const Point& p) { return p.holds == 0; });
}

template <class Archive>
void Agents::persist(Archive& archive) {
  archive(m_forgotBefore, m_timeline);
  persistMap(archive, m_agents, [&](const Id&, Agent& agent) {
    uint64_t n = agent.line.size();
    archive(agent.shortened, agent.most);
    archive.size(n, sizeof(Time) + sizeof(Doing));
    agent.line.resize(n);
    for (Point& p : agent.line) {
      archive(p.at, p.source, p.eventId, p.leaf, p.doing, p.holds);
      archive.require(m_timeline.has(p.leaf) && p.holds < 1u << kPlaces);
    }
  });
}
template void Agents::persist(ArchiveWriter&);
template void Agents::persist(ArchiveReader&);

}  // namespace watchfloor
