#include "engine/engine.h"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>

#include "engine/state.h"
#include "model/in_steps.h"

namespace watchfloor {
namespace {

constexpr Duration kFuture = minutes(5);  // events further ahead are refused
constexpr int64_t kStride = 500'000;      // events, after which windows follow the event clock
constexpr size_t kWorthSharing = 1'024;   // events, that several threads take a part of
constexpr size_t kHashedAtOnce = 128;
constexpr size_t kCellsAPair = 2;  // corrections, mentions and replies may count where no event was
constexpr size_t kFewTicks = 120,
                 kManyTicks = 10'000;  // kept for deltas; a recording is asked at chosen ticks
constexpr size_t kLanesAThread = 2;    // of several threads: whoever is done first takes one more

}  // namespace

Engine::State::State(EngineConfig config, ClockKind clock, int threads)
    : m_config(std::move(config)),
      m_clock(clock),
      m_dayStart(*DayStart::make(m_config.zone, m_config.resetMinutes)),
      m_definitionId(definitionId(m_config)),
      m_names(m_config.limits.cells),
      m_sources(m_config.limits.sources),
      m_threads(m_config, clock, &m_names.watchedOnly()),
      m_cube(kCellsAPair * static_cast<size_t>(m_config.limits.cells),
             static_cast<size_t>(m_config.limits.authorsPerCell), clock, &m_names.watchedOnly()),
      m_series(&m_names.watchedOnly()),
      m_frameCells(clock == ClockKind::kWall ? kFewTicks : kManyTicks, &m_names.watchedOnly()),
      m_crew(threads),
      m_share([this](size_t n, const auto& task) { m_crew.run(n, task); }),
      m_lanes(threads == 1 ? 1 : kLanesAThread * static_cast<size_t>(threads)) {
  m_partitions.reserve(kPartitions);
  for (size_t i = 0; i < kPartitions; ++i) m_partitions.emplace_back(m_config, clock, &m_names.watchedOnly());
  watchOnly();
}

// The checks that need no memory of events, in this order: malformed, future, floor. An event that passes is
// a candidate.
Verdict Engine::State::judge(const EventView& event, std::string* reason) {
  const absl::Status status = validate(event);
  const bool hasName = !event.source.empty() && event.source.size() <= kLongestName;
  SourceTable::Entry* source = hasName ? m_sources.heard(event.source, m_now) : nullptr;
  Verdict verdict = Verdict::kAccepted;
  std::optional<CellId> cell;
  if (!status.ok()) {
    *reason = std::string(status.message());
    verdict = Verdict::kRejected;
  } else if (!source) {
    *reason = "too many sources (limits.sources)";
    return Verdict::kRejected;
  } else if (m_clock == ClockKind::kEvent) {
    if (!m_now) m_sources.advance(event.time);  // now, not at the end of the batch
    m_now = std::max(m_now.value_or(event.time), event.time);
  } else if (m_now && event.time > *m_now + kFuture) {
    verdict = Verdict::kFuture;
  } else if (m_floor && event.time < *m_floor) {
    verdict = Verdict::kLate;
  }
  if (verdict == Verdict::kAccepted && !(cell = m_names.note(event))) {
    *reason = "too many brands, channels or pairs of them (limits.cells)";
    verdict = Verdict::kRejected;
  }
  if (verdict == Verdict::kAccepted) {
    m_candidates.push_back({.event = &event, .source = source, .cell = *cell});
  } else if (source) {
    source->second.count(verdict);
  }
  return verdict;
}

// On several threads when there is enough to do.
void Engine::State::shareIfWorth(size_t n, const std::function<void(size_t)>& task) {
  if (m_candidates.size() >= kWorthSharing) return m_share(n, task);
  oneByOne(n, task);
}

// Gives each candidate to the lane of its partition; of none when there is no partition.
template <typename PartitionOf>
void Engine::State::divide(PartitionOf partitionOf) {
  for (Lane& lane : m_lanes) lane.clear();
  for (size_t i = 0; i < m_candidates.size(); ++i) {
    const std::optional<size_t> partition = partitionOf(m_candidates[i]);
    if (partition) m_lanes[*partition % m_lanes.size()].push_back(static_cast<uint32_t>(i));
  }
}

void Engine::State::dropDuplicates() {
  const size_t n = m_candidates.size();
  shareIfWorth((n + kHashedAtOnce - 1) / kHashedAtOnce, [&](size_t part) {
    const size_t end = std::min(n, (part + 1) * kHashedAtOnce);
    for (size_t i = part * kHashedAtOnce; i < end; ++i) m_candidates[i].hashEvent();
  });
  divide([](const Candidate& c) { return std::optional(Partition::ofEvent(c)); });
  shareIfWorth(m_lanes.size(), [&](size_t l) {
    const Lane& lane = m_lanes[l];
    const auto partition = [&](const Candidate& c) -> Partition& {
      return m_partitions[Partition::ofEvent(c)];
    };
    inSteps(
        lane.size(), 1, kIdsApart,
        [&](size_t k, size_t) {
          const Candidate& c = m_candidates[lane[k]];
          partition(c).prefetchIsNew(c);
        },
        [&](size_t k) {
          Candidate& c = m_candidates[lane[k]];
          c.isNew = partition(c).isNew(c);
          if (c.isNew) c.hashSubject();
        });
  });
}

// Gives each candidate that is new to whom it is about. Conversations have one owner, who works beside the
// partitions.
void Engine::State::take() {
  divide([](const Candidate& c) {
    return c.isNew && c.isOfPartition() ? std::optional(Partition::ofSubject(c)) : std::nullopt;
  });
  const Time tick = m_now.value_or(kDistantPast);
  shareIfWorth(1 + m_lanes.size(), [&](size_t task) {
    if (task == 0) return takeMessages();
    const Lane& lane = m_lanes[task - 1];
    const auto partition = [&](const Candidate& c) -> Partition& {
      return m_partitions[Partition::ofSubject(c)];
    };
    inSteps(
        lane.size(), Partition::kFetchSteps, kApart,
        [&](size_t k, size_t step) {
          const Candidate& c = m_candidates[lane[k]];
          partition(c).prefetchAccept(c, step);
        },
        [&](size_t k) {
          const Candidate& c = m_candidates[lane[k]];
          partition(c).accept(c, tick);
        });
  });
}

void Engine::State::takeMessages() {
  inSteps(
      m_candidates.size(), Threads::kFetchSteps, kApart,
      [&](size_t i, size_t step) {
        const Candidate& c = m_candidates[i];
        const auto* const message = std::get_if<MessageView>(&c.event->body);
        if (message && c.isNew) m_threads.prefetch(*message, c.message, step);
      },
      [&](size_t i) {
        Candidate& c = m_candidates[i];
        if (c.isNew) c.isNew = takeMessage(c);
      });
}

// False when it tells a message that is known.
bool Engine::State::takeMessage(const Candidate& c) {
  const Time tick = m_now.value_or(kDistantPast);
  const EventView& event = *c.event;
  if (const auto* message = std::get_if<MessageView>(&event.body)) {
    return m_threads.acceptMessage(event, *message, c.message, c.cell, m_names.brands(), tick);
  }
  if (const auto* conversation = std::get_if<ConversationView>(&event.body)) {
    m_threads.acceptConversation(event, *conversation, tick);
  } else if (const auto* correction = std::get_if<CorrectionView>(&event.body)) {
    m_threads.acceptCorrection(event, *correction, m_names.brands(), tick);
  } else if (const auto* deletion = std::get_if<DeletionView>(&event.body)) {
    m_threads.acceptDeletion(event, *deletion, tick);
  }
  return true;  // contacts and agents are elsewhere; an engagement is heard, and moves no figure
}

// What becomes of the candidates so far; there are none afterwards.
void Engine::State::finishCandidates(const BatchRecord& batch, BatchResult* result) {
  dropDuplicates();
  for (const Candidate& c : m_candidates) {
    if (!c.isNew) continue;
    SourceTable::Source& source = c.source->second;
    source.newestEvent = std::max(source.newestEvent.value_or(c.event->time), c.event->time);
    if (hasPlace(*c.event)) source.feeds[c.cell] |= 1u << c.event->body.index();
  }
  take();
  for (const Candidate& c : m_candidates) {
    c.source->second.count(c.isNew ? Verdict::kAccepted : Verdict::kDuplicate);
    (c.isNew ? result->accepted : result->duplicates) += 1;
    if (!c.isNew) result->left.push_back(static_cast<uint32_t>(c.event - batch.events.data()));
  }
  m_candidates.clear();
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
  std::string reason;
  for (size_t i = 0; i < batch.events.size(); ++i) {
    if (m_sources.isFullFor(batch.events[i].source))
      finishCandidates(batch, &result);  // theirs may have to go
    const Verdict verdict = judge(batch.events[i], &reason);
    if (verdict != Verdict::kAccepted) result.left.push_back(static_cast<uint32_t>(i));
    result.lateDropped += verdict == Verdict::kLate;
    result.futureRejected += verdict == Verdict::kFuture;
    if (verdict != Verdict::kRejected) continue;
    ++result.rejected;
    if (result.rejections.size() < BatchResult::kMaxRejections) {
      result.rejections.push_back({static_cast<uint32_t>(i), reason});
    }
  }
  finishCandidates(batch, &result);
  std::sort(result.left.begin(), result.left.end());
  m_counters.duplicates += result.duplicates;
  m_counters.lateDropped += result.lateDropped;
  m_counters.futureRejected += result.futureRejected;
  m_counters.rejected += result.rejected;
  m_sinceMoved += result.accepted;
  if (m_clock == ClockKind::kEvent && m_sinceMoved >= kStride) move(*m_now);
  return result;
}

// Windows and everything that has a time come up to the tick; nothing is published.
void Engine::State::move(Time tick) {
  const bool isMinuteOver = m_wholeMinutes.move(m_cube.ranges().tick, tick, m_clock);
  if (m_minutes && isMinuteOver) m_minutes->end(m_cube, staff(), m_names.watchedOnly());
  m_cube.advance(tick, m_dayStart);
  m_sources.advance(tick);
  m_share(1 + kPartitions, [&](size_t task) {
    if (task > 0) {
      m_partitions[task - 1].settle(m_cube.ranges(), m_names);
    } else {
      m_changes.clear();
      m_counters.forgotten += m_threads.settle(tick, &m_changes);
    }
  });
  std::array<const Changes*, 2 + kPartitions> changes{&m_changes};
  changes.back() = &m_regrouped;
  for (size_t p = 0; p < kPartitions; ++p) {
    changes[1 + p] = &m_partitions[p].changes();
    if (const auto floor = m_partitions[p].floor(tick)) m_floor = std::max(m_floor.value_or(*floor), *floor);
  }
  m_cube.apply(changes, m_share);
  m_regrouped.clear();
  if (m_minutes) {
    m_minutes->add(std::span(changes).first<1 + kPartitions>());
    for (Partition& partition : m_partitions) m_minutes->add(partition.agents().takeSpent());
  }
  m_sinceMoved = 0;
}

void Engine::State::keepMinutes() {
  if (m_minutes) return;
  m_minutes = std::make_unique<MinuteRecorder>();
  for (Partition& partition : m_partitions) partition.agents().keepMinutes();
}

// That of all partitions, at the tick.
StaffByCell Engine::State::staff() const {
  StaffByCell staff;
  for (const Partition& partition : m_partitions) partition.agents().addTo(&staff);
  return staff;
}

FramePtr Engine::State::advance(Time tick) {
  ++m_position;
  m_now = std::max(m_now.value_or(tick), tick);
  if (!m_began && m_clock == ClockKind::kWall) m_began = m_now;
  move(*m_now);
  m_series.sample(m_cube);
  m_frameCells.advance(m_cube.ranges());

  const Interner &brands = m_names.brands(), &channels = m_names.channels();
  auto frame = std::make_shared<Frame>();
  frame->sequence = ++m_sequence;
  frame->asOf = *m_now;
  if (*m_now < m_lookedAtFrom && !m_frameCells.isDue()) return frame;
  frame->watermark = m_sources.watermark(*m_now);
  frame->began = m_began;
  frame->todayStart = m_cube.ranges().start(Window::kToday);
  frame->floor = m_floor;
  frame->setBack = *m_now - tick;
  frame->position = m_position;
  frame->definitionId = m_definitionId;
  frame->definitions = kDefinitions;
  frame->zone = m_config.zone;
  frame->isEventClock = m_clock == ClockKind::kEvent;
  frame->wants = m_wants;
  frame->counters = m_counters;
  for (const Partition& partition : m_partitions) frame->counters.forgotten += partition.forgotten();
  frame->counters.forgotten += m_cube.dropped();
  frame->counters.lost = m_cube.lost();
  frame->counters.startUnknown = m_cube.startUnknown();
  frame->counters.clockSkew = m_cube.clockSkew();
  // A silent source is shown for longer than anything that it told counts as open.
  const Duration shown = std::max(m_config.limits.idleContact, m_config.limits.idleConversation) + kDay;
  frame->sources = m_sources.health(
      *m_now, m_clock == ClockKind::kWall ? std::optional(m_config.silentAfter) : std::nullopt, shown, brands,
      channels);
  frame->targets = m_config.targets;
  frame->watchedOnly = m_config.watchedOnly;
  frame->brands = brands.sorted();
  frame->channels = channels.sorted();
  frame->cells = m_frameCells.read({m_cube, brands, channels, staff()}, m_share);
  frame->series = m_series.read(m_cube, brands, channels, m_wantedSeries);
  return frame;
}

void Engine::State::want(Wants wants) {
  m_lookedAtFrom = kDistantPast;
  m_wants = wants.number;
  m_wantedSeries.clear();
  for (const Selection& selection : wants.selections) {
    m_wantedSeries.insert(m_wantedSeries.end(), selection.series.begin(), selection.series.end());
  }
  std::sort(m_wantedSeries.begin(), m_wantedSeries.end());
  m_wantedSeries.erase(std::unique(m_wantedSeries.begin(), m_wantedSeries.end()), m_wantedSeries.end());
  m_frameCells.want(std::move(wants.selections));
}

void Engine::State::nobodyLooksBefore(Time end, const TickAt& tickAt) {
  m_lookedAtFrom = end;
  m_frameCells.nobodyLooksBefore(end, tickAt);
}

// By the configuration in force. Of a minute no history was told anything before the list holds in it,
// however far ahead events were.
void Engine::State::watchOnly() {
  m_names.watchOnly(m_config.watchedOnly);
  int64_t minute = std::numeric_limits<int64_t>::min();
  if (m_now) minute = 1 + minuteOf(m_clock == ClockKind::kWall ? *m_now + kFuture : *m_now);
  if (!m_watchedSince.empty() && m_watchedSince.back().minute == minute) m_watchedSince.pop_back();
  if (m_watchedSince.empty() && m_config.watchedOnly.empty()) return;
  m_watchedSince.push_back({minute, m_config.watchedOnly});
}

// Other brands are watched only: whatever is over brands follows.
void Engine::State::regroup() {
  m_threads.countTogether(-1, &m_regrouped);
  watchOnly();
  m_threads.countTogether(1, &m_regrouped);
  for (Partition& partition : m_partitions) partition.agents().regroup();
  m_cube.regroup();
  m_series.regroup();
  m_frameCells.regroup();
}

void Engine::State::configure(EngineConfig config) {
  ++m_position;
  const bool isRegrouped = config.watchedOnly != m_config.watchedOnly;
  m_config = std::move(config);
  if (isRegrouped) regroup();
  m_dayStart = *DayStart::make(m_config.zone, m_config.resetMinutes);
  m_definitionId = definitionId(m_config);
  for (Partition& partition : m_partitions) {
    partition.configure(m_config, m_now.value_or(kDistantPast));
  }
  m_threads.configure(m_config);
}

Engine::Engine(EngineConfig config, ClockKind clock, int threads)
    : m_state(std::make_unique<State>(std::move(config), clock, threads)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

BatchResult Engine::apply(const BatchRecord& batch) { return m_state->apply(batch); }
FramePtr Engine::advance(Time tick) { return m_state->advance(tick); }
void Engine::configure(EngineConfig config) { m_state->configure(std::move(config)); }
void Engine::want(Wants wants) { m_state->want(std::move(wants)); }
uint64_t Engine::wants() const { return m_state->wants(); }
void Engine::nobodyLooksBefore(Time end, const TickAt& tickAt) { m_state->nobodyLooksBefore(end, tickAt); }
void Engine::keepMinutes() { m_state->keepMinutes(); }
MinuteChanges Engine::takeMinutes() { return m_state->takeMinutes(); }
std::optional<Time> Engine::now() const { return m_state->now(); }
uint64_t Engine::position() const { return m_state->position(); }
SavedState Engine::save() { return m_state->save(); }
absl::Status Engine::load(const SavedStateSource& source) { return m_state->load(source); }
void Engine::skip(uint64_t records) { m_state->skip(records); }

}  // namespace watchfloor
