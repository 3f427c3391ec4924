// Writes work down before the engine's thread does it, on a thread of its own: whatever has come by the time
// the disk is ready goes into one write. The order of add() is the order on disk and in what is handed on.
//
//   Journal journal({.store = &store, .monotonic = steady, .onWritten = [&](Journal::Written w) { ... }});
//   journal.add(submission);
//   journal.add(RecordStore::NewTick{.position = 7, .tick = now});
//
// After an error work is handed on with it at once, and the disk is asked again a second later, as work or
// ticks come. Ticks wait until they are written, kMaxWaitingTicks at most (a day and more while nothing
// changes); beyond that the oldest are given up.
//
// add() blocks nobody. Memory: what waits; who adds bounds it. Any thread.
#pragma once

#include <absl/status/status.h>

#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "host/work.h"
#include "model/thread.h"
#include "store/record_store.h"

namespace watchfloor {

class Journal {
 public:
  static constexpr size_t kMaxWaitingTicks = 100'000;
  static constexpr std::chrono::seconds kPause{1};  // after an error

  // What became of a group.
  struct Written {
    std::vector<Work> works;     // in order; they are on disk if `status` is ok, and not otherwise
    uint64_t firstPosition = 0;  // of the first of them
    uint64_t ticks = 0;          // those up to this number are on disk, or given up
    TickMark lastTick;           // the newest on disk
    absl::Status status;         // of the disk
  };
  struct Options {
    RecordStore* store = nullptr;  // outlives the journal, which alone uses it
    std::function<std::chrono::steady_clock::time_point()> monotonic;
    std::function<void(Written)> onWritten;  // runs on the journal's thread
  };

  explicit Journal(Options options);
  ~Journal();  // drain()
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  void add(Work work) EXCLUDES_LOCK(m_mutex);
  // Returns its number.
  uint64_t add(RecordStore::NewTick tick) EXCLUDES_LOCK(m_mutex);

  // Runs `work` with the store, on the journal's thread, between two writes, and waits for it: what is long
  // comes in several parts. Unavailable once the journal ends. Not from the journal's thread.
  absl::Status read(const std::function<absl::Status(RecordStore&)>& work) EXCLUDES_LOCK(m_mutex);

  // As RecordStore::keepAfter(), from the next write on.
  void keepAfter(const Mark& mark) EXCLUDES_LOCK(m_mutex);

  // Waits until all that was added has been answered. What cannot be written then, is not.
  void drain() EXCLUDES_LOCK(m_mutex);

 private:
  struct Reading {
    const std::function<absl::Status(RecordStore&)>& work;
    absl::Status status{};
    bool isDone = false;
  };
  struct Group {
    Reading* reading = nullptr;  // then nothing else
    std::vector<Work> works;
    std::vector<RecordStore::NewTick> ticks;
    std::optional<Mark> keptAfter;
    bool isTried = true;  // rather than answered with the last error
    absl::Status status;
  };

  void run();
  bool next(Group* group) EXCLUDES_LOCK(m_mutex);
  bool hasReading(bool isWrite) REQUIRES_LOCK(m_mutex);
  void serve(Reading& reading) EXCLUDES_LOCK(m_mutex);
  absl::Status write(const Group& group);
  void finish(Group group, uint64_t firstPosition) EXCLUDES_LOCK(m_mutex);

  const Options m_options;

  Mutex m_mutex;
  CondVar m_changed;
  std::vector<Work> m_works GUARDED_BY(m_mutex);
  std::deque<RecordStore::NewTick> m_ticks GUARDED_BY(m_mutex);  // with those that are being written
  uint64_t m_lastTick GUARDED_BY(m_mutex) = 0;                   // number of the newest
  uint64_t m_doneTicks GUARDED_BY(m_mutex) = 0;         // number up to which they are written, or given up
  std::optional<Mark> m_keptAfter GUARDED_BY(m_mutex);  // that the store was not told yet
  absl::Status m_status GUARDED_BY(m_mutex);            // of the last attempt
  std::chrono::steady_clock::time_point m_retryAt GUARDED_BY(m_mutex);  // while it is not ok
  std::deque<Reading*> m_readings GUARDED_BY(m_mutex);                  // that wait
  bool m_isReadersTurn GUARDED_BY(m_mutex) = false;  // something was written since the last one
  bool m_isBusy GUARDED_BY(m_mutex) = false;
  int m_drains GUARDED_BY(m_mutex) = 0;  // that wait
  bool m_isStopping GUARDED_BY(m_mutex) = false;

  std::thread m_thread;
};

}  // namespace watchfloor
