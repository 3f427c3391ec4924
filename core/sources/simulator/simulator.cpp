#include "sources/simulator/simulator.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <functional>

#include "sources/simulator/contact_desk.h"
#include "sources/simulator/message_feed.h"

namespace watchfloor {
namespace {

absl::Status validate(const SimulatorConfig& config) {
  if (!(config.rate > 0)) return absl::InvalidArgumentError("rate must be above 0");
  if (config.viral) {
    if (config.viral->at < Duration::zero() || config.viral->at >= kDay)
      return absl::InvalidArgumentError("viral.at must be a time of day, 0 to 24 h");
    if (!(config.viral->jump >= 1)) return absl::InvalidArgumentError("viral.jump must be at least 1");
  }
  if (config.cascades) {
    if (absl::Status status = validate(*config.cascades); !status.ok()) return status;
  }
  for (const BrandPlan& brand : config.brands) {
    if (absl::Status status = validate(brand); !status.ok()) return status;
  }
  return absl::OkStatus();
}

// Another run of the same world has other ids, so that an engine that saw both counts both.
std::string nameOfRun(const SimulatorConfig& config) {
  const uint64_t bits = scatter(scatter(config.seed) ^ static_cast<uint64_t>(micros(config.start)));
  return absl::StrCat(absl::Hex(bits >> 40, absl::kZeroPad6));
}

}  // namespace

absl::StatusOr<Simulator> Simulator::make(SimulatorConfig config) {
  if (config.brands.empty()) config.brands = defaultWorld(config.zone);
  if (absl::Status status = validate(config); !status.ok()) return status;
  std::vector<std::string> names;
  for (const BrandPlan& brand : config.brands) names.push_back(brand.name);

  Simulator simulator(nameOfRun(config));
  bool isViralPlaced = !config.viral;
  uint64_t stream = 0;
  for (const BrandPlan& brand : config.brands) {
    const absl::StatusOr<LocalClock> clock = LocalClock::make(brand.zone);
    if (!clock.ok()) return clock.status();
    std::vector<std::string> others = names;
    std::erase(others, brand.name);

    for (const QueuePlan& queue : brand.queues) {
      simulator.add(std::make_unique<ContactDesk>(brand.name, queue, config.rate, *clock, config.start,
                                                  Random(config.seed, stream++)));
    }
    for (const FeedPlan& plan : brand.feeds) {
      auto feed = std::make_unique<MessageFeed>(
          brand, plan, MessageFeed::Setting{config.seed, config.rate, *clock, config.start, others},
          Random(config.seed, stream++));
      if (!isViralPlaced && feed->hasChannel(config.viral->channel)) {
        const auto minute = static_cast<int>(config.viral->at / minutes(1));
        const absl::StatusOr<DayStart> daily = DayStart::make(brand.zone, minute);
        if (!daily.ok()) return daily.status();
        feed->goViral(*config.viral, *daily);
        simulator.m_viralOnset = firstAtOrAfter(*daily, config.start);
        isViralPlaced = true;
      }
      simulator.add(std::move(feed));
    }
    if (!isViralPlaced) {
      return absl::InvalidArgumentError(
          absl::StrCat("viral: the first brand has no channel \"", config.viral->channel, "\""));
    }
  }
  if (config.cascades) {
    const absl::StatusOr<LocalClock> clock = LocalClock::make(config.zone);
    if (!clock.ok()) return clock.status();
    auto feed = std::make_unique<CascadeFeed>(*config.cascades, config.seed, *clock, config.start,
                                              Random(config.seed, stream++));
    simulator.m_cascades = feed.get();
    simulator.add(std::move(feed));
  }
  simulator.advance();
  return simulator;
}

void Simulator::add(std::unique_ptr<Process> process) {
  m_turns.emplace(process->nextTime(), m_processes.size());
  m_processes.push_back(std::move(process));
}

void Simulator::advance() {
  while (m_out.isEmpty()) {
    const size_t index = m_turns.top().second;
    m_turns.pop();
    m_processes[index]->step(m_out);
    m_turns.emplace(m_processes[index]->nextTime(), index);
  }
}

Event Simulator::next() {
  Event event = m_out.take();
  advance();
  return event;
}

const std::vector<CascadeOnset>& Simulator::cascadeOnsets() const {
  static const std::vector<CascadeOnset> kNone;
  return m_cascades != nullptr ? m_cascades->onsets() : kNone;
}

Time Simulator::nextTime() const { return m_out.front().time; }

size_t Simulator::open() const {
  size_t n = 0;
  for (const auto& process : m_processes) n += process->open();
  return n;
}

}  // namespace watchfloor
