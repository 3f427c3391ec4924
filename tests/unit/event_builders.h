// Short ways to say an event in tests.
#pragma once

#include <string>

#include "model/event.h"
#include "model/frame.h"
#include "model/record.h"

namespace watchfloor {

inline Time at(std::string_view text) { return *parseTime(text); }

inline Event contactEvent(std::string id, Time when, std::string contact, ContactEvent::Phase phase) {
  return {.source = "acd",
          .eventId = std::move(id),
          .time = when,
          .brand = "acme",
          .channel = "voice",
          .body = ContactEvent{.contactId = std::move(contact),
                               .legId = {},
                               .phase = phase,
                               .wait = {},
                               .talk = {},
                               .hold = {},
                               .afterWork = {},
                               .agentId = {}}};
}

inline Event messageEvent(std::string id, Time when, std::string author, std::string replyTo = {}) {
  MessageEvent message;
  message.messageId = "m" + id;
  message.authorId = std::move(author);
  message.replyTo = std::move(replyTo);
  return {.source = "social",
          .eventId = std::move(id),
          .time = when,
          .brand = "acme",
          .channel = "web",
          .body = message};
}

inline Batch batchOf(std::vector<Event> events) {
  return {.source = {}, .events = std::move(events), .unreadable = 0};
}

inline int64_t countOf(const Frame& frame, Window window, Metric metric, std::string_view brand = "all",
                       std::string_view channel = "all") {
  const FrameCell* cell = frame.find(brand, channel, window);
  return cell ? std::get<Count>(cell->figure(metric)).n : 0;
}

}  // namespace watchfloor
