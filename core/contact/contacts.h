// All contacts: keeps their events, and says what each counts for, again whenever one changes or
// its time has come. Memory: about 200 bytes and 100 an event for each contact, until it has been idle for
// Limits::idleContact, at most Limits::contacts of them; those let go keep what they counted. Not
// thread-safe.
#pragma once

#include <absl/container/node_hash_map.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "contact/leg.h"
#include "metrics/changes.h"
#include "metrics/schedule.h"
#include "model/config.h"

namespace watchfloor {

class Contacts {
 public:
  Contacts(const EngineConfig& config, ClockKind clock);
  ~Contacts();

  // REQUIRES: the event's body is `contact`. `source` outlives this. `tick`: the last one.
  void accept(const EventView& event, const ContactView& contact, std::string_view source, CellId cell,
              Time tick);

  // In force from `since` on; its targets hold for legs enqueued from then on.
  void configure(const EngineConfig& config, Time since);

  // Notes in `changes` what counts for something else at `tick`. Names are needed to match targets. Returns
  // how many contacts were let go because of Limits::contacts.
  int64_t settle(Time tick, const Interner& brands, const Interner& channels, Changes* changes);

  size_t size() const { return m_schedule.size(); }

 private:
  struct Key {
    CellId cell;
    std::string contactId, legId;
    bool operator==(const Key&) const = default;
    template <typename H>
    friend H AbslHashValue(H h, const Key& k) {
      return H::combine(std::move(h), k.cell, k.contactId, k.legId);
    }
  };
  // The events of one (contact, brand, channel), or of one leg when they name it.
  struct Group {
    const Key* key = nullptr;
    std::vector<LegEvent> events;  // by order()
    Contribution counted;
    Scheduled scheduled;
  };
  struct Targets {
    Time since;
    std::vector<TargetRow> rows;
  };

  const TargetRow& targetOf(const Leg& leg, const std::string& brand, const std::string& channel) const;
  Contribution contributionOf(const Group& group, Time tick, const std::string& brand,
                              const std::string& channel) const;
  void forget(Group* group, Changes* changes);
  void shorten(Group* group, Time tick, const std::string& brand, const std::string& channel,
               Changes* changes);

  EngineConfig m_config;
  ClockKind m_clock;
  std::vector<Targets> m_targets;            // by since
  absl::node_hash_map<Key, Group> m_groups;  // never moves them
  Schedule<Group> m_schedule;
};

}  // namespace watchfloor
