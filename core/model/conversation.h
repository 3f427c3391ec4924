// Conversations as they are kept, listed and acted on. Values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/bucket.h"
#include "model/event.h"
#include "model/time.h"

namespace watchfloor {

// How far a conversation is handled. A customer who writes again opens one that was over.
enum class Handling : uint8_t { kOpen, kAcknowledged, kEscalated, kResolved, kClosedByCustomer };
inline constexpr std::array<std::string_view, 5> kHandlingNames = {"open", "acknowledged", "escalated",
                                                                   "resolved", "closed_by_customer"};
inline std::string_view name(Handling handling) { return kHandlingNames[static_cast<size_t>(handling)]; }
inline bool isOver(Handling handling) { return handling >= Handling::kResolved; }

// One conversation, as a list shows it.
struct ConversationEntry {
  int64_t number = 0;                    // in its store; stays the same, unless it is joined to an older one
  std::string sourceId = {};             // the id that its source gives; empty: none
  std::string brand = {}, channel = {};  // of its first public message by a customer, or of its first message
  int64_t author = 0;                    // number of who wrote that message
  std::string authorId = {};             // the same, by name
  Time began{}, latest{};                // of its messages
  std::optional<Time>
      unansweredSince;  // the oldest public message by a customer that no human answered since
  int64_t messages = 0, inbound = 0;
  int64_t negative = 0, neutral = 0, positive = 0;  // inbound messages
  int64_t reach = 0;                                // the largest of its inbound messages; 0: none is known
  std::optional<Bucket> bucket = {};                // none: it was not triaged
  std::string rule = {};                            // that made the bucket; "moved by NAME" when a person did
  Handling handling = Handling::kOpen;
  std::string owner = {};  // to whom it is assigned; empty: nobody
  std::string text = {};   // of its newest message by a customer, or of that for which it is listed
  bool isMasked = false;
  bool operator==(const ConversationEntry&) const = default;
};

struct ConversationMessage {
  int64_t number = 0;  // in its store; stays the same
  int64_t conversation = 0;
  std::string messageId = {};
  Time time{};
  std::string brand = {}, channel = {};
  int64_t author = 0;
  std::string authorId = {};
  MessageDirection direction = MessageDirection::kInbound;
  bool isAutomatic = false, isPrivate = false;
  bool isDeleted = false;  // its text is gone
  bool isCut = false;      // its text was longer
  std::string text = {};
  int64_t textBytes = 0;  // of the text, also when it is masked
  std::optional<Sentiment> sentiment = {};
  bool isCorrected = false;  // a person gave the sentiment
  std::optional<int64_t> reach = {};
  std::optional<Bucket> bucket = {};
  std::string rule = {};      // that made the bucket
  std::string version = {};   // of the rules
  std::string language = {};  // BCP 47 tag, as its source says; empty: unknown
  int64_t likes = 0, shares = 0, views = 0;
  bool isMasked = false;
  bool operator==(const ConversationMessage&) const = default;
};

// Takes out whatever would name or quote a customer: ids that sources give, and texts. Numbers stay.
void mask(ConversationEntry* entry);
void mask(ConversationMessage* message);

// What people do to a conversation.
enum class ActKind : uint8_t { kAssign, kHandle, kMove, kNote, kUndo, kCorrect };
inline constexpr std::array<std::string_view, 6> kActNames = {"assign", "handle", "move",
                                                              "note",   "undo",   "correct"};
inline std::string_view name(ActKind kind) { return kActNames[static_cast<size_t>(kind)]; }

struct ConversationAct {
  int64_t conversation = 0;
  ActKind kind = ActKind::kNote;
  // kAssign: the owner, empty for nobody. kHandle: a name of kHandlingNames. kMove: a name of kBucketNames.
  // kNote: the note. kUndo: nothing; the act is `undone`. kCorrect: a name of kLabelNames, of `message`.
  std::string to = {};
  std::string reason = {};  // needed by kMove
  std::string by = {};      // who does it; needed
  Time at{};
  int64_t undone = 0;   // kUndo: the number of an act
  int64_t message = 0;  // kCorrect, and what undoes it: the number of an inbound message
  bool operator==(const ConversationAct&) const = default;
};

inline constexpr size_t kLongestActText = 4'000;  // bytes of a note or a reason

// InvalidArgument, naming the field, when something is missing or out of its range.
absl::Status validate(const ConversationAct& act);

// What the engine is to be told after a person gave a message another label, or put one back.
struct LabelChange {
  std::string messageId;  // as its source gives it
  Label label = Label::kNeutral;
  Time at{};
  std::string event;  // its id: eventOf() the act, after kUndoOf if that is put back
};
inline constexpr std::string_view kUndoOf = "undo of ";
std::string eventOf(int64_t act, Time at);

// An act that was done, as it stands in the audit trail.
struct ConversationRecord {
  int64_t number = 0;
  ConversationAct act = {};
  std::string from = {};  // what was there before
  int64_t undoneBy = 0;   // the number of the act that undid it; 0: it stands
  bool operator==(const ConversationRecord&) const = default;
};

enum class ConversationOrder : uint8_t { kNewest, kOldestUnanswered };

// From the first to before the second; none: without an end.
struct TimeSpan {
  std::optional<Time> from = {}, to = {};
  bool isAll() const { return !from && !to; }
  bool operator==(const TimeSpan&) const = default;
};
// InvalidArgument when nothing can lie in it.
absl::Status validate(const TimeSpan& span);

// Which of its messages a conversation is listed for. None in particular: it is itself.
struct MessageFilter {
  TimeSpan span = {};
  std::optional<Label> label = {};  // by a customer, and of that label; none: any
  bool isByCustomer = false;
  bool isAny() const { return span.isAll() && !label && !isByCustomer; }
  bool operator==(const MessageFilter&) const = default;
};

// Where a page goes on; empty: from the beginning.
struct ConversationQuery {
  static constexpr int64_t kMostEntries = 500;  // a page

