// A busy quarter of an hour of events of all kinds, made up.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "event_builders.h"

namespace watchfloor {

inline constexpr int kEvents = 6'000;
inline const Time kNoon = at("2026-03-02T12:00:00Z");

// A busy quarter of an hour, with late, doubled and corrected events.
inline std::vector<Event> busyQuarter(uint32_t seed) {
  std::mt19937 engine(seed);
  const auto below = [&](int n) { return static_cast<int>(engine() % static_cast<uint32_t>(n)); };
  const auto named = [&](const char* what, int n) { return what + std::to_string(below(n)); };
  std::vector<Event> events;
  for (int i = 0; i < kEvents; ++i) {
    Event event;
    event.source = named("source", 3);
    event.eventId = std::to_string(i - (below(20) == 0 ? below(50) : 0));
    event.time = kNoon + seconds(i * 900 / kEvents) - (below(10) == 0 ? seconds(below(600)) : seconds(0));
    event.brand = named("brand", 5);
    event.channel = named("channel", 4);
    const int kind = below(20);
    if (kind < 9) {
      ContactEvent contact;
      contact.contactId = named("c", 800);
      contact.phase = static_cast<ContactPhase>(below(6));
      event.body = contact;
    } else if (kind < 16) {
      MessageEvent message;
      message.messageId = named("m", 2'000);
      if (below(2) == 0) message.replyTo = named("m", 2'000);
      if (below(3) == 0) message.conversationId = named("k", 300);
      message.authorId = named("u", 400);
      message.direction = static_cast<MessageDirection>(below(4) == 0);
      if (below(4) != 0) message.sentiment = Sentiment{static_cast<Label>(below(3)), std::nullopt};
      event.body = message;
    } else if (kind < 17) {
      event.body = CorrectionEvent{named("m", 2'000), std::nullopt, named("brand", 5)};
    } else if (kind < 18) {
      event.body = DeletionEvent{named("m", 2'000), true};
    } else {
      AgentEvent agent;
      agent.agentId = named("a", 60);
      agent.state = static_cast<AgentState>(below(5));
      event.body = agent;
    }
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace watchfloor
