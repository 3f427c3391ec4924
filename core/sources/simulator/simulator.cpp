#include "sources/simulator/simulator.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <functional>

#include "sources/simulator/contact_desk.h"
#include "sources/simulator/message_feed.h"

namespace watchfloor {
namespace {

bool isShare(double x) { return x >= 0 && x <= 1; }

bool isSound(const DayCurve& curve) {
  return std::all_of(curve.hours.begin(), curve.hours.end(), isShare) &&
         std::all_of(curve.weekdays.begin(), curve.weekdays.end(), isShare);
}

absl::Status validate(const BrandPlan& brand) {
  const auto wrong = [&](const std::string& what) {
    return absl::InvalidArgumentError(absl::StrCat("brand \"", brand.name, "\": ", what));
  };
  if (brand.name.empty()) return absl::InvalidArgumentError("a brand has no name");
  for (const QueuePlan& queue : brand.queues) {
    if (queue.channel.empty()) return wrong("a queue has no channel");
    if (!(queue.perHour >= 0)) return wrong(absl::StrCat(queue.channel, ": per hour must be at least 0"));
    if (queue.slots < 1) return wrong(absl::StrCat(queue.channel, ": an agent needs at least one slot"));
    if (queue.handle <= Duration::zero() || queue.patience <= Duration::zero())
      return wrong(absl::StrCat(queue.channel, ": handling time and patience must be above 0"));
    if (!isShare(queue.afterWorkShare) || !isShare(queue.callbackShare) || !(isShare(queue.transferShare)))
      return wrong(absl::StrCat(queue.channel, ": shares are 0 to 1"));
    if (!isSound(queue.curve) || !isSound(queue.staff.curve))
      return wrong(absl::StrCat(queue.channel, ": curves are 0 to 1"));
  }
  for (const FeedPlan& feed : brand.feeds) {
    if (!isSound(feed.curve) || !isSound(feed.staff.curve)) return wrong("curves are 0 to 1");
    for (const ChannelPlan& channel : feed.channels) {
      if (channel.channel.empty()) return wrong("a feed has a channel without a name");
      if (!(channel.perHour >= 0))
        return wrong(absl::StrCat(channel.channel, ": per hour must be at least 0"));
    }
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
  if (!(config.rate > 0)) return absl::InvalidArgumentError("rate must be above 0");
  if (config.brands.empty()) config.brands = defaultWorld(config.zone);
  std::vector<std::string> names;
  for (const BrandPlan& brand : config.brands) names.push_back(brand.name);

  Simulator simulator(nameOfRun(config));
  bool isViralPlaced = !config.viral;
  uint64_t stream = 0;
  for (const BrandPlan& brand : config.brands) {
    if (absl::Status status = validate(brand); !status.ok()) return status;
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

Time Simulator::nextTime() const { return m_out.front().time; }

size_t Simulator::open() const {
  size_t n = 0;
  for (const auto& process : m_processes) n += process->open();
  return n;
}

}  // namespace watchfloor
