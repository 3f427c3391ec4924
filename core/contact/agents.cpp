#include "contact/agents.h"

#include <algorithm>

namespace watchfloor {
namespace {

using State = AgentEvent::State;

bool isBusy(State s) { return s == State::kOnContact || s == State::kAfterWork; }
bool isStaffed(State s) { return isBusy(s) || s == State::kAvailable; }

}  // namespace

bool Agents::accept(const EventView& event, const AgentView& agent, std::string_view source, CellId cell) {
  const int32_t slots = agent.slotCount == 0 ? 1 : agent.slotCount;
  const int32_t busy = std::min(std::max(agent.busySlots, agent.state == State::kOnContact ? 1 : 0), slots);
  const Point point{event.time, source, std::string(event.eventId), agent.state, slots, busy};
  const std::string agentId(agent.agentId);
  const auto& everybody = m_cells[CellId{}];
  if (static_cast<int64_t>(everybody.size()) >= m_most && !everybody.contains(agentId)) return false;
  for (const CellId id : withRollUps(cell)) {
    Line& line = m_cells[id][agentId];
    auto at =
        line.insert(std::upper_bound(line.begin(), line.end(), point,
                                     [](const Point& a, const Point& b) { return a.order() < b.order(); }),
                    point);
    if (at == line.begin()) ++at;
    for (; at != line.end(); ++at) {  // usually the last alone
      const Point& before = *(at - 1);
      const int64_t span = (at->at - before.at).count();
      at->busyBefore = before.busyBefore + (isBusy(before.state) ? span : 0);
      at->staffedBefore = before.staffedBefore + (isStaffed(before.state) ? span : 0);
    }
  }
  return true;
}

AgentTime Agents::spentUntil(const Line& line, Time moment) {
  const auto after =
      std::upper_bound(line.begin(), line.end(), moment, [](Time t, const Point& p) { return t < p.at; });
  if (after == line.begin()) return {};
  const Point& last = *(after - 1);
  const int64_t span = (moment - last.at).count();
  return {last.busyBefore + (isBusy(last.state) ? span : 0),
          last.staffedBefore + (isStaffed(last.state) ? span : 0)};
}

StaffFigures Agents::staff(CellId cell, const WindowRanges& ranges) const {
  StaffFigures staff;
  const auto lines = m_cells.find(cell);
  if (lines == m_cells.end()) return staff;
  for (const auto& [agent, line] : lines->second) {
    const auto after = std::upper_bound(line.begin(), line.end(), ranges.tick,
                                        [](Time t, const Point& p) { return t < p.at; });
    if (after == line.begin()) continue;
    const Point& now = *(after - 1);
    if (now.state != State::kOffline) {
      staff.busySlots += now.busySlots;
      staff.slots += now.slots;
    }
    if ((now.state == State::kAvailable || now.state == State::kOnContact) && now.busySlots < now.slots) {
      ++staff.available;
    }
    const AgentTime until = spentUntil(line, ranges.tick);
    for (int w = 0; w < kSlidingWindows; ++w) {
      const PaneRange& range = ranges.windows[static_cast<size_t>(w)];
      if (range.last < range.first) continue;
      const AgentTime before = spentUntil(line, ranges.start(static_cast<Window>(w)));
      staff.spent[static_cast<size_t>(w)].busy += until.busy - before.busy;
      staff.spent[static_cast<size_t>(w)].staffed += until.staffed - before.staffed;
    }
  }
  return staff;
}

void Agents::forgetBefore(Time moment, Time idle) {
  if (m_clock == ClockKind::kEvent) return;
  for (auto& [cell, lines] : m_cells) {
    for (auto it = lines.begin(); it != lines.end();) {
      Line& line = it->second;
      size_t past = 0;  // the state at `moment` is still needed
      while (past + 1 < line.size() && line[past + 1].at <= moment) ++past;
      line.erase(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(past));
      const bool isOff = line.size() == 1 && line[0].state == State::kOffline && line[0].at <= moment;
      const bool isGone = isOff || line.back().at <= idle;
      it = isGone ? lines.erase(it) : std::next(it);
    }
  }
}

std::vector<CellId> Agents::cells() const {
  std::vector<CellId> cells;
  for (const auto& [id, lines] : m_cells) cells.push_back(id);
  return cells;
}

}  // namespace watchfloor
