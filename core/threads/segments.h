// From the messages of one conversation to its segments (openings), and from these to what they count for
// (METRICS.md, Messages and conversations). Pure functions over values that somebody else owns.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "metrics/contribution.h"
#include "threads/text_pool.h"

namespace watchfloor {

// A message as a conversation sees it, corrections applied.
struct Post {
  Time at{};
  CellId cell;
  bool isInbound = false;
  bool isPublic = false;
  bool isAnswer = false;          // outbound, public, by a human, no share
  bool hasUnknownParent = false;  // it replies to a message, or shares one, that never came
  const Post* parent = nullptr;   // the message it replies to, when that is known: in the same Thread
  std::optional<Time> deletedAt;  // by the customer
  std::string_view source;        // outlives it, as the id; they decide between equals
  TextPool::Text eventId;
};

struct Thread {
  std::vector<Post> posts;             // in any order
  std::vector<Time> resolved, closed;  // in order of time
};

struct ThreadRules {
  Duration responseWithin = hours(24);  // H
  std::optional<Duration> reopenAfter;  // none: silence never reopens
  bool operator==(const ThreadRules&) const = default;
};

// What decides, beside its messages, what a segment counts for at a tick.
struct Outcome {
  bool isOver = false;  // resolved, left by its customer and not written to since, or followed by another
  bool isOverWhenDue = false;  // it was over H after the question
  std::optional<Time> left;    // when its customer first closed it, or had deleted everything
};

// What a segment's messages have come to: they are added one by one, in their places. O(1) in time and
// memory.
class Opening {
 public:
  // The next message; puts into `out` what it counts for at any tick.
  void add(const Post& post, Contribution* out);
  // Puts into `out` what depends on the tick. REQUIRES: no message is after it, or hearUpTo() said so.
  void countAt(Time tick, const ThreadRules& rules, const Outcome& outcome, Contribution* out) const;
  // The last word is that of `post`, or nobody's.
  void setLastWord(const Post* post);

  // The customer's first message; kDistantFuture: none.
  Time asked() const { return m_asked; }
  // A message would follow a silence that opens another segment, if it is a customer's.
  bool isSilentUntil(Time at, const ThreadRules& rules) const {
    return rules.reopenAfter && m_spoken != kDistantPast && at - m_spoken >= *rules.reopenAfter;
  }

  template <class Archive>
  void persist(Archive& archive);

 private:
  bool isReplied(Time at) const { return m_replied <= at; }

  Time m_asked = kDistantFuture;
  Time m_replied = kDistantFuture;  // first, by a human in public
  Time m_run = kDistantFuture;      // the first message of the unanswered run
  Time m_spoken = kDistantPast;     // the last public message
  Time m_lastWord{};                // the last of those that make or clear a backlog
  CellId m_cell;                    // the question's
  bool m_isEmpty = true;
  bool m_isStartUnknown = false;
  bool m_isBegunByBrand = false;
  bool m_isLastWordCustomers = false;
};

// Puts into `out` what a conversation counts for at `tick`. Returns its opening when there is nothing to it
// but one segment, of messages that are not after the tick, in their places: then a message after all of them
// need only be added to it. O(n log n) in its messages, O(n) when they come about in order.
std::optional<Opening> contributionOf(const Thread& thread, const ThreadRules& rules, Time tick,
                                      Contribution* out);

}  // namespace watchfloor
