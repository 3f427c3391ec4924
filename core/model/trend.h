// What is talked about more, or less, than is usual, and why that is said. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/metric.h"
#include "model/time.h"
#include "model/topic.h"

namespace watchfloor {

// What is talked about in one place.
struct TrendConversation {
  // In the engine's conversations, as are the authors'; 0: not kept there.
  int64_t number = 0, beganBy = 0, sharesMost = 0;
  // What sources call them: of its first message, and of who wrote that and who wrote most; empty: masked.
  std::string messageId = {}, beganById = {}, sharesMostId = {};
  Time began{};
  int64_t messages = 0;            // public ones by customers and others, so far
  int64_t sharesMostMessages = 0;  // of these
  int64_t reach = 0;               // the most followers that one of its authors has; 0: none is known
  bool operator==(const TrendConversation&) const = default;
};

// Of a brand, or of one of its topics, or of a conversation.
struct Trend {
  enum class State : uint8_t { kLearning, kQuiet, kRising, kCollapsing };

  std::string brand = {};
  bool isWatchedOnly = false;       // the brand is a competitor
  std::optional<Topic> topic = {};  // by kind and text
  std::optional<TrendConversation> conversation = {};
  State state = State::kLearning;
  std::optional<Time> since = {};  // when the rise or collapse began; none of the others
  Time asOf{};                     // the end of the newest pane
  // As much is seen once in so many days, whichever way it is unusual; 0 while it learns, and of a
  // conversation that collapses, for which there is no such measure.
  double onceInDays = 0;
  bool isRise = true;   // which way the newest pane is unusual, be it enough or not
  Duration scale{};     // over which it is the most unusual
  double observed = 0;  // messages over this scale, the older ones counting less
  // The same, as it is usual at this hour, or of conversations of that age; of one that collapses its peak.
  double expected = 0;
  double velocity = 0;      // messages a minute
  double acceleration = 0;  // messages a minute per minute
  int64_t authors = 0;      // distinct ones in the last hour; of a conversation: so far
  Ratio netSentiment{};     // of the last hour; of a conversation: so far
  // Of a topic: the most followers that one of these authors has; 0: none is known. A conversation has its
  // own.
  int64_t reach = 0;
  bool operator==(const Trend&) const = default;
};

struct TrendList {
  std::vector<Trend> trends = {};
  // Of a recording: messages that came when their five minutes were over, which no trend knows of.
  int64_t late = 0;
  bool operator==(const TrendList&) const = default;
};

// Those that rise or collapse first, the most unusual first; else as they were.
void sortByRank(std::vector<Trend>* trends);
// Takes out the ids that would name somebody. Numbers stay.
void mask(TrendConversation* conversation);

}  // namespace watchfloor
