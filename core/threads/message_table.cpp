#include "threads/message_table.h"

namespace watchfloor {

static_assert(kLongestId <= TextPool::kLongest);

std::pair<uint32_t, bool> MessageTable::add(Id id) {
  bool isNew = false;
  const auto it = m_ids.lazy_emplace(id, [&](const auto& make) {
    isNew = true;
    const uint32_t message = m_messages.add();
    m_messages[message].id = id;
    make(Entry{static_cast<uint32_t>(id.low), message});
  });
  return {it->message, isNew};
}

void MessageTable::remove(uint32_t message) {
  Message& m = m_messages[message];
  setParent(message, kNone);
  for (uint32_t reply = m.firstReply; reply != kNone;) {
    Message& r = m_messages[reply];
    reply = std::exchange(r.nextReply, kNone);
    r.parent = r.previousReply = kNone;
  }
  if (m.hasSaid) m_said.erase(message);
  clearOrder(m);
  m_ids.erase(m_ids.find(m.id));
  m_messages.remove(message);
}

const Said* MessageTable::said(uint32_t message) const {
  return m_messages[message].hasSaid ? &m_said.find(message)->second : nullptr;
}

Said& MessageTable::say(uint32_t message) {
  m_messages[message].hasSaid = true;
  return m_said[message];
}

void MessageTable::clearOrder(const Message& message) {
  if (message.eventId == TextPool::kNone) return;
  m_eventIds.remove(message.eventId);
  m_sources.release(message.source);
}

void MessageTable::setOrder(uint32_t message, Time at, std::string_view source, std::string_view eventId) {
  Message& m = m_messages[message];
  clearOrder(m);
  m.at = at;
  m.source = m_sources.hold(source);
  m.eventId = m_eventIds.add(eventId);
}

void MessageTable::setParent(uint32_t message, uint32_t parent) {
  Message& m = m_messages[message];
  if (m.parent == parent) return;
  if (m.parent != kNone) {
    (m.previousReply == kNone ? m_messages[m.parent].firstReply : m_messages[m.previousReply].nextReply) =
        m.nextReply;
    if (m.nextReply != kNone) m_messages[m.nextReply].previousReply = m.previousReply;
    m.nextReply = m.previousReply = kNone;
  }
  m.parent = parent;
  if (parent == kNone) return;
  uint32_t& first = m_messages[parent].firstReply;
  m.nextReply = first;
  if (first != kNone) m_messages[first].previousReply = message;
  first = message;
}

}  // namespace watchfloor
