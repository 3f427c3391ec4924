#include "inbound_messages.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "model/conversation.h"

namespace watchfloor {
namespace {

Event copyOf(const EventView& event, const MessageView& message) {
  return {.source = std::string(event.source),
          .eventId = std::string(event.eventId),
          .time = event.time,
          .brand = std::string(event.brand),
          .channel = std::string(event.channel),
          .body = MessageEvent{.messageId = std::string(message.messageId),
                               .conversationId = std::string(message.conversationId),
                               .replyTo = std::string(message.replyTo),
                               .authorId = std::string(message.authorId),
                               .direction = message.direction,
                               .isAutomatic = message.isAutomatic,
                               .isPrivate = message.isPrivate,
                               .text = std::string(message.text),
                               .alsoBrands = {message.alsoBrands.begin(), message.alsoBrands.end()},
                               .sentiment = message.sentiment,
                               .reach = message.reach,
                               .language = std::string(message.language),
                               .shareOf = std::string(message.shareOf)}};
}

void listen(const Listener& listener, std::vector<InboundMessage>& messages) {
  std::vector<EventView> views;
  for (const InboundMessage& message : messages) views.push_back(viewOf(message.event));
  std::vector<uint32_t> places(views.size());
  std::iota(places.begin(), places.end(), 0);
  for (const Annotations::Sentiment& said : listener.listen(views, places).sentiments)
    std::get<MessageEvent>(messages[said.event].event.body).sentiment = said.sentiment;
}

// The newest that somebody gave it, and did not take back.
std::optional<Label> labelOf(const KnownMessage& known) {
  const std::pair<MessageOrder, Label>* newest = nullptr;
  for (const auto& label : known.labels) {
    const bool isUndone =
        label.first.source == kPeople &&
        std::find(known.undone.begin(), known.undone.end(), label.first.eventId) != known.undone.end();
    if (!isUndone && (!newest || newest->first < label.first)) newest = &label;
  }
  return newest ? std::optional(newest->second) : std::nullopt;
}

}  // namespace

void InboundMessages::add(const EventView& event) {
  if (const auto* message = std::get_if<MessageView>(&event.body)) {
    if (message->direction == MessageDirection::kInbound) add(event, *message);
  } else if (const auto* correction = std::get_if<CorrectionView>(&event.body)) {
    add(event, *correction);
  } else if (const auto* deletion = std::get_if<DeletionView>(&event.body)) {
    m_known[std::string(deletion->messageId)].isDeleted = true;
  }
}

void InboundMessages::add(const EventView& event, const MessageView& message) {
  std::optional<Event>& told = m_known[std::string(message.messageId)].told;
  if (!told || order(event) < order(viewOf(*told))) told = copyOf(event, message);
}

void InboundMessages::add(const EventView& event, const CorrectionView& correction) {
  KnownMessage& known = m_known[std::string(correction.messageId)];
  const MessageOrder at{event.time, std::string(event.source), std::string(event.eventId)};
  const auto correct = [&at](auto& slot, auto value) {
    if (!slot || slot->order < at) slot = NewestCorrection<decltype(value)>{at, std::move(value)};
  };
  if (event.source == kPeople && event.eventId.starts_with(kUndoOf)) {
    known.undone.emplace_back(event.eventId.substr(kUndoOf.size()));
  } else if (correction.sentiment) {
    known.labels.emplace_back(at, correction.sentiment->label);
  }
  if (!correction.brand.empty()) correct(known.brand, std::string(correction.brand));
}

absl::Status InboundMessages::addFiles(const Profile& profile, const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    const absl::Status status = forEachEvent(profile, file, [&](const Event& event) { add(viewOf(event)); });
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

std::vector<InboundMessage> InboundMessages::take() && {
  std::vector<InboundMessage> messages;
  for (auto& entry : m_known) {
    auto& known = entry.second;
    if (!known.told) continue;
    InboundMessage& message = messages.emplace_back();
    message.event = *std::move(known.told);
    if (known.brand) message.event.brand = std::move(known.brand->value);
    message.corrected = labelOf(known);
    message.isDeleted = known.isDeleted;
  }
  m_known.clear();
  std::sort(messages.begin(), messages.end(),
            [](const InboundMessage& a, const InboundMessage& b) { return order(a.event) < order(b.event); });
  return messages;
}

absl::StatusOr<std::vector<InboundMessage>> readInbound(const RecordingOptions& recording,
                                                        const Profile& profile,
                                                        const ListeningOptions& listening) {
  const absl::StatusOr<std::unique_ptr<const Listener>> listener = listening.listener();
  if (!listener.ok()) return listener.status();
  InboundMessages read;
  if (absl::Status status = read.addFiles(profile, recording.files); !status.ok()) return status;
  std::vector<InboundMessage> messages = std::move(read).take();
  if (messages.empty()) return absl::NotFoundError("there is no inbound message in these files");
  listen(**listener, messages);
  return messages;
}

}  // namespace watchfloor
