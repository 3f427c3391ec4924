// Counts what is talked about in the records that an engine applied, on a thread of its own: which topics, of
// every brand, and what of it rises as it seldom does. The engine's thread only hands over messages.
//
//   TalkCounter talk({.dayStart = dayStart, .book = topics.get()});
//   talk.catchUp(records, progress);        // what was said in the last 25 hours, after a restart
//   talk.start();
//   talk.add(batch, result, hold);          // of each record that was applied, in order
//   talk.tick(now);                         // of each tick
//   talk.top({.brand = "acme"}, …)
//
// What the engine did not accept counts for nothing, duplicates least of all. Nothing is let go when messages
// come faster than they are counted: `hold` is kept until they are, so whoever publishes waits.
//
// add(), tick() and the questions from any thread; the others from one, before start(). A question waits for
// kAtOnce messages at most. Memory: that of listen/live_topics.h, and what waits.
#pragma once

#include <absl/status/status.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "listen/in_force.h"
#include "listen/live_topics.h"
#include "model/record.h"
#include "model/thread.h"
#include "model/topic.h"
#include "store/record_store.h"

namespace watchfloor {

class TalkCounter {
 public:
  static constexpr size_t kAtOnce = 500;  // messages that are counted before a question is answered

  struct Options {
    ClockKind clock = ClockKind::kWall;
    DayStart dayStart;                    // when today begins
    const TopicsInForce* book = nullptr;  // outlives the counter; null: nobody named any topic
    LiveTopics::Limits limits = {};
  };

  explicit TalkCounter(Options options);
  ~TalkCounter();  // what waits is not counted any more
  TalkCounter(const TalkCounter&) = delete;
  TalkCounter& operator=(const TalkCounter&) = delete;

  // Counts what the records hold of the last 25 hours, each message once. `onProgress` is told each position,
  // and false ends it with Cancelled. What is damaged is passed over. As statusOf() has them, when the
  // records cannot be read.
  absl::Status catchUp(const RecordStore& records, const std::function<bool(uint64_t)>& onProgress);

  void start();

  // `hold` is let go when the messages of the batch are counted.
  void add(const BatchRecord& batch, const BatchResult& result, std::shared_ptr<const void> hold)
      EXCLUDES_LOCK(m_mutex);
  void tick(Time at) EXCLUDES_LOCK(m_mutex);
  // Returns when all that was added is counted. REQUIRES: start()
  void flush() EXCLUDES_LOCK(m_mutex);

  // Of the brands that are named ("all": of all together), or of each and of all; with the tick that they are
  // of. None before the first tick.
  struct Answer {
    std::optional<Time> asOf;
    std::vector<TopicList> lists;
    bool isComplete = true;  // no brand was left out because there were too many
  };
  Answer top(std::vector<std::string> brands, const std::vector<Window>& windows,
             const TopicQuery& query) const EXCLUDES_LOCK(m_counting);

 private:
  // Messages, or a tick.
  struct Told {
    std::vector<EventView> events = {};
    std::shared_ptr<const void> storage = {}, hold = {};
    std::optional<Time> tick = {};
  };

  std::vector<EventView> takenOf(const BatchRecord& batch, const std::optional<Time>& tick) const;
  void run();
  bool next(std::deque<Told>* told) EXCLUDES_LOCK(m_mutex);
  void count(const Told& told) EXCLUDES_LOCK(m_counting);
  void advance(Time tick) REQUIRES_LOCK(m_counting);

  const Options m_options;

  mutable Mutex m_counting;  // held while messages are counted, and while somebody asks
  LiveTopics m_topics GUARDED_BY(m_counting);
  std::optional<Time> m_tick GUARDED_BY(m_counting);

  Mutex m_mutex;
  CondVar m_changed;
  std::deque<Told> m_told GUARDED_BY(m_mutex);
  bool m_isBusy GUARDED_BY(m_mutex) = false;
  bool m_isStopping GUARDED_BY(m_mutex) = false;

  std::thread m_thread;
};

}  // namespace watchfloor
