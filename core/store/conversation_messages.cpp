#include "store/conversation_messages.h"

#include <absl/strings/str_cat.h>

#include <utility>

namespace watchfloor::conversations {
namespace {

constexpr size_t kMostRemembered = 100'000;  // names, and authors

// At the end of a character.
std::string_view cut(std::string_view text) {
  if (text.size() <= Messages::kLongestText) return text;
  size_t end = Messages::kLongestText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

int64_t flagsOf(const MessageView& message) {
  const auto flag = [](bool is, Flag bit) { return is ? static_cast<int64_t>(bit) : 0; };
  return flag(message.direction == MessageDirection::kOutbound, kOutbound) |
         flag(message.isAutomatic, kAutomatic) | flag(message.isPrivate, kPrivate) |
         flag(message.isShare(), kShare) | flag(message.text.size() > Messages::kLongestText, kCut);
}

std::optional<int64_t> labelOf(const std::optional<Sentiment>& sentiment) {
  return sentiment ? std::optional(static_cast<int64_t>(sentiment->label)) : std::nullopt;
}

}  // namespace

Messages::Messages(SQLite::Database& database)
    : m_database(database),
      m_find(database, "SELECT number, conversation, time, origin, flags FROM messages WHERE id = ?"),
      m_insert(
          database,
          "INSERT INTO messages (id, name, conversation, parent, time, origin, brand, channel, author, flags,"
          " label, score, reach, bucket, rule, version, language, text)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      m_update(database,
               "UPDATE messages SET conversation = ?, parent = ?, time = ?, origin = ?,"
               " brand = iif(rebranded IS NULL, ?, brand), channel = ?,"
               " author = ?, flags = ?, label = iif(corrected IS NULL, ?, label),"
               " score = iif(corrected IS NULL, ?, score), reach = ?, bucket = ?, rule = ?, version = ?,"
               " language = ?, text = ?"
               " WHERE number = ?"),
      m_text(database, "SELECT text FROM messages WHERE number = ?"),
      m_index(database, "INSERT INTO words (rowid, text) VALUES (?, ?)"),
      m_unindex(database, "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)"),
      m_correct(database,
                "UPDATE messages SET label = ?1, score = ?2, corrected = ?3, flags = flags | ?5"
                " WHERE number = ?4 AND (corrected IS NULL OR corrected <= ?3)"),
      m_rebrand(database,
                "UPDATE messages SET brand = ?1, rebranded = ?2"
                " WHERE number = ?3 AND (rebranded IS NULL OR rebranded <= ?2)"),
      m_delete(database, "UPDATE messages SET text = '', flags = flags | ? WHERE number = ?"),
      m_engage(database,
               "UPDATE messages SET likes = max(likes, ?), shares = max(shares, ?), views = max(views, ?)"
               " WHERE number = ?"),
      m_keep(database, "INSERT OR REPLACE INTO pending VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      m_kept(database,
             "SELECT time, kind, label, score, brand, likes, shares, views FROM pending WHERE id = ? ORDER "
             "BY time"),
      m_dropKept(database, "DELETE FROM pending WHERE id = ?"),
      m_dropOld(database, "DELETE FROM pending WHERE time < ?"),
      m_numbersOf(database, "SELECT number, author FROM messages WHERE conversation = ?"),
      m_forget(database, "DELETE FROM messages WHERE number = ?"),
      m_orphans(
          database,
          "DELETE FROM authors WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM messages WHERE author = ?1)"),
      m_lookName(database, "SELECT number FROM names WHERE name = ?"),
      m_addName(database, "INSERT INTO names (name) VALUES (?) RETURNING number"),
      m_lookAuthor(database, "SELECT number FROM authors WHERE name = ?"),
      m_addAuthor(database, "INSERT INTO authors (name) VALUES (?) RETURNING number") {}

std::optional<Messages::Known> Messages::find(const Id& id) {
  std::optional<Known> known;
  if (bound(m_find, id).executeStep()) {
    known = {m_find.getColumn(0).getInt64(), m_find.getColumn(1).getInt64(),
             fromMicros(m_find.getColumn(2).getInt64()), m_find.getColumn(3).getString(),
             m_find.getColumn(4).getInt64()};
  }
  m_find.reset();
  return known;
}

std::string Messages::originOf(const EventView& event) {
  return absl::StrCat(std::string(event.source), "\n", std::string(event.eventId));
}

int64_t Messages::put(const std::optional<Known>& known, const EventView& event, const MessageView& message,
                      const std::optional<Triaged>& triaged, int64_t conversation) {
  const std::optional<Id> parent =
      message.parent().empty() ? std::nullopt : std::optional(Id::of(message.parent()));
  const int64_t brand = nameNumber(event.brand), channel = nameNumber(event.channel),
                author = authorNumber(message.authorId);
  const int64_t kept = known ? known->flags & (kDeleted | kCorrected | kTakenBack) : 0,
                flags = flagsOf(message) | kept;
  const std::optional<int64_t> label = labelOf(message.sentiment);
  const std::optional<double> score = message.sentiment ? message.sentiment->score : std::nullopt;
  std::optional<int64_t> bucket, rule, version, language;
  if (triaged) {
    bucket = static_cast<int64_t>(triaged->bucket);
    rule = nameNumber(triaged->rule);
    version = nameNumber(triaged->version);
  }
  if (!message.language.empty()) language = nameNumber(message.language);
  const std::string_view text = (kept & kDeleted) != 0 ? std::string_view() : cut(message.text);
  const std::string origin = originOf(event);
  int64_t number = 0;
  if (known) {
    number = known->number;
    unindex(number);
    bound(m_update, conversation, parent, event.time, origin, brand, channel, author, flags, label, score,
          message.reach, bucket, rule, version, language, text, number)
        .exec();
  } else {
    bound(m_insert, Id::of(message.messageId), message.messageId, conversation, parent, event.time, origin,
          brand, channel, author, flags, label, score, message.reach, bucket, rule, version, language, text)
        .exec();
    number = m_database.getLastInsertRowid();
  }
  if (!text.empty()) bound(m_index, number, text).exec();
  return number;
}

// What is in the index under this number is taken out.
void Messages::unindex(int64_t number) {
  std::string text;
  if (bound(m_text, number).executeStep()) text = m_text.getColumn(0).getString();
  m_text.reset();
  if (!text.empty()) bound(m_unindex, number, text).exec();
}

void Messages::remark(int64_t number, const Remark& remark) {
  switch (remark.kind) {
    case Remark::kCorrection:
      if (remark.label) {
        const int64_t mark = remark.isPutBack ? 0 : int64_t{kCorrected};
        bound(m_correct, remark.label, remark.score, remark.time, number, mark).exec();
      }
      if (!remark.brand.empty()) bound(m_rebrand, nameNumber(remark.brand), remark.time, number).exec();
      return;
    case Remark::kDeletion:
      unindex(number);
      bound(m_delete, kDeleted | (remark.label == 1 ? int64_t{kTakenBack} : 0), number).exec();
      return;
    case Remark::kEngagement:
      bound(m_engage, remark.likes, remark.shares, remark.views, number).exec();
      return;
    case Remark::kState:
      return;  // it is of the conversation
  }
}

void Messages::keep(const Id& id, const Remark& remark) {
  bound(m_keep, id, remark.time, static_cast<int64_t>(remark.kind), remark.label, remark.score, remark.brand,
        remark.likes, remark.shares, remark.views)
      .exec();
}

std::vector<Remark> Messages::takeKept(const Id& id) {
  std::vector<Remark> kept;
  bound(m_kept, id);
  while (m_kept.executeStep()) {
    Remark remark;
    remark.time = fromMicros(m_kept.getColumn(0).getInt64());
    remark.kind = static_cast<Remark::Kind>(m_kept.getColumn(1).getInt64());
    remark.label = optionalNumber(m_kept.getColumn(2));
    if (!m_kept.getColumn(3).isNull()) remark.score = m_kept.getColumn(3).getDouble();
    remark.brand = m_kept.getColumn(4).getString();
    remark.likes = m_kept.getColumn(5).getInt64();
    remark.shares = m_kept.getColumn(6).getInt64();
    remark.views = m_kept.getColumn(7).getInt64();
    kept.push_back(std::move(remark));
  }
  m_kept.reset();
  if (!kept.empty()) bound(m_dropKept, id).exec();
  return kept;
}

void Messages::forgetKept(Time before) { bound(m_dropOld, before).exec(); }

void Messages::forget(int64_t conversation) {
  std::vector<std::pair<int64_t, int64_t>> gone;  // message, author
  bound(m_numbersOf, conversation);
  while (m_numbersOf.executeStep())
    gone.emplace_back(m_numbersOf.getColumn(0).getInt64(), m_numbersOf.getColumn(1).getInt64());
  m_numbersOf.reset();
  for (const auto& [number, author] : gone) {
    unindex(number);
    bound(m_forget, number).exec();
    if (bound(m_orphans, author).exec() > 0) m_authors.clear();
  }
}

int64_t Messages::nameNumber(std::string_view name) { return numberOf(m_names, m_lookName, m_addName, name); }
int64_t Messages::authorNumber(std::string_view author) {
  return numberOf(m_authors, m_lookAuthor, m_addAuthor, author);
}

void Messages::forgetNames() {
  m_names.clear();
  m_authors.clear();
}

int64_t Messages::numberOf(absl::flat_hash_map<std::string, int64_t>& known, SQLite::Statement& look,
                           SQLite::Statement& add, std::string_view name) {
  if (const auto it = known.find(absl::string_view(name.data(), name.size())); it != known.end())
    return it->second;
  std::optional<int64_t> number = askOne(look, name);
  if (!number) number = askOne(add, name);
  if (known.size() >= kMostRemembered) known.clear();
  known.emplace(name, *number);
  return *number;
}

}  // namespace watchfloor::conversations
