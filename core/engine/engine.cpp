#include "engine/engine.h"

#include <algorithm>
#include <cassert>

#include "contact/agents.h"
#include "contact/contacts.h"
#include "engine/dedup.h"
#include "engine/source_table.h"
#include "metrics/frame_cells.h"
#include "metrics/series.h"
#include "threads/threads.h"

namespace watchfloor {
namespace {

constexpr Duration kFuture = minutes(5);  // events further ahead are refused
constexpr Duration kAgentMemory = hours(26);
constexpr size_t kCellsAPair = 2;  // corrections, mentions and replies may count where no event was
constexpr size_t kFewTicks = 120,
                 kManyTicks = 10'000;     // kept for deltas; a recording is asked at chosen ticks
constexpr Duration kStride = minutes(1);  // how far the event clock runs before the windows follow

bool isPlaced(const EventView& event) {
  return std::holds_alternative<ContactView>(event.body) || std::holds_alternative<MessageView>(event.body) ||
         std::holds_alternative<AgentView>(event.body);
}

// The brands that an event names beside its own.
std::vector<std::string_view> otherBrands(const EventView& event) {
  if (const auto* message = std::get_if<MessageView>(&event.body)) return message->alsoBrands;
  const auto* correction = std::get_if<CorrectionView>(&event.body);
  if (correction && !correction->brand.empty()) return {correction->brand};
  return {};
}

}  // namespace

class Engine::State {
 public:
  State(EngineConfig config, ClockKind clock)
      : m_config(std::move(config)),
        m_clock(clock),
        m_dayStart(*DayStart::make(m_config.zone, m_config.resetMinutes)),
        m_definitionId(definitionId(m_config)),
        m_sources(m_config.limits.sources),
        m_dedup(m_config.limits.eventIds, clock),
        m_contacts(m_config, clock),
        m_agents(m_config.limits.agents, clock),
        m_threads(m_config, clock),
        m_cube(kCellsAPair * static_cast<size_t>(m_config.limits.cells),
               static_cast<size_t>(m_config.limits.authorsPerCell), clock),
        m_history(clock == ClockKind::kWall ? kFewTicks : kManyTicks) {}

  BatchResult apply(const BatchRecord& batch);
  FramePtr advance(Time tick);
  void configure(EngineConfig config);

  void wantSeries(std::vector<CellName> names) { m_wantedSeries = std::move(names); }
  std::optional<Time> now() const { return m_now; }
  uint64_t position() const { return m_position; }

 private:
  Verdict accept(const EventView& event, std::string* reason);
  bool internNames(const EventView& event);
  bool dispatch(const EventView& event, std::string_view source, CellId cell);
  void move(Time tick);
  StaffByCell staff() const;

  EngineConfig m_config;
  ClockKind m_clock;
  DayStart m_dayStart;
  std::string m_definitionId;

  std::optional<Time> m_began;  // the first tick
  std::optional<Time> m_now;  // the last tick; under the event clock the largest event time if that is later
  uint64_t m_position = 0;
  uint64_t m_sequence = 0;
  Counters m_counters;  // but for those that the cube knows
  std::vector<CellName> m_wantedSeries;

