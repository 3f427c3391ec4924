#include "model/conversation.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

namespace watchfloor {
namespace {

template <typename Value, size_t N>
std::optional<Value> named(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto it = std::find(names.begin(), names.end(), name);
  if (it == names.end()) return std::nullopt;
  return static_cast<Value>(it - names.begin());
}

absl::Status checkLength(std::string_view field, std::string_view text, size_t most) {
  if (text.size() <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(std::string(field), ": ", text.size(), " bytes are more than ", most));
}

}  // namespace

std::string eventOf(int64_t act, Time at) { return absl::StrCat("act ", act, " of ", formatTime(at)); }

std::optional<Bucket> bucketNamed(std::string_view name) { return named<Bucket>(kBucketNames, name); }
std::optional<Handling> handlingNamed(std::string_view name) { return named<Handling>(kHandlingNames, name); }
std::optional<Label> labelNamed(std::string_view name) { return named<Label>(kLabelNames, name); }

void mask(ConversationEntry* entry) {
  entry->sourceId.clear();
  entry->authorId.clear();
  entry->text.clear();
  entry->isMasked = true;
}

void mask(ConversationMessage* message) {
  message->messageId.clear();
  message->authorId.clear();
  message->text.clear();
  message->isMasked = true;
}

absl::Status validate(const TimeSpan& span) {
  if (span.from && span.to && *span.from >= *span.to)
    return absl::InvalidArgumentError("to_us: must be after from_us");
  return absl::OkStatus();
}

absl::Status validate(const ConversationAct& act) {
  if (act.by.empty()) return absl::InvalidArgumentError("by: is needed: who does it");
  for (const absl::Status& status :
       {checkLength("by", act.by, kLongestName), checkLength("reason", act.reason, kLongestActText),
        checkLength("to", act.to, act.kind == ActKind::kNote ? kLongestActText : kLongestName)}) {
    if (!status.ok()) return status;
  }
  switch (act.kind) {
    case ActKind::kHandle: {
      const std::optional<Handling> to = handlingNamed(act.to);
      if (!to || to == Handling::kClosedByCustomer)
        return absl::InvalidArgumentError("to: must be open, acknowledged, escalated or resolved");
      return absl::OkStatus();
    }
    case ActKind::kMove:
      if (!bucketNamed(act.to))
        return absl::InvalidArgumentError("to: must be count_only, marketing or contact_centre");
      if (act.reason.empty()) return absl::InvalidArgumentError("reason: is needed to move a conversation");
      return absl::OkStatus();
    case ActKind::kNote:
      if (act.to.empty()) return absl::InvalidArgumentError("to: a note has a text");
      return absl::OkStatus();
    case ActKind::kUndo:
      if (act.undone <= 0) return absl::InvalidArgumentError("undone: is needed: the number of an act");
      return absl::OkStatus();
    case ActKind::kCorrect:
      if (!labelNamed(act.to)) return absl::InvalidArgumentError("to: must be negative, neutral or positive");
      if (act.message <= 0) return absl::InvalidArgumentError("message: is needed: the number of a message");
      return absl::OkStatus();
    case ActKind::kAssign:
      break;
  }
  return absl::OkStatus();
}

}  // namespace watchfloor
