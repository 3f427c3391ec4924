// When a checkpoint of the engine is taken, and writing it on a thread of its own, so that neither the engine
// nor the journal waits for the disk. One at a time.
//
//   Checkpointer checkpointer({.checkpoints = &store.checkpoints(), ...}, lastRecord);
//   if (checkpointer.isDue(record)) checkpointer.take(engine, {record, tick});   // right after a tick
//   checkpointer.onDisk(tick);                                                    // as ticks are written
//
// A checkpoint that was taken is written once all that is in it is on disk. isDue(), take() and drain() from
// one thread, onDisk() from any.
#pragma once

#include <absl/status/status.h>

#include <chrono>
#include <functional>
#include <optional>
#include <thread>

#include "engine/engine.h"
#include "model/saved_state.h"
#include "model/thread.h"
#include "store/checkpoints.h"

namespace watchfloor {

// What became of one.
struct TakenCheckpoint {
  absl::Status status;
  uint64_t record = 0;  // the newest that is in it
  uint64_t bytes = 0;   // before they are packed
  Duration held{};      // how long the engine's thread was
};

class Checkpointer {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  struct Options {
    Checkpoints* checkpoints = nullptr;  // outlives it; nobody else uses them
    std::function<Moment()> monotonic;
    // Due so long after the last one, or after so many records.
    Duration every{};
    uint64_t records = 0;
    // These run on the thread that writes: before one is written, which fails when this does; when retention
    // has to keep what came after a mark, also in take(); and when one was written, or could not be.
    std::function<absl::Status(const Mark&)> before;
    std::function<void(const Mark&)> keepAfter;
    std::function<void(const TakenCheckpoint&)> onWritten;
  };

  // `mark`: of the newest record and tick that there are, on disk.
  Checkpointer(Options options, const Mark& mark);
  ~Checkpointer();  // drain()
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  // Not while one is under way, nor so soon that the engine's thread would be held for more than a twentieth
  // of its time.
  bool isDue(uint64_t record) const EXCLUDES_LOCK(m_mutex);
  // REQUIRES: none is under way; `engine` is at `mark`.
  void take(Engine& engine, const Mark& mark) EXCLUDES_LOCK(m_mutex);
  // The ticks up to that number are on disk, or given up.
  void onDisk(uint64_t tick) EXCLUDES_LOCK(m_mutex);
  // Waits until what was taken and is on disk is written.
  void drain() EXCLUDES_LOCK(m_mutex);

 private:
  struct Job {
    Mark mark;
    SavedState state;
    TakenCheckpoint told;
  };

  void run();
  std::optional<Job> next() EXCLUDES_LOCK(m_mutex);
  bool isReady() const REQUIRES_LOCK(m_mutex) { return m_job && m_job->mark.tick <= m_ticksOnDisk; }

  const Options m_options;
  // Of the engine's thread.
  uint64_t m_record;            // the newest in the last checkpoint
  Moment m_due, m_notBefore{};  // the next

  mutable Mutex m_mutex;
  CondVar m_changed;
  std::optional<Job> m_job GUARDED_BY(m_mutex);  // until it is on disk
  uint64_t m_ticksOnDisk GUARDED_BY(m_mutex);
  bool m_isBusy GUARDED_BY(m_mutex) = false;
  bool m_isStopping GUARDED_BY(m_mutex) = false;

  std::thread m_thread;
};

}  // namespace watchfloor
