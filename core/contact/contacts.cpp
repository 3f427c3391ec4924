#include "contact/contacts.h"

#include <cassert>
#include <string_view>

#include "model/archive.h"
#include "model/fetch.h"

namespace watchfloor {
namespace {

constexpr size_t kAhead = 4;  // contacts whose memory is on its way

// Which steps a leg has.
class LegSteps {
 public:
  void add(const Step& step, const Note*) {
    m_steps.push_back(&step);
    m_phases.add(step.phase());
  }
  PhaseSet phases() const { return m_phases; }
  const std::vector<const Step*>& steps() const { return m_steps; }

 private:
  PhaseSet m_phases;
  std::vector<const Step*> m_steps;
};

}  // namespace

Contacts::Contacts(const EngineConfig& config, ClockKind clock)
    : m_limits(config.limits), m_clock(clock), m_rules(config) {}
Contacts::~Contacts() = default;

Id Contacts::contactOf(const ContactView& contact, CellId cell) {
  const Id id = Id::of(contact.contactId, spaceOf({reinterpret_cast<const char*>(&cell), sizeof(cell)}));
  return contact.legId.empty() ? id : Id::of(contact.legId, id.low);
}

void Contacts::configure(const EngineConfig& config, Time since) {
  if (!m_rulesBefore) m_rulesBefore = m_rules;
  m_limits = config.limits;
  const bool isBounded = m_clock == ClockKind::kWall && since != kDistantPast;
  m_rules.configure(config, since, isBounded ? since - 2 * m_limits.idleContact : kDistantPast);
  m_schedule.forEach([this](Group* group) { m_schedule.markDirty(group); });
}

void Contacts::prefetch(const Id& id, size_t step) const {
  if (step == 0) return m_groups.prefetch(id);
  const auto it = m_groups.find(Probable{id});
  if (it == m_groups.end()) return;
  if (step == 1) return fetchAll(**it);
  m_schedule.prefetch(**it);
}

void Contacts::accept(const Id& id, const EventView& event, const ContactView& contact, CellId cell,
                      Time tick) {
  const auto it = m_groups.lazy_emplace(id, [&](const auto& make) { make(std::make_unique<Group>()); });
  Group* const group = it->get();
  group->id = id;
  group->cell = cell;
  group->isOneLeg = !contact.legId.empty();
  group->track.insert(event, contact);
  m_schedule.touch(group, tick);
}

void Contacts::contributionOf(const Group& group, Steps which, LegRules* rules, Time tick, const Names& names,
                              Contribution* out) const {
  out->clear();
  const LegRules::Place& place = rules->of(group.cell, names.brands, names.channels);
  forEachLeg<LegDraft>(group.track, which, group.isOneLeg, [&](const LegDraft& draft) {
    const Leg leg = draft.leg();
    contribute(leg, group.cell, rules->targetOf(leg, place), rules->serviceLevel(), place.lostAfter, tick,
               out);
  });
  out->settle();
}

void Contacts::countedFor(const Group& group, const Names& names, Contribution* out) {
  contributionOf(group, Steps::kSettled, m_rulesBefore ? &*m_rulesBefore : &m_rules, group.settledAt, names,
                 out);
}

void Contacts::settle(Group* group, Time tick, const Names& names, Changes* changes) {
  countedFor(*group, names, &m_before);
  contributionOf(*group, Steps::kEvery, &m_rules, tick, names, &m_now);
  changes->replace(m_before, m_now);
  m_schedule.dueAt(group, m_now.nextChange);
  group->track.settle();
  group->settledAt = tick;
}

int64_t Contacts::settle(Time tick, const Interner& brands, const Interner& channels, Changes* changes) {
  int64_t forgotten = 0;
  const Names names{brands, channels};
  const std::vector<Group*> taken = m_schedule.take(tick);
  for (size_t i = 0; i < taken.size(); ++i) {
    if (i + kAhead < taken.size()) fetchAll(*taken[i + kAhead]);
    Group* const group = taken[i];
    settle(group, tick, names, changes);
    if (m_clock == ClockKind::kWall &&
        static_cast<int64_t>(group->track.steps().size()) > m_limits.eventsPerContact) {
      ++forgotten;
      shorten(group, tick, names, changes);
    }
  }
  m_rulesBefore.reset();
  if (m_clock == ClockKind::kEvent) return 0;
  while (Group* idle = m_schedule.longestIdle()) {
    const bool isTooMany = static_cast<int64_t>(m_groups.size()) > m_limits.contacts;
    if (!isTooMany && tick - m_limits.idleContact <= m_schedule.idleSince(*idle)) break;
    const bool isWaiting = forget(idle, names, changes);
    forgotten += isTooMany || isWaiting;
  }
  return forgotten;
}

// Lets its past legs go: they keep what they counted, and the last leg goes on.
void Contacts::shorten(Group* group, Time tick, const Names& names, Changes* changes) {
  std::vector<const Step*> last;
  forEachLeg<LegSteps>(group->track, Steps::kEvery, group->isOneLeg,
                       [&](const LegSteps& leg) { last = leg.steps(); });
  if (static_cast<int64_t>(last.size()) > m_limits.eventsPerContact) {
    forget(group, names, changes);
    return;
  }
  contributionOf(*group, Steps::kEvery, &m_rules, tick, names, &m_before);
  group->track.keep(last);
  contributionOf(*group, Steps::kEvery, &m_rules, tick, names, &m_now);
  m_now.entries = m_before.entries;
  changes->replace(m_before, m_now);
  m_schedule.dueAt(group, m_now.nextChange);
}

// What it counted stays; it waits for nothing any more. Whether it did.
bool Contacts::forget(Group* group, const Names& names, Changes* changes) {
  contributionOf(*group, Steps::kSettled, &m_rules, group->settledAt, names, &m_before);
  m_now.clear();
  m_now.entries = m_before.entries;
  changes->replace(m_before, m_now);
  m_schedule.remove(group);
  m_groups.erase(m_groups.find(group->id));
  return !m_before.standings.empty();
}

template <class Archive>
void Contacts::persist(Archive& archive) {
  assert(!m_rulesBefore);
  archive(m_rules);
  if (Archive::kIsReading) m_groups.clear();
  m_schedule.persist(
      archive, 0, [](const Group&, size_t) {},
      [&](Group* group) {
        std::unique_ptr<Group> read;
        if (Archive::kIsReading) group = (read = std::make_unique<Group>()).get();
        archive(group->id, group->cell, group->isOneLeg, group->settledAt, group->track);
        if (Archive::kIsReading) archive.require(m_groups.insert(std::move(read)).second);
        return archive.ok() ? group : nullptr;
      });
}
template void Contacts::persist(ArchiveWriter&);
template void Contacts::persist(ArchiveReader&);

}  // namespace watchfloor
