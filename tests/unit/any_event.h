// Events of any kind with any values in any field, by seed.
#pragma once

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "model/event.h"

namespace watchfloor {

// Any value of any field, by seed.
class Dice {
 public:
  explicit Dice(uint32_t seed) : m_engine(seed) {}
  int64_t number(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(m_engine);
  }
  bool coin() { return number(0, 1) == 1; }
  std::string text() {
    static const std::vector<std::string> kPieces = {"a", "Ω", "\"", "\\", "\n", "\t", "😀", "</b>", "0", " "};
    std::string text;
    for (int64_t i = number(0, 8); i > 0; --i)
      text += kPieces[static_cast<size_t>(number(0, static_cast<int64_t>(kPieces.size()) - 1))];
    return text;
  }
  // A tag, or none.
  std::string language() {
    static const std::vector<std::string> kTags = {"", "en", "pt-BR", "ZH-hant-tw"};
    return kTags[static_cast<size_t>(number(0, static_cast<int64_t>(kTags.size()) - 1))];
  }
  std::string name() { return "n" + text(); }
  Duration duration() { return Duration(number(-1'000'000'000'000, 1'000'000'000'000)); }
  std::optional<Duration> maybeDuration() { return coin() ? std::optional(duration()) : std::nullopt; }
  std::optional<Sentiment> maybeSentiment() {
    if (coin()) return std::nullopt;
    Sentiment sentiment{.label = static_cast<Label>(number(0, 2)), .score = std::nullopt};
    if (coin()) sentiment.score = static_cast<double>(number(-1000, 1000)) / 1000;
    return sentiment;
  }

 private:
  std::mt19937 m_engine;
};

inline Event::Body anyBody(Dice& dice, int kind) {
  switch (kind) {
    case 0:
      return ContactEvent{.contactId = dice.name(),
                          .legId = dice.text(),
                          .phase = static_cast<ContactEvent::Phase>(dice.number(0, 5)),
                          .wait = dice.maybeDuration(),
                          .talk = dice.maybeDuration(),
                          .hold = dice.maybeDuration(),
                          .afterWork = dice.maybeDuration(),
                          .agentId = dice.text()};
    case 1: {
      MessageEvent message{.messageId = dice.name(),
                           .conversationId = dice.text(),
                           .replyTo = dice.text(),
                           .authorId = dice.name(),
                           .direction = static_cast<MessageEvent::Direction>(dice.number(0, 1)),
                           .isAutomatic = dice.coin(),
                           .isPrivate = dice.coin(),
                           .text = dice.text(),
                           .alsoBrands = {},
                           .sentiment = dice.maybeSentiment(),
                           .reach = std::nullopt,
                           .language = dice.language(),
                           .shareOf = dice.text()};
      for (int64_t i = dice.number(0, 3); i > 0; --i) message.alsoBrands.push_back(dice.name());
      if (dice.coin()) message.reach = dice.number(0, std::numeric_limits<int64_t>::max());
      return message;
    }
    case 2:
      return ConversationEvent{.conversationId = dice.text(),
                               .messageId = dice.name(),
                               .state = static_cast<ConversationEvent::State>(dice.number(0, 1))};
    case 3:
      return CorrectionEvent{
          .messageId = dice.name(), .sentiment = dice.maybeSentiment(), .brand = dice.text()};
    case 4:
      return DeletionEvent{.messageId = dice.name(), .byCustomer = dice.coin()};
    case 5:
      return EngagementEvent{.messageId = dice.name(),
                             .likes = dice.number(0, 1'000'000),
                             .shares = dice.number(0, 9),
                             .views = dice.number(0, std::numeric_limits<int64_t>::max())};
    default:
      return AgentEvent{.agentId = dice.name(),
                        .state = static_cast<AgentEvent::State>(dice.number(0, 4)),
                        .slotCount = static_cast<int32_t>(dice.number(0, 9)),
                        .busySlots = static_cast<int32_t>(dice.number(0, 9))};
  }
}

inline Event anyEvent(Dice& dice, int kind) {
  return {.source = dice.name(),
          .eventId = dice.name(),
          .time = fromMicros(dice.number(-62'135'596'800'000'000, 253'402'300'799'999'999)),
          .brand = dice.name(),
          .channel = dice.name(),
          .body = anyBody(dice, kind)};
}

}  // namespace watchfloor
