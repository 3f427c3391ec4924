// An engine with a thread of its own: batches in from any thread, one frame out at each tick. The only place
// where time enters: it turns the clock that the program hands it into Advance records.
//
//   EngineHost host({.config = config, .clock = ClockKind::kWall, .now = clock});
//   host.submit(batch, [](const BatchOutcome& o) { ... });   // back-pressure: see submit()
//   host.subscribe([](FramePtr frame) { ... });
//
// All methods may be called from any thread.
#pragma once

#include <absl/status/statusor.h>

#include <functional>
#include <memory>
#include <vector>

#include "model/config.h"
#include "model/frame.h"
#include "model/record.h"
#include "model/selection.h"

namespace watchfloor {

struct BatchOutcome {
  BatchResult result;
  uint64_t position = 0;  // of the batch among the records
};

class EngineHost {
 public:
  struct Options {
    EngineConfig config;
    ClockKind clock = ClockKind::kWall;
    std::function<Time()> now;  // time of day, from the program; under the event clock only its pace is used
    double maxRateHz = 4;       // ticks a second; 0 < maxRateHz <= 60
    size_t maxQueuedEvents = 100'000;
  };

  explicit EngineHost(Options options);
  ~EngineHost();  // stop(), and waits
  EngineHost(const EngineHost&) = delete;
  EngineHost& operator=(const EngineHost&) = delete;

  // Queues a batch; `done` runs on the engine's thread once it is applied (or with Unavailable when the host
  // stops first). Blocks nobody: a caller that wants back-pressure submits its next batch in `done` (as gRPC
  // streams do), or asks queuedEvents().
  void submit(Batch batch, std::function<void(absl::StatusOr<BatchOutcome>)> done);
  size_t queuedEvents() const;

  // Applies a new configuration, in order with the batches.
  void configure(EngineConfig config);

  // `onFrame` runs on the engine's thread at each tick, and must be quick; the newest frame is given at once
  // when there is one. It is not called any more once the returned subscription has been destroyed.
  class Subscription;
  std::unique_ptr<Subscription> subscribe(std::function<void(FramePtr)> onFrame);

  // Cells whose last hour is to be in the frames, by owner (any number); an empty list releases them.
  void wantSeries(const void* owner, std::vector<CellName> names);

  // The newest frame; null before the first tick.
  FramePtr newest() const;

  // No batch is taken any more; those that were taken are applied and a last frame is published. Idempotent.
  void stop();

 private:
  class Impl;
  std::shared_ptr<Impl> m_impl;
};

}  // namespace watchfloor
