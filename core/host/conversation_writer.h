// Writes the messages of an engine's records to its conversations on a thread of its own: whatever has come
// by the time the disk is ready goes into one transaction. What people do is written between two of these.
//
//   ConversationWriter writer({.store = &store}, records);
//   writer.catchUp(records, progress);              // what the records have beyond the file, after a restart
//   writer.start();
//   writer.add(8, std::move(batch), tick, [] { … });  // of each record that was applied, in order
//   writer.act(act, [](absl::StatusOr<ConversationActed> done) { … });
//
// While the file cannot be written, up to kMostKept bytes are kept and tried again; beyond it what happens is
// let go, and nothing of records is written any more: the place in the file stays, so that the next start,
// with a file that can be written, has it from the records, as long as these are kept.
//
// start(), add(), onDisk(), flush(), act() and the subscriptions from any thread, the others from one before
// start(). Memory: what waits; who adds bounds it, by `done`.
#pragma once

#include <absl/status/statusor.h>

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <thread>
#include <vector>

#include "model/thread.h"
#include "store/conversation_store.h"
#include "store/record_store.h"

namespace watchfloor {

class ConversationWriter {
 public:
  static constexpr size_t kMostKept = 64UL << 20;   // bytes
  static constexpr size_t kMostAtOnce = 20'000;     // events in a transaction
  static constexpr std::chrono::seconds kPause{1};  // after an error
  static constexpr Duration kTrimEvery = hours(1);  // what is too old goes, though nothing comes

  using Acted = std::function<void(absl::StatusOr<ConversationActed>)>;
  using OnChanged = std::function<void(const std::vector<int64_t>&)>;

  struct Options {
    ConversationStore* store = nullptr;  // outlives the writer, which alone uses it
    ClockKind clock = ClockKind::kWall;  // of the records
    // Runs, on the writer's thread, when the file can no longer be written, with why, and when it can be
    // again, with OK.
    std::function<void(const absl::Status&)> onStatus = [](const absl::Status&) {};
  };

  // A file of other records is gone on with: what they tell is added to it.
  ConversationWriter(Options options, const RecordStore& records);
  ~ConversationWriter();  // writes what was added, as far as it succeeds
  ConversationWriter(const ConversationWriter&) = delete;
  ConversationWriter& operator=(const ConversationWriter&) = delete;

  // Writes what the records have beyond the file; `onProgress` is told each position, and false ends it with
  // Cancelled. What is damaged is passed over. When the file cannot be written, that is told, and no more is
  // added to it.
  absl::Status catchUp(const RecordStore& records, const std::function<bool(uint64_t)>& onProgress);

  void start();

  // A record that is on disk and was applied; `tick`: the newest one before it. `done` runs once the
  // batch is written, or let go, on the writer's thread or this one; it must be quick.
  void add(uint64_t position, BatchRecord batch, const std::optional<Time>& tick, std::function<void()> done)
      EXCLUDES_LOCK(m_mutex);
  // The newest tick on disk.
  void onDisk(const TickMark& tick) EXCLUDES_LOCK(m_mutex);

  // Returns when all that was added is written, or could not be.
  void flush() EXCLUDES_LOCK(m_mutex);

  // `done` runs on the writer's thread once it is on disk, with how it stands in the audit trail, or with why
  // it could not be done.
  void act(ConversationAct act, Acted done) EXCLUDES_LOCK(m_mutex);

  // `onChanged` runs on the writer's thread with the numbers of conversations that changed, once they can be
  // read; it must be quick. After unsubscribe() it is not called any more.
  uint64_t subscribe(OnChanged onChanged) EXCLUDES_LOCK(m_telling);
  void unsubscribe(uint64_t id) EXCLUDES_LOCK(m_telling);

 private:
  struct Added {
    uint64_t position = 0;
    BatchRecord batch;
    std::optional<Time> tick;
    std::function<void()> done;
  };
  struct Work {
    std::deque<Added> added;
    std::deque<std::pair<ConversationAct, Acted>> acts;
    ConversationStore::Place place;  // through which it reaches
    bool isLast = false;
    bool isTrim = false;  // though nothing came, what is too old is to go
  };

  // What comes too early is told by; under the event clock nothing does.
  std::optional<Time> presentOf(Time tick) const {
    return m_options.clock == ClockKind::kWall ? std::optional(tick) : std::nullopt;
  }
  absl::Status readOn(const RecordStore& records, const std::function<bool(uint64_t)>& onProgress);
  void run();
  Work next() EXCLUDES_LOCK(m_mutex);
  bool isTrimDue() const REQUIRES_LOCK(m_mutex);
  bool isIdle() const REQUIRES_LOCK(m_mutex);
  void write(Work& work);
  absl::Status writeKept(const ConversationStore::Place& place);
  void giveUp(const absl::Status& why);
  void tell(const std::vector<int64_t>& changed) EXCLUDES_LOCK(m_telling);

  const Options m_options;
  // Of the thread that writes.
  std::deque<Added> m_kept;  // that is to be written
  size_t m_keptBytes = 0;
  absl::Status m_status;    // of the last attempt
  bool m_isBehind = false;  // something was let go

  Mutex m_mutex;
  CondVar m_changed;
  std::deque<Added> m_added GUARDED_BY(m_mutex);
  std::deque<std::pair<ConversationAct, Acted>> m_acts GUARDED_BY(m_mutex);
  ConversationStore::Place m_place GUARDED_BY(m_mutex);  // of the newest that was added
  Time m_trimmed GUARDED_BY(m_mutex){};                  // by ticks
  bool m_isBusy GUARDED_BY(m_mutex) = false;
  bool m_isFailing GUARDED_BY(m_mutex) = false;
  bool m_isStopping GUARDED_BY(m_mutex) = false;

  Mutex m_telling;  // held while subscribers are called
  std::map<uint64_t, OnChanged> m_subscribers GUARDED_BY(m_telling);
  uint64_t m_lastSubscriber GUARDED_BY(m_telling) = 0;

  std::thread m_thread;
};

}  // namespace watchfloor
