// An engine with a thread of its own: batches in from any thread, one frame out at each tick. The only place
// where time enters: it turns the clock that the program hands it into Advance records.
//
//   EngineHost host({.config = config, .clock = ClockKind::kWall, .now = timeOfDay, .monotonic = steady});
//   host.submit(batch, [](const BatchOutcome& o) { ... });   // back-pressure: see submit()
//   host.subscribe([](FramePtr frame) { ... });
//
// Ticks: at once when it begins, then `maxRateHz` times a second while something changes, and each second
// anyway, because windows move. All batches that wait are applied before a tick, for at most one interval
// between ticks: a flood delays a tick by no more than that.
//
// With a store, work is written down before it is applied (host/journal.h): a batch is acknowledged once it,
// and all that the engine had done before it, is on disk. Ticks are written, but never wait for the disk: a
// disk that is slow, full or broken keeps batches away, and walls go on.
//
// Now and then, and when it stops, a checkpoint is taken, so that a restart need not apply all records again:
// the engine's thread copies what the engine knows, between two ticks, and another one writes it.
//
// All methods may be called from any thread, but for stop() and the destructor: not from a callback.
#pragma once

#include <absl/status/statusor.h>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "engine/engine.h"
#include "host/checkpointer.h"
#include "host/work.h"
#include "model/config.h"
#include "model/frame.h"
#include "model/record.h"
#include "model/selection.h"
#include "store/record_store.h"

namespace watchfloor {

class ConversationWriter;  // host/conversation_writer.h
class HistoryWriter;       // host/history_writer.h
class TalkCounter;         // host/talk_counter.h

class EngineHost {
  class Impl;

 public:
  static constexpr size_t kMaxQueuedBytes = 256UL << 20;  // by default

  struct Options {
    EngineConfig config;
    ClockKind clock = ClockKind::kWall;
    std::function<Time()> now;  // time of day, from the program: the tick; not used under the event clock
    std::function<std::chrono::steady_clock::time_point()> monotonic;  // from the program: the pace of ticks
    double maxRateHz = 4;              // ticks a second; 0 < maxRateHz <= 60, below 1 counts as 1
    size_t maxQueuedEvents = 500'000;  // that wait for the engine
    size_t maxQueuedBytes = kMaxQueuedBytes;
    int threads = 1;               // of the engine
    RecordStore* store = nullptr;  // none: nothing is kept. It outlives the host, which alone uses it
    // Of the same store, recovered; none: no history is kept. It outlives the host, which starts it.
    HistoryWriter* history = nullptr;
    // Of the same store, started; none: no conversations are kept. It outlives the host. What waits for it
    // counts as waiting for the engine, so that whoever publishes faster than it writes is held back.
    ConversationWriter* conversations = nullptr;
    // Started; none: nobody counts what is talked about. The same holds for it.
    TalkCounter* talk = nullptr;
    // Runs, on a thread of the host's, when the store can no longer be written, with why, and when it can be
    // again, with OK. It must be quick.
    std::function<void(const absl::Status&)> onStore = {};
    // A checkpoint is due so long after the last one, or after so many records (batches and configurations);
    // see host/checkpointer.h.
    Duration checkpointEvery = minutes(5);
    uint64_t checkpointRecords = 20'000;
    // Runs on another thread of the host's when a checkpoint was written, or could not be; it must be quick.
    std::function<void(const TakenCheckpoint&)> onCheckpoint = {};
  };

  // REQUIRES: validate(options.config).ok(), and both clocks.
  explicit EngineHost(Options options);
  // With an engine that has a past: that of options.store, if there is one (host/recovery.h). REQUIRES:
  // options.config and options.clock are those of `engine`.
  EngineHost(Options options, Engine engine);
  ~EngineHost();  // stop(), and waits
  EngineHost(const EngineHost&) = delete;
  EngineHost& operator=(const EngineHost&) = delete;

  // Queues a batch; `done` runs on the engine's thread once it is applied (or with Unavailable when the host
  // stops first). Blocks nobody: a caller that wants back-pressure submits its next batch in `done`, and asks
  // awaitRoom() before (as gRPC streams do). Beyond maxQueuedEvents, or maxQueuedBytes by
  // BatchRecord::bytes(), `done` is told ResourceExhausted at once; a batch of any size finds room in an
  // empty queue. When the store cannot be written `done` is told ResourceExhausted (the disk is full) or
  // Unavailable, on another thread of the host's: send it again later. It may count all the same.
  void submit(BatchRecord batch, std::function<void(absl::StatusOr<BatchOutcome>)> done);
  size_t queuedEvents() const;
  size_t queuedBytes() const;

  // True when the queue is at most half full. Otherwise `onRoom` runs once, on a thread of the host's, as
  // soon as it is; it must be quick.
  bool awaitRoom(std::function<void()> onRoom);

  // Of the last batch that was applied: a frame at this position or later shows it, and every batch before
  // it.
  uint64_t position() const;

  // Applies a new configuration, in order with the batches; while the store cannot be written the newest
  // waits. REQUIRES: validate(config).ok()
  void configure(EngineConfig config);

  // `onFrame` is given the newest frame at once, then runs on the engine's thread at each tick. It must be
  // quick, and call nothing of this class but want(), release() and submit(). It is not called any more once
  // the returned subscription has been destroyed.
  class Subscription {
   public:
    Subscription(std::shared_ptr<Impl> impl, uint64_t id);
    ~Subscription();
    Subscription(const Subscription&) = delete;
    Subscription& operator=(const Subscription&) = delete;

   private:
    const std::shared_ptr<Impl> m_impl;
    const uint64_t m_id;
  };
  std::unique_ptr<Subscription> subscribe(std::function<void(FramePtr)> onFrame);

  // Frames show what somebody wants to see, and no more: at first nothing. What `owner` (any address) wants
  // takes the place of what it wanted before. Frames whose `wants` is at least what is returned show it; the
  // first comes with the next tick.
  uint64_t want(const void* owner, const Selection& selection);
  // The owner wants nothing any more.
  void release(const void* owner);

  // The newest frame; never null. Under the event clock, before the first event, one without a tick
  // (sequence 0, no cells in it).
  FramePtr newest() const;

  // Runs `work` with the store, between two of the host's writes, and waits for it: keep it short, a few
  // milliseconds. FailedPrecondition without a store. Not from a callback.
  absl::Status readStore(const std::function<absl::Status(RecordStore&)>& work);

  // The program's clocks have jumped (it slept; a test moved them): looks at them now.
  void wake();

  // No batch is taken any more; those that were taken are applied and a last frame is published. Idempotent.
  void stop();

 private:
  std::shared_ptr<Impl> m_impl;
};

}  // namespace watchfloor
