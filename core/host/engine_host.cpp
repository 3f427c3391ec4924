#include "host/engine_host.h"

#include <algorithm>
#include <cassert>
#include <deque>
#include <thread>
#include <utility>
#include <variant>

#include "host/acknowledgements.h"
#include "host/checkpointer.h"
#include "host/conversation_writer.h"
#include "host/history_writer.h"
#include "host/journal.h"
#include "host/newest_frame.h"
#include "host/room.h"
#include "host/talk_counter.h"
#include "host/wants.h"
#include "model/thread.h"

namespace watchfloor {
namespace {

using Moment = std::chrono::steady_clock::time_point;

constexpr Duration kIdleInterval = seconds(1);

Duration intervalOf(double maxRateHz) {
  assert(maxRateHz > 0 && maxRateHz <= 60);
  return std::min(Duration(static_cast<int64_t>(1e6 / maxRateHz)), kIdleInterval);
}

// Work whose turn it is, and its place among the records of the store.
struct Placed {
  Work work;
  uint64_t position = 0;
};

}  // namespace

class EngineHost::Impl {
 public:
  Impl(Options options, Engine engine)
      : m_options(std::move(options)),
        m_interval(intervalOf(m_options.maxRateHz)),
        m_config(m_options.config),
        m_engine(std::move(engine)),
        m_room(m_options.maxQueuedEvents, m_options.maxQueuedBytes) {
    assert(m_options.now && m_options.monotonic);
    if (RecordStore* store = m_options.store) {
      m_record = store->lastPosition();
      if (m_options.history) {
        m_engine.keepMinutes();
        m_options.history->start(store->lastTick());
      }
      m_journal = std::make_unique<Journal>(Journal::Options{
          .store = store, .monotonic = m_options.monotonic, .onWritten = [this](auto written) {
            onWritten(std::move(written));
          }});
      m_ticks = m_ticksOnDisk = store->lastTick().number;
      m_checkpointer = std::make_unique<Checkpointer>(checkpointing(), Mark{m_record, m_ticks});
    }
    tick();
    m_thread = std::thread([this] { run(); });
  }

  void submit(BatchRecord batch, Done done) EXCLUDES_LOCK(m_mutex) {
    const absl::Status taken = take(batch, done);
    if (!taken.ok()) done(taken);
  }

  void configure(EngineConfig config) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (m_isStopping) return;  // the next start has its own
    enqueue(std::move(config));
  }

  Room& room() { return m_room; }
  NewestFrame& frames() { return m_frames; }

