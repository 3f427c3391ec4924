#include "train_examples.h"

#include <algorithm>

namespace watchfloor {

void LabelledMessages::add(const EventView& event) {
  const Order order{event.time, std::string(event.source), std::string(event.eventId)};
  if (const auto* told = std::get_if<MessageView>(&event.body)) {
    if (told->direction != MessageDirection::kInbound || told->text.empty()) return;
    Message& message = m_messages[std::string(told->messageId)];
    if (message.told && *message.told <= order) return;
    message.told = order;
    message.text = told->text;
    message.label = told->sentiment ? std::optional(told->sentiment->label) : std::nullopt;
  } else if (const auto* correction = std::get_if<CorrectionView>(&event.body)) {
    if (!correction->sentiment) return;
    Message& message = m_messages[std::string(correction->messageId)];
    if (message.corrected && order < *message.corrected) return;
    message.corrected = order;
    message.correctedLabel = correction->sentiment->label;
  }
}

std::vector<SentimentExample> LabelledMessages::examples(bool onlyCorrected) const {
  std::vector<std::pair<const std::string*, SentimentExample>> found;
  for (const auto& [id, message] : m_messages) {
    const std::optional<Label>& label =
        message.corrected || onlyCorrected ? message.correctedLabel : message.label;
    if (message.told && label)
      found.emplace_back(&id, SentimentExample{message.told->time, message.text, *label});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.second.time < b.second.time; });
  std::vector<SentimentExample> examples;
  for (auto& [id, example] : found) examples.push_back(std::move(example));
  return examples;
}

}  // namespace watchfloor
