// All agents: what each does, in each cell and roll-up, where its newest event there holds. Time spent is
// asked for a span; it is kept as a running sum, so that a span costs O(log events) an agent. Memory: 56
// bytes an event and cell, for the last 26 hours (under the event clock, for ever); at most Limits::agents
// agents a cell. Not thread-safe.
#pragma once

#include <absl/container/btree_map.h>

#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "metrics/frame_cells.h"
#include "model/config.h"
#include "model/event.h"
#include "model/interner.h"
#include "window/window_ranges.h"

namespace watchfloor {

class Agents {
 public:
  Agents(int64_t most, ClockKind clock) : m_most(most), m_clock(clock) {}

  // REQUIRES: the event's body is `agent`. `source` outlives this. False when there are too many agents.
  bool accept(const EventView& event, const AgentView& agent, std::string_view source, CellId cell);

  // Lets go what no window will ask for again, and agents that were not heard of since `idle`.
  void forgetBefore(Time moment, Time idle);

  // What a cell or roll-up looks like at the tick of `ranges`.
  StaffFigures staff(CellId cell, const WindowRanges& ranges) const;

  // Cells and roll-ups that ever had an agent, in order.
  std::vector<CellId> cells() const;

 private:
  struct Point {
    Time at;
    std::string_view source;
    std::string eventId;
    AgentEvent::State state;
    int32_t slots, busySlots;
    int64_t busyBefore = 0, staffedBefore = 0;  // microseconds until `at`

    auto order() const { return std::tie(at, source, eventId); }
  };
  using Line = std::vector<Point>;  // of one agent, by order()

  static AgentTime spentUntil(const Line& line, Time moment);

  int64_t m_most;
  ClockKind m_clock;
  absl::btree_map<CellId, absl::btree_map<std::string, Line>> m_cells;
};

}  // namespace watchfloor