  uint64_t position() const EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    return m_position;
  }

  uint64_t want(const void* owner, const Selection& selection) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    const uint64_t number = m_wants.add(owner, selection);
    if (number > m_shownWants) m_isChanged = true;
    m_wakeUp.notifyAll();
    return number;
  }

  void release(const void* owner) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_wants.remove(owner);
  }

  absl::Status readStore(const std::function<absl::Status(RecordStore&)>& work) {
    if (!m_journal) {
      return absl::FailedPreconditionError("this engine keeps no records: start watchfloord with --store");
    }
    return m_journal->read(work);
  }

  void wake() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_wakeUp.notifyAll();
  }

  void stop() EXCLUDES_LOCK(m_mutex) {
    {
      MutexLock lock(m_mutex);
      m_isStopping = true;
      m_wakeUp.notifyAll();
    }
    MutexLock lock(m_joining);
    if (m_thread.joinable()) m_thread.join();
  }

 private:
  // Moves both into the inbox, or leaves them and says why not.
  absl::Status take(BatchRecord& batch, Done& done) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (m_isStopping) return absl::UnavailableError("the engine is stopping: send the batch again later");
    if (!m_room.take(batch.events.size(), batch.bytes())) {
      return absl::ResourceExhaustedError("too many events are waiting: send the batch again later");
    }
    enqueue(Submission{std::move(batch), std::move(done)});
    return absl::OkStatus();
  }

  // To the engine's thread, by way of the store if there is one.
  void enqueue(Work work) REQUIRES_LOCK(m_mutex) {
    if (m_journal) return m_journal->add(std::move(work));
    m_inbox.push_back({std::move(work)});
    m_wakeUp.notifyAll();
  }

  // On the journal's thread.
  void onWritten(Journal::Written written) EXCLUDES_LOCK(m_mutex) {
    std::vector<Submission> refused;
    bool isNews = false;
    if (m_options.history && written.status.ok()) m_options.history->onDisk(written.ticks, written.lastTick);
    if (m_options.conversations && written.status.ok()) m_options.conversations->onDisk(written.lastTick);
    {
      MutexLock lock(m_mutex);
      isNews = written.status.ok() != m_storeStatus.ok();
      m_storeStatus = written.status;
      m_ticksOnDisk = written.ticks;
      for (Work& work : written.works) {
        if (written.status.ok()) {
          m_inbox.push_back({std::move(work), written.firstPosition++});
        } else if (auto* submission = std::get_if<Submission>(&work)) {
          refused.push_back(std::move(*submission));
        } else {
          m_waitingConfig = std::move(std::get<EngineConfig>(work));
        }
      }
      if (written.status.ok() && m_waitingConfig) {
        m_journal->add(*std::exchange(m_waitingConfig, std::nullopt));
      }
      m_isWritten = true;
      m_wakeUp.notifyAll();
    }
    if (written.status.ok()) m_checkpointer->onDisk(written.ticks);
    if (isNews && m_options.onStore) m_options.onStore(written.status);
    for (const auto& [batch, done] : refused) m_room.giveBack(batch.events.size(), batch.bytes());
    for (const Submission& submission : refused) submission.done(refusal(written.status));
  }

  Checkpointer::Options checkpointing() {
    return {
        .checkpoints = &m_options.store->checkpoints(),
        .monotonic = m_options.monotonic,
        .every = m_options.checkpointEvery,
        .records = m_options.checkpointRecords,
        // A recovery from the checkpoint does not tell the history of the ticks in it again.
        .before = [history = m_options.history](
                      const Mark& mark) { return history ? history->flush(mark.tick) : absl::OkStatus(); },
        .keepAfter = [this](const Mark& mark) { m_journal->keepAfter(mark); },
        .onWritten =
            [this](const TakenCheckpoint& checkpoint) {
              if (m_options.onCheckpoint) m_options.onCheckpoint(checkpoint);
            }};
  }

  // The engine's thread, from here on.
  void run() {
    for (;;) {
      const bool isLast = waitForWork();
      if (isLast && m_journal) m_journal->drain();
      applyWaiting(isLast);
      if (isLast || isTickDue()) {
        tick();
        if (!isLast && isCheckpointPossible() && m_checkpointer->isDue(m_record)) takeCheckpoint();
      }
      if (isLast && m_journal) m_journal->drain();
      acknowledge();
      if (isLast && m_options.conversations) m_options.conversations->flush();
      if (isLast && m_options.talk) m_options.talk->stop();  // it may hold room
      if (isLast) return takeLastCheckpoint();
    }
  }

  // Until a batch waits, or a tick is due, or the host stops (then true).
  bool waitForWork() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    while (m_inbox.empty() && !m_isStopping && !std::exchange(m_isWritten, false)) {
      const Moment now = m_options.monotonic();
      if (now >= nextTick()) break;
      m_wakeUp.waitFor(m_mutex, std::chrono::ceil<Duration>(nextTick() - now));
    }
    return m_isStopping;
  }

  Moment nextTick() const REQUIRES_LOCK(m_mutex) {
    return m_lastTick + (m_isChanged ? m_interval : kIdleInterval);
  }

  bool isTickDue() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    return m_options.monotonic() >= nextTick();
  }

  void applyWaiting(bool all) {
    const Moment begin = m_options.monotonic();
    while (std::optional<Placed> work = takeOne()) {
      apply(std::move(*work));
      if (!all && m_options.monotonic() - begin >= m_interval) break;
    }
  }

  std::optional<Placed> takeOne() EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (m_inbox.empty()) return std::nullopt;
    std::optional<Placed> work(std::move(m_inbox.front()));
    m_inbox.pop_front();
    m_isChanged = true;
    return work;
  }

  void apply(Placed placed) {
    m_record = placed.position;
    if (auto* config = std::get_if<EngineConfig>(&placed.work)) {
      m_config = *config;
      m_engine.configure(std::move(*config));
      return;
    }
    auto& submission = std::get<Submission>(placed.work);
    const std::optional<Time> before = m_engine.now();
    BatchOutcome outcome{.result = m_engine.apply(submission.batch), .position = m_engine.position()};
    {
      MutexLock lock(m_mutex);
      m_position = outcome.position;
    }
    std::shared_ptr<const void> hold = m_room.hold(submission.batch.events.size(), submission.batch.bytes());
    if (m_options.talk) m_options.talk->add(submission.batch, outcome.result, hold);
    if (m_options.conversations) {
      m_options.conversations->add(m_record, std::move(submission.batch), before,
                                   [hold = std::move(hold)]() mutable { hold.reset(); });
    }
    hold.reset();
    m_acknowledgements.add(m_ticks, std::move(submission.done), std::move(outcome));
    acknowledge();
  }

  void acknowledge() {
    if (m_acknowledgements.empty()) return;
    uint64_t ticksOnDisk = 0;
    absl::Status store;
    {
      MutexLock lock(m_mutex);
      ticksOnDisk = m_ticksOnDisk;
      if (!m_storeStatus.ok()) store = refusal(m_storeStatus);
    }
    m_acknowledgements.release(ticksOnDisk, store);
  }

  // Also called by the constructor, before there is a thread.
  void tick() {
    std::optional<Wants> wants;
    {
      MutexLock lock(m_mutex);
      m_lastTick = m_options.monotonic();
      m_isChanged = false;
      wants = m_wants.changed();
      if (wants) m_shownWants = wants->number;
    }
    if (wants) m_engine.want(*std::move(wants));
    m_frames.publish(nextFrame());
  }

  FramePtr nextFrame() {
    if (m_options.clock == ClockKind::kWall) return advance(m_options.now());
    if (const std::optional<Time> present = m_engine.now()) return advance(*present);
    auto empty = std::make_shared<Frame>();
    empty->position = m_engine.position();
    empty->isEventClock = true;
    empty->wants = m_engine.wants();
    empty->definitionId = definitionId(m_config);
    empty->definitions = kDefinitions;
    empty->zone = m_config.zone;
    empty->targets = m_config.targets;
    empty->watchedOnly = m_config.watchedOnly;
    return empty;
  }

  FramePtr advance(Time tick) {
    if (m_journal) m_ticks = m_journal->add(RecordStore::NewTick{.position = m_record, .tick = tick});
    FramePtr frame = m_engine.advance(tick);
    if (m_options.history) m_options.history->add(m_ticks, m_engine.takeMinutes());
    if (m_options.talk) m_options.talk->tick(frame->asOf);
    return frame;
  }

  bool isCheckpointPossible() EXCLUDES_LOCK(m_mutex) {
    if (!m_checkpointer || !m_engine.now()) return false;
    MutexLock lock(m_mutex);
    return m_storeStatus.ok();
  }

  void takeCheckpoint() { m_checkpointer->take(m_engine, {m_record, m_ticks}); }

  // The next start has nothing to apply.
  void takeLastCheckpoint() {
    if (!isCheckpointPossible()) return;
    m_checkpointer->drain();
    takeCheckpoint();
    m_checkpointer->drain();
  }

  const Options m_options;
  const Duration m_interval;

  // Of the engine's thread.
  EngineConfig m_config;  // in force
  Engine m_engine;
  uint64_t m_record = 0;  // the last one applied, in the store
  uint64_t m_ticks = 0;   // number of the newest given to the journal
  Acknowledgements m_acknowledgements;

  mutable Mutex m_mutex;
  CondVar m_wakeUp;
  std::deque<Placed> m_inbox GUARDED_BY(m_mutex);
  absl::Status m_storeStatus GUARDED_BY(m_mutex);
  uint64_t m_ticksOnDisk GUARDED_BY(m_mutex) = 0;
  bool m_isWritten GUARDED_BY(m_mutex) = false;  // by the journal, since the engine's thread looked
  std::optional<EngineConfig> m_waitingConfig GUARDED_BY(m_mutex);  // until the store can be written
  uint64_t m_position GUARDED_BY(m_mutex) = 0;                      // of the last batch that was applied
  bool m_isStopping GUARDED_BY(m_mutex) = false;
  bool m_isChanged GUARDED_BY(m_mutex) = false;  // something happened since the last tick
  WantsByOwner m_wants GUARDED_BY(m_mutex);
  uint64_t m_shownWants GUARDED_BY(m_mutex) = 0;  // their number, that the engine was told last
  Moment m_lastTick GUARDED_BY(m_mutex);

  Room m_room;
  NewestFrame m_frames;

  std::unique_ptr<Journal> m_journal;  // none without a store, as the next
  std::unique_ptr<Checkpointer> m_checkpointer;
  Mutex m_joining;
  std::thread m_thread GUARDED_BY(m_joining);
};

