#include "engine/partition.h"

#include <algorithm>

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

void Candidate::hash() {
  id = idOf({event->source, event->eventId});
  if (const auto* contact = std::get_if<ContactView>(&event->body)) {
    owner = Contacts::contactOf(*contact, cell);
  } else if (const auto* agent = std::get_if<AgentView>(&event->body)) {
    owner = idOf({agent->agentId});
  }
}

Partition::Partition(const EngineConfig& config, ClockKind clock)
    : m_idleAgent(config.limits.idleContact),
      m_dedup(shareOf(config).limits.eventIds, clock),
      m_contacts(shareOf(config), clock),
      m_agents(shareOf(config).limits, clock) {}

void Partition::dropDuplicates(std::vector<Candidate>* candidates, const std::vector<uint32_t>& places) {
  m_seen.clear();
  for (const uint32_t i : places) m_seen.push_back({(*candidates)[i].id, (*candidates)[i].event->time});
  m_isNew.resize(m_seen.size());
  m_dedup.insert(m_seen, std::span(m_isNew.data(), m_isNew.size()));
  for (size_t k = 0; k < places.size(); ++k) (*candidates)[places[k]].isNew = m_isNew[k];
}

void Partition::accept(const std::vector<Candidate>& candidates, const std::vector<uint32_t>& places,
                       Time tick) {
  for (const uint32_t i : places) {
    const Candidate& c = candidates[i];
    if (const auto* contact = std::get_if<ContactView>(&c.event->body)) {
      m_contacts.accept(c.owner, *c.event, *contact, c.cell, tick);
    } else if (const auto* agent = std::get_if<AgentView>(&c.event->body)) {
      m_forgotten += m_agents.accept(*c.event, *agent, c.cell);
    }
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

}  // namespace watchfloor
