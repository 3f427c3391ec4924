// The aggregation engine: a pure function of a sequence of records. No clock, no randomness, no I/O; one
// owner, one call at a time. The same records give the same frames, on any machine, in any batching, on any
// number of threads.
//
//   Engine engine(config, ClockKind::kWall);
//   engine.apply(Batch{.source = "acd", .events = {...}});
//   FramePtr frame = engine.advance(tick);
//
// Cost: an event O(log) in what its contact or conversation holds; a tick O(changed panes + cells + agents).
// Late, future, duplicate and malformed events are counted, and change nothing else.
#pragma once

#include <memory>
#include <vector>

#include "model/config.h"
#include "model/frame.h"
#include "model/record.h"
#include "model/saved_state.h"
#include "model/selection.h"

namespace watchfloor {

struct MinuteChanges;  // metrics/minute_changes.h

class Engine {
 public:
  // REQUIRES: validate(config).ok()
  // `threads`: how many share the work, the caller's among them; what comes of it does not depend on them.
  Engine(EngineConfig config, ClockKind clock, int threads = 1);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  // Events in their order of arrival. Malformed ones are rejected one by one.
  BatchResult apply(const BatchRecord& batch);

  // The present becomes `tick`; returns what is published. A tick before the present counts as the present.
  FramePtr advance(Time tick);

  // In force from now on: targets for legs enqueued from now on, everything else for everything.
  // REQUIRES: validate(config).ok()
  void configure(EngineConfig config);

  // What frames show from now on; at first every cell in every window, and no series. Steers what is
  // computed, never what it is.
  void want(Wants wants);
  uint64_t wants() const;  // their number

  // Until an advance() to `end`, or the next want(), nobody looks at what is published: frames may say no
  // more than of when they are, and what none after `end` compares with is not noted. Cost: O(1); it spares
  // the larger part of an advance(). REQUIRES: nothing is wanted
  void nobodyLooksBefore(Time end, const TickAt& tickAt);

  // From now on what is counted is noted by minutes, too, for a history. Take it after each advance(): until
  // then it is kept.
  void keepMinutes();
  // All since it was last asked. REQUIRES: keepMinutes(), and advance() since.
  MinuteChanges takeMinutes();

  // The present: the last tick, under the event clock the largest event time if that is later. None before
  // the first.
  std::optional<Time> now() const;

  // Records applied so far.
  uint64_t position() const;

  // All that it knows, for another engine to go on with as this one does: what the two publish from then on
  // is the same, and so are the states that they save next, on any number of threads. Cost: about that of
  // copying all of it; what must not wait for the disk writes it elsewhere. REQUIRES: the last record was an
  // advance().
  SavedState save();
  // Of the format that save() writes now.
  static constexpr uint32_t kStateVersion = 3;
  static constexpr uint32_t kOldestStateVersion = 2;  // that load() reads, too

  // Goes on from a saved state, but with the limits of its own configuration. FailedPrecondition when it is
  // of another version or clock, DataLoss when it is damaged; then the engine is of no use any more. Bytes
  // that were made to deceive may show wrong figures, as forged events do. REQUIRES: nothing was applied yet.
  absl::Status load(const SavedStateSource& source);

  // So many records were applied before, and are not to be had any more: position() goes on after them.
  void skip(uint64_t records);

 private:
  class State;
  std::unique_ptr<State> m_state;
};

}  // namespace watchfloor