EngineHost::Subscription::Subscription(std::shared_ptr<Impl> impl, uint64_t id)
    : m_impl(std::move(impl)), m_id(id) {}
EngineHost::Subscription::~Subscription() { m_impl->frames().remove(m_id); }

EngineHost::EngineHost(Options options)
    : EngineHost(options, Engine(options.config, options.clock, options.threads)) {}
EngineHost::EngineHost(Options options, Engine engine)
    : m_impl(std::make_shared<Impl>(std::move(options), std::move(engine))) {}
EngineHost::~EngineHost() { stop(); }

void EngineHost::submit(BatchRecord batch, std::function<void(absl::StatusOr<BatchOutcome>)> done) {
  m_impl->submit(std::move(batch), std::move(done));
}
size_t EngineHost::queuedEvents() const { return m_impl->room().events(); }
size_t EngineHost::queuedBytes() const { return m_impl->room().bytes(); }
bool EngineHost::awaitRoom(std::function<void()> onRoom) { return m_impl->room().await(std::move(onRoom)); }
uint64_t EngineHost::position() const { return m_impl->position(); }
void EngineHost::configure(EngineConfig config) { m_impl->configure(std::move(config)); }
std::unique_ptr<EngineHost::Subscription> EngineHost::subscribe(std::function<void(FramePtr)> onFrame) {
  const uint64_t id = m_impl->frames().add(std::move(onFrame));
  return std::make_unique<Subscription>(m_impl, id);
}
uint64_t EngineHost::want(const void* owner, const Selection& selection) {
  return m_impl->want(owner, selection);
}
void EngineHost::release(const void* owner) { m_impl->release(owner); }
FramePtr EngineHost::newest() const { return m_impl->frames().get(); }
absl::Status EngineHost::readStore(const std::function<absl::Status(RecordStore&)>& work) {
  return m_impl->readStore(work);
}
void EngineHost::wake() { m_impl->wake(); }
void EngineHost::stop() { m_impl->stop(); }

}  // namespace watchfloor
