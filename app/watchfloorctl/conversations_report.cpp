#include "conversations_report.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include "export/figure_json.h"
#include "model/shown_text.h"

namespace watchfloor {
namespace {

using json::Object;

constexpr size_t kMostShown = 100, kMostShownName = 24;
constexpr std::array<std::string_view, 3> kLabels = {"negative", "neutral", "positive"};
constexpr const char* kNone = "—";

std::string nameOf(const std::string& text) { return shownText(text, kMostShownName); }
std::string bucketOf(const std::optional<Bucket>& bucket) {
  return bucket ? std::string(name(*bucket)) : kNone;
}
// To the second.
std::string timeOf(Time time) { return formatTime(std::chrono::floor<seconds>(time)); }

std::string authorOf(int64_t number, const std::string& id) {
  return id.empty() ? absl::StrCat("author ", number) : absl::StrCat(nameOf(id), " (author ", number, ")");
}

std::string textOf(const ConversationMessage& message) {
  if (message.isDeleted) return "(deleted)";
  if (message.isMasked) return absl::StrCat("(masked, ", message.textBytes, " bytes)");
  return absl::StrCat(shownText(message.text), message.isCut ? " …" : "");
}

void addTime(Object& object, std::string_view name, const std::optional<Time>& time) {
  if (time) {
    object.add(name, formatTime(*time));
  } else {
    object.key(name) += "null";
  }
}
void addFlag(Object& object, std::string_view name, bool value) {
  object.key(name) += value ? "true" : "false";
}
void addText(Object& object, std::string_view name, const std::optional<std::string_view>& text) {
  if (text) {
    object.add(name, *text);
  } else {
    object.key(name) += "null";
  }
}
void addBucket(Object& object, const std::optional<Bucket>& bucket) {
  addText(object, "bucket", bucket ? std::optional(name(*bucket)) : std::nullopt);
}

// Columns, not bytes: names may be of any script. What is too long still has a space behind it.
std::string padded(std::string text, size_t columns) {
  size_t width = 0;
  for (const char c : text) width += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  text.append(width < columns ? columns - width : 1, ' ');
  return text;
}

template <typename List, typename ToJson>
void addList(Object& object, std::string_view name, const List& list, ToJson toJson) {
  std::string& out = object.key(name);
  out += '[';
  bool isFirst = true;
  for (const auto& item : list) {
    out += isFirst ? "" : ", ";
    out += toJson(item);
    isFirst = false;
  }
  out += ']';
}

}  // namespace

std::string entryHeader() {
  return absl::StrCat(padded("number", 9), padded("unanswered since", 22), padded("brand", 17),
                      padded("channel", 10), padded("bucket", 16), padded("state", 14), padded("owner", 11),
                      padded("messages", 10), padded("- = +", 9), "text\n");
}

std::string entryLine(const ConversationEntry& entry) {
  const std::string since = entry.unansweredSince ? timeOf(*entry.unansweredSince) : kNone;
  const std::string labels = absl::StrCat(entry.negative, " ", entry.neutral, " ", entry.positive);
  const std::string text = entry.isMasked ? "(masked)" : shownText(entry.text, kMostShown);
  return absl::StrCat(padded(absl::StrCat(entry.number), 9), padded(since, 22),
                      padded(nameOf(entry.brand), 17), padded(nameOf(entry.channel), 10),
                      padded(bucketOf(entry.bucket), 16), padded(std::string(name(entry.handling)), 14),
                      padded(entry.owner.empty() ? kNone : nameOf(entry.owner), 11),
                      padded(absl::StrCat(entry.messages), 10), padded(labels, 9), text, "\n");
}

std::string entryJson(const ConversationEntry& entry) {
  std::string out;
  Object object(out);
  object.add("conversation", entry.number);
  object.add("source_id", entry.sourceId);
  object.add("brand", entry.brand);
  object.add("channel", entry.channel);
  object.add("author", entry.author);
  object.add("author_id", entry.authorId);
  object.add("began", formatTime(entry.began));
  object.add("latest", formatTime(entry.latest));
  addTime(object, "unanswered_since", entry.unansweredSince);
  object.add("messages", entry.messages);
  object.add("inbound", entry.inbound);
  object.add("negative", entry.negative);
  object.add("neutral", entry.neutral);
  object.add("positive", entry.positive);
  object.add("reach", entry.reach);
  addBucket(object, entry.bucket);
  object.add("rule", entry.rule);
  object.add("state", name(entry.handling));
  object.add("owner", entry.owner);
  object.add("text", entry.text);
  addFlag(object, "masked", entry.isMasked);
  object.close();
  return out;
}

std::string messageLine(const ConversationMessage& message) {
  std::string what = message.direction == MessageDirection::kInbound ? "in " : "out";
  if (message.isAutomatic) what += " automatic";
  if (message.isPrivate) what += " private";
  std::string label =
      message.sentiment ? std::string(kLabels[static_cast<size_t>(message.sentiment->label)]) : kNone;
  if (message.isCorrected) label += "*";
  const std::string bucket =
      message.bucket ? absl::StrCat(bucketOf(message.bucket), " by ", nameOf(message.rule)) : kNone;
  return absl::StrCat(padded(timeOf(message.time), 22), padded(absl::StrCat(message.conversation), 9),
                      padded(absl::StrCat("m ", message.number), 11), padded(nameOf(message.brand), 17),
                      padded(nameOf(message.channel), 10), padded(what, 5),
                      padded(authorOf(message.author, message.authorId), 26), padded(label, 11),
                      padded(bucket, 30), textOf(message), "\n");
}

std::string messageJson(const ConversationMessage& message) {
  std::string out;
  Object object(out);
  object.add("message", message.number);
  object.add("conversation", message.conversation);
  object.add("message_id", message.messageId);
  object.add("time", formatTime(message.time));
  object.add("brand", message.brand);
  object.add("channel", message.channel);
  object.add("author", message.author);
  object.add("author_id", message.authorId);
  object.add("direction", message.direction == MessageDirection::kInbound ? "inbound" : "outbound");
  addFlag(object, "automatic", message.isAutomatic);
  addFlag(object, "private", message.isPrivate);
  addFlag(object, "deleted", message.isDeleted);
  addFlag(object, "cut", message.isCut);
  if (!message.language.empty()) object.add("language", message.language);
  object.add("text", message.text);
  object.add("text_bytes", message.textBytes);
  addText(object, "sentiment",
          message.sentiment ? std::optional(kLabels[static_cast<size_t>(message.sentiment->label)])
                            : std::nullopt);
  object.addReal("score", message.sentiment ? message.sentiment->score : std::nullopt);
  addFlag(object, "corrected", message.isCorrected);
  if (message.reach) object.add("reach", *message.reach);
  addBucket(object, message.bucket);
  object.add("rule", message.rule);
  object.add("rules", message.version);
  object.add("likes", message.likes);
  object.add("shares", message.shares);
  object.add("views", message.views);
  addFlag(object, "masked", message.isMasked);
  object.close();
  return out;
}

std::string recordLine(const ConversationRecord& record) {
  const ConversationAct& act = record.act;
  std::string what(name(act.kind));
  if (act.kind == ActKind::kUndo) {
    absl::StrAppend(&what, " act ", act.undone);
  } else if (act.kind == ActKind::kNote) {
    absl::StrAppend(&what, ": ", shownText(act.to));
  } else {
    if (act.message > 0) absl::StrAppend(&what, " m ", act.message);
    absl::StrAppend(&what, ": ", record.from.empty() ? kNone : nameOf(record.from), " → ",
                    act.to.empty() ? kNone : nameOf(act.to));
  }
  if (!act.reason.empty()) absl::StrAppend(&what, ", because: ", shownText(act.reason));
  if (record.undoneBy > 0) absl::StrAppend(&what, " (undone by act ", record.undoneBy, ")");
  return absl::StrCat("act ", record.number, "  ", timeOf(act.at), "  ", nameOf(act.by), "  ", what, "\n");
}

std::string recordJson(const ConversationRecord& record) {
  std::string out;
  Object object(out);
  object.add("act", record.number);
  object.add("conversation", record.act.conversation);
  object.add("kind", name(record.act.kind));
  object.add("to", record.act.to);
  object.add("from", record.from);
  object.add("reason", record.act.reason);
  object.add("by", record.act.by);
  object.add("at", formatTime(record.act.at));
  if (record.act.message > 0) object.add("message", record.act.message);
  if (record.act.undone > 0) object.add("undone", record.act.undone);
  if (record.undoneBy > 0) object.add("undone_by", record.undoneBy);
  object.close();
  return out;
}

std::string detailsText(const ConversationDetails& details) {
  const ConversationEntry& entry = details.entry;
  std::string out = absl::StrCat(
      "conversation ", entry.number, " of ", nameOf(entry.brand), " on ", nameOf(entry.channel),
      ", begun by ", authorOf(entry.author, entry.authorId), "\n", std::string(name(entry.handling)), ", ",
      entry.owner.empty() ? "nobody's" : absl::StrCat("of ", nameOf(entry.owner)), ", ",
      bucketOf(entry.bucket), entry.bucket ? absl::StrCat(" (", shownText(entry.rule), ")") : "", "\n",
      entry.messages, " messages, ", entry.inbound, " by customers: ", entry.negative, " negative, ",
      entry.neutral, " neutral, ", entry.positive, " positive\n",
      entry.unansweredSince ? absl::StrCat("unanswered since ", timeOf(*entry.unansweredSince))
                            : "answered, or over",
      "\n\n");
  for (const ConversationMessage& message : details.page.messages) out += messageLine(message);
  if (!details.acts.empty()) out += "\n";
  for (const ConversationRecord& record : details.acts) out += recordLine(record);
  return out;
}

std::string detailsJson(const ConversationDetails& details) {
  std::string out;
  Object object(out);
  object.key("conversation") += entryJson(details.entry);
  addList(object, "messages", details.page.messages, messageJson);
  addList(object, "acts", details.acts, recordJson);
  object.close();
  return out;
}

}  // namespace watchfloor
