// One of the fixed number of partitions of all that is independent: ids of events by their hash, contacts by
// theirs, agents by theirs. Each has memory of its own, so that partitions work at the same time, and what
// comes of it never depends on the number of threads. A bound that is shared out holds for each partition's
// part of it.
//
// Not thread-safe; different partitions on different threads.
#pragma once

#include <cstdint>
#include <vector>

#include "contact/agents.h"
#include "contact/contacts.h"
#include "engine/dedup.h"
#include "engine/names.h"
#include "engine/source_table.h"
#include "metrics/changes.h"
#include "threads/threads.h"

namespace watchfloor {

inline constexpr size_t kPartitions = 64;

// What an event that passed the first checks is about.
struct Candidate {
  const EventView* event = nullptr;
  SourceTable::Entry* source = nullptr;
  CellId cell;
  Id id{};       // of the event
  Id subject{};  // of the contact or agent
  Threads::MessageIds message{};
  bool isNew = true;

  void hashEvent() { id = Id::of(event->eventId, source->second.eventIds); }
  void hashSubject();
  bool isOfPartition() const {
    return std::holds_alternative<ContactView>(event->body) || std::holds_alternative<AgentView>(event->body);
  }
};

class Partition {
 public:
  Partition(const EngineConfig& config, ClockKind clock, const WatchedOnly* watchedOnly);

  static size_t ofEvent(const Candidate& c) { return c.id.low % kPartitions; }
  static size_t ofSubject(const Candidate& c) { return c.subject.high % kPartitions; }

  // False when the event was seen before. REQUIRES: it is this partition's, as are all below
  bool isNew(const Candidate& c) { return m_dedup.insert({c.id, c.event->time}); }
  void prefetchIsNew(const Candidate& c) const { m_dedup.prefetch(c.id); }

  // Takes an event of a contact or an agent.
  void accept(const Candidate& c, Time tick);
  static constexpr size_t kFetchSteps = Contacts::kFetchSteps;
  void prefetchAccept(const Candidate& c, size_t step) const {
    if (std::holds_alternative<ContactView>(c.event->body)) m_contacts.prefetch(c.subject, step);
  }

  // Comes up to the tick of `ranges`; what changed stands in changes() until the next one.
  void settle(const WindowRanges& ranges, const Names& names);

  void configure(const EngineConfig& config, Time since);

  // After a settle.
  template <class Archive>
  void persist(Archive& archive);

  const Changes& changes() const { return m_changes; }
  const Agents& agents() const { return m_agents; }
  Agents& agents() { return m_agents; }
  std::optional<Time> floor(Time tick) const { return m_dedup.floor(tick); }
  // How much was let go because a bound was reached, ever.
  int64_t forgotten() const { return m_forgotten; }

 private:
  Duration m_idleAgent;
  Dedup m_dedup;
  Contacts m_contacts;
  Agents m_agents;
  Changes m_changes;
  int64_t m_forgotten = 0;
};

}  // namespace watchfloor
