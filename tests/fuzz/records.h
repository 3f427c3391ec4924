// Records for the engine, made from bytes: a handful of brands, contacts, messages and agents, so that events
// meet, and times from the same second to the years 1 and 9999. Every input means something; a byte changed
// changes one record.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/record.h"

namespace watchfloor::fuzz {

// Bytes as choices. After the last byte every choice is the first one.
class Choices {
 public:
  Choices(const uint8_t* data, size_t size) : m_at(data), m_end(data + size) {}

  bool isAtEnd() const { return m_at == m_end; }
  uint8_t byte() { return isAtEnd() ? 0 : *m_at++; }
  bool flag() { return byte() % 2 == 1; }
  template <class T>
  T below(T n) {
    return static_cast<T>(byte() % n);
  }
  template <class T, size_t N>
  T of(const T (&choices)[N]) {
    return choices[byte() % N];
  }

 private:
  const uint8_t* m_at;
  const uint8_t* m_end;
};

inline constexpr Time kStart = fromMicros(1'774'735'200'000'000);  // 2026-03-28T22:00:00Z, before summer time

class Records {
 public:
  explicit Records(Choices& choices) : m_choices(choices) {}

  // Around `now`, seldom far away.
  Time time(Time now) {
    static constexpr int64_t kAway[] = {0,   1,    -1,    5,     -20,    -60,   -300,  90,
                                        299, 3600, -3600, 10800, -86400, 86400, -90000};  // seconds
    const uint8_t kind = m_choices.byte();
    if (kind >= 250) return fromMicros(kind % 2 ? -62'135'596'800'000'000 : 253'402'300'799'999'999);
    if (kind >= 240) return now + hours(24 * 30) * (m_choices.below(100) - 50);
    return now + seconds(kAway[kind % std::size(kAway)]) + std::chrono::milliseconds(kind / 16 * 100);
  }

  Event event(Time now) {
    Event event;
    event.source = m_choices.of(kSources);
    event.eventId = std::to_string(m_choices.byte());
    event.time = time(now);
    event.brand = m_choices.of(kBrands);
    event.channel = m_choices.of(kChannels);
    switch (m_choices.below(8)) {
      case 0:
      case 1:
        event.body = contact();
        break;
      case 2:
      case 3:
        event.body = message();
        break;
      case 4:
        event.body = ConversationEvent{
            .conversationId = maybe("c"), .messageId = id("m"), .state = word<ConversationEvent::State>(2)};
        break;
      case 5:
        event.body = CorrectionEvent{
            .messageId = id("m"), .sentiment = sentiment(), .brand = std::string(m_choices.of(kBrands))};
        break;
      case 6:
        event.body = DeletionEvent{.messageId = id("m"), .byCustomer = m_choices.flag()};
        break;
      case 7:
        event.body = AgentEvent{.agentId = id("a"),
                                .state = word<AgentEvent::State>(5),
                                .slotCount = m_choices.below(4),
                                .busySlots = m_choices.below(6)};
    }
    return event;
  }

  EngineConfig config() {
    static constexpr const char* kZones[] = {"UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"};
    EngineConfig config;
    config.zone = m_choices.of(kZones);
    config.resetMinutes = m_choices.below(24) * 60 + m_choices.below(60);
    config.serviceLevel = word<ServiceLevelSwitch>(5);
    config.responseWithin = minutes(1 + m_choices.byte());
    if (m_choices.flag()) config.reopenAfter = minutes(1 + m_choices.byte());
    config.lostAfter["voice"] = minutes(1 + m_choices.byte());
    if (m_choices.flag()) config.watchedOnly = {m_choices.flag() ? "a" : "b"};
    for (int rows = m_choices.below(3); rows > 0; --rows) {
      TargetRow row{.brand = m_choices.flag() ? "*" : "a", .channel = m_choices.flag() ? "*" : "voice"};
      if (m_choices.flag()) row.target = seconds(1 + m_choices.byte());
      if (m_choices.flag()) row.shortAbandon = std::chrono::milliseconds(m_choices.below(10) * 100);
      config.targets.push_back(std::move(row));
    }
    return config;
  }

  // Every bound small enough to be reached.
  Limits tinyLimits() {
    return {.eventIds = 1 + m_choices.below(40),
            .contacts = 1 + m_choices.below(8),
            .messages = 1 + m_choices.below(10),
            .eventsPerContact = 1 + m_choices.below(5),
            .messagesPerConversation = 1 + m_choices.below(5),
            .agents = 1 + m_choices.below(4),
            .eventsPerAgent = 1 + m_choices.below(4),
            .authorsPerCell = 1 + m_choices.below(6),
            .cells = 1 + m_choices.below(6),
            .sources = 1 + m_choices.below(3),
            .idleContact = minutes(1 + m_choices.byte()),
            .idleConversation = minutes(1 + m_choices.byte())};
  }

 private:
  static constexpr const char* kSources[] = {"s", "t", "u"};
  static constexpr const char* kBrands[] = {"a", "b", "c", "d", "", "all"};
  static constexpr const char* kChannels[] = {"voice", "chat", "web", "mail"};

  template <class Word>
  Word word(int count) {
    return static_cast<Word>(m_choices.below(count));
  }
  std::string id(const char* kind) { return kind + std::to_string(m_choices.below(12)); }
  std::string maybe(const char* kind) { return m_choices.flag() ? id(kind) : std::string(); }

  std::optional<Duration> duration() {
    static constexpr int64_t kSeconds[] = {
        0, 1, 5, 20, 60, 7200, -1, 3'000'000, 315'576'000'000, -315'576'000'000};
    return m_choices.flag() ? std::optional(seconds(m_choices.of(kSeconds))) : std::nullopt;
  }

  std::optional<Sentiment> sentiment() {
    if (m_choices.flag()) return std::nullopt;
    return Sentiment{.label = word<Label>(3), .score = {}};
  }

  ContactEvent contact() {
    ContactEvent contact;
    contact.contactId = id("k");
    contact.legId = m_choices.below(4) == 3 ? id("l") : "";
    contact.phase = word<ContactEvent::Phase>(6);
    contact.wait = duration();
    if (m_choices.flag()) {
      contact.talk = duration();
      contact.hold = duration();
      contact.afterWork = duration();
    }
    return contact;
  }

  MessageEvent message() {
    MessageEvent message;
    message.messageId = id("m");
    message.conversationId = maybe("c");
    message.replyTo = maybe("m");
    message.shareOf = maybe("m");
    message.authorId = id("u");
    const uint8_t flags = m_choices.byte();
    message.direction = flags & 1 ? MessageEvent::Direction::kOutbound : MessageEvent::Direction::kInbound;
    message.isAutomatic = (flags & 14) == 2;
    message.isPrivate = (flags & 14) == 4;
    for (int more = flags >> 6; more > 1; --more) message.alsoBrands.emplace_back(m_choices.of(kBrands));
    message.sentiment = sentiment();
    return message;
  }

  Choices& m_choices;
};

}  // namespace watchfloor::fuzz
