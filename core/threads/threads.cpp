#include "threads/threads.h"

#include <xxhash.h>

#include <algorithm>
#include <cassert>
#include <tuple>

#include "model/archive.h"
#include "model/fetch.h"

namespace watchfloor {
namespace {

// The newest by order wins.
template <typename T>
void correct(std::optional<Correction<T>>* slot, const EventOrder& order, T value) {
  if (!*slot || (*slot)->order < order) *slot = Correction<T>{order, value};
}

ThreadRules rulesOf(const EngineConfig& config) { return {config.responseWithin, config.reopenAfter}; }

}  // namespace

Threads::Threads(const EngineConfig& config, ClockKind clock, const WatchedOnly* watchedOnly)
    : m_config(config),
      m_clock(clock),
      m_watchedOnly(watchedOnly),
      m_rules(rulesOf(config)),
      m_settledRules(m_rules) {}
Threads::~Threads() = default;

void Threads::configure(const EngineConfig& config) {
  m_config = config;
  m_rules = rulesOf(config);
}

Threads::Conversation& Threads::newConversation() {
  const uint32_t index = m_conversations.add();
  Conversation& conversation = m_conversations[index];
  conversation.self = index;
  return conversation;
}

Threads::Conversation& Threads::conversationOf(Id id) {
  const auto [it, isNew] = m_ids.try_emplace(id, kNone);
  if (!isNew) return m_conversations[it->second];
  Conversation& conversation = newConversation();
  it->second = conversation.self;
  conversation.hasId = true;
  conversation.id = id;
  return conversation;
}

// One that is only named so far is in a conversation of its own.
uint32_t Threads::messageOf(Id id, Time tick) {
  const auto [message, isNew] = m_messages.add(id);
  if (isNew) {
    Conversation& own = newConversation();
    link(message, &own);
    m_schedule.touch(&own, tick);
  }
  return message;
}

void Threads::link(uint32_t message, Conversation* to) {
  Message& m = m_messages[message];
  m.home = to->self;
  m.previous = to->last;
  m.next = kNone;
  (to->last == kNone ? to->first : m_messages[to->last].next) = message;
  to->last = message;
  ++to->size;
}

void Threads::unlink(uint32_t message) {
  const Message& m = m_messages[message];
  Conversation& from = m_conversations[m.home];
  (m.previous == kNone ? from.first : m_messages[m.previous].next) = m.next;
  (m.next == kNone ? from.last : m_messages[m.next].previous) = m.previous;
  --from.size;
}

void Threads::move(uint32_t message, Conversation* to, Time tick) {
  open(to);
  if (const uint32_t home = m_messages[message].home; home != to->self) {
    Conversation& from = m_conversations[home];
    open(&from);
    unlink(message);
    m_schedule.touch(&from, tick);
    link(message, to);
  }
  m_schedule.touch(to, tick);
}

// It, and all that reply to it.
void Threads::moveWithReplies(uint32_t message, Conversation* to, Time tick) {
  m_moving.assign(1, message);
  for (size_t i = 0; i < m_moving.size(); ++i) {
    for (uint32_t r = m_messages[m_moving[i]].firstReply; r != kNone; r = m_messages[r].nextReply) {
      if (r != message) m_moving.push_back(r);
    }
    move(m_moving[i], to, tick);
  }
}

// Messages that reply to known ones are in one conversation with them; so the way up is at most as long as
// that has messages.
bool Threads::isInCircle(uint32_t message) const {
  uint32_t up = m_messages[message].parent;
  if (up == message) return true;
  if (m_messages[message].firstReply == kNone) return false;
  for (uint32_t left = m_conversations[m_messages[up].home].size; up != message && left > 0; --left) {
    if (!m_messages.hasKnownParent(m_messages[up])) return false;
    up = m_messages[up].parent;
  }
  return up == message;
}

// Where a message that was just told belongs.
Threads::Conversation& Threads::homeOf(uint32_t message, const MessageView& told, const MessageIds& ids,
                                       bool isFirst) {
  const Message& m = m_messages[message];
  const bool hasKnownParent = m_messages.hasKnownParent(m);
  if (hasKnownParent && !isInCircle(message)) return m_conversations[m_messages[m.parent].home];
  if (!hasKnownParent && !told.conversationId.empty()) {
    return conversationOf(m.isReply ? Id::of(told.conversationId) : ids.link);
  }
  if (!hasKnownParent && m.parent != kNone) return m_conversations[m_messages[m.parent].home];
  return isFirst && m.home != kNone ? m_conversations[m.home] : newConversation();
}

// Whether its conversation, which has no id, holds it and all that reply to it. REQUIRES: it was only named
// so far, so that nothing else can be there.
bool Threads::isAllOfItsHome(uint32_t message) const {
  const uint32_t home = m_messages[message].home;
  for (uint32_t r = m_messages[message].firstReply; r != kNone; r = m_messages[r].nextReply) {
    if (m_messages[r].home != home) return false;  // until now it went by the id that its source gave
  }
  return true;
}

Threads::MessageIds Threads::MessageIds::of(const MessageView& message) {
  const std::string_view link = message.parent().empty() ? message.conversationId : message.parent();
  return {Id::of(message.messageId), link.empty() ? Id{} : Id::of(link)};
}

// First where to find it, then the message that it replies to, then their conversation, then what that needs.
void Threads::prefetch(const MessageView& message, const MessageIds& ids, size_t step) const {
  const bool isReply = !message.parent().empty();
  if (step == 0) {
    m_messages.prefetch(ids.message);
    if (isReply) {
      m_messages.prefetch(ids.link);
    } else {
      m_ids.prefetch(ids.link);
    }
    return;
  }
  const Conversation* home = nullptr;
  if (isReply) {
    const uint32_t parent = m_messages.probably(ids.link);
    if (parent == kNone) return;
    if (step == 1) return fetchAll(m_messages[parent]);
    home = &m_conversations[m_messages[parent].home];
  } else {
    const auto it = m_ids.find(ids.link);
    if (it == m_ids.end()) return;
    home = &m_conversations[it->second];
  }
  if (step == 2) return fetchAll(*home);
  if (step == 3) {
    m_schedule.prefetch(*home);
    if (home->last != kNone) fetchAll(m_messages[home->last]);
  }
}

bool Threads::acceptMessage(const EventView& event, const MessageView& told, const MessageIds& ids,
                            CellId cell, const Interner& brands, Time tick) {
  const auto [message, isNew] = m_messages.add(ids.message);
  Message& m = m_messages[message];
  const bool isFirst = !m.isKnown;
  if (!isFirst && m_messages.order(m) <= std::tuple(event.time, event.source, event.eventId)) return false;

  if (!isNew) {  // what it, its conversation, and those that reply to it count for is about to change
    openHome(message);
    for (uint32_t r = m.firstReply; isFirst && r != kNone; r = m_messages[r].nextReply) openHome(r);
  }
  const bool isCounted = m.isCounted;
  if (isCounted) {
    count(message, -1, &m_changes);
    countAuthor(message, -1, &m_changes);
  }
  m_messages.setOrder(message, event.time, event.source, event.eventId);
  m.isKnown = true;
  m.author = XXH3_64bits(told.authorId.data(), told.authorId.size());
  m.toldCell = cell;
  m.isInbound = told.direction == MessageDirection::kInbound;
  m.isPublic = !told.isPrivate;
  m.isAnswer = !m.isInbound && m.isPublic && !told.isAutomatic && !told.isShare();
  m.isReply = !told.parent().empty();
  m.hasLabel = told.sentiment.has_value();
  if (told.sentiment) m.toldLabel = told.sentiment->label;
  if (m.hasSaid || !told.alsoBrands.empty()) {
    std::vector<Interner::Id>& also = m_messages.say(message).alsoBrands;
    also.clear();
    for (const std::string_view brand : told.alsoBrands) also.push_back(*brands.find(brand));
  }
  if (isCounted) {
    count(message, 1, &m_changes);
    countAuthor(message, 1, &m_changes);
  }

  const bool isLeaf = m.firstReply == kNone;
  uint32_t parent = kNone;
  if (m.isReply) {
    parent = ids.link == m.id ? message : messageOf(ids.link, tick);
  }
  m_messages.setParent(message, parent);
  Conversation& home = homeOf(message, told, ids, isFirst);
  if (isNew) {
    link(message, &home);
    if (home.isInPlace && home.latest < m.at) {
      if (home.fresh == kNone) home.fresh = message;
      home.latest = m.at;
    } else {
      home.isInPlace = false;
    }
    m_schedule.touch(&home, tick);
  } else if (isLeaf || (!isFirst && m.home == home.self)) {
    move(message, &home, tick);
  } else if (Conversation& old = m_conversations[m.home];
             isFirst && !old.hasId && !home.hasId && home.size < old.size && isAllOfItsHome(message)) {
    // Those that it now belongs to come over instead: they are fewer.
    while (home.first != kNone) move(home.first, &old, tick);
  } else {
    moveWithReplies(message, &home, tick);
  }
  return isFirst;
}

void Threads::acceptConversation(const EventView& event, const ConversationView& told, Time tick) {
  const bool isResolved = told.state == ConversationState::kResolved;
  Conversation* conversation = nullptr;
  if (!told.conversationId.empty()) {
    conversation = &conversationOf(Id::of(told.conversationId));
    open(conversation);
    conversation->hasTold = true;
    Told& t = m_told[conversation->self];
    (isResolved ? t.resolved : t.closed).push_back(event.time);
  } else {
    const uint32_t message = messageOf(Id::of(told.messageId), tick);
    conversation = &m_conversations[m_messages[message].home];
    open(conversation);
    Said& said = m_messages.say(message);
    (isResolved ? said.resolved : said.closed).push_back(event.time);
  }
  m_schedule.touch(conversation, tick);
}

void Threads::acceptCorrection(const EventView& event, const CorrectionView& told, const Interner& brands,
                               Time tick) {
  const uint32_t message = messageOf(Id::of(told.messageId), tick);
  Conversation& conversation = m_conversations[m_messages[message].home];
  const bool isCounted = m_messages[message].isCounted;
  if (!told.brand.empty()) open(&conversation);
  if (isCounted) count(message, -1, &m_changes);
  Said& said = m_messages.say(message);
  const EventOrder order{event.time, std::string(event.source), std::string(event.eventId)};
  if (!told.brand.empty()) correct(&said.brand, order, *brands.find(told.brand));
  if (told.sentiment) correct(&said.label, order, told.sentiment->label);
  if (isCounted) count(message, 1, &m_changes);
  m_schedule.touch(&conversation, tick);
}

void Threads::acceptDeletion(const EventView& event, const DeletionView& told, Time tick) {
  if (!told.byCustomer) return;
  const uint32_t message = messageOf(Id::of(told.messageId), tick);
  openHome(message);
  std::optional<Time>& deletedAt = m_messages.say(message).deletedAt;
  deletedAt = deletedAt ? std::min(*deletedAt, event.time) : event.time;
  m_schedule.touch(&m_conversations[m_messages[message].home], tick);
}

// All but who replies to whom. Adds its messages to `messages`, which marks them. False after a fault.
template <class Archive>
bool Threads::persist(Archive& archive, Conversation* conversation, std::vector<uint32_t>* messages) {
  archive(conversation->hasId, conversation->id, conversation->isInPlace, conversation->latest,
          conversation->opening, conversation->hasTold);
  if (conversation->hasTold) {
    Told& told = m_told[conversation->self];
    archive(told.resolved, told.closed);
  }
  uint64_t n = conversation->size;
  archive.size(n, sizeof(Id));
  for (uint32_t next = conversation->first; n > 0 && archive.ok(); --n) {
    const uint32_t message = m_messages.persist(archive, next);
    if (!archive.ok()) return false;
    m_messages[message].mark = static_cast<uint32_t>(messages->size());
    messages->push_back(message);
    if (Archive::kIsReading) {
      link(message, conversation);
    } else {
      next = m_messages[message].next;
    }
  }
  return archive.ok();
}

template <class Archive>
void Threads::persist(Archive& archive) {
  assert(m_laidAside.empty() && m_changes.entries.empty() && m_changes.authors.empty());
  archive(m_rules.responseWithin, m_rules.reopenAfter, m_settled);
  m_settledRules = m_rules;
  std::vector<uint32_t> messages;
  const auto fetch = [&](const Conversation& conversation, size_t step) {
    m_messages.fetch(conversation.first, step);
  };
  m_schedule.persist(archive, MessageTable::kSteps, fetch, [&](Conversation* conversation) {
    if (Archive::kIsReading) conversation = &newConversation();
    if (!persist(archive, conversation, &messages)) return static_cast<Conversation*>(nullptr);
    if (Archive::kIsReading && conversation->hasId) {
      archive.require(m_ids.try_emplace(conversation->id, conversation->self).second);
    }
    return conversation;
  });
  m_messages.persistReplies(archive, messages);
}
template void Threads::persist(ArchiveWriter&);
template void Threads::persist(ArchiveReader&);

}  // namespace watchfloor
