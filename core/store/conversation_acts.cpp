#include "store/conversation_acts.h"

#include <absl/strings/str_cat.h>

#include "store/conversation_file.h"

namespace watchfloor::conversations {
namespace {

std::string bucketName(const std::optional<int64_t>& bucket) {
  return bucket ? std::string(kBucketNames[static_cast<size_t>(*bucket)]) : std::string();
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
      m_message(database, "SELECT name, label, flags FROM messages WHERE number = ? AND conversation = ?"),
      m_correct(database,
                absl::StrCat("UPDATE messages SET label = ?, score = NULL, corrected = ?, flags = flags | ",
                             static_cast<int64_t>(kCorrected), " WHERE number = ?")) {}

absl::StatusOr<ConversationRecord> Acts::act(const ConversationAct& act, Summaries& summaries) {
  if (absl::Status status = validate(act); !status.ok()) return status;
  const std::optional<Standing> now = standing(act.conversation);
  if (!now) {
    return absl::NotFoundError(absl::StrCat("there is no conversation ", act.conversation,
                                            ": it was let go with its age, or joined to another one"));
  }
  ConversationRecord record{.number = 0, .act = act, .from = {}};
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
    case ActKind::kCorrect: {
      const absl::StatusOr<Message> message = this->message(act);
      if (!message.ok()) return message.status();
      record.from = message->label, record.messageId = message->id;
      break;
    }
    case ActKind::kNote:
      break;
    case ActKind::kUndo:
      if (absl::Status status = undo(&record, *now, summaries); !status.ok()) return status;
  }
  if (act.kind != ActKind::kUndo) set(act.kind, act, act.to, act.at, summaries);
  record.number = write(record.act, record.from);
  if (act.kind == ActKind::kUndo) bound(m_markUndone, record.number, act.undone).exec();
  return record;
}

absl::StatusOr<Acts::Message> Acts::message(const ConversationAct& act) {
  std::optional<Message> found;
  bool isInbound = false;
  if (bound(m_message, act.message, act.conversation).executeStep()) {
    const std::optional<int64_t> label = optionalNumber(m_message.getColumn(1));
    found = {m_message.getColumn(0).getString(),
             label ? std::string(kLabelNames[static_cast<size_t>(*label)]) : std::string()};
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
absl::Status Acts::undo(ConversationRecord* record, const Standing& now, Summaries& summaries) {
  ConversationAct& act = record->act;
  const std::optional<Done> done = this->done(act.undone);
  if (!done || done->conversation != act.conversation) {
    return absl::NotFoundError(
        absl::StrCat("there is no act ", act.undone, " of conversation ", act.conversation));
  }
  const auto refused = [&](const std::string& why) {
    return absl::FailedPreconditionError(absl::StrCat("act ", act.undone, " cannot be undone: ", why));
  };
  if (done->isUndone) return refused("it was undone before");
  if (done->kind == ActKind::kUndo) return refused("it undid another one; do that again");
  if (done->kind == ActKind::kNote) return absl::OkStatus();
  if (const auto later =
          askOne(m_later, act.conversation, static_cast<int64_t>(done->kind), act.undone, done->message)) {
    return refused(absl::StrCat("act ", *later, " came after it; undo that first"));
  }
  act.to = done->before, act.message = done->message;
  std::string current = done->kind == ActKind::kAssign   ? now.owner
                        : done->kind == ActKind::kHandle ? std::string(name(now.handling))
                                                         : bucketName(now.bucket);
  if (done->kind == ActKind::kCorrect) {
    const absl::StatusOr<Message> message = this->message(act);
    if (!message.ok()) return message.status();
    if (done->before.empty()) return refused("the message had no label; correct it instead");
    current = message->label, record->messageId = message->id;
  }
  if (current != done->after) return refused("what it did was changed by what came since");
  if (done->kind == ActKind::kMove) {
    unmove(act);
  } else {
    // As of then: what a customer wrote since is not hidden by what was over before. The newest label wins.
    set(done->kind, act, done->before, done->kind == ActKind::kCorrect ? act.at : done->at, summaries);
  }
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
  if (kind == ActKind::kCorrect)
    bound(m_correct, static_cast<int64_t>(*labelNamed(to)), at, act.message).exec();
}

int64_t Acts::write(const ConversationAct& act, const std::string& before) {
  const std::optional<int64_t> undone = act.undone > 0 ? std::optional(act.undone) : std::nullopt;
  return *askOne(m_write, act.conversation, static_cast<int64_t>(act.kind), before, act.to, act.reason,
                 act.by, act.at, undone, act.message > 0 ? std::optional(act.message) : std::nullopt);
}

}  // namespace watchfloor::conversations
