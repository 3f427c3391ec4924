// A simulated world of brands and their customers, event by event in order of time, day after day without an
// end.
//
//   absl::StatusOr<Simulator> simulator = Simulator::make({.seed = 7, .start = start, .zone =
//   "Europe/Berlin"}); while (simulator->nextTime() <= now) publish(simulator->next());
//
// The same configuration gives the same events on every machine. It runs on event time alone: who wants the
// past at once and then the present asks for it so. About a microsecond an event, O(log n); memory is bounded
// by what is open (contacts, conversations, and what is still to happen to them). Several of these may run
// side by side; one is not thread safe.
#pragma once

#include <absl/status/statusor.h>

#include <memory>
#include <optional>
#include <queue>
#include <string>
#include <utility>
#include <vector>

#include "model/event.h"
#include "sources/simulator/cascade_feed.h"
#include "sources/simulator/process.h"
#include "sources/simulator/world.h"

namespace watchfloor {

struct SimulatorConfig {
  uint64_t seed = 1;
  Time start{};              // the world begins empty here, with everybody who works at that hour
  std::string zone = "UTC";  // IANA: of the default world
  double rate = 1;           // multiplies customers and those who serve them
  std::optional<ViralPlan> viral = ViralPlan{};
  std::vector<BrandPlan> brands = {};        // empty: defaultWorld(zone)
  std::optional<CascadePlan> cascades = {};  // conversations that excite themselves, with known onsets
};

class Simulator {
 public:
  // InvalidArgument, naming the field: an unknown zone, a rate that is not above 0, a share or a curve
  // outside 0 to 1, a channel to go viral on that the first brand has not.
  static absl::StatusOr<Simulator> make(SimulatorConfig config);

  Event next();
  Time nextTime() const;  // of what next() will give

  // When the complaint goes viral for the first time, at or after the start; kDistantFuture when it never
  // does.
  Time viralOnset() const { return m_viralOnset; }

  // Of the cascades, those that have begun in what next() gave, and sometimes the next.
  const std::vector<CascadeOnset>& cascadeOnsets() const;

  // What is remembered: contacts, conversations, what is still to happen.
  size_t open() const;

 private:
  explicit Simulator(std::string run) : m_out(std::move(run)) {}

  void add(std::unique_ptr<Process> process);
  void advance();

  std::vector<std::unique_ptr<Process>> m_processes;
  std::priority_queue<std::pair<Time, size_t>, std::vector<std::pair<Time, size_t>>, std::greater<>> m_turns;
  Outbox m_out;  // never empty: it holds the next event
  Time m_viralOnset = kDistantFuture;
  const CascadeFeed* m_cascades = nullptr;  // one of the processes
};

}  // namespace watchfloor
