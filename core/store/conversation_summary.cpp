#include "store/conversation_summary.h"

#include <algorithm>
#include <optional>

#include "store/conversation_file.h"

namespace watchfloor::conversations {
namespace {

// What is read of a message.
struct Post {
  int64_t number, brand, channel, author, flags;
  Time time;
  std::optional<int64_t> label, reach, bucket, rule;

  bool isInbound() const { return (flags & kOutbound) == 0; }
  bool isTakenBack() const { return (flags & kTakenBack) != 0; }
  bool isPublic() const { return (flags & kPrivate) == 0; }
  bool isAnswer() const { return !isInbound() && isPublic() && (flags & (kAutomatic | kShare)) == 0; }
};

Post postOf(SQLite::Statement& s) {
  return {.number = s.getColumn(0).getInt64(),
          .brand = s.getColumn(1).getInt64(),
          .channel = s.getColumn(2).getInt64(),
          .author = s.getColumn(3).getInt64(),
          .flags = s.getColumn(4).getInt64(),
          .time = fromMicros(s.getColumn(5).getInt64()),
          .label = optionalNumber(s.getColumn(6)),
          .reach = optionalNumber(s.getColumn(7)),
          .bucket = optionalNumber(s.getColumn(8)),
          .rule = optionalNumber(s.getColumn(9))};
}

struct Sum {
  std::optional<Post> first, opening, shown;  // of all, and of customers: the first public one, the newest
  Time latest = kDistantPast, latestInbound = kDistantPast;
  std::optional<Time> unanswered;
  int64_t messages = 0, inbound = 0, labels[3] = {}, reach = 0;
  bool isTakenBack = true;  // the customer has deleted all that he wrote
  std::optional<int64_t> bucket, rule;

  void add(const Post& post) {
    if (!first) first = post;
    ++messages;
    latest = std::max(latest, post.time);
    if (post.isAnswer()) unanswered.reset();
    if (!post.isInbound()) return;
    ++inbound;
    isTakenBack &= post.isTakenBack();
    latestInbound = post.time;
    shown = post;
    if (post.label) ++labels[*post.label];
    reach = std::max(reach, post.reach.value_or(0));
    if (post.bucket && (!bucket || *post.bucket > *bucket)) bucket = post.bucket, rule = post.rule;
    if (!post.isPublic()) return;
    if (!opening) opening = post;
    if (!unanswered) unanswered = post.time;
  }
};

}  // namespace

Summaries::Summaries(SQLite::Database& database)
    : m_messages(
          database,
          "SELECT number, brand, channel, author, flags, time, label, reach, bucket, rule FROM messages"
          " WHERE conversation = ? ORDER BY time, flags & 1, number"),
      m_look(database, "SELECT handling, handled, moved FROM conversations WHERE number = ?"),
      m_write(database,
              "UPDATE conversations SET brand = ?, channel = ?, author = ?, began = ?, latest = ?, "
              "unanswered = ?,"
              " messages = ?, inbound = ?, negative = ?, neutral = ?, positive = ?, reach = ?, bucket = ?, "
              "rule = ?,"
              " shown = ?, handling = ? WHERE number = ?"),
      m_handle(database,
               "UPDATE conversations SET handling = ?1, handled = ?2 WHERE number = ?3"
               " AND (handled IS NULL OR handled <= ?2)"),
      m_decide(database,
               "UPDATE conversations SET handling = ?1, handled = max(coalesce(handled, ?2), ?2)"
               " WHERE number = ?3"),
      m_clear(database,
              "UPDATE conversations SET messages = 0, brand = NULL, channel = NULL, latest = NULL, "
              "unanswered = NULL,"
              " bucket = NULL, owner = '', moved = NULL WHERE number = ?"),
      m_remove(database, "DELETE FROM conversations WHERE number = ? AND (id IS NULL OR handled IS NULL)"),
      m_heirs(database,
              "UPDATE conversations SET owner = iif(conversations.owner = '', o.owner, conversations.owner),"
              " moved = coalesce(conversations.moved, o.moved),"
              " mover = iif(conversations.moved IS NULL, o.mover, conversations.mover),"
              " handling = iif(coalesce(o.handled, -1) > coalesce(conversations.handled, -1), o.handling,"
              " conversations.handling),"
              " handled = max(coalesce(conversations.handled, o.handled), coalesce(o.handled, "
              "conversations.handled))"
              " FROM conversations AS o WHERE conversations.number = ?2 AND o.number = ?1"),
      m_moveActs(database, "UPDATE acts SET conversation = ? WHERE conversation = ?") {}

bool Summaries::refresh(int64_t conversation) {
  Sum sum;
  bound(m_messages, conversation);
  while (m_messages.executeStep()) sum.add(postOf(m_messages));
  m_messages.reset();
  if (sum.messages == 0) return false;

  if (!bound(m_look, conversation).executeStep()) return false;
  auto handling = static_cast<Handling>(m_look.getColumn(0).getInt64());
  const std::optional<int64_t> handled = optionalNumber(m_look.getColumn(1)),
                               moved = optionalNumber(m_look.getColumn(2));
  m_look.reset();
  if (isOver(handling) && handled && sum.latestInbound > fromMicros(*handled)) handling = Handling::kOpen;
  if (isOver(handling) || sum.isTakenBack) sum.unanswered.reset();
  const Post& home = sum.opening ? *sum.opening : *sum.first;
  const std::optional<int64_t> shown = sum.shown ? std::optional(sum.shown->number) : std::nullopt;
  bound(m_write, home.brand, home.channel, home.author, sum.first->time, sum.latest, sum.unanswered,
        sum.messages, sum.inbound, sum.labels[0], sum.labels[1], sum.labels[2], sum.reach,
        moved ? moved : sum.bucket, sum.rule, shown, static_cast<int64_t>(handling), conversation)
      .exec();
  return true;
}

void Summaries::handle(int64_t conversation, Handling handling, Time at) {
  bound(m_handle, static_cast<int64_t>(handling), at, conversation).exec();
}

void Summaries::decide(int64_t conversation, Handling handling, Time at) {
  bound(m_decide, static_cast<int64_t>(handling), at, conversation).exec();
}

void Summaries::bequeath(int64_t conversation, int64_t heir) {
  if (heir != conversation) {
    bound(m_heirs, conversation, heir).exec();
    bound(m_moveActs, heir, conversation).exec();
  }
  bound(m_clear, conversation).exec();
  bound(m_remove, conversation).exec();
}

}  // namespace watchfloor::conversations
