#include "store/conversation_reader.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <sqlite3.h>

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "store/conversation_file.h"
#include "store/conversation_pages.h"
#include "store/conversation_snapshot.h"
#include "store/conversation_words.h"
#include "store/sqlite_bind.h"

namespace watchfloor {

using namespace conversations;  // NOLINT(google-build-using-namespace): how the file is read

namespace {

int64_t within(int64_t most, int64_t limit) { return std::clamp<int64_t>(most, 1, limit); }

// A statement's conditions, in order, and what they compare with.
struct Conditions {
  std::string sql;
  std::vector<std::variant<int64_t, std::string>> values;

  void add(const std::string& condition) {
    absl::StrAppend(&sql, sql.empty() ? " WHERE " : " AND ", condition);
  }
  void add(const std::string& condition, std::variant<int64_t, std::string> value) {
    add(condition);
    values.push_back(std::move(value));
  }
  void bindTo(SQLite::Statement& statement, int64_t most) const {
    int i = 0;
    for (const auto& value : values) std::visit([&](const auto& v) { bindOne(statement, ++i, v); }, value);
    bindOne(statement, ++i, most);
  }
};

void addPlace(const std::optional<PagePlace>& place, const std::string& columns, const char* beyond,
              Conditions* conditions) {
  if (!place) return;
  conditions->add(absl::StrCat("(", columns, ") ", beyond, " (?, ?)"), place->order);
  conditions->values.emplace_back(place->number);
}

// By name; false when nothing bears it, so that nothing is found.
bool addName(Snapshot& snapshot, const std::string& name, const std::string& condition,
             Conditions* conditions) {
  if (name.empty()) return true;
  const std::optional<int64_t> number = snapshot.number(name);
  if (!number) return false;
  conditions->add(condition, *number);
  return true;
}

// At most so many rows, and one more is looked at, to see whether there is another page: then where that goes
// on. `read` takes a row and gives its place.
template <typename Read>
std::string readPage(SQLite::Statement& rows, int64_t most, Read read) {
  PagePlace last;
  for (int64_t n = 0; rows.executeStep(); ++n) {
    if (n == most) return pageText(last);
    last = read();
  }
  return {};
}

// Messages in an order of two columns.
absl::StatusOr<MessagePage> readMessages(Snapshot& snapshot, const std::string& sql,
                                         const Conditions& conditions, int64_t most, bool isByNumber) {
  SQLite::Statement rows(snapshot.database(), sql);
  conditions.bindTo(rows, most + 1);
  MessagePage page;
  page.nextPage = readPage(rows, most, [&]() -> PagePlace {
    const ConversationMessage& message = page.messages.emplace_back(snapshot.messageOf(rows));
    return {isByNumber ? message.number : micros(message.time), message.number};
  });
  return page;
}

// What a list is about, but for its order.
void addStanding(const ConversationQuery& query, Conditions* conditions) {
  if (query.bucket) conditions->add("c.bucket = ?", static_cast<int64_t>(*query.bucket));
  if (query.handling) conditions->add("c.handling = ?", static_cast<int64_t>(*query.handling));
  // Said apart, so that SQLite sees that the index of what is owned will do.
  if (query.owner && !query.owner->empty()) conditions->add("c.owner <> ''");
  if (query.owner) conditions->add("c.owner = ?", *query.owner);
}

// Brand and channel of `row`; false when nothing bears such a name.
bool addNames(Snapshot& snapshot, const ConversationQuery& query, const std::string& row,
              Conditions* conditions) {
  if (!addName(snapshot, query.brand, row + ".brand = ?", conditions) ||
      !addName(snapshot, query.channel, row + ".channel = ?", conditions)) {
    return false;
  }
  if (!query.brand.empty() || query.without.empty()) return true;
  std::vector<int64_t> without;
  for (const std::string& brand : query.without) {
    if (const std::optional<int64_t> number = snapshot.number(brand)) without.push_back(*number);
  }
  conditions->add(absl::StrCat(row, ".brand NOT IN (", absl::StrJoin(without, ", "), ")"));
  return true;
}

void addSpan(const TimeSpan& span, const std::string& row, Conditions* conditions) {
  if (span.from) conditions->add(row + ".time >= ?", micros(*span.from));
  if (span.to) conditions->add(row + ".time < ?", micros(*span.to));
}

// Which message `row` is to be; false when nothing bears such a name.
bool addMessage(Snapshot& snapshot, const ConversationQuery& query, const std::string& row,
                Conditions* conditions) {
  const MessageFilter& filter = query.message;
  addSpan(filter.span, row, conditions);
  if (filter.label) conditions->add(row + ".label = ?", static_cast<int64_t>(*filter.label));
  if (filter.label || filter.isByCustomer)
    conditions->add(absl::StrCat(row, ".flags & ", static_cast<int64_t>(kOutbound), " = 0"));
  return addNames(snapshot, query, row, conditions);
}

// By the newest message of each that is looked for: from the newest one on, those after which their
// conversation has no such message.
absl::StatusOr<ConversationPage> listByMessages(Snapshot& snapshot, const ConversationQuery& query,
                                                const std::optional<PagePlace>& place, int64_t most) {
  Conditions conditions, newer;
  newer.add("n.conversation = c.number");  // looked for last, when all else holds
  newer.add("(n.time, n.number) > (h.time, h.number)");
  if (!addMessage(snapshot, query, "h", &conditions) || !addMessage(snapshot, query, "n", &newer))
    return ConversationPage();
  addStanding(query, &conditions);
  addPlace(place, "h.time, h.number", "<", &conditions);
  conditions.add(absl::StrCat("NOT EXISTS (SELECT 1 FROM messages n INDEXED BY messages_of", newer.sql, ")"));
  conditions.values.insert(conditions.values.end(), newer.values.begin(), newer.values.end());
  SQLite::Statement rows(snapshot.database(),
                         absl::StrCat(kEntryFields, ", iif(h.flags & ", static_cast<int64_t>(kOutbound),
                                      ", NULL, h.text), h.time, h.number FROM messages h INDEXED BY ",
                                      query.brand.empty() ? "messages_at" : "messages_of_brand",
                                      " CROSS JOIN conversations c ON c.number = h.conversation", kOfEntry,
                                      conditions.sql, " ORDER BY h.time DESC, h.number DESC LIMIT ?"));
  conditions.bindTo(rows, most + 1);
  ConversationPage page;
  page.nextPage = readPage(rows, most, [&]() -> PagePlace {
    const int columns = rows.getColumnCount();
    page.entries.push_back(snapshot.entryOf(rows));
    // Of a brand's message the list shows what it is an answer to.
    if (const SQLite::Column text = rows.getColumn(columns - 3); !text.isNull())
      page.entries.back().text = text.getString();
    return {rows.getColumn(columns - 2).getInt64(), rows.getColumn(columns - 1).getInt64()};
  });
  return page;
}

// The numbers of messages of that time lie between these; none: there are none.
std::optional<std::pair<int64_t, int64_t>> numbersIn(Snapshot& snapshot, const TimeSpan& span) {
  Conditions conditions;
  addSpan(span, "m", &conditions);
  SQLite::Statement ends(
      snapshot.database(),
      absl::StrCat("SELECT min(m.number), max(m.number) FROM messages m INDEXED BY messages_at",
                   conditions.sql, " LIMIT ?"));
  conditions.bindTo(ends, 1);
  if (!ends.executeStep() || ends.getColumn(0).isNull()) return std::nullopt;
  return std::pair(ends.getColumn(0).getInt64(), ends.getColumn(1).getInt64());
}

// Behind the page before, and of the span, the brand and the channel; `number` is that of message `m`. False
// when there are none.
bool addSought(Snapshot& snapshot, const MessageSearch& search, const std::optional<PagePlace>& place,
               const std::string& number, Conditions* conditions) {
  if (place) conditions->add(number + " < ?", place->number);
  if (!search.span.isAll()) {
    const auto numbers = numbersIn(snapshot, search.span);
    if (!numbers) return false;
    conditions->add(number + " >= ?", numbers->first);
    conditions->add(number + " <= ?", numbers->second);
    addSpan(search.span, "m", conditions);
  }
  return addName(snapshot, search.brand, "m.brand = ?", conditions) &&
         addName(snapshot, search.channel, "m.channel = ?", conditions);
}

// False when nothing bears the name of any of its brands. `topic` is there as long as the snapshot.
bool addMeant(Snapshot& snapshot, const MeantMessages& topic, Conditions* conditions) {
  std::vector<int64_t> brands;
  for (const std::string& brand : topic.brands) {
    if (const std::optional<int64_t> number = snapshot.number(brand)) brands.push_back(*number);
  }
  if (brands.empty() && !topic.brands.empty()) return false;
  if (!brands.empty()) conditions->add(absl::StrCat("m.brand IN (", absl::StrJoin(brands, ", "), ")"));
  conditions->add(absl::StrCat("m.flags & ", static_cast<int64_t>(kOutbound | kPrivate), " = 0"));
  const auto isMeant = [](sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    const auto& of = *static_cast<const MeantMessages*>(sqlite3_user_data(context));
    const auto* text = static_cast<const char*>(sqlite3_value_blob(values[0]));
    const auto size = static_cast<size_t>(sqlite3_value_bytes(values[0]));
    sqlite3_result_int(context, text && of.isMeant({text, size}) ? 1 : 0);
  };
  snapshot.database().createFunction("is_meant", 1, true, const_cast<MeantMessages*>(&topic), isMeant);
  conditions->add("is_meant(m.text)");
  return true;
}

}  // namespace

absl::StatusOr<ConversationPage> ConversationReader::list(const ConversationQuery& query) const {
  const absl::StatusOr<std::optional<PagePlace>> place = pageFrom(query.page);
  if (!place.ok()) return place.status();
  const int64_t most = within(query.most, ConversationQuery::kMostEntries);
  const bool isNewest = query.order == ConversationOrder::kNewest;
  const std::string column = isNewest ? "c.latest" : "c.unanswered";
  return onSnapshot<ConversationPage>(m_path, [&](Snapshot& snapshot) -> absl::StatusOr<ConversationPage> {
    if (!query.message.isAny()) return listByMessages(snapshot, query, *place, most);
    Conditions conditions;
    conditions.add(absl::StrCat(column, " IS NOT NULL"));
    if (!addNames(snapshot, query, "c", &conditions)) return ConversationPage();
    addStanding(query, &conditions);
    addPlace(*place, absl::StrCat(column, ", c.number"), isNewest ? "<" : ">", &conditions);
    const char* direction = isNewest ? " DESC" : "";
    SQLite::Statement rows(snapshot.database(), absl::StrCat(kEntryFields, kOfConversations, kOfEntry,
                                                             conditions.sql, " ORDER BY ", column, direction,
                                                             ", c.number", direction, " LIMIT ?"));
    conditions.bindTo(rows, most + 1);
    ConversationPage page;
    page.nextPage = readPage(rows, most, [&]() -> PagePlace {
      const ConversationEntry& entry = page.entries.emplace_back(snapshot.entryOf(rows));
      return {micros(isNewest ? entry.latest : *entry.unansweredSince), entry.number};
    });
    return page;
  });
}

absl::StatusOr<ConversationDetails> ConversationReader::show(int64_t conversation, const std::string& page,
                                                             int64_t most) const {
  const absl::StatusOr<std::optional<PagePlace>> place = pageFrom(page);
  if (!place.ok()) return place.status();
  return onSnapshot<ConversationDetails>(
      m_path, [&](Snapshot& snapshot) -> absl::StatusOr<ConversationDetails> {
        absl::StatusOr<ConversationEntry> entry = snapshot.entry(conversation);
        if (!entry.ok()) return entry.status();
        Conditions conditions;
        conditions.add("m.conversation = ?", conversation);
        addPlace(*place, "m.time, m.number", ">", &conditions);
        absl::StatusOr<MessagePage> messages = readMessages(
            snapshot,
            absl::StrCat(kMessageFields, kOfMessages, conditions.sql, " ORDER BY m.time, m.number LIMIT ?"),
            conditions, within(most, kMostMessages), false);
        if (!messages.ok()) return messages.status();
        return ConversationDetails{*std::move(entry), *std::move(messages), snapshot.acts(conversation)};
      });
}

absl::StatusOr<ConversationEntry> ConversationReader::entry(int64_t conversation) const {
  return onSnapshot<ConversationEntry>(m_path,
                                       [&](Snapshot& snapshot) { return snapshot.entry(conversation); });
}

absl::StatusOr<MessagePage> ConversationReader::byAuthor(int64_t author, const std::string& page,
                                                         int64_t most) const {
  const absl::StatusOr<std::optional<PagePlace>> place = pageFrom(page);
  if (!place.ok()) return place.status();
  return onSnapshot<MessagePage>(m_path, [&](Snapshot& snapshot) {
    Conditions conditions;
    conditions.add("m.author = ?", author);
    addPlace(*place, "m.time, m.number", "<", &conditions);
    return readMessages(snapshot,
                        absl::StrCat(kMessageFields, kOfMessages, conditions.sql,
                                     " ORDER BY m.time DESC, m.number DESC LIMIT ?"),
                        conditions, within(most, kMostMessages), false);
  });
}

absl::StatusOr<int64_t> ConversationReader::authorNamed(const std::string& authorId) const {
  return onSnapshot<int64_t>(m_path, [&](Snapshot& snapshot) -> absl::StatusOr<int64_t> {
    SQLite::Statement look(snapshot.database(), "SELECT number FROM authors WHERE name = ?");
    if (const auto number = askOne(look, authorId)) return *number;
    return absl::NotFoundError("nothing is kept by an author of that id");
  });
}

absl::StatusOr<std::vector<ConversationMessage>> ConversationReader::corrected() const {
  return onSnapshot<std::vector<ConversationMessage>>(m_path, [&](Snapshot& snapshot) {
    SQLite::Statement rows(snapshot.database(),
                           absl::StrCat(kMessageFields, kOfMessages,
                                        " WHERE m.flags & ?1 = ?2 AND m.label IS NOT NULL AND m.text <> ''"
                                        " ORDER BY m.time, m.number"));
    bound(rows, kCorrected | kDeleted | kOutbound, int64_t{kCorrected});
    std::vector<ConversationMessage> messages;
    while (rows.executeStep()) messages.push_back(snapshot.messageOf(rows));
    return absl::StatusOr<std::vector<ConversationMessage>>(std::move(messages));
  });
}

absl::Status ConversationReader::number(std::vector<TrendConversation>* conversations) const {
  return onSnapshot<bool>(
             m_path,
             [&](Snapshot& snapshot) -> absl::StatusOr<bool> {
               SQLite::Statement home(snapshot.database(), "SELECT conversation FROM messages WHERE id = ?");
               SQLite::Statement author(snapshot.database(), "SELECT number FROM authors WHERE name = ?");
               for (TrendConversation& of : *conversations) {
                 of.number = askOne(home, Id::of(of.messageId)).value_or(0);
                 of.beganBy = askOne(author, of.beganById).value_or(0);
                 of.sharesMost = askOne(author, of.sharesMostId).value_or(0);
               }
               return true;
             })
      .status();
}

absl::StatusOr<MessagePage> ConversationReader::search(const MessageSearch& search) const {
  const absl::StatusOr<std::optional<PagePlace>> place = pageFrom(search.page);
  if (!place.ok()) return place.status();
  if (search.words.size() > kLongestQuestion) {
    return absl::InvalidArgumentError(
        absl::StrCat("words: ", search.words.size(), " bytes are more than ", kLongestQuestion));
  }
  const std::optional<std::string> match = matchOf(search.words);
  if (!match) return absl::InvalidArgumentError("words: there is no word in them to look for");
  return onSnapshot<MessagePage>(m_path, [&](Snapshot& snapshot) -> absl::StatusOr<MessagePage> {
    Conditions conditions;
    conditions.add("words MATCH ?", *match);
    if (!addSought(snapshot, search, *place, "words.rowid", &conditions)) return MessagePage();
    return readMessages(
        snapshot,
        absl::StrCat(kMessageFields, kOfWords, conditions.sql, " ORDER BY words.rowid DESC LIMIT ?"),
        conditions, within(search.most, kMostMessages), true);
  });
}

absl::StatusOr<MessagePage> ConversationReader::search(const MessageSearch& search,
                                                       const MeantMessages& topic) const {
  const absl::StatusOr<std::optional<PagePlace>> place = pageFrom(search.page);
  if (!place.ok()) return place.status();
  return onSnapshot<MessagePage>(m_path, [&](Snapshot& snapshot) -> absl::StatusOr<MessagePage> {
    Conditions conditions;
    if (!addSought(snapshot, search, *place, "m.number", &conditions) ||
        !addMeant(snapshot, topic, &conditions)) {
      return MessagePage();
    }
    return readMessages(
        snapshot, absl::StrCat(kMessageFields, kOfAny, conditions.sql, " ORDER BY m.number DESC LIMIT ?"),
        conditions, within(search.most, kMostMessages), true);
  });
}

absl::StatusOr<std::vector<LabelChange>> ConversationReader::labelChanges(Time since) const {
  return onSnapshot<std::vector<LabelChange>>(m_path, [&](Snapshot& snapshot) {
    SQLite::Statement rows(snapshot.database(),
                           "SELECT a.number, a.after, a.at, m.name, a.undone, o.at FROM acts a"
                           " JOIN messages m ON m.number = a.message LEFT JOIN acts o ON o.number = a.undone"
                           " WHERE a.at >= ? ORDER BY a.number");
    bound(rows, since);
    std::vector<LabelChange> changes;
    while (rows.executeStep()) {
      const std::optional<Label> label = labelNamed(rows.getColumn(1).getString());
      if (!label) continue;
      const Time at = fromMicros(rows.getColumn(2).getInt64());
      const std::optional<int64_t> undone = optionalNumber(rows.getColumn(4));
      changes.push_back(
          {.messageId = rows.getColumn(3).getString(),
           .label = *label,
           .at = at,
           .event = undone ? absl::StrCat(std::string(kUndoOf),
                                          eventOf(*undone, fromMicros(rows.getColumn(5).getInt64())))
                           : eventOf(rows.getColumn(0).getInt64(), at)});
    }
    return absl::StatusOr<std::vector<LabelChange>>(std::move(changes));
  });
}

}  // namespace watchfloor
