// The conversations of simulated traffic, some of which go viral at a known time.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "listen/conversation_trends.h"
#include "sources/simulator/simulator.h"

namespace watchfloor::bench {

struct Post {
  Time time{};
  uint64_t author = 0;
};

struct Conversation {
  std::string id;  // of its first message
  Time begin{};
  int64_t followers = 0;           // of who began it
  std::vector<Post> posts = {};    // what customers and others write, in order of time
  std::optional<Time> onset = {};  // when it goes viral
  int64_t cascade = 0;             // posts that came of that
};

// All that begin within `length` of `start`, in order, with what comes of them within two more days.
std::vector<Conversation> simulateConversations(uint64_t seed, Time start, Duration length,
                                                const CascadePlan& plan);

// When the live detection first says of each of the same conversations that it rises, by the id of its first
// message: it hears all that is written as an engine hands it on, and learns as it goes.
std::map<std::string, Time> liveRises(uint64_t seed, Time start, Duration length, const CascadePlan& plan);

}  // namespace watchfloor::bench
