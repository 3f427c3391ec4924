#include "inner_engine.h"

#include <absl/strings/str_cat.h>

#include <future>
#include <set>
#include <utility>

#include "clocks.h"

namespace watchfloor {
namespace {

constexpr Duration kPast = hours(2);
constexpr size_t kBatch = 5'000;
constexpr auto kPause = std::chrono::milliseconds(100);

EngineHost::Options hostOptions(const InnerEngine::Options& options) {
  EngineHost::Options host;
  host.config.zone = options.zone;
  host.now = timeOfDay, host.monotonic = monotonic;
  if (!options.isDemo) return host;
  TargetRow calls, others;
  calls.channel = "voice", calls.target = seconds(20), calls.shortAbandon = seconds(5);
  others.target = seconds(60), others.shortAbandon = seconds(5);
  host.config.targets = {calls, others};
  return host;
}

}  // namespace

absl::StatusOr<std::unique_ptr<InnerEngine>> InnerEngine::start(Options options) {
  std::optional<Simulator> simulator;
  if (options.isDemo) {
    SimulatorConfig config;
    config.seed = options.seed, config.rate = options.rate;
    config.zone = options.zone, config.start = timeOfDay() - kPast;
    absl::StatusOr<Simulator> made = Simulator::make(config);
    if (!made.ok()) return made.status();
    simulator = *std::move(made);
  }
  std::unique_ptr<InnerEngine> engine(new InnerEngine(options, std::move(simulator)));
  const absl::StatusOr<int> port = engine->m_server.start("127.0.0.1:0");
  if (!port.ok()) return port.status();
  engine->m_port = *port;
  if (engine->m_simulator) {
    engine->m_feeder = std::thread([inner = engine.get()] { inner->feed(); });
  } else {
    engine->m_hasCaughtUp = true;
  }
  return engine;
}

InnerEngine::InnerEngine(const Options& options, std::optional<Simulator> simulator)
    : m_host(hostOptions(options)),
      m_server(
          {.host = &m_host, .engineId = absl::StrCat("inner-", micros(timeOfDay())), .monotonic = monotonic}),
      m_simulator(std::move(simulator)) {}

InnerEngine::~InnerEngine() {
  m_isStopping = true;
  if (m_feeder.joinable()) m_feeder.join();
  m_server.shutdown(seconds(0));
  m_host.stop();
}

std::string InnerEngine::target() const { return absl::StrCat("127.0.0.1:", m_port); }

// Batch by batch, the next one when the last one is applied. Every source gives a sign of life each time: a
// quiet night is no silence.
void InnerEngine::feed() {
  std::set<std::string, std::less<>> sources;
  while (!m_isStopping) {
    Batch batch;
    while (batch.events.size() < kBatch && m_simulator->nextTime() <= timeOfDay()) {
      batch.events.push_back(m_simulator->next());
      sources.insert(batch.events.back().source);
    }
    const bool isPresent = batch.events.size() < kBatch;
    std::promise<bool> applied;
    m_host.submit(std::move(batch),
                  [&](const absl::StatusOr<BatchOutcome>& outcome) { applied.set_value(outcome.ok()); });
    if (!applied.get_future().get()) return;
    if (!isPresent) continue;
    m_hasCaughtUp = true;
    for (const std::string& source : sources)
      m_host.submit({.source = source, .events = {}}, [](const auto&) {});
    std::this_thread::sleep_for(kPause);
  }
}

}  // namespace watchfloor
