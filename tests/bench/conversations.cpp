#include "bench/conversations.h"

#include <absl/container/flat_hash_map.h>

#include <cstdlib>
#include <functional>
#include <string>

namespace watchfloor::bench {

namespace {

absl::StatusOr<Simulator> simulatorOf(uint64_t seed, Time start, const CascadePlan& plan) {
  absl::StatusOr<Simulator> simulator =
      Simulator::make({.seed = seed, .start = start, .rate = 0.3, .viral = std::nullopt, .cascades = plan});
  if (!simulator.ok()) std::abort();
  return simulator;
}

}  // namespace

std::map<std::string, Time> liveRises(uint64_t seed, Time start, Duration length, const CascadePlan& plan) {
  absl::StatusOr<Simulator> simulator = simulatorOf(seed, start, plan);
  ConversationTrends trends;
  std::map<std::string, Time> rises;
  for (Time tick = start; tick < start + length + 2 * kDay; tick += minutes(1)) {
    while (simulator->nextTime() < tick) trends.add(viewOf(simulator->next()));
    trends.advance(tick);
    for (const Trend& trend : trends.list()) {
      if (trend.state == Trend::State::kRising) rises.try_emplace(trend.conversation->messageId, tick);
    }
  }
  return rises;
}

std::vector<Conversation> simulateConversations(uint64_t seed, Time start, Duration length,
                                                const CascadePlan& plan) {
  absl::StatusOr<Simulator> simulator = simulatorOf(seed, start, plan);
  std::vector<Conversation> conversations;
  absl::flat_hash_map<std::string, size_t> of;  // a message's conversation
  while (simulator->nextTime() < start + length + 2 * kDay) {
    const Event event = simulator->next();
    const auto* message = std::get_if<MessageEvent>(&event.body);
    if (message == nullptr) continue;
    auto found = message->replyTo.empty() ? of.end() : of.find(message->replyTo);
    size_t index = conversations.size();
    if (found != of.end()) {
      index = found->second;
    } else if (!message->replyTo.empty() || event.time >= start + length) {
      continue;
    } else {
      conversations.push_back(
          {.id = message->messageId, .begin = event.time, .followers = message->reach.value_or(0)});
    }
    of.emplace(message->messageId, index);
    if (message->direction == MessageEvent::Direction::kInbound)
      conversations[index].posts.push_back({event.time, std::hash<std::string>()(message->authorId)});
  }
  for (const CascadeOnset& onset : simulator->cascadeOnsets()) {
    const auto found = of.find(onset.conversation);
    if (found == of.end()) continue;
    conversations[found->second].onset = onset.time;
    conversations[found->second].cascade = onset.posts;
  }
  return conversations;
}

}  // namespace watchfloor::bench
