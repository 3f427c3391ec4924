#include "store/conversation_erasure.h"

#include <absl/strings/str_cat.h>

#include <optional>
#include <set>

#include "model/conversation.h"
#include "store/conversation_file.h"
#include "store/conversation_summary.h"
#include "store/sqlite_bind.h"

namespace watchfloor {
namespace {

// Takes an author out, table by table. Within a transaction.
class Rewriting {
 public:
  Rewriting(SQLite::Database& database, const Erasure& erasure, ErasureMode mode)
      : m_database(database), m_erasure(erasure), m_mode(mode) {
    SQLite::Statement look(database, "SELECT number FROM authors WHERE name = ?");
    m_author = askOne(look, erasure.author());
  }

  absl::Status run(const GoOn& goOn) {
    if (absl::Status status = eraseMessages(goOn); !status.ok()) return status;
    if (m_mode == ErasureMode::kDone) {
      settleReplaced();
      eraseAuthor();
      eraseFromConversations();
    }
    eraseFromActs();
    if (m_mode == ErasureMode::kDone) m_database.exec("INSERT INTO words (words) VALUES ('rebuild')");
    return absl::OkStatus();
  }
  const ErasedConversations& counts() const { return m_counts; }

 private:
  absl::Status eraseMessages(const GoOn& goOn) {
    SQLite::Statement next(m_database,
                           "SELECT number, name, origin, time, author, text FROM messages WHERE number > ?"
                           " ORDER BY number LIMIT 1"),
        update(m_database,
               "UPDATE OR REPLACE messages SET id = ?, name = ?, origin = ?, text = ? WHERE number = ?");
    const auto last =
        static_cast<uint64_t>(askNumber(m_database, "SELECT coalesce(max(number), 0) FROM messages"));
    for (int64_t number = 0; bound(next, number).executeStep();) {
      number = next.getColumn(0).getInt64();
      const std::string id = next.getColumn(1).getString(), origin = next.getColumn(2).getString(),
                        text = next.getColumn(5).getString();
      const Time at = fromMicros(next.getColumn(3).getInt64());
      const bool isHis = next.getColumn(4).getInt64() == m_author;
      next.reset();
      if (!goOn(static_cast<uint64_t>(number), last)) return absl::CancelledError("ended");

      const std::string newId = m_erasure.ofId(id), newOrigin = originWithout(origin);
      const std::string newText = isHis ? std::string() : textWithout(text, at);
      const bool isChanged = newId != id || newOrigin != origin || newText != text;
      m_counts.messages += isHis ? 1 : 0;
      m_counts.mentions += isChanged && !isHis ? 1 : 0;
      if (!isChanged || m_mode != ErasureMode::kDone) continue;
      if (newId != id) rename(Id::of(id), Id::of(newId));
      bound(update, Id::of(newId), newId, newOrigin, newText, number).exec();
    }
    return absl::OkStatus();
  }

  // "source\nevent id"
  std::string originWithout(const std::string& origin) const {
    const size_t event = origin.find('\n') + 1;
    return origin.substr(0, event) + m_erasure.ofId(std::string_view(origin).substr(event));
  }
  std::string textWithout(const std::string& text, Time at) const {
    return m_erasure.mayConcern(text) ? m_erasure.ofText(text, at) : text;
  }

  // Where a message is spoken of. An engine that ran since an erasure was interrupted may have read the
  // record anew: what it made of that is replaced.
  void rename(const Id& from, const Id& to) {
    SQLite::Statement again(m_database, "SELECT conversation FROM messages WHERE id = ?");
    if (const auto conversation = askOne(again, to)) m_replaced.insert(*conversation);
    for (const char* query : {"UPDATE messages SET parent = ? WHERE parent = ?",
                              "UPDATE OR REPLACE pending SET id = ? WHERE id = ?"}) {
      SQLite::Statement update(m_database, query);
      bound(update, to, from).exec();
    }
  }

  // Conversations that lost a message so.
  void settleReplaced() {
    conversations::Summaries summaries(m_database);
    for (const int64_t conversation : m_replaced) {
      if (!summaries.refresh(conversation)) summaries.bequeath(conversation, conversation);
    }
  }

  // An engine that ran since an erasure was interrupted knows the pseudonym already.
  void eraseAuthor() {
    if (!m_author) return;
    SQLite::Statement look(m_database, "SELECT number FROM authors WHERE name = ?");
    if (const auto other = askOne(look, m_erasure.pseudonym())) {
      for (const char* query : {"UPDATE messages SET author = ? WHERE author = ?",
                                "UPDATE conversations SET author = ? WHERE author = ?"}) {
        SQLite::Statement update(m_database, query);
        bound(update, *other, *m_author).exec();
      }
      SQLite::Statement remove(m_database, "DELETE FROM authors WHERE number = ?");
      bound(remove, *m_author).exec();
    } else {
      SQLite::Statement update(m_database, "UPDATE authors SET name = ? WHERE number = ?");
      bound(update, m_erasure.pseudonym(), *m_author).exec();
    }
  }

