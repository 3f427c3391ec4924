#include "engine/partition.h"

#include <algorithm>

#include "model/archive.h"

namespace watchfloor {
namespace {

constexpr Duration kAgentMemory = hours(26);

// A partition's part of what may be remembered.
EngineConfig shareOf(EngineConfig config) {
  constexpr auto kParts = static_cast<int64_t>(kPartitions);
  for (int64_t* limit : {&config.limits.eventIds, &config.limits.contacts, &config.limits.agents}) {
    *limit = (*limit + kParts - 1) / kParts;
  }
  return config;
}

}  // namespace

void Candidate::hashSubject() {
  if (const auto* contact = std::get_if<ContactView>(&event->body)) {
    subject = Contacts::contactOf(*contact, cell);
  } else if (const auto* agent = std::get_if<AgentView>(&event->body)) {
    subject = Id::of(agent->agentId);
  } else if (const auto* told = std::get_if<MessageView>(&event->body)) {
    message = Threads::MessageIds::of(*told);
  }
}

Partition::Partition(const EngineConfig& config, ClockKind clock, const WatchedOnly* watchedOnly)
    : m_idleAgent(config.limits.idleContact),
      m_dedup(shareOf(config).limits.eventIds, clock),
      m_contacts(shareOf(config), clock),
      m_agents(shareOf(config).limits, clock, watchedOnly) {}

void Partition::accept(const Candidate& c, Time tick) {
  if (const auto* contact = std::get_if<ContactView>(&c.event->body)) {
    m_contacts.accept(c.subject, *c.event, *contact, c.cell, tick);
  } else if (const auto* agent = std::get_if<AgentView>(&c.event->body)) {
    m_forgotten += m_agents.accept(c.subject, *c.event, *agent, c.cell);
  }
}

void Partition::settle(const WindowRanges& ranges, const Names& names) {
  const Time tick = ranges.tick;
  m_changes.clear();
  m_forgotten += m_dedup.advance(tick);
  m_forgotten += m_contacts.settle(tick, names.brands(), names.channels(), &m_changes);
  m_agents.advance(ranges);
  m_agents.forgetBefore(tick - kAgentMemory, tick - m_idleAgent);
}

void Partition::configure(const EngineConfig& config, Time since) {
  m_idleAgent = config.limits.idleContact;
  m_contacts.configure(shareOf(config), since);
}

template <class Archive>
void Partition::persist(Archive& archive) {
  archive(m_forgotten, m_dedup, m_contacts, m_agents);
  if (Archive::kIsReading) m_changes.clear();
}
template void Partition::persist(ArchiveWriter&);
template void Partition::persist(ArchiveReader&);

}  // namespace watchfloor
