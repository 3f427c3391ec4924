#include "contact/contacts.h"

#include <algorithm>

namespace watchfloor {
namespace {

bool matches(const std::string& pattern, const std::string& name) {
  return pattern == "*" || pattern == name;
}

}  // namespace

Contacts::Contacts(const EngineConfig& config, ClockKind clock) : m_config(config), m_clock(clock) {
  m_targets.push_back({kDistantPast, config.targets});
}
Contacts::~Contacts() = default;

void Contacts::configure(const EngineConfig& config, Time since) {
  m_config = config;
  if (m_targets.back().rows != config.targets) m_targets.push_back({since, config.targets});
  // Those that no contact can ask for any more.
  while (m_clock == ClockKind::kWall && m_targets.size() > 1 && since != kDistantPast &&
         m_targets[1].since < since - 2 * config.limits.idleContact) {
    m_targets.erase(m_targets.begin());
  }
  m_schedule.forEach([this](Group* group) { m_schedule.markDirty(group); });
}

void Contacts::accept(const EventView& event, const ContactView& contact, std::string_view source,
                      CellId cell, Time tick) {
  const auto [it, isNew] =
      m_groups.try_emplace(Key{cell, std::string(contact.contactId), std::string(contact.legId)});
  Group& group = it->second;
  group.key = &it->first;
  LegEvent added{event.time,   source,       std::string(event.eventId), contact.phase, contact.wait,
                 contact.talk, contact.hold, contact.afterWork};
  group.events.insert(
      std::upper_bound(group.events.begin(), group.events.end(), added,
                       [](const LegEvent& a, const LegEvent& b) { return a.order() < b.order(); }),
      std::move(added));
  m_schedule.touch(&group, tick);
}

const TargetRow& Contacts::targetOf(const Leg& leg, const std::string& brand,
                                    const std::string& channel) const {
  static const TargetRow kNone;
  const Targets* stood = &m_targets.front();
  for (const Targets& targets : m_targets) {
    if (!leg.enqueued || targets.since <= *leg.enqueued) stood = &targets;
  }
  for (const TargetRow& row : stood->rows) {
    if (matches(row.brand, brand) && matches(row.channel, channel)) return row;
  }
  return kNone;
}

Contribution Contacts::contributionOf(const Group& group, Time tick, const std::string& brand,
                                      const std::string& channel) const {
  std::vector<std::vector<const LegEvent*>> legs;
  if (group.key->legId.empty()) {
    legs = splitIntoLegs(group.events);
  } else {
    legs.emplace_back();
    for (const LegEvent& e : group.events) legs.back().push_back(&e);
  }
  Contribution contribution;
  for (const auto& events : legs) {
    const Leg leg = Leg::of(events);
    contribute(leg, group.key->cell, targetOf(leg, brand, channel), m_config.serviceLevel,
               m_config.lostAfterOf(channel), tick, &contribution);
  }
  contribution.settle();
  return contribution;
}

int64_t Contacts::settle(Time tick, const Interner& brands, const Interner& channels, Changes* changes) {
  int64_t forgotten = 0;
  for (Group* group : m_schedule.take(tick)) {
    const CellId cell = group->key->cell;
    Contribution now = contributionOf(*group, tick, brands.name(cell.brand), channels.name(cell.channel));
    changes->replace(group->counted, now);
    m_schedule.dueAt(group, now.nextChange);
    group->counted = std::move(now);
    if (m_clock == ClockKind::kWall &&
        static_cast<int64_t>(group->events.size()) > m_config.limits.eventsPerContact) {
      ++forgotten;
      shorten(group, tick, brands.name(cell.brand), channels.name(cell.channel), changes);
    }
  }
  if (m_clock == ClockKind::kEvent) return 0;
  while (Group* idle = m_schedule.longestIdle()) {
    const bool isTooMany = static_cast<int64_t>(m_groups.size()) > m_config.limits.contacts;
    if (!isTooMany && tick - m_config.limits.idleContact <= m_schedule.idleSince(*idle)) break;
    forgotten += isTooMany;
    forget(idle, changes);
  }
  return forgotten;
}

// Lets its past legs go: they keep what they counted, and the last leg goes on.
void Contacts::shorten(Group* group, Time tick, const std::string& brand, const std::string& channel,
                       Changes* changes) {
  if (!group->key->legId.empty()) return forget(group, changes);
  const std::vector<std::vector<const LegEvent*>> legs = splitIntoLegs(group->events);
  std::vector<LegEvent> last;
  for (const LegEvent* e : legs.back()) last.push_back(*e);
  if (static_cast<int64_t>(last.size()) > m_config.limits.eventsPerContact) return forget(group, changes);
  group->events = std::move(last);
  Contribution now = contributionOf(*group, tick, brand, channel);
  Contribution kept = now;
  kept.entries = group->counted.entries;
  changes->replace(group->counted, kept);
  m_schedule.dueAt(group, now.nextChange);
  group->counted = std::move(now);
}

void Contacts::forget(Group* group, Changes* changes) {
  Contribution rest;
  rest.entries = group->counted.entries;  // what it counted stays; it waits for nothing any more
  changes->replace(group->counted, rest);
  m_schedule.remove(group);
  m_groups.erase(m_groups.find(*group->key));
}

}  // namespace watchfloor