  void eraseFromConversations() {
    SQLite::Statement next(m_database,
                           "SELECT number, source_id, owner, mover FROM conversations WHERE number > ?"
                           " AND (source_id <> '' OR owner <> '' OR mover <> '') ORDER BY number LIMIT 1"),
        name(
            m_database,
            "UPDATE conversations SET id = iif(EXISTS (SELECT 1 FROM conversations WHERE id = ?1), NULL, ?1),"
            " source_id = ?2 WHERE number = ?3"),
        people(m_database, "UPDATE conversations SET owner = ?, mover = ? WHERE number = ?");
    for (int64_t number = 0; bound(next, number).executeStep();) {
      number = next.getColumn(0).getInt64();
      const std::string id = next.getColumn(1).getString(), owner = next.getColumn(2).getString(),
                        mover = next.getColumn(3).getString();
      next.reset();
      const std::string newId = m_erasure.ofId(id), newOwner = m_erasure.ofId(owner),
                        newMover = m_erasure.ofId(mover);
      if (newId != id) bound(name, Id::of(newId), newId, number).exec();
      if (newOwner != owner || newMover != mover) bound(people, newOwner, newMover, number).exec();
    }
  }

  // They stay, but for the words.
  void eraseFromActs() {
    SQLite::Statement next(m_database,
                           "SELECT number, kind, before, after, reason, person, at FROM acts WHERE number > ?"
                           " ORDER BY number LIMIT 1"),
        update(m_database, "UPDATE acts SET before = ?, after = ?, reason = ?, person = ? WHERE number = ?");
    for (int64_t number = 0; bound(next, number).executeStep();) {
      number = next.getColumn(0).getInt64();
      const bool isNote = next.getColumn(1).getInt64() == static_cast<int64_t>(ActKind::kNote);
      const std::string before = next.getColumn(2).getString(), after = next.getColumn(3).getString(),
                        reason = next.getColumn(4).getString(), person = next.getColumn(5).getString();
      const Time at = fromMicros(next.getColumn(6).getInt64());
      next.reset();
      const auto words = [&](const std::string& text) {
        return textWithout(text, at) == text ? text : std::string();
      };
      const std::string newBefore = m_erasure.ofId(before), newReason = words(reason),
                        newAfter = isNote ? words(after) : m_erasure.ofId(after),
                        newPerson = m_erasure.ofId(person);
      if (newBefore == before && newAfter == after && newReason == reason && newPerson == person) continue;
      ++m_counts.acts;
      if (m_mode != ErasureMode::kDone) continue;
      bound(update, newBefore, newAfter, newReason, newPerson, number).exec();
    }
  }

  SQLite::Database& m_database;
  const Erasure& m_erasure;
  const ErasureMode m_mode;
  std::optional<int64_t> m_author;
  std::set<int64_t> m_replaced;
  ErasedConversations m_counts;
};

}  // namespace

absl::StatusOr<ConversationErasure> ConversationErasure::open(const std::string& path) {
  std::unique_ptr<SQLite::Database> database;
  const absl::Status status = guarded(path, [&] {
    database = std::make_unique<SQLite::Database>(path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, 1'000);
    return conversations::begin(*database, path);
  });
  if (!status.ok()) return status;
  return ConversationErasure(std::move(database), path);
}

absl::Status ConversationErasure::rememberTexts(Erasure* erasure, const GoOn& goOn) {
  return guarded(m_path, [&] {
    SQLite::Statement texts(*m_database,
                            "SELECT time, text FROM messages WHERE author = (SELECT number FROM authors WHERE"
                            " name = ?)");
    bound(texts, erasure->author());
    for (uint64_t n = 0; texts.executeStep(); ++n) {
      if (!goOn(n, 0)) return absl::CancelledError("ended");
      erasure->remember(texts.getColumn(1).getString(), fromMicros(texts.getColumn(0).getInt64()));
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<ErasedConversations> ConversationErasure::erase(const Erasure& erasure, ErasureMode mode,
                                                               const GoOn& goOn) {
  ErasedConversations erased;
  const absl::Status status = guarded(m_path, [&] {
    SQLite::Transaction transaction(*m_database, SQLite::TransactionBehavior::IMMEDIATE);
    Rewriting rewriting(*m_database, erasure, mode);
    if (absl::Status done = rewriting.run(goOn); !done.ok()) return done;
    erased = rewriting.counts();
    if (mode == ErasureMode::kDone) transaction.commit();
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return erased;
}

absl::Status ConversationErasure::compact() {
  return guarded(m_path, [&] { return writeAnew(*m_database, m_path); });
}

}  // namespace watchfloor
