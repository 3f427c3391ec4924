#include "store/conversation_acts.h"

#include <absl/strings/str_cat.h>

namespace watchfloor::conversations {
namespace {

std::string bucketName(const std::optional<int64_t>& bucket) {
  return bucket ? std::string(kBucketNames[static_cast<size_t>(*bucket)]) : std::string();
}

}  // namespace

Acts::Acts(SQLite::Database& database)
    : m_standing(database,
                 "SELECT handling, owner, bucket FROM conversations WHERE number = ? AND messages > 0"),
      m_done(
          database,
          "SELECT kind, conversation, before, after, undone_by IS NOT NULL, at FROM acts WHERE number = ?"),
      m_later(
          database,
          "SELECT number FROM acts WHERE conversation = ? AND kind = ? AND number > ? AND undone_by IS NULL"
          " ORDER BY number DESC LIMIT 1"),
      m_lastMove(database,
                 "SELECT after, person FROM acts WHERE conversation = ? AND kind = 2 AND undone_by IS NULL"
                 " AND number <> ? ORDER BY number DESC LIMIT 1"),
      m_write(database,
              "INSERT INTO acts (conversation, kind, before, after, reason, person, at, undone)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING number"),
      m_markUndone(database, "UPDATE acts SET undone_by = ? WHERE number = ?"),
      m_own(database, "UPDATE conversations SET owner = ? WHERE number = ?"),
      m_move(database, "UPDATE conversations SET moved = ?, mover = ? WHERE number = ?") {}

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
    case ActKind::kNote:
      break;
    case ActKind::kUndo: {
      absl::StatusOr<std::string> restored = undo(act, *now, summaries);
      if (!restored.ok()) return restored.status();
      record.act.to = *std::move(restored);
    }
  }
  if (act.kind != ActKind::kUndo) set(act.kind, act, act.to, act.at, summaries);
  record.number = write(record.act, record.from);
  if (act.kind == ActKind::kUndo) bound(m_markUndone, record.number, act.undone).exec();
  return record;
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
            fromMicros(m_done.getColumn(5).getInt64())};
  }
  m_done.reset();
  return done;
}

// Puts back what was there before; returns it.
absl::StatusOr<std::string> Acts::undo(const ConversationAct& act, const Standing& now,
                                       Summaries& summaries) {
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
  if (done->kind == ActKind::kNote) return std::string();
  if (const auto later = askOne(m_later, act.conversation, static_cast<int64_t>(done->kind), act.undone))
    return refused(absl::StrCat("act ", *later, " came after it; undo that first"));
  const std::string current = done->kind == ActKind::kAssign   ? now.owner
                              : done->kind == ActKind::kHandle ? std::string(name(now.handling))
                                                               : bucketName(now.bucket);
  if (current != done->after) return refused("what it did was changed by what came since");
  if (done->kind != ActKind::kMove) {
    // As of then: what a customer wrote since is not hidden by what was over before.
    set(done->kind, act, done->before, done->at, summaries);
    return done->before;
  }
  // A move that still stands holds again, otherwise the rules.
  std::string bucket, person;
  if (bound(m_lastMove, act.conversation, act.undone).executeStep()) {
    bucket = m_lastMove.getColumn(0).getString();
    person = m_lastMove.getColumn(1).getString();
  }
  m_lastMove.reset();
  const std::optional<Bucket> moved = bucketNamed(bucket);
  bound(m_move, moved ? std::optional(static_cast<int64_t>(*moved)) : std::nullopt, person, act.conversation)
      .exec();
  return done->before;
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
                 act.by, act.at, undone);
}

}  // namespace watchfloor::conversations
