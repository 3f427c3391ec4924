// Adds up what an engine counts, by minutes, and writes it to its history on a thread of its own, every so
// often, once the ticks that it happened at are on disk. The engine's thread only hands over lists.
//
//   HistoryWriter writer({.store = &history, .monotonic = steady}, records);
//   writer.recovered(tick, engine.takeMinutes());   // in recovery: each tick of the records again
//   writer.start(records.lastTick());               // from here on the engine is live
//   writer.add(8, engine.takeMinutes());            // of tick 8
//   writer.onDisk(8, records.lastTick());           // it is on disk
//
// While the history cannot be written, what happens is kept for kMostWaiting rows; while it or the records
// are slow, kMostTold amounts wait to be added up. Beyond either it is let go, and nothing is written any
// more: the mark in the file stays, so that the next start, with a file that can be written, has it from the
// records, as long as these are kept.
//
// add(), onDisk() and flush() from any thread, the others from one, before start(). Memory: a row for each
// cell and minute since the last write (metrics/minute_table.h).
#pragma once

#include <absl/status/status.h>

#include <chrono>
#include <deque>
#include <functional>
#include <thread>
#include <utility>

#include "metrics/minute_table.h"
#include "model/thread.h"
#include "store/history_store.h"
#include "store/record_store.h"

namespace watchfloor {

class HistoryWriter {
 public:
  static constexpr size_t kMostWaiting = 500'000;   // rows
  static constexpr size_t kMostTold = 16'000'000;   // amounts, of 32 bytes
  static constexpr size_t kMostRecovered = 50'000;  // rows, that are added up between two writes in recovery

  struct Options {
    HistoryStore* store = nullptr;  // outlives the writer, which alone uses it
    std::function<std::chrono::steady_clock::time_point()> monotonic;
    std::chrono::seconds every{30};  // between two writes, unless somebody asks
    // Runs, on the thread that writes, when the history can no longer be written, with why, and when it can
    // be again, with OK.
    std::function<void(const absl::Status&)> onStatus = [](const absl::Status&) {};
  };

  // A history of other records is gone on with: what these tell is added to it. What it was told by records
  // that are lost stays.
  HistoryWriter(Options options, const RecordStore& records);
  ~HistoryWriter();  // flush(), as far as it succeeds
  HistoryWriter(const HistoryWriter&) = delete;
  HistoryWriter& operator=(const HistoryWriter&) = delete;

  // The tick that the history reaches to; 0: none. Before start().
  uint64_t through() const { return m_through.number; }

  // What happened at a tick of the records. What the history has already is dropped.
  void recovered(const TickMark& tick, const MinuteChanges& changes);

  // What comes next is told by another engine, with numbers of its own for brands and channels.
  void beginOtherEngine();

  // `last`: the newest tick of the records.
  void start(const TickMark& last);

  // Of the tick of that number, each in order.
  void add(uint64_t tick, MinuteChanges changes) EXCLUDES_LOCK(m_mutex);
  // The ticks up to that number are on disk, or given up; `last` is the newest that is there.
  void onDisk(uint64_t tick, const TickMark& last) EXCLUDES_LOCK(m_mutex);

  // Writes what was added of all ticks that are on disk, at least up to that number, before it returns. Then
  // it is durable: to be called before a state of the engine is kept from which a recovery will begin.
  // REQUIRES: start(), and that tick is added and told to be on disk, or will be without this thread's help.
  absl::Status flush(uint64_t tick = 0) EXCLUDES_LOCK(m_mutex);

 private:
  struct Told {
    uint64_t n = 0;
    size_t amounts = 0;
    MinuteChanges changes;
  };
  struct OnDisk {
    uint64_t n = 0;
    TickMark last;
  };

  void run();
  bool takeWork(std::deque<Told>* told, bool* isWriting, bool* isTooMuch, uint64_t* asked)
      EXCLUDES_LOCK(m_mutex);
  void write();
  void giveUp(const absl::Status& why);

  const Options m_options;
  // Of the thread that writes.
  MinuteTable m_table;
  TickMark m_through;       // through which the table is
  TickMark m_written;       // through which the file is
  absl::Status m_status;    // of the last write
  bool m_isBehind = false;  // something was let go

  Mutex m_mutex;
  CondVar m_changed;
  std::deque<Told> m_told GUARDED_BY(m_mutex);
  std::deque<OnDisk> m_onDisk GUARDED_BY(m_mutex);  // the last is the newest
  uint64_t m_lastTold GUARDED_BY(m_mutex) = 0;
  size_t m_amounts GUARDED_BY(m_mutex) = 0;      // in m_told
  bool m_isTooMuch GUARDED_BY(m_mutex) = false;  // was let go
  std::chrono::steady_clock::time_point m_due GUARDED_BY(m_mutex);
  uint64_t m_asked GUARDED_BY(m_mutex) = 0, m_answered GUARDED_BY(m_mutex) = 0;  // flushes
  absl::Status m_answer GUARDED_BY(m_mutex);
  // Up to which tick all is taken from those that wait, and up to which it was written.
  uint64_t m_wholeTick GUARDED_BY(m_mutex) = 0, m_answeredTick GUARDED_BY(m_mutex) = 0;
  bool m_isStopping GUARDED_BY(m_mutex) = false;

  std::thread m_thread;
};

}  // namespace watchfloor
