// Counts what is talked about in the records that an engine applied, on a thread of its own: which topics, of
// every brand, and what of it rises as it seldom does. The engine's thread only hands over messages.
//
//   TalkCounter talk({.dayStart = dayStart, .book = topics.get()});
//   talk.catchUp(records, progress);        // what was said in the last 25 hours, after a restart
//   talk.start();
//   talk.add(batch, result, hold);          // of each record that was applied, in order
//   talk.tick(now);                         // of each tick
//   talk.ask({.brands = {"acme"}}, [](absl::StatusOr<TopicAnswer> answer) { … });
//
// What the engine did not accept counts for nothing, duplicates least of all. Nothing is let go when messages
// come faster than they are counted: `hold` is kept until they are, so whoever publishes waits.
//
// Under the event clock trends go by the minutes of the recording: what comes together is counted in the
// order of event time, and each minute ends with the first event that is after it. Messages that come later
// than that are in no trend, and are counted. A day without any is skipped.
//
// add(), tick(), flush(), ask() and trends() from any thread; the others from one, before start(). A question
// waits for those before it, and kAtOnce messages or a pane of a recording. Memory: that of
// listen/live_topics.h, and what waits.
#pragma once

#include <absl/status/statusor.h>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "host/recorded_mentions.h"
#include "listen/conversation_trends.h"
#include "listen/in_force.h"
#include "listen/live_topics.h"
#include "listen/topic_trends.h"
#include "model/campaign.h"
#include "model/record.h"
#include "model/thread.h"
#include "model/topic.h"
#include "store/record_store.h"

namespace watchfloor {

class TalkCounter {
 public:
  static constexpr size_t kAtOnce = 500;         // messages that are counted before a question is answered
  static constexpr size_t kMostQuestions = 200;  // that wait

  struct Options {
    ClockKind clock = ClockKind::kWall;
    DayStart dayStart;                    // when today begins
    const TopicsInForce* book = nullptr;  // outlives the counter; null: nobody named any topic
    LiveTopics::Limits limits = {};
    EngineConfig config = {};  // under the event clock: what trends of brands go by
  };

  explicit TalkCounter(Options options);
  ~TalkCounter();  // stop()
  TalkCounter(const TalkCounter&) = delete;
  TalkCounter& operator=(const TalkCounter&) = delete;

  // Counts what the records hold of the last 25 hours, each message once. `onProgress` is told each position,
  // and false ends it with Cancelled. What is damaged is passed over. As statusOf() has them, when the
  // records cannot be read.
  absl::Status catchUp(const RecordStore& records, const std::function<bool(uint64_t)>& onProgress);

  void start();
  // What waits is not counted any more, and nothing is held; whoever asks is refused. Returns at once, but
  // for the message or the pane that it is at. Idempotent; one thread at a time.
  void stop() EXCLUDES_LOCK(m_mutex);

  // `hold` is let go when the messages of the batch are counted.
  void add(const BatchRecord& batch, const BatchResult& result, std::shared_ptr<const void> hold)
      EXCLUDES_LOCK(m_mutex);
  void tick(Time at) EXCLUDES_LOCK(m_mutex);
  // Returns when all that was added is counted. REQUIRES: start()
  void flush() EXCLUDES_LOCK(m_mutex);

  // `done` runs on the counter's thread, once the messages that it is at are counted; it must be quick.
  // InvalidArgument: too many lists; ResourceExhausted: too many are asking; Unavailable: it is stopping.
  using Answered = std::function<void(absl::StatusOr<TopicAnswer>)>;
  void ask(TopicQuestion question, Answered done) EXCLUDES_LOCK(m_mutex);

  // The same of campaigns of the book in force. NotFound: there is none of a name.
  using CampaignsAnswered = std::function<void(absl::StatusOr<CampaignAnswer>)>;
  void ask(CampaignQuestion question, CampaignsAnswered done) EXCLUDES_LOCK(m_mutex);

  // Topics and conversations that rise, the most unusual first; under the event clock every brand, too.
  TrendList trends() const EXCLUDES_LOCK(m_mutex);
  // `done` runs on the counter's thread once all that was added so far is counted; it must be quick. Of a
  // recording trends are then those of all that was published. Unavailable: it stops, or has stopped.
  void whenCounted(std::function<void(const absl::Status&)> done) EXCLUDES_LOCK(m_mutex);

 private:
  // Messages, a tick, or who waits for those before.
  struct Told {
    std::vector<EventView> events = {};
    std::shared_ptr<const void> storage = {}, hold = {};
    std::optional<Time> tick = {};
    std::function<void(const absl::Status&)> done = {};
  };

  std::vector<EventView> takenOf(const BatchRecord& batch, const std::optional<Time>& tick) const;
  void run();
  bool next(std::deque<Told>* told) EXCLUDES_LOCK(m_mutex);
  void count(const Told& told) EXCLUDES_LOCK(m_mutex);
  void advance(Time tick) EXCLUDES_LOCK(m_mutex);
  void look(Time tick) EXCLUDES_LOCK(m_mutex);
  void follow(const EventView& event);
  void follow(Time at);
  void endPane(int64_t pane, bool isWhole);
  void publishTrends() EXCLUDES_LOCK(m_mutex);
  // Told OK when it may look, or why it is refused.
  using Question = std::function<void(const absl::Status&)>;
  void enqueue(Question question) EXCLUDES_LOCK(m_mutex);
  void answerAll(const absl::Status& status = absl::OkStatus()) EXCLUDES_LOCK(m_mutex);
  bool isStopping() const EXCLUDES_LOCK(m_mutex);
  absl::StatusOr<TopicAnswer> answer(const TopicQuestion& question) const;
  absl::StatusOr<CampaignAnswer> answer(const CampaignQuestion& question) const;

  const Options m_options;
  // Of the thread that counts.
  LiveTopics m_topics;
  TopicTrends m_topicTrends;
  ConversationTrends m_conversationTrends;
  std::shared_ptr<const TopicBook> m_book;  // that is followed
  // Of a recording.
  std::optional<RecordedMentions> m_mentions;  // none under the wall clock
  std::vector<EventView> m_untold;             // that it was not told
  std::optional<int64_t> m_minute, m_from;     // that is not over; first pane that is whole; since 1970
  int64_t m_late = 0;
  std::optional<Time> m_tick;
  bool m_isChanged = false;  // since then

  mutable Mutex m_mutex;
  TrendList m_trends GUARDED_BY(m_mutex);
  CondVar m_changed;
  std::deque<Told> m_told GUARDED_BY(m_mutex);
  std::deque<Question> m_questions GUARDED_BY(m_mutex);
  bool m_isBusy GUARDED_BY(m_mutex) = false;
  bool m_isStopping GUARDED_BY(m_mutex) = false;

  std::thread m_thread;
};

}  // namespace watchfloor
