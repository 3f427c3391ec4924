#include "store/conversation_acts.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

#include "store/conversation_file.h"

namespace watchfloor::conversations {
namespace {

std::string bucketName(const std::optional<int64_t>& bucket) {
  return bucket ? std::string(kBucketNames[static_cast<size_t>(*bucket)]) : std::string();
}

absl::Status refused(const ConversationAct& undoing, const std::string& why) {
  return absl::FailedPreconditionError(absl::StrCat("act ", undoing.undone, " cannot be undone: ", why));
}

}  // namespace

Acts::Acts(SQLite::Database& database)
    : m_standing(database,
                 "SELECT handling, owner, bucket FROM conversations WHERE number = ? AND messages > 0"),
      m_done(database,
             "SELECT kind, conversation, before, after, undone_by IS NOT NULL, at, coalesce(message, 0) FROM "
             "acts"
             " WHERE number = ?"),
      m_later(
          database,
          "SELECT number FROM acts WHERE conversation = ? AND kind = ? AND number > ? AND undone_by IS NULL"
          " AND coalesce(message, 0) = ? ORDER BY number DESC LIMIT 1"),
      m_lastMove(database,
                 "SELECT after, person FROM acts WHERE conversation = ? AND kind = 2 AND undone_by IS NULL"
                 " AND number <> ? ORDER BY number DESC LIMIT 1"),
      m_write(database,
              "INSERT INTO acts (conversation, kind, before, after, reason, person, at, undone, message)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number"),
      m_markUndone(database, "UPDATE acts SET undone_by = ? WHERE number = ?"),
      m_own(database, "UPDATE conversations SET owner = ? WHERE number = ?"),
      m_move(database, "UPDATE conversations SET moved = ?, mover = ? WHERE number = ?"),
      m_message(database,
                "SELECT name, label, flags, corrected FROM messages WHERE number = ? AND conversation = ?"),
      m_correct(database,
                "UPDATE messages SET label = ?, score = NULL, corrected = ?, flags = (flags & ?) | ? WHERE "
                "number = ?"),
      m_earlierCorrection(
          database,
          "SELECT number FROM acts WHERE message = ? AND kind = ? AND number < ? AND undone_by IS NULL"
          " LIMIT 1") {}

absl::StatusOr<ConversationActed> Acts::act(const ConversationAct& act, Summaries& summaries) {
  if (absl::Status status = validate(act); !status.ok()) return status;
  const std::optional<Standing> now = standing(act.conversation);
  if (!now) {
    return absl::NotFoundError(absl::StrCat("there is no conversation ", act.conversation,
                                            ": it was let go with its age, or joined to another one"));
  }
  ConversationActed acted{.record = {.number = 0, .act = act, .from = {}}};
  ConversationRecord& record = acted.record;
  switch (act.kind) {
    case ActKind::kAssign:
      record.from = now->owner;
      break;
    case ActKind::kHandle:
      record.from = name(now->handling);
      break;
    case ActKind::kMove:
      record.from = bucketName(now->bucket);
      break;
    case ActKind::kCorrect:
      if (absl::Status status = correct(&acted); !status.ok()) return status;
      break;
    case ActKind::kNote:
      break;
    case ActKind::kUndo:
      if (absl::Status status = undo(&acted, *now, summaries); !status.ok()) return status;
  }
  if (act.kind != ActKind::kUndo) set(act.kind, act, act.to, act.at, summaries);
  record.number = write(record.act, record.from);
  if (acted.change && acted.change->event.empty())
    acted.change->event = eventOf(record.number, record.act.at);
  if (act.kind == ActKind::kUndo) bound(m_markUndone, record.number, act.undone).exec();
  return acted;
}

// The newest label holds, so it is newer than the one before, whatever clocks say.
Time Acts::newerThan(const Message& message, Time at) {
  return message.corrected ? std::max(at, fromMicros(*message.corrected + 1)) : at;
}

absl::Status Acts::correct(ConversationActed* acted) {
  ConversationAct& act = acted->record.act;
  const absl::StatusOr<Message> message = this->message(act);
  if (!message.ok()) return message.status();
  act.at = newerThan(*message, act.at);
  const Label label = *labelNamed(act.to);
  acted->record.from = message->label;
  acted->change = {.messageId = message->id, .label = label, .at = act.at, .event = {}};
  bound(m_correct, static_cast<int64_t>(label), act.at, ~int64_t{0}, int64_t{kCorrected}, act.message).exec();
  return absl::OkStatus();
}

absl::StatusOr<Acts::Message> Acts::message(const ConversationAct& act) {
  std::optional<Message> found;
  bool isInbound = false;
  if (bound(m_message, act.message, act.conversation).executeStep()) {
    const std::optional<int64_t> label = optionalNumber(m_message.getColumn(1));
    found = {m_message.getColumn(0).getString(),
             label ? std::string(kLabelNames[static_cast<size_t>(*label)]) : std::string(),
             optionalNumber(m_message.getColumn(3))};
    isInbound = (m_message.getColumn(2).getInt64() & kOutbound) == 0;
  }
  m_message.reset();
  if (!found) {
    return absl::NotFoundError(
        absl::StrCat("there is no message ", act.message, " in conversation ", act.conversation));
  }
  if (isInbound) return *std::move(found);
  return absl::FailedPreconditionError(
      absl::StrCat("message ", act.message, " is the brand's own: only customers' have a sentiment"));
}

std::optional<Acts::Standing> Acts::standing(int64_t conversation) {
  std::optional<Standing> standing;
  if (bound(m_standing, conversation).executeStep()) {
    standing = {static_cast<Handling>(m_standing.getColumn(0).getInt64()),
                m_standing.getColumn(1).getString(), optionalNumber(m_standing.getColumn(2))};
  }
  m_standing.reset();
  return standing;
}

std::optional<Acts::Done> Acts::done(int64_t number) {
  std::optional<Done> done;
  if (bound(m_done, number).executeStep()) {
    done = {static_cast<ActKind>(m_done.getColumn(0).getInt64()),
            m_done.getColumn(1).getInt64(),
            m_done.getColumn(2).getString(),
            m_done.getColumn(3).getString(),
            m_done.getColumn(4).getInt64() != 0,
            fromMicros(m_done.getColumn(5).getInt64()),
            m_done.getColumn(6).getInt64()};
  }
  m_done.reset();
  return done;
}

// Puts back what was there before, which the record then says.
absl::Status Acts::undo(ConversationActed* acted, const Standing& now, Summaries& summaries) {
  ConversationAct& act = acted->record.act;
  const std::optional<Done> done = this->done(act.undone);
  if (!done || done->conversation != act.conversation) {
    return absl::NotFoundError(
        absl::StrCat("there is no act ", act.undone, " of conversation ", act.conversation));
  }
  if (done->isUndone) return refused(act, "it was undone before");
  if (done->kind == ActKind::kUndo) return refused(act, "it undid another one; do that again");
  if (done->kind == ActKind::kNote) return absl::OkStatus();
  if (const auto later =
          askOne(m_later, act.conversation, static_cast<int64_t>(done->kind), act.undone, done->message)) {
    return refused(act, absl::StrCat("act ", *later, " came after it; undo that first"));
  }
  act.to = done->before, act.message = done->message;
  if (done->kind == ActKind::kCorrect) return putBack(acted, *done);
  const std::string current = done->kind == ActKind::kAssign   ? now.owner
                              : done->kind == ActKind::kHandle ? std::string(name(now.handling))
                                                               : bucketName(now.bucket);
  if (current != done->after) return refused(act, "what it did was changed by what came since");
  if (done->kind == ActKind::kMove) {
    unmove(act);
  } else {
    // As of then: what a customer wrote since is not hidden by what was over before.
    set(done->kind, act, done->before, done->at, summaries);
  }
  return absl::OkStatus();
}

// The label that the message had before. It is a person's if that was one.
absl::Status Acts::putBack(ConversationActed* acted, const Done& done) {
  ConversationAct& act = acted->record.act;
  const absl::StatusOr<Message> message = this->message(act);
  if (!message.ok()) return message.status();
  const std::optional<Label> before = labelNamed(done.before);
  if (!before) return refused(act, "the message had no label; correct it instead");
  if (message->label != done.after) return refused(act, "what it did was changed by what came since");
  act.at = newerThan(*message, act.at);
  const bool isPersons =
      askOne(m_earlierCorrection, act.message, static_cast<int64_t>(ActKind::kCorrect), act.undone)
          .has_value();
  bound(m_correct, static_cast<int64_t>(*before), act.at, ~int64_t{kCorrected},
        isPersons ? int64_t{kCorrected} : int64_t{0}, act.message)
      .exec();
  acted->change = {.messageId = message->id,
                   .label = *before,
                   .at = act.at,
                   .event = absl::StrCat(std::string(kUndoOf), eventOf(act.undone, done.at))};
  return absl::OkStatus();
}

// A move that still stands holds again, otherwise the rules.
void Acts::unmove(const ConversationAct& undoing) {
  std::string bucket, person;
  if (bound(m_lastMove, undoing.conversation, undoing.undone).executeStep()) {
    bucket = m_lastMove.getColumn(0).getString();
    person = m_lastMove.getColumn(1).getString();
  }
  m_lastMove.reset();
  const std::optional<Bucket> moved = bucketNamed(bucket);
  bound(m_move, moved ? std::optional(static_cast<int64_t>(*moved)) : std::nullopt, person,
        undoing.conversation)
      .exec();
}

void Acts::set(ActKind kind, const ConversationAct& act, const std::string& to, Time at,
               Summaries& summaries) {
  if (kind == ActKind::kAssign) bound(m_own, to, act.conversation).exec();
  if (kind == ActKind::kHandle) summaries.decide(act.conversation, *handlingNamed(to), at);
  if (kind == ActKind::kMove)
    bound(m_move, static_cast<int64_t>(*bucketNamed(to)), act.by, act.conversation).exec();
}

int64_t Acts::write(const ConversationAct& act, const std::string& before) {
  const std::optional<int64_t> undone = act.undone > 0 ? std::optional(act.undone) : std::nullopt;
  return *askOne(m_write, act.conversation, static_cast<int64_t>(act.kind), before, act.to, act.reason,
                 act.by, act.at, undone, act.message > 0 ? std::optional(act.message) : std::nullopt);
}

}  // namespace watchfloor::conversations