  std::string brand = {}, channel = {};   // empty: any
  bool isWatchedToo = false;              // with any brand: also of those that are watched only
  std::vector<std::string> without = {};  // of these brands none, unless `brand` is one
  std::optional<Bucket> bucket = {};      // none: any
  std::optional<Handling> handling = {};  // none: any
  std::optional<std::string> owner = {};  // none: any; empty: nobody's
  ConversationOrder order = ConversationOrder::kNewest;
  // Those with such a message, by the newest of these; brand and channel are then the message's. Not of those
  // that wait.
  MessageFilter message = {};
  std::string page = {};
  int64_t most = 50;
  bool operator==(const ConversationQuery&) const = default;
};

struct MessageSearch {
  static constexpr int64_t kMostMessages = 200;  // a page

  // All of them are in the text, in any order; "lost bag" in quotes is a phrase, refund* any word that begins
  // so. Case and accents do not matter.
  std::string words = {};
  std::string topic = {};                // instead of words: the name of a topic or campaign
  std::string brand = {}, channel = {};  // empty: any
  TimeSpan span = {};
  std::string page = {};
  int64_t most = 50;
};

struct ConversationPage {
  std::vector<ConversationEntry> entries;
  std::string nextPage = {};  // empty: this was the last one
};

struct MessagePage {
  std::vector<ConversationMessage> messages;
  std::string nextPage = {};
};

struct ConversationDetails {
  ConversationEntry entry;
  MessagePage page;                      // by time
  std::vector<ConversationRecord> acts;  // the newest first, at most kMostActs
  static constexpr int64_t kMostActs = 200;
};

// One that was just done.
struct ConversationActed {
  ConversationRecord record;
  std::optional<LabelChange> change = {};
};

std::optional<Bucket> bucketNamed(std::string_view name);
std::optional<Handling> handlingNamed(std::string_view name);
std::optional<Label> labelNamed(std::string_view name);  // of kLabelNames

}  // namespace watchfloor
