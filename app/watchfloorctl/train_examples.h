// What a model of sentiment is trained on: texts of messages with the labels that their sources or
// supervisors gave them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "listen/sentiment_training.h"
#include "model/event.h"

namespace watchfloor {

class LabelledMessages {
 public:
  // A message counts once, its earliest event by order(); of its corrections the newest by order() holds. In
  // any order.
  void add(const EventView& event);

  // Inbound messages that have a text and a label, oldest first. `onlyCorrected`: only those that a
  // supervisor has given one.
  std::vector<SentimentExample> examples(bool onlyCorrected) const;

 private:
  struct Order {
    Time time{};
    std::string source, eventId;
    auto operator<=>(const Order&) const = default;
  };
  struct Message {
    std::optional<Order> told, corrected;  // none: only its corrections are known; none was corrected
    std::string text;
    std::optional<Label> label, correctedLabel;
  };
  std::map<std::string, Message, std::less<>> m_messages;  // by id
};

}  // namespace watchfloor
