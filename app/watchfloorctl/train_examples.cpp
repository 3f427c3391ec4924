#include "train_examples.h"

#include <algorithm>
#include <tuple>

namespace watchfloor {

void LabelledMessages::add(const EventView& event) {
  if (const auto* told = std::get_if<MessageView>(&event.body)) {
    if (told->direction != MessageDirection::kInbound || told->text.empty()) return;
    Message& message = m_messages[std::string(told->messageId)];
    if (message.isThere &&
        std::tie(message.time, message.source, message.eventId) <=
            std::tuple(event.time, std::string(event.source), std::string(event.eventId))) {
      return;
    }
    message.isThere = true;
    message.time = event.time, message.source = event.source, message.eventId = event.eventId;
    message.text = told->text;
    message.told = told->sentiment ? std::optional(told->sentiment->label) : std::nullopt;
  } else if (const auto* correction = std::get_if<CorrectionView>(&event.body)) {
    if (!correction->sentiment) return;
    Message& message = m_messages[std::string(correction->messageId)];
    if (message.corrected && event.time < message.correctedAt) return;
    message.corrected = correction->sentiment->label, message.correctedAt = event.time;
  }
}

std::vector<SentimentExample> LabelledMessages::examples(bool onlyCorrected) const {
  std::vector<std::pair<const std::string*, SentimentExample>> found;
  for (const auto& [id, message] : m_messages) {
    const std::optional<Label> label = message.corrected || onlyCorrected ? message.corrected : message.told;
    if (message.isThere && label)
      found.emplace_back(&id, SentimentExample{message.time, message.text, *label});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.second.time < b.second.time; });
  std::vector<SentimentExample> examples;
  for (auto& [id, example] : found) examples.push_back(std::move(example));
  return examples;
}

}  // namespace watchfloor
