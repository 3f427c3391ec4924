#include "inner_engine.h"

#include <absl/strings/str_cat.h>

#include <future>
#include <utility>

#include "clocks.h"

namespace watchfloor {
namespace {

// So far reaches what a wall shows, and so far what its charts and deltas do: these need ticks near another.
constexpr Duration kPast = hours(25), kNearPast = hours(2);
constexpr Duration kStep = minutes(5), kNearStep = seconds(20);
constexpr auto kPause = std::chrono::milliseconds(100);
// Of conversations: so far reaches what there is at the beginning, and so long they are kept.
constexpr Duration kTalkedBefore = hours(6), kKeptConversations = kDay * 3;

EngineHost::Options hostOptions(const InnerEngine::Options& options) {
  EngineHost::Options host;
  host.config.zone = options.zone;
  host.now = timeOfDay, host.monotonic = monotonic;
  if (!options.isDemo) return host;
  TargetRow calls, others;
  calls.channel = "voice", calls.target = seconds(20), calls.shortAbandon = seconds(5);
  others.target = seconds(60), others.shortAbandon = seconds(5);
  host.config.targets = {calls, others};
  host.config.watchedOnly = watchedOnlyOf(defaultWorld(options.zone));
  return host;
}

// All simulated events up to a moment.
Batch eventsUntil(Simulator& simulator, Time moment) {
  Batch batch;
  while (simulator.nextTime() <= moment) batch.events.push_back(simulator.next());
  return batch;
}

// Lets the engine live through the past, tick by tick, so that the wall opens on whole windows, charts and
// deltas, and knows what is usual and what was talked about; and keeps its conversations. Ticks are at whole
// five minutes, too, where trends look.
BrandTrends live(Engine& engine, Simulator& simulator, const DemoListening& listening, TalkCounter* talk,
                 ConversationWriter* writer, Time from, Time until) {
  BrandTrends trends;
  const Time first{(from.time_since_epoch() / kStep + 1) * kStep};
  for (Time tick = first; tick<until; tick += until - tick> kNearPast ? kStep : kNearStep) {
    BatchRecord batch = listening.listen(eventsUntil(simulator, tick));
    talk->add(batch, engine.apply(batch), nullptr);
    talk->tick(tick);
    trends.add(*engine.advance(tick));
    if (until - tick < kTalkedBefore) writer->add(0, std::move(batch), tick, [] {});
  }
  return trends;
}

absl::StatusOr<std::unique_ptr<TalkCounter>> talkOf(const EngineConfig& config) {
  absl::StatusOr<DayStart> dayStart = DayStart::make(config.zone, config.resetMinutes);
  if (!dayStart.ok()) return dayStart.status();
  TalkCounter::Options options{.dayStart = *std::move(dayStart)};
  options.limits.counts.apart = config.watchedOnly;
  auto talk = std::make_unique<TalkCounter>(std::move(options));
  talk->start();
  return talk;
}

ConversationService::Options serviceOf(InnerConversations& kept, bool isDemo,
                                       std::vector<std::string> watchedOnly) {
  ConversationService::Options options;
  options.reader.emplace(kept.path());
  options.writer = kept.writer();
  options.showsPersonalData = isDemo;  // nobody is real
  options.watchedOnly = std::move(watchedOnly);
  options.now = timeOfDay;
  return options;
}

}  // namespace

absl::StatusOr<std::unique_ptr<InnerEngine>> InnerEngine::start(Options options) {
  EngineHost::Options host = hostOptions(options);
  Engine engine(host.config, host.clock);
  engine.want({.selections = {BrandTrends::wanted()}});  // nobody else sees the past
  absl::StatusOr<std::unique_ptr<InnerConversations>> kept = InnerConversations::open(kKeptConversations);
  if (!kept.ok()) return kept.status();
  host.conversations = (*kept)->writer();
  absl::StatusOr<std::unique_ptr<TalkCounter>> talk = talkOf(host.config);
  if (!talk.ok()) return talk.status();
  host.talk = talk->get();
  Past past{.conversations = *std::move(kept),
            .talk = *std::move(talk),
            .listening = {},
            .simulator = {},
            .trends = {}};
  if (options.isDemo) {
    absl::StatusOr<std::unique_ptr<DemoListening>> listening =
        DemoListening::make(past.conversations->folder());
    if (!listening.ok()) return listening.status();
    const Time now = timeOfDay();
    SimulatorConfig config;
    config.seed = options.seed, config.rate = options.rate;
    config.zone = options.zone, config.start = now - kPast;
    // Now and then a conversation about a competitor goes viral, about which the desk has nothing to do.
    config.cascades =
        CascadePlan{.brand = "Petrelair", .perHour = 30, .seedsPerDay = 8, .answeredAfter = minutes(7)};
    absl::StatusOr<Simulator> made = Simulator::make(config);
    if (!made.ok()) return made.status();
    past.listening = *std::move(listening), past.simulator = *std::move(made);
    past.trends =
        live(engine, *past.simulator, *past.listening, host.talk, host.conversations, config.start, now);
  }
  std::unique_ptr<InnerEngine> inner(new InnerEngine(host, std::move(engine), std::move(past)));
  const absl::StatusOr<int> port = inner->m_server.start("127.0.0.1:0");
  if (!port.ok()) return port.status();
  inner->m_port = *port;
  if (inner->m_past.simulator) inner->m_feeder = std::thread([raw = inner.get()] { raw->feed(); });
  return inner;
}

InnerEngine::InnerEngine(const EngineHost::Options& options, Engine engine, Past past)
    : m_past(std::move(past)),
      m_host(options, std::move(engine)),
      m_server({.host = &m_host,
                .engineId = absl::StrCat("inner-", micros(timeOfDay())),
                .monotonic = monotonic,
                .conversations = serviceOf(*m_past.conversations, m_past.simulator.has_value(),
                                           options.config.watchedOnly),
                .topics = {m_past.talk.get(), m_past.simulator.has_value()},
                .trends = m_past.trends}),
      // By these what is too old goes, whoever publishes.
      m_frames(m_host.subscribe([this](const FramePtr& frame) {
        m_past.conversations->writer()->onDisk({frame->sequence, frame->asOf});
      })) {}

InnerEngine::~InnerEngine() {
  {
    MutexLock lock(m_mutex);
    m_isStopping = true;
    m_stopped.notifyAll();
  }
  if (m_feeder.joinable()) m_feeder.join();
  m_server.shutdown(seconds(0));
  m_frames.reset();
  m_host.stop();
}

std::string InnerEngine::target() const { return absl::StrCat("127.0.0.1:", m_port); }

// Batch by batch, the next one when the last one is applied. Every source gives a sign of life each time: a
// quiet night is no silence.
void InnerEngine::feed() {
  do {
    std::promise<bool> applied;
    const Time now = timeOfDay();
    m_host.submit(m_past.listening->listen(eventsUntil(*m_past.simulator, now)),
                  [&](const absl::StatusOr<BatchOutcome>& outcome) { applied.set_value(outcome.ok()); });
    if (!applied.get_future().get()) return;
    for (const std::string_view source : kSimulatedSources) {
      m_host.submit(Batch{.source = std::string(source), .events = {}}, [](const auto&) {});
    }
  } while (pause());
}

// False as soon as the engine is to stop.
bool InnerEngine::pause() {
  MutexLock lock(m_mutex);
  const auto end = monotonic() + kPause;
  while (!m_isStopping && m_stopped.waitUntil(m_mutex, end)) {
  }
  return !m_isStopping;
}

}  // namespace watchfloor
