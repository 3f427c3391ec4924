// The inbound messages of recordings as they stand in the end: what is read by commands that look at one
// message after the other.
//
//   InboundMessages messages;
//   for (const Event& event : events) messages.add(viewOf(event));
//   for (const InboundMessage& message : std::move(messages).take()) …
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/status/statusor.h>

#include <optional>
#include <string>
#include <vector>

#include "listening_options.h"
#include "model/event.h"
#include "recording.h"

namespace watchfloor {

struct InboundMessage {
  Event event;  // of a message: its brand is the newest, its label the source's or listening's
  std::optional<Label> corrected;  // the newest label that a supervisor gave it
  bool isDeleted = false;          // it counts all the same, but its text is nobody's to read

  const MessageEvent& message() const { return std::get<MessageEvent>(event.body); }
  // The newest. None: unclassified.
  std::optional<Label> label() const {
    if (corrected) return corrected;
    return message().sentiment ? std::optional(message().sentiment->label) : std::nullopt;
  }
};

struct MessageOrder {
  Time time{};
  std::string source, eventId;
  auto operator<=>(const MessageOrder&) const = default;
};
template <typename T>
struct NewestCorrection {
  MessageOrder order;
  T value{};
};
// What is known so far of a message.
struct KnownMessage {
  std::optional<Event> told;
  std::vector<std::pair<MessageOrder, Label>> labels;  // that it was given
  std::vector<std::string> undone;                     // of these the ids of people's that were taken back
  std::optional<NewestCorrection<std::string>> brand;
  bool isDeleted = false;
};

// In memory. Not thread-safe.
class InboundMessages {
 public:
  // Events of any kind, in any order. A message counts once, its earliest event by order(); of corrections
  // the newest by order() holds, for the label and for the brand; of labels none that was taken back.
  void add(const EventView& event);

  absl::Status addFiles(const Profile& profile, const std::vector<std::string>& files);

  // In order().
  std::vector<InboundMessage> take() &&;

 private:
  void add(const EventView& event, const MessageView& message);
  void add(const EventView& event, const CorrectionView& correction);

  absl::flat_hash_map<std::string, KnownMessage> m_known;  // by id
};

// Of files; messages without a label are read by whom `listening` names. NotFound when there is none.
absl::StatusOr<std::vector<InboundMessage>> readInbound(const RecordingOptions& recording,
                                                        const Profile& profile,
                                                        const ListeningOptions& listening);

}  // namespace watchfloor
