#include "threads/message_table.h"

#include "model/archive.h"
#include "model/fetch.h"
#include "model/in_steps.h"

namespace watchfloor {

static_assert(kLongestId <= TextPool::kLongest);
namespace {

constexpr int kLabels = static_cast<int>(Label::kPositive) + 1;

uint16_t packed(const Message& m) {
  int flags = static_cast<int>(m.toldLabel);
  for (const bool flag :
       {m.isKnown, m.isInbound, m.isPublic, m.isAnswer, m.isReply, m.isCounted, m.hasSaid, m.hasLabel}) {
    flags = flags << 1 | flag;
  }
  return static_cast<uint16_t>(flags);
}

void unpack(uint16_t flags, Message* m) {
  const auto flag = [&] { return (std::exchange(flags, static_cast<uint16_t>(flags >> 1)) & 1) != 0; };
  m->hasLabel = flag();
  m->hasSaid = flag();
  m->isCounted = flag();
  m->isReply = flag();
  m->isAnswer = flag();
  m->isPublic = flag();
  m->isInbound = flag();
  m->isKnown = flag();
  m->toldLabel = static_cast<Label>(flags);
}

}  // namespace

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

template <class Archive>
void Said::persist(Archive& archive) {
  const auto persistOrder = [&](EventOrder& order) { archive(order.at, order.source, order.eventId); };
  const auto persistIf = [&](auto& correction, auto persistValue) {
    bool isThere = correction.has_value();
    archive(isThere);
    if (!isThere) return;
    if (!correction) correction.emplace();
    persistOrder(correction->order);
    persistValue(correction->value);
  };
  archive(alsoBrands);
  persistIf(brand, [&](Interner::Id& id) { archive(id); });
  persistIf(label, [&](Label& l) { persistWord(archive, l, kLabels); });
  archive(deletedAt, resolved, closed);
  if constexpr (Archive::kIsReading) {
    for (const Interner::Id also : alsoBrands) archive.require(also < archive.brands);
    archive.require(!brand || brand->value < archive.brands);
  }
}

void MessageTable::fetch(uint32_t message, size_t step) const {
  if (message == kNone) return;
  const Message& m = m_messages[message];
  const auto fetchText = [this](const Message& of) {
    if (of.eventId != TextPool::kNone) m_eventIds.prefetch(of.eventId);
  };
  if (step == 0) return fetchAll(m);
  if (step == 1) fetchText(m);
  if (m.next != kNone) step == 1 ? fetchAll(m_messages[m.next]) : fetchText(m_messages[m.next]);
}

template <class Archive>
uint32_t MessageTable::persist(Archive& archive, uint32_t message) {
  Id id = Archive::kIsReading ? Id{} : m_messages[message].id;
  archive(id);
  if (Archive::kIsReading) {
    bool isNew = false;
    std::tie(message, isNew) = add(id);
    archive.require(isNew);
    if (!archive.ok()) return kNone;
  }
  Message& m = m_messages[message];
  uint16_t flags = packed(m);
  archive(m.at, m.author, m.toldCell, flags);
  unpack(flags, &m);
  archive.require(m.toldLabel <= Label::kPositive);
  bool hasOrder = m.eventId != TextPool::kNone;
  archive(hasOrder);
  if (hasOrder) {
    if constexpr (Archive::kIsReading) {
      std::string source, eventId;
      archive(source, eventId);
      archive.require(eventId.size() <= TextPool::kLongest);
      if (archive.ok()) setOrder(message, m.at, source, eventId);
    } else {
      archive.text(source(m));
      archive.text(eventId(m));
    }
  }
  archive.require(!m.isKnown || hasOrder);
  if (m.hasSaid) archive(say(message));
  return message;
}

template <class Archive>
void MessageTable::persistReplies(Archive& archive, const std::vector<uint32_t>& messages) {
  const auto fetch = [&](size_t i, size_t step) {
    const Message& m = m_messages[messages[i]];
    if (step == 0) return fetchAll(m);
    if (m.firstReply != kNone) fetchAll(m_messages[m.firstReply]);
  };
  inSteps(messages.size(), 2, kIdsApart, fetch, [&](size_t place) {
    const uint32_t parent = messages[place];
    std::vector<uint32_t> replies;
    for (uint32_t r = m_messages[parent].firstReply; r != kNone; r = m_messages[r].nextReply) {
      replies.push_back(m_messages[r].mark);
    }
    archive(replies);
    if (!Archive::kIsReading) return;
    for (size_t i = replies.size(); i-- > 0;) {  // the last to come stands first
      archive.require(replies[i] < messages.size());
      if (!archive.ok()) return;
      archive.require(m_messages[messages[replies[i]]].parent == kNone);
      setParent(messages[replies[i]], parent);
    }
  });
}
template uint32_t MessageTable::persist(ArchiveWriter&, uint32_t);
template uint32_t MessageTable::persist(ArchiveReader&, uint32_t);
template void MessageTable::persistReplies(ArchiveWriter&, const std::vector<uint32_t>&);
template void MessageTable::persistReplies(ArchiveReader&, const std::vector<uint32_t>&);

}  // namespace watchfloor
