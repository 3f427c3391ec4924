// All contacts: keeps their steps, and says what each counts for, again whenever one changes or its time has
// come. What a contact counted for before is not kept but worked out once more: it follows from the steps
// that count already, the tick they were settled at, and the rules of then.
//
// Cost: an event, accepted and settled, about 800 ns with a million contacts on a busy machine, most of it
// waiting for memory. Memory: about 210 bytes for a contact of four steps, until it has been idle for
// Limits::idleContact, at most Limits::contacts of them; those let go keep what they counted. Contacts can be
// shared among several objects, by contactOf(): what their changes come to adds up. Not thread-safe.
#pragma once

#include <absl/container/flat_hash_set.h>

#include <memory>
#include <optional>
#include <vector>

#include "contact/leg_rules.h"
#include "contact/track.h"
#include "metrics/changes.h"
#include "metrics/schedule.h"
#include "model/config.h"
#include "model/id.h"

namespace watchfloor {

class Contacts {
 public:
  Contacts(const EngineConfig& config, ClockKind clock);
  Contacts(Contacts&&) = default;
  ~Contacts();

  // What its events have in common: its id and the cell, and the leg's id when they name it.
  static Id contactOf(const ContactView& contact, CellId cell);

  // REQUIRES: the event's body is `contact`. `tick`: the last one.
  void accept(const EventView& event, const ContactView& contact, CellId cell, Time tick) {
    accept(contactOf(contact, cell), event, contact, cell, tick);
  }
  // The same, when contactOf() is known.
  void accept(const Id& id, const EventView& event, const ContactView& contact, CellId cell, Time tick);

  // Fetches what accepting an event of this contact will need: each step, from 0 on, some events after the
  // one before.
  static constexpr size_t kFetchSteps = 3;
  void prefetch(const Id& id, size_t step) const;

  // In force from `since` on; its targets hold for legs enqueued from then on.
  void configure(const EngineConfig& config, Time since);

  // Notes in `changes` what counts for something else at `tick`. Names are needed to match targets. Returns
  // how many contacts were let go because of Limits::contacts, or while they still waited.
  int64_t settle(Time tick, const Interner& brands, const Interner& channels, Changes* changes);

  // After a settle.
  template <class Archive>
  void persist(Archive& archive);

  size_t size() const { return m_groups.size(); }

 private:
  // The steps of one (contact, brand, channel), or of one leg when they name it.
  struct Group {
    Id id;
    CellId cell;
    bool isOneLeg = false;
    Scheduled scheduled;
    Time settledAt = kDistantPast;
    Track track;
  };
  struct Probable {  // whoever's hash looks like it, without a look at himself
    const Id& id;
  };
  struct ById {
    using is_transparent = void;
    size_t operator()(const Probable& p) const { return Id::Hash()(p.id); }
    bool operator()(const std::unique_ptr<Group>&, const Probable&) const { return true; }
    size_t operator()(const Id& id) const { return Id::Hash()(id); }
    size_t operator()(const std::unique_ptr<Group>& g) const { return Id::Hash()(g->id); }
    bool operator()(const std::unique_ptr<Group>& a, const std::unique_ptr<Group>& b) const {
      return a->id == b->id;
    }
    bool operator()(const std::unique_ptr<Group>& g, const Id& id) const { return g->id == id; }
  };
  // The names that rules ask for.
  struct Names {
    const Interner& brands;
    const Interner& channels;
  };

  void settle(Group* group, Time tick, const Names& names, Changes* changes);
  void contributionOf(const Group& group, Steps which, LegRules* rules, Time tick, const Names& names,
                      Contribution* out) const;
  void countedFor(const Group& group, const Names& names, Contribution* out);
  bool forget(Group* group, const Names& names, Changes* changes);
  void shorten(Group* group, Time tick, const Names& names, Changes* changes);

  Limits m_limits;
  ClockKind m_clock;
  LegRules m_rules;
  std::optional<LegRules> m_rulesBefore;  // those of what counts already, until the next settle
  absl::flat_hash_set<std::unique_ptr<Group>, ById, ById> m_groups;
  Schedule<Group> m_schedule;
  Contribution m_before, m_now;  // their room is used again
};

}  // namespace watchfloor
