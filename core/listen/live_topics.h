// The topics of messages as they come: each public inbound message counts under every brand that it names,
// with its newest label; what is deleted is taken out again. No text is kept, but those of topics.
//
//   LiveTopics topics({});
//   for (const EventView& event : accepted) topics.add(event, *book);
//   topics.advance(WindowRanges::at(tick, dayStart, clock));      // at each tick
//   topics.counts().top("Delta", Window::k60m, {.most = 10});
//
// A message counts once, by its id; corrections may come before it, the newest by event time holds. A
// corrected brand takes the topics along as they were read for the first one. Of a message that is not
// remembered any more neither a correction nor a deletion changes anything.
//
// Cost (tests/bench/bench_talk.cpp): 5 µs a message, 0.4 ms a tick of six brands; a correction that of two
// messages.
// Memory: that of the counts (topics_count.h), and of each message of the last 25 hours 120 bytes and 8 for
// each of its topics, at most `messages` of them and `topics` of these, the newest. Not thread-safe.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "listen/live_campaigns.h"
#include "listen/topics.h"
#include "listen/topics_count.h"
#include "model/event.h"
#include "model/id.h"

namespace watchfloor {

class LiveTopics {
 public:
  static constexpr Duration kRemembered = hours(25);

  struct Limits {
    size_t messages = 500'000;
    size_t topics = 10'000'000;
    TopicCounts::Limits counts = {.brands = 50, .named = 64, .phrases = 128, .published = 50};
  };

  // Under the event clock messages are those of a recording, which is heard from its beginning on.
  explicit LiveTopics(const Limits& limits, ClockKind clock = ClockKind::kWall)
      : m_limits(limits), m_isRecording(clock == ClockKind::kEvent), m_counts(limits.counts) {}

  // Whose campaigns are counted, whenever another book is in force.
  void follow(const TopicBook& book) { m_campaigns.follow(book, std::max(m_tick, m_newest)); }

  // Anything but messages, corrections and deletions is passed over.
  void add(const EventView& event, const TopicBook& book);

  // REQUIRES: the tick is not before the last one.
  void advance(const WindowRanges& to);

  const TopicCounts& counts() const { return m_counts; }
  const LiveCampaigns& campaigns() const { return m_campaigns; }
  size_t remembered() const { return m_messages.size(); }

  // A message under one of its brands.
  struct Mention {
    const std::string& brand;
    const std::vector<uint64_t>& topics;
    std::optional<Label> label;
    Time at;
    uint64_t author;
    int64_t reach;  // 0: unknown
  };
  // Calls f(mention) for those of at least that time that are remembered. Cost: O(messages since then).
  template <typename F>
  void forEachSince(Time from, F f) const {
    // They lie in order of arrival: what is long before is not looked at.
    for (auto it = m_messages.rbegin(); it != m_messages.rend() && it->arrived >= from; ++it) {
      if (it->at < from) continue;
      for (const Part& part : it->parts) {
        if (part.topics.empty()) continue;
        f(Mention{m_brands[part.brand], part.topics, it->label, it->at, it->author, it->reach});
      }
    }
  }

 private:
  struct Part {
    uint32_t brand = 0;  // index in m_brands
    std::vector<uint64_t> topics = {};
    size_t phrases = 0;  // so many of these are phrases, the last
    bool isOwn = false;  // the brand is the message's own, not one that it names beside it
  };
  struct Message {
    Id id;
    Time arrived{}, at{};  // arrived: by ticks, before the first by event time
    uint64_t author = 0;
    int64_t reach = 0;  // 0: unknown
    std::optional<Label> label = {};
    std::optional<Time> labelled = {}, moved = {};  // when a correction said so
    std::string brand = {};                         // that a correction gave before the message came
    std::vector<Part> parts = {};                   // none: it has not come, was deleted, or is of nothing
    uint32_t round = 0;                             // of the campaigns that count it
    bool isTold = false, isDeleted = false;
  };

  void add(const EventView& event, const MessageView& message, const TopicBook& book);
  void add(const EventView& event, const CorrectionView& correction);
  void remove(Message& message);
  void read(Message& message, std::string_view brand, bool isOwn, const MessageView& view,
            const TopicBook& book);
  void relabel(Message& message, std::optional<Label> label);
  void rename(Message& message, std::string_view brand);
  void count(const Message& message, const Part& part, int32_t n);
  void countCampaigns(const Message& message, int64_t n);
  Message& ofId(std::string_view messageId, Time at);
  void forget(Time before);
  uint32_t indexOf(std::string_view brand);

  Limits m_limits;
  bool m_isRecording;
  TopicCounts m_counts;
  LiveCampaigns m_campaigns;
  TopicScratch m_scratch;
  std::optional<Time> m_tick, m_newest;  // the latter: of events
  std::deque<std::string> m_brands;
  absl::flat_hash_map<std::string, uint32_t> m_brandIndex;
  std::deque<Message> m_messages;  // in order of arrival
  uint64_t m_gone = 0;             // so many came before these
  size_t m_topics = 0;             // in them
  absl::flat_hash_map<Id, uint64_t, Id::Hash> m_places;
};

}  // namespace watchfloor
