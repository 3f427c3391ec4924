#include "contact/agents.h"

#include <absl/container/inlined_vector.h>

#include <algorithm>

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

bool Agents::accept(const EventView& event, const AgentView& agent, std::string_view source, CellId cell) {
  const Id id = idOf({agent.agentId});
  auto it = m_lines.find(id);
  if (it == m_lines.end()) {
    if (static_cast<int64_t>(m_lines.size()) >= m_most) return false;
    it = m_lines.try_emplace(id).first;
  }
  Line& line = it->second;
  Point point{.at = event.time,
              .source = source,
              .eventId = std::string(event.eventId),
              .leaf = m_timeline.leafOf(cell),
              .doing = doingOf(agent)};
  const auto next = std::upper_bound(line.begin(), line.end(), point,
                                     [](const Point& a, const Point& b) { return a.order() < b.order(); });
  const auto here = line.insert(next, std::move(point));
  const auto index = static_cast<size_t>(here - line.begin());
  struct Shift {
    Time at;
    Doing change;
    uint8_t which = 0;
  };
  absl::InlinedVector<Shift, 2> shifts;  // mostly they are the same in all places
  const auto shift = [&shifts](Time at, const Doing& change, size_t place) {
    auto one = std::find_if(shifts.begin(), shifts.end(),
                            [&](const Shift& s) { return s.at == at && s.change == change; });
    if (one == shifts.end()) one = shifts.insert(shifts.end(), {at, change});
    one->which = static_cast<uint8_t>(one->which | 1u << place);
  };
  for (size_t place = 0; place < kPlaces; ++place) {
    const Point* const last = before(line, index, place);
    const Point* const following = after(line, index, place);
    const Doing was = last ? last->doing : Doing{};
    if (was == here->doing) continue;
    shift(here->at, here->doing - was, place);
    if (following) shift(following->at, was - here->doing, place);
  }
  for (const Shift& s : shifts) m_timeline.add(s.at, here->leaf, s.which, s.change);
  return true;
}

void Agents::forgetBefore(Time moment, Time idle) {
  if (m_clock == ClockKind::kEvent || moment < m_forgotBefore + minutes(1)) return;
  m_forgotBefore = moment;
  m_timeline.forgetBefore(moment);
  absl::erase_if(m_lines, [&](auto& idAndLine) {
    Line& line = idAndLine.second;
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
  absl::InlinedVector<StaffTimeline::Place, 8> gone;
  for (size_t i = old; i-- > 0;) {
    Point& point = (*line)[i];
    for (size_t place = 0; place < kPlaces; ++place) {
      if (!point.holdsIn(place)) continue;
      const StaffTimeline::Place here = placeOf(point, place);
      if (std::find(gone.begin(), gone.end(), here) == gone.end()) {
        const bool isOff = point.doing == Doing{} && point.at <= moment;
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

}  // namespace watchfloor
