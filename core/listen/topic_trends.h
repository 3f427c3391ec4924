// Which topics are talked about more, or less, than is usual: each five minutes the messages that had a
// topic, of the most frequent topics of every brand, go to a detector of its own (listen/surge_detector.h).
//
//   TopicTrends trends;
//   if (trends.look(tick, topics)) …             // at each tick, once what came before it is added
//   for (const Trend& trend : trends.list()) …   // those that rise or collapse
//
// Which topics: the first that were among the most frequent of the last hour or five minutes, and stay as
// long as anybody speaks of them. A topic that is new has no past of its own: once there was enough to learn
// from it starts from what is usual of the topics of brands with about as many messages. Until then it learns
// for six hours.
//
// A collapse is told, for three hours, where it says something: of a topic that
//   - was looked at for two days, so that each hour of the day is known twice over (after a restart anew);
//   - did not rise in the last three days, nor was about to, were there more authors: a surge that is over
//     has taught what it will not keep;
//   - falls as seldom as a rise has to be, to half of what is usual at this hour at most, with at least
//     kLeastUsual messages expected;
//   - and to half of what is usual at most, too, when that falls as all that is written to its brand does: a
//     quiet night, a holiday, a source that is silent are the brand's.
// Of simulated topics that go on as ever, with nights, weekends and surges, none was told to collapse in 128
// days of a topic (tests/unit/tst_topic_trends.cpp).
//
// Counts are exact, by event time, of the messages that are remembered (live_topics.h); what comes more than
// a pane late is not looked at again. Nobody speaks for a topic alone: a rise needs distinct authors.
//
// Cost: of a tick in five minutes O(messages of the last hour × their topics), about 1 µs a message, and the
// top topics of each brand twice, 8 ms for six brands (tests/bench/bench_talk.cpp); of all others nothing.
// Memory: 1.2 KB a topic and brand, kMostOfBrand of a brand, kMostTopics in all. One thread at a time.
#pragma once

#include <absl/container/btree_map.h>
#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "listen/live_topics.h"
#include "listen/surge_detector.h"
#include "model/trend.h"

namespace watchfloor {

class TopicTrends {
 public:
  static constexpr size_t kMostTopics = 2'000, kMostOfBrand = 40;
  static constexpr double kLeastUsual = 20;

  // `surge.pane` is five minutes, whatever it says, and `surge.prior` what was learnt. Rarer than a brand has
  // to be: there are many topics.
  explicit TopicTrends(SurgeOptions surge = {.rarity = 30 * kDay, .rest = kRestLive, .minAuthors = 5});

  // True when a pane has ended, and it was looked at.
  bool look(Time tick, const LiveTopics& topics);

  // The most unusual first.
  std::vector<Trend> list() const;
  size_t size() const { return m_size; }

 private:
  struct OfTopic {
    Topic topic;
    SurgeDetector detector;
    Time latest{};  // pane in which it occurred
    Time began{};   // the first pane that was looked at
    Trend trend = {};
    std::optional<Time> lively = {};     // the last pane in which it rose, be it by enough authors or not
    std::optional<Time> collapsed = {};  // since when it is told to collapse
    // Of the pane, and of the last hour.
    int64_t count = 0;
    absl::flat_hash_set<uint64_t> authors = {};
    Ratio sentiment{};
    int64_t reach = 0;
  };
  struct OfBrand {
    absl::flat_hash_map<uint64_t, OfTopic> topics;
    int64_t messages = 0;  // in the last hour
    int64_t count = 0;     // of the pane
    SurgeDetector detector;
  };
  struct Mean {
    double sum = 0, panes = 0;
  };

  void choose(Time pane, const TopicCounts& counts);
  void watch(OfBrand* brand, const Topic& topic, Time pane);
  void count(Time pane, const LiveTopics& topics);
  void judge(Time pane, const std::string& name, OfBrand* brand);
  bool isCollapse(Time pane, const OfTopic& topic, const OfBrand& brand) const;
  void tellCollapse(Time pane, const OfBrand& brand, OfTopic* topic);
  Mean& usualOf(const OfBrand& brand);

  SurgeOptions m_options;
  std::optional<int64_t> m_began, m_newest;  // panes in which ticks were, since 1970
  absl::btree_map<std::string, OfBrand> m_brands;
  size_t m_size = 0;                  // topics of all brands
  std::array<Mean, 24> m_usual = {};  // a topic and pane, by doublings of the brand's messages
};

}  // namespace watchfloor