  Interner m_brands, m_channels;
  absl::flat_hash_set<CellId> m_seenCells;
  SourceTable m_sources;
  Dedup m_dedup;
  Contacts m_contacts;
  Agents m_agents;
  Threads m_threads;
  Changes m_changes;  // of the last tick: its room is used again
  Cube m_cube;
  SeriesKeeper m_series;
  DeltaHistory m_history;
};

// Brands, channels and their pairs are bounded; false when the event would pass the bound.
bool Engine::State::internNames(const EventView& event) {
  const size_t most = std::min(static_cast<size_t>(m_config.limits.cells), Interner::kMost - 1);
  const std::vector<std::string_view> others = otherBrands(event);
  size_t brands = m_brands.size() - 1, channels = m_channels.size() - 1;  // "all" is none
  brands += !m_brands.find(event.brand);
  channels += !m_channels.find(event.channel);
  for (const std::string_view brand : others) brands += !m_brands.find(brand);
  if (brands > most || channels > most) return false;
  if (isPlaced(event)) {
    const CellId cell{m_brands.intern(event.brand), m_channels.intern(event.channel)};
    if (!m_seenCells.contains(cell)) {
      if (m_seenCells.size() >= most) return false;
      m_seenCells.insert(cell);
    }
  }
  for (const std::string_view brand : others) m_brands.intern(brand);
  return true;
}

bool Engine::State::dispatch(const EventView& event, std::string_view source, CellId cell) {
  const Time tick = m_now.value_or(kDistantPast);
  if (const auto* contact = std::get_if<ContactView>(&event.body)) {
    m_contacts.accept(event, *contact, source, cell, tick);
  } else if (const auto* message = std::get_if<MessageView>(&event.body)) {
    return m_threads.acceptMessage(event, *message, source, cell, m_brands, tick);
  } else if (const auto* conversation = std::get_if<ConversationView>(&event.body)) {
    m_threads.acceptConversation(event, *conversation, tick);
  } else if (const auto* correction = std::get_if<CorrectionView>(&event.body)) {
    m_threads.acceptCorrection(event, *correction, source, m_brands, tick);
  } else if (const auto* deletion = std::get_if<DeletionView>(&event.body)) {
    m_threads.acceptDeletion(event, *deletion, tick);
  } else if (const auto* agent = std::get_if<AgentView>(&event.body)) {
    m_counters.forgotten += !m_agents.accept(event, *agent, source, cell);
  }
  return true;  // an engagement is heard, and moves no figure
}

// Checks run in this order: malformed, future, floor, duplicate. Only accepted ids are remembered.
Verdict Engine::State::accept(const EventView& event, std::string* reason) {
  const auto reject = [&](std::string why) {
    *reason = std::move(why);
    return Verdict::kRejected;
  };
  const absl::Status status = validate(event);
  const bool hasName = !event.source.empty() && event.source.size() <= kLongestName;
  SourceTable::Entry* source = hasName ? m_sources.heard(event.source, m_now) : nullptr;
  if (!status.ok()) {
    if (source) source->second.count(Verdict::kRejected);
    return reject(std::string(status.message()));
  }
  if (!source) return reject("too many sources (limits.sources)");

  const auto judge = [&] {
    if (m_clock == ClockKind::kEvent) {
      m_now = std::max(m_now.value_or(event.time), event.time);
    } else if (m_now) {
      if (event.time > *m_now + kFuture) return Verdict::kFuture;
      if (event.time < *m_dedup.floor(*m_now)) return Verdict::kLate;
    }
    if (!internNames(event)) return reject("too many brands, channels or pairs of them (limits.cells)");
    if (!m_dedup.insert(event.source, event.eventId, event.time)) return Verdict::kDuplicate;
    return Verdict::kAccepted;
  };
  Verdict verdict = judge();
  if (verdict == Verdict::kAccepted) {
    CellId cell;
    source->second.newestEvent = std::max(source->second.newestEvent.value_or(event.time), event.time);
    if (isPlaced(event)) {
      cell = {*m_brands.find(event.brand), *m_channels.find(event.channel)};
      source->second.feeds[cell] |= 1u << event.body.index();
    }
    if (!dispatch(event, source->first, cell)) verdict = Verdict::kDuplicate;
  }
  source->second.count(verdict);
  return verdict;
}

BatchResult Engine::State::apply(const BatchRecord& batch) {
  ++m_position;
  BatchResult result;
  if (!batch.source.empty() && batch.source.size() <= kLongestName) {
    if (SourceTable::Entry* source = m_sources.heard(batch.source, m_now)) {
      source->second.count(Verdict::kRejected, batch.unreadable);
    }
  }
  result.rejected = batch.unreadable;
  m_counters.rejected += batch.unreadable;
  std::string reason;
  for (size_t i = 0; i < batch.events.size(); ++i) {
    switch (accept(batch.events[i], &reason)) {
      case Verdict::kAccepted:
        ++result.accepted;
        break;
      case Verdict::kDuplicate:
        ++result.duplicates;
        break;
      case Verdict::kLate:
        ++result.lateDropped;
        break;
      case Verdict::kFuture:
        ++result.futureRejected;
        break;
      case Verdict::kRejected:
        ++result.rejected;
        ++m_counters.rejected;
        if (result.rejections.size() < BatchResult::kMaxRejections) {
          result.rejections.push_back({static_cast<uint32_t>(i), reason});
        }
    }
  }
  m_counters.duplicates += result.duplicates;
  m_counters.lateDropped += result.lateDropped;
  m_counters.futureRejected += result.futureRejected;
  if (m_clock == ClockKind::kEvent && m_now && *m_now > m_cube.ranges().tick + kStride) move(*m_now);
  return result;
}

// Windows and everything that has a time come up to the tick; nothing is published.
void Engine::State::move(Time tick) {
  m_cube.advance(tick, m_dayStart);
  m_sources.advance(tick);
  m_counters.forgotten += m_dedup.advance(tick);
  m_changes.clear();
  m_counters.forgotten += m_contacts.settle(tick, m_brands, m_channels, &m_changes);
  m_counters.forgotten += m_threads.settle(tick, &m_changes);
  m_cube.apply(m_changes);
  m_agents.forgetBefore(tick - kAgentMemory, tick - m_config.limits.idleContact);
}

StaffByCell Engine::State::staff() const {
  StaffByCell result;
  for (const CellId cell : m_agents.cells()) result.emplace(cell, m_agents.staff(cell, m_cube.ranges()));
  return result;
}

FramePtr Engine::State::advance(Time tick) {
  ++m_position;
  m_now = std::max(m_now.value_or(tick), tick);
  if (!m_began && m_clock == ClockKind::kWall) m_began = m_now;
  move(*m_now);
  m_series.sample(m_cube);

  auto frame = std::make_shared<Frame>();
  frame->sequence = ++m_sequence;
  frame->asOf = *m_now;
  frame->watermark = m_sources.watermark(*m_now);
  frame->began = m_began;
  frame->todayStart = m_cube.ranges().start(Window::kToday);
  frame->floor = m_dedup.floor(*m_now);
  frame->position = m_position;
  frame->definitionId = m_definitionId;
  frame->isEventClock = m_clock == ClockKind::kEvent;
  frame->counters = m_counters;
  frame->counters.forgotten += m_cube.dropped();
  frame->counters.lost = m_cube.lost();
  frame->counters.startUnknown = m_cube.startUnknown();
  frame->counters.clockSkew = m_cube.clockSkew();
  frame->sources = m_sources.health(
      *m_now, m_clock == ClockKind::kWall ? std::optional(m_config.silentAfter) : std::nullopt, m_brands,
      m_channels);
  frame->targets = m_config.targets;
  for (size_t i = 1; i < m_brands.size(); ++i)
    frame->brands.push_back(m_brands.name(static_cast<Interner::Id>(i)));
  for (size_t i = 1; i < m_channels.size(); ++i)
    frame->channels.push_back(m_channels.name(static_cast<Interner::Id>(i)));
  std::sort(frame->brands.begin(), frame->brands.end());
  std::sort(frame->channels.begin(), frame->channels.end());
  const StaffByCell staffByCell = staff();
  frame->cells = frameCells({m_cube, m_brands, m_channels, staffByCell}, &m_history);
  frame->series = m_series.read(m_cube, m_brands, m_channels, m_wantedSeries);
  return frame;
}

void Engine::State::configure(EngineConfig config) {
  ++m_position;
  m_config = std::move(config);
  m_dayStart = *DayStart::make(m_config.zone, m_config.resetMinutes);
  m_definitionId = definitionId(m_config);
  m_contacts.configure(m_config, m_now.value_or(kDistantPast));
  m_threads.configure(m_config);
}

Engine::Engine(EngineConfig config, ClockKind clock)
    : m_state(std::make_unique<State>(std::move(config), clock)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

BatchResult Engine::apply(const BatchRecord& batch) { return m_state->apply(batch); }
FramePtr Engine::advance(Time tick) { return m_state->advance(tick); }
void Engine::configure(EngineConfig config) { m_state->configure(std::move(config)); }
void Engine::wantSeries(std::vector<CellName> names) { m_state->wantSeries(std::move(names)); }
std::optional<Time> Engine::now() const { return m_state->now(); }
uint64_t Engine::position() const { return m_state->position(); }

}  // namespace watchfloor
