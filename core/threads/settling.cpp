// What conversations count for, and how they are let go.
#include <algorithm>

#include "model/fetch.h"
#include "threads/threads.h"

namespace watchfloor {
namespace {

Field fieldOf(Label label) {
  switch (label) {
    case Label::kNegative:
      return Field::kNegative;
    case Label::kNeutral:
      return Field::kNeutral;
    case Label::kPositive:
      break;
  }
  return Field::kPositive;
}

}  // namespace

Post Threads::postOf(const Message& m, uint32_t number) const {
  Post post;
  post.at = m.at;
  post.cell = m.toldCell;
  post.isInbound = m.isInbound;
  post.isPublic = m.isPublic;
  post.isAnswer = m.isAnswer;
  post.hasUnknownParent = m.isReply && !m_messages.hasKnownParent(m);
  if (const Said* said = m_messages.said(number)) {
    if (said->brand) post.cell.brand = said->brand->value;
    post.deletedAt = said->deletedAt;
  }
  return post;
}

// `isBefore`: as it was counted at the last tick. REQUIRES: nothing but new messages since.
void Threads::gather(const Conversation& conversation, bool isBefore, Thread* thread) const {
  const auto add = [](const std::vector<Time>& from, std::vector<Time>* to) {
    to->insert(to->end(), from.begin(), from.end());
  };
  thread->posts.clear();
  thread->resolved.clear();
  thread->closed.clear();
  if (conversation.hasTold) {
    const Told& told = m_told.find(conversation.self)->second;
    add(told.resolved, &thread->resolved);
    add(told.closed, &thread->closed);
  }
  const auto isPart = [&](const Message& m) { return isBefore ? m.isCounted : m.isKnown; };
  for (uint32_t i = conversation.first; i != kNone; i = m_messages[i].next) {
    const Message& m = m_messages[i];
    if (const Said* said = m_messages.said(i)) {
      add(said->resolved, &thread->resolved);
      add(said->closed, &thread->closed);
    }
    if (!isPart(m)) continue;
    m.mark = static_cast<uint32_t>(thread->posts.size());
    thread->posts.push_back(postOf(m, i));
    thread->posts.back().source = m_messages.source(m);
    thread->posts.back().eventId = m_messages.eventId(m);
  }
  std::sort(thread->resolved.begin(), thread->resolved.end());
  std::sort(thread->closed.begin(), thread->closed.end());
  for (uint32_t i = conversation.first; i != kNone; i = m_messages[i].next) {
    const Message& m = m_messages[i];
    if (isPart(m) && m_messages.hasKnownParent(m)) {  // then that is part of it, too
      thread->posts[m.mark].parent = &thread->posts[m_messages[m.parent].mark];
    }
  }
}

std::optional<Opening> Threads::contributionOf(const Conversation& conversation, bool isBefore,
                                               const ThreadRules& rules, Time tick, Contribution* out) {
  gather(conversation, isBefore, &m_thread);
  out->clear();
  const std::optional<Opening> opening = watchfloor::contributionOf(m_thread, rules, tick, out);
  out->settle();
  return opening;
}

// Before anything happens to it but that a new message comes: lays aside what it counted for at the last
// tick.
void Threads::open(Conversation* conversation) {
  if (conversation->isOpen) return;
  contributionOf(*conversation, true, m_settledRules, m_settled, &m_laidAside[conversation->self]);
  conversation->isOpen = true;
  conversation->isInPlace = false;
}

// Puts in (sign 1) or takes out (-1) what a message counts for by itself.
void Threads::count(uint32_t message, int sign, Changes* changes) const {
  const Message& m = m_messages[message];
  const Said* said = m_messages.said(message);
  CellId cell = m.toldCell;
  Field label = m.hasLabel ? fieldOf(m.toldLabel) : Field::kUnclassified;
  if (said && said->brand) cell.brand = said->brand->value;
  if (said && said->label) label = fieldOf(said->label->value);
  const auto add = [&](CellId where, Field field, int64_t value = 1) {
    changes->entries.push_back({{m.at, where, field, value}, sign});
  };
  if (!m.isInbound) return add(cell, Field::kMessagesOutbound);
  add(cell, label);
  if (!m.isPublic) return add(cell, Field::kPrivate);
  if (!said || said->alsoBrands.empty()) return;
  for (const Interner::Id brand : otherBrandsOf(message)) add({brand, cell.channel}, Field::kAlsoMentions);
  countTogether(message, sign, changes);
}

// That it mentions beside its own, each once.
std::vector<Interner::Id> Threads::otherBrandsOf(uint32_t message) const {
  const Said& said = *m_messages.said(message);
  std::vector<Interner::Id> others = said.alsoBrands;
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  std::erase(others, said.brand ? said.brand->value : m_messages[message].toldCell.brand);
  return others;
}

// In roll-ups over brands a message is one mention, as often as it counts in those that they are made of.
void Threads::countTogether(uint32_t message, int sign, Changes* changes) const {
  const Message& m = m_messages[message];
  const Said* said = m_messages.said(message);
  if (!m.isInbound || !m.isPublic || !said || said->alsoBrands.empty()) return;
  const auto isServed = [this](Interner::Id brand) { return !m_watchedOnly->contains(brand); };
  const std::vector<Interner::Id> others = otherBrandsOf(message);
  const int64_t served = isServed(said->brand ? said->brand->value : m.toldCell.brand) +
                         std::count_if(others.begin(), others.end(), isServed);
  if (served < 2) return;
  const CellId together{Interner::kAllId, m.toldCell.channel};
  changes->entries.push_back({{m.at, together, Field::kAlsoMentions, 1 - served}, sign});
}

void Threads::countTogether(int sign, Changes* changes) {
  m_schedule.forEach([&](const Conversation* conversation) {
    for (uint32_t i = conversation->first; i != kNone; i = m_messages[i].next) {
      if (m_messages[i].isCounted) countTogether(i, sign, changes);
    }
  });
}

void Threads::countAuthor(uint32_t message, int sign, Changes* changes) const {
  const Message& m = m_messages[message];
  if (m.isInbound) changes->change(AuthorSeen{m.toldCell, m.author, m.at}, sign);
}

void Threads::countFresh(uint32_t message, Changes* changes) {
  count(message, 1, changes);
  countAuthor(message, 1, changes);
  m_messages[message].isCounted = true;
}

// Nothing happened but that messages came after all others, or that its time has come. O(these). False when
// there is more to it; then nothing was done.
bool Threads::settleInPlace(Conversation* conversation, Time tick, Changes* changes) {
  if (!conversation->isInPlace || conversation->latest > tick || m_rules != m_settledRules) return false;
  m_before.clear();
  m_now.clear();
  Opening opening = conversation->opening;
  opening.countAt(m_settled, m_rules, {}, &m_before);
  for (uint32_t i = conversation->fresh; i != kNone; i = m_messages[i].next) {
    const Post post = postOf(m_messages[i], i);
    if (post.isInbound && opening.isSilentUntil(post.at, m_rules)) return false;
    opening.add(post, &m_now);
  }
  opening.countAt(tick, m_rules, {}, &m_now);
  m_before.settle();
  m_now.settle();
  changes->replace(m_before, m_now);
  for (uint32_t i = conversation->fresh; i != kNone; i = m_messages[i].next) countFresh(i, changes);
  conversation->fresh = kNone;
  conversation->opening = opening;
  m_schedule.dueAt(conversation, m_now.nextChange);
  return true;
}

// Returns how much it holds: messages, and what was said about it.
size_t Threads::settleAnew(Conversation* conversation, Time tick, Changes* changes) {
  if (conversation->isOpen) {
    const auto laidAside = m_laidAside.find(conversation->self);
    m_before = std::move(laidAside->second);
    m_laidAside.erase(laidAside);
  } else {
    contributionOf(*conversation, true, m_settledRules, m_settled, &m_before);
  }
  const std::optional<Opening> opening = contributionOf(*conversation, false, m_rules, tick, &m_now);
  changes->replace(m_before, m_now);
  m_schedule.dueAt(conversation, m_now.nextChange);
  conversation->isOpen = false;
  conversation->isInPlace = opening.has_value();
  conversation->opening = opening.value_or(Opening{});
  conversation->fresh = kNone;
  conversation->latest = kDistantPast;
  for (uint32_t i = conversation->first; i != kNone; i = m_messages[i].next) {
    if (!m_messages[i].isKnown) continue;
    conversation->latest = std::max(conversation->latest, m_messages[i].at);
    if (!m_messages[i].isCounted) countFresh(i, changes);
  }
  return conversation->size + m_thread.resolved.size() + m_thread.closed.size();
}

// Has the memory of those that are settled soon fetched.
void Threads::readAhead(const std::vector<Conversation*>& taken, size_t i) const {
  constexpr size_t kFar = 8, kNear = 4;
  if (i + kFar < taken.size()) fetchAll(*taken[i + kFar]);
  if (i + kNear < taken.size()) {
    if (const uint32_t fresh = taken[i + kNear]->fresh; fresh != kNone)
      __builtin_prefetch(&m_messages[fresh]);
  }
}

int64_t Threads::settle(Time tick, Changes* changes) {
  changes->append(m_changes);
  m_changes.clear();
  if (m_rules != m_settledRules) m_schedule.forEach([this](Conversation* c) { m_schedule.markDirty(c); });
  int64_t forgotten = 0;
  const std::vector<Conversation*> taken = m_schedule.take(tick);
  for (size_t i = 0; i < taken.size(); ++i) {
    readAhead(taken, i);
    Conversation* const conversation = taken[i];
    const bool isInPlace = settleInPlace(conversation, tick, changes);
    const size_t held = isInPlace ? conversation->size : settleAnew(conversation, tick, changes);
    if (conversation->size == 0 && !conversation->hasTold) {
      remove(conversation);
    } else if (m_clock == ClockKind::kWall &&
               static_cast<int64_t>(held) > m_config.limits.messagesPerConversation) {
      forgotten += conversation->size;
      forget(conversation, tick, changes);
    }
  }
  m_settled = tick;
  m_settledRules = m_rules;
  return m_clock == ClockKind::kWall ? forgotten + forgetIdle(tick, changes) : 0;
}

int64_t Threads::forgetIdle(Time tick, Changes* changes) {
  int64_t forgotten = 0;
  while (Conversation* idle = m_schedule.longestIdle()) {
    const size_t held = std::max(m_messages.size(), m_conversations.size());
    const bool isTooMany = static_cast<int64_t>(held) > m_config.limits.messages;
    if (!isTooMany && tick - m_config.limits.idleConversation <= m_schedule.idleSince(*idle)) break;
    const int64_t size = std::max<int64_t>(idle->size, 1);
    const bool isWaiting = forget(idle, tick, changes);
    if (isTooMany || isWaiting) forgotten += size;
  }
  return forgotten;
}

void Threads::remove(Conversation* conversation) {
  m_schedule.remove(conversation);
  if (conversation->hasId) m_ids.erase(conversation->id);
  if (conversation->hasTold) m_told.erase(conversation->self);
  m_conversations.remove(conversation->self);
}

// What it counted stays; nobody waits in it any more. Whether somebody did. REQUIRES: settled at `tick`.
bool Threads::forget(Conversation* conversation, Time tick, Changes* changes) {
  contributionOf(*conversation, true, m_rules, tick, &m_before);
  m_now.clear();
  m_now.entries = m_before.entries;
  changes->replace(m_before, m_now);
  for (uint32_t i = conversation->first; i != kNone;) {
    const uint32_t message = i;
    i = m_messages[i].next;
    m_messages.remove(message);
  }
  remove(conversation);
  return !m_before.standings.empty();
}

}  // namespace watchfloor
