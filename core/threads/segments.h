// From the messages of one conversation to its segments (openings), and from these to what they count for
// (METRICS.md, Messages and conversations). Pure functions over values that somebody else owns.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "metrics/contribution.h"
#include "model/event.h"

namespace watchfloor {

// A message as a conversation sees it, corrections applied.
struct Post {
  Time at;
  std::string_view source, eventId, messageId;  // outlive it
  CellId cell;
  bool isInbound = false;
  bool isPublic = false;
  bool isAnswer = false;          // outbound, public, by a human
  const Post* parent = nullptr;   // the message it replies to, when that is known
  bool hasUnknownParent = false;  // it replies to a message that never came
  std::optional<Time> deletedAt;  // by the customer

  auto order() const { return std::tie(at, source, eventId); }
};

struct Thread {
  std::vector<const Post*> posts;      // in any order
  std::vector<Time> resolved, closed;  // in any order
};

struct ThreadRules {
  Duration responseWithin = hours(24);  // H
  std::optional<Duration> reopenAfter;  // none: silence never reopens
};

// What a conversation counts for at `tick`. O(n log n) in its messages.
Contribution contributionOf(const Thread& thread, const ThreadRules& rules, Time tick);

}  // namespace watchfloor
