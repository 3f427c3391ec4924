#include "listen/conversation_trends.h"

#include <algorithm>

#include "listen/surge_trend.h"
#include "window/window_ranges.h"

namespace watchfloor {
namespace {

constexpr Duration kMinute = minutes(1);
constexpr Duration kLearns = hours(6), kQuiet = hours(3), kLeastQuiet = minutes(5);
constexpr Duration kTold = hours(1);                               // at least, from the onset on
constexpr int64_t kOldest = 2 * 24 * 60, kRecent = 30, kLate = 5;  // minutes
constexpr int64_t kAuthors = 5;
// Of a collapse.
constexpr int64_t kSpan = 30, kFallWithin = 60;   // minutes
constexpr int64_t kLeastPeak = 20, kFallen = 20;  // messages; the part of the peak that is left

SurgeOptions options() {
  return {.pane = kMinute,
          .shortScale = minutes(4),
          .longScale = minutes(240),
          .scatterMemory = kDay,
          .rarity = 3 * kDay,
          .rest = kRestLive,
          .minAuthors = kAuthors,
          .prior = SurgeOptions::Prior{.fano = 3, .weight = kDay}};
}

Time startOf(int64_t minute) { return Time{kMinute * minute}; }

template <class Conversation>
int64_t countIn(const Conversation& c, int64_t minute) {
  const auto it = std::lower_bound(c.counts.begin(), c.counts.end(), std::pair(minute, int64_t{0}));
  return it != c.counts.end() && it->first == minute ? it->second : 0;
}

// In the half hour that ends with this one.
template <class Conversation>
int64_t countOfSpan(const Conversation& c, int64_t minute) {
  int64_t count = 0;
  for (auto it = c.counts.rbegin(); it != c.counts.rend() && it->first > minute - kSpan; ++it)
    count += it->first <= minute ? it->second : 0;
  return count;
}

template <class Recent>
int64_t distinct(const Recent& recent) {
  std::vector<uint64_t> authors;
  for (const auto& [minute, author] : recent) authors.push_back(author);
  std::sort(authors.begin(), authors.end());
  return std::unique(authors.begin(), authors.end()) - authors.begin();
}

}  // namespace

ConversationTrends::ConversationTrends(const Limits& limits) : m_limits(limits), m_norm(kMinute) {}

void ConversationTrends::add(const EventView& event) {
  const auto* message = std::get_if<MessageView>(&event.body);
  if (!message || message->direction != MessageDirection::kInbound || message->isPrivate) return;
  const uint64_t home = homeOf(event, *message);
  if (home == 0) return;
  tell(event, *message, m_conversations.find(home)->second.get());
}

// 0: the message is told already, or there is no room.
uint64_t ConversationTrends::homeOf(const EventView& event, const MessageView& message) {
  static const uint64_t kConversations = spaceOf("conversations");
  const Id own = Id::of(message.messageId);
  const Id parent = Id::of(message.parent()), given = Id::of(message.conversationId, kConversations);
  const auto known = [this](std::string_view text, const Id& id) -> uint64_t {
    const auto it = text.empty() ? m_homes.end() : m_homes.find(id);
    return it == m_homes.end() ? 0 : it->second.conversation;
  };
  if (const auto it = m_homes.find(own); it != m_homes.end() && it->second.isTold) return 0;
  uint64_t home = known(message.parent(), parent);
  if (home == 0) home = known(message.conversationId, given);
  if (home == 0) home = known(message.messageId, own);
  if (home == 0) {
    if (m_conversations.size() >= m_limits.conversations || m_messages >= m_limits.messages) return 0;
    home = ++m_last;
    auto begun = std::make_unique<Conversation>();
    begun->began = kDistantFuture;
    begun->first = begun->next = std::max(paneOf(event.time, kMinute), m_next);
    m_conversations.emplace(home, std::move(begun));
  }
  Conversation& conversation = *m_conversations.find(home)->second;
  const auto keep = [&](std::string_view text, const Id& id) {
    if (!text.empty() && m_homes.try_emplace(id, Home{home}).second) conversation.keys.push_back(id);
  };
  keep(message.messageId, own);
  m_homes[own].isTold = true;
  keep(message.parent(), parent);
  keep(message.conversationId, given);
  return home;
}

void ConversationTrends::tell(const EventView& event, const MessageView& message, Conversation* c) {
  ++m_messages;
  ++c->messages;
  const uint64_t author = Id::of(message.authorId).low;
  // What comes long after it was written, as after an outage, is no rise of now.
  const int64_t written = paneOf(event.time, kMinute), minute = std::max(written, std::max(m_next, c->first));
  if (minute - written <= kLate) {
    const auto at = std::lower_bound(c->counts.begin(), c->counts.end(), std::pair(minute, int64_t{0}));
    if (at != c->counts.end() && at->first == minute) {
      ++at->second;
    } else {
      c->counts.insert(at, {minute, 1});
    }
    c->recent.emplace_back(minute, author);
  }
  Author& of = c->authors[author];
  if (++of.messages == 1) of.id = std::string(message.authorId);
  c->reach = std::max(c->reach, message.reach.value_or(0));
  c->latest = std::max(c->latest, event.time);
  if (message.sentiment) {
    c->sentiment.num +=
        static_cast<int64_t>(message.sentiment->label) - static_cast<int64_t>(Label::kNeutral);
    ++c->sentiment.den;
  }
  if (event.time >= c->began) return;
  c->began = event.time;
  c->messageId = std::string(message.messageId);
  c->beganBy = std::string(message.authorId);
  c->brand = std::string(event.brand);
  c->course.followers = message.reach.value_or(0);
}

// After a jump of the clock there is nothing to be learnt of the minutes between.
bool ConversationTrends::advance(Time tick) {
  const int64_t now = paneOf(tick, kMinute);
  if (!m_began) m_began = m_next = now;
  if (now <= m_next) return false;
  if (now - m_next > kOldest) {
    forget(now);
    m_next = now;
  }
  for (; m_next < now; ++m_next) look(m_next);
  forget(now);
  return true;
}

void ConversationTrends::look(int64_t minute) {
  for (const auto& [number, conversation] : m_conversations) {
    if (conversation->latest < startOf(minute) - kQuiet) continue;  // it sleeps
    for (int64_t& next = conversation->next; next <= minute; ++next) judge(next, conversation.get());
  }
}

void ConversationTrends::judge(int64_t minute, Conversation* c) {
  std::erase_if(c->recent, [minute](const auto& one) { return one.first <= minute - kRecent; });
  const Duration age = (minute - c->first) * kMinute;
  const auto count = static_cast<double>(countIn(*c, minute));
  const bool isKnown = minute - *m_began >= kLearns / kMinute;
  const bool mayHaveEnough = c->detector || static_cast<int64_t>(c->authors.size()) >= kAuthors;
  const int64_t authors = mayHaveEnough ? distinct(c->recent) : 0;
  if (isKnown && !c->detector && authors >= kAuthors) makeDetector(minute, c);
  if (c->detector) {
    c->surge = c->detector->add(startOf(minute), count, authors, m_norm.expected(c->course, age));
    const bool isRise = c->surge.state == Surge::State::kRising;
    if (isRise && c->surge.isOnset) {
      c->peak = 0;
      c->collapse.reset();
    }
    if (isRise && (c->surge.isOnset || c->surge.score > c->rise->score)) c->rise = c->surge;
    if (c->rise && !c->collapse) lookForCollapse(minute, c);
  }
  m_norm.learn(c->course, age, count);
}

void ConversationTrends::lookForCollapse(int64_t minute, Conversation* c) const {
  const int64_t count = countOfSpan(*c, minute);
  if (count >= c->peak) {
    c->peak = count;
    c->peakMinute = minute;
  } else if (c->peak >= kLeastPeak && count * kFallen <= c->peak && minute - c->peakMinute <= kFallWithin) {
    c->collapse = {minute, count, c->peak};
  }
}

// With what is usual by now, and nobody who could have made it fire.
void ConversationTrends::makeDetector(int64_t minute, Conversation* c) const {
  c->detector = std::make_unique<SurgeDetector>(options());
  SurgeNorm::Course course{.followers = c->course.followers};
  for (int64_t m = c->first; m < minute; ++m) {
    const Duration age = (m - c->first) * kMinute;
    const auto count = static_cast<double>(countIn(*c, m));
    c->detector->add(startOf(m), count, 0, m_norm.expected(course, age));
    m_norm.follow(course, age, count);
  }
}

void ConversationTrends::forget(int64_t minute) {
  letGo(minute, kOldest * kMinute);
  const auto isFull = [this] {
    return m_conversations.size() >= m_limits.conversations || m_messages >= m_limits.messages;
  };
  for (Duration quiet = kQuiet; isFull() && quiet >= kLeastQuiet; quiet /= 2) letGo(minute, quiet);
}

void ConversationTrends::letGo(int64_t minute, Duration quiet) {
  absl::erase_if(m_conversations, [&](const auto& entry) {
    const Conversation& c = *entry.second;
    if (c.latest >= startOf(minute) - quiet && c.first > minute - kOldest) return false;
    for (const Id& key : c.keys) m_homes.erase(key);
    m_messages -= static_cast<size_t>(c.messages);
    return true;
  });
}

bool ConversationTrends::isRising(const Conversation& c) const {
  return c.rise && !c.collapse &&
         (c.surge.state == Surge::State::kRising || startOf(m_next) - c.rise->since <= kTold);
}

bool ConversationTrends::isCollapsing(const Conversation& c) const {
  return c.collapse && m_next - c.collapse->minute <= kTold / kMinute;
}

std::vector<Trend> ConversationTrends::list() const {
  std::vector<Trend> trends;
  for (const auto& [number, conversation] : m_conversations) {
    if (isRising(*conversation) || isCollapsing(*conversation)) trends.push_back(trendOf(*conversation));
  }
  sortByRank(&trends);
  return trends;
}

Trend ConversationTrends::trendOf(const Conversation& c) const {
  Trend trend = watchfloor::trendOf(*c.rise, startOf(m_next));
  if (c.collapse) {
    trend.state = Trend::State::kCollapsing;
    trend.since = startOf(c.collapse->minute);
    trend.isRise = false, trend.onceInDays = 0;
    trend.scale = kSpan * kMinute;
    trend.observed = static_cast<double>(c.collapse->messages);
    trend.expected = static_cast<double>(c.collapse->peak);
  }
  trend.velocity = c.surge.velocity;
  trend.acceleration = c.surge.acceleration;
  trend.brand = c.brand;
  trend.authors = static_cast<int64_t>(c.authors.size());
  trend.netSentiment = c.sentiment;
  TrendConversation of{.messageId = c.messageId, .beganById = c.beganBy, .began = c.began};
  of.messages = c.messages;
  of.reach = c.reach;
  for (const auto& [hash, author] : c.authors) {
    if (std::pair(author.messages, author.id) > std::pair(of.sharesMostMessages, of.sharesMostId))
      of.sharesMostId = author.id, of.sharesMostMessages = author.messages;
  }
  trend.conversation = std::move(of);
  return trend;
}

}  // namespace watchfloor
