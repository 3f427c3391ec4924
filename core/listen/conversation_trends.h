// Which conversations are about to go viral: each minute the messages of every conversation that is spoken in
// go to a detector of its own (listen/surge_detector.h), against what is usual of conversations of that age
// and audience, which is learnt from all of them (listen/surge_norm.h).
//
//   ConversationTrends trends;
//   for (const EventView& event : accepted) trends.add(event);
//   trends.advance(tick);                          // the minutes that are over are looked at
//   for (const Trend& trend : trends.list()) …     // those that rise or collapse
//
// Conversations are those of public messages by customers and others: a message belongs to that of the one it
// replies to, else of the one that it shares, else to that of its conversation_id, else it begins one. What
// comes before the message that it replies to, or shares, begins one, which that message joins. A message
// counts in its minute, a late one in the first that is not over. A conversation to which nobody wrote for
// three hours sleeps until somebody does; one that is two days old is let go.
//
// A collapse is told, once for each rise and for an hour, where one that was told to rise is left all at
// once: within an hour after the end of its peak, the half hour with the most messages since it rose, of at
// least 20, a half hour has a twentieth of that at most. It says what this half hour had, and the peak as
// what was expected. Most surges fade more slowly: that is their end, and is not told. Half an hour and a
// twentieth, as conversations come back: of simulated ones left for ten minutes with a tenth every third had
// a third of its peak again within three hours, of those that are told one in 24 (six seeds, the same that
// the rule was chosen by). A rise that begins anew is told as one.
//
// One that rose is told for an hour, or as long as it rises: with what was seen when it was the most unusual,
// as what is usual follows it, and how fast it is now. It fires with five distinct authors in half an hour,
// and not in the first six hours, in which it learns what is usual. A detector is only made for conversations
// that have as many authors, and sees all of their past.
//
// Cost (tests/bench/bench_talk.cpp): a message 2 µs; a minute 0.2 µs a conversation, most of which sleep,
// and 1.5 where it has a detector. Memory: about 400 bytes a conversation and 100 a message, at most
// `conversations` and `messages`: where there are more, the quietest go sooner, and new ones are not looked
// at. One thread at a time.
#pragma once

#include <absl/container/btree_map.h>
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "listen/surge_detector.h"
#include "listen/surge_norm.h"
#include "model/event.h"
#include "model/id.h"
#include "model/trend.h"

namespace watchfloor {

class ConversationTrends {
 public:
  struct Limits {
    size_t conversations = 100'000, messages = 500'000;
  };

  ConversationTrends() : ConversationTrends(Limits{}) {}
  explicit ConversationTrends(const Limits& limits);

  // Anything but public inbound messages is passed over.
  void add(const EventView& event);

  // True when a minute was looked at.
  bool advance(Time tick);

  // Those that rise first, the most unusual of them first.
  std::vector<Trend> list() const;
  size_t size() const { return m_conversations.size(); }

 private:
  struct Author {
    int64_t messages = 0;
    std::string id = {};
  };
  struct Conversation {
    std::string messageId = {}, beganBy = {}, brand = {};  // of its first message
    Time began{}, latest{};
    int64_t first = 0, next = 0;  // its first minute, since 1970, and the first that was not looked at
    int64_t reach = 0, messages = 0;
    Ratio sentiment{};
    std::vector<std::pair<int64_t, int64_t>> counts = {};   // messages by minute, in order
    std::vector<std::pair<int64_t, uint64_t>> recent = {};  // authors by minute, of the last half hour
    absl::flat_hash_map<uint64_t, Author> authors = {};
    std::vector<Id> keys = {};  // by which it is found
    SurgeNorm::Course course{};
    std::unique_ptr<SurgeDetector> detector = {};  // none: too few authors so far
    Surge surge = {};                              // of the newest minute
    std::optional<Surge> rise = {};                // the last one, when it was the most unusual
    int64_t peak = 0, peakMinute = 0;  // the most messages in half an hour since its onset, and their end
    struct Collapse {
      int64_t minute = 0, messages = 0, peak = 0;
    };
    std::optional<Collapse> collapse = {};  // of that rise
  };

  uint64_t homeOf(const EventView& event, const MessageView& message);
  void tell(const EventView& event, const MessageView& message, Conversation* conversation);
  void look(int64_t minute);
  void judge(int64_t minute, Conversation* conversation);
  void lookForCollapse(int64_t minute, Conversation* conversation) const;
  bool isRising(const Conversation& conversation) const;
  bool isCollapsing(const Conversation& conversation) const;
  void makeDetector(int64_t minute, Conversation* conversation) const;
  void forget(int64_t minute);
  void letGo(int64_t minute, Duration quiet);
  Trend trendOf(const Conversation& conversation) const;

  Limits m_limits;
  SurgeNorm m_norm;
  std::optional<int64_t> m_began;  // the minute of the first tick
  int64_t m_next = 0;              // the first minute that is not over
  uint64_t m_last = 0;             // number of the newest conversation
  size_t m_messages = 0;
  absl::btree_map<uint64_t, std::unique_ptr<Conversation>> m_conversations;
  struct Home {
    uint64_t conversation = 0;
    bool isTold = false;  // the message itself came, and not only a reply to it
  };
  absl::flat_hash_map<Id, Home, Id::Hash> m_homes;  // of messages, and of ids of conversations
};

}  // namespace watchfloor
