#include "sources/simulator/contact_desk.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

constexpr Duration kRosterStep = minutes(15);

}  // namespace

ContactDesk::ContactDesk(std::string brand, const QueuePlan& plan, double rate, LocalClock clock, Time start,
                         Random random)
    : m_brand(std::move(brand)),
      m_plan(plan),
      m_rate(rate),
      m_clock(clock),
      m_arrivals(plan.perHour * rate, plan.curve, clock),
      m_random(random),
      m_queue(plan.slots) {
  m_agenda.add(start, {Happening::Kind::kRoster});
  m_agenda.add(m_arrivals.after(start, m_random), {Happening::Kind::kArrival});
}

Time ContactDesk::nextTime() const { return std::min(m_agenda.nextTime(), m_queue.nextTime()); }

void ContactDesk::step(Outbox& out) {
  const Time now = nextTime();
  if (m_queue.nextTime() == now) {
    m_queue.step(m_steps);
    tell(now, out);
    return;
  }
  const Happening what = m_agenda.take();
  switch (what.kind) {
    case Happening::Kind::kArrival: {
      const int64_t number = out.nextNumber();
      m_contacts[number].id = out.id("c", number);
      enqueue(now, number, out);
      m_agenda.add(m_arrivals.after(now, m_random), {Happening::Kind::kArrival});
      break;
    }
    case Happening::Kind::kRoster:
      arrangeRoster(now);
      m_agenda.add(now + kRosterStep, {Happening::Kind::kRoster});
      break;
    case Happening::Kind::kBreakDue:
      if (m_agents[what.agent].duty == Duty::kOn && m_agents[what.agent].since == what.dutySince) {
        rest(now, what.agent, Duty::kBreakDue);
      }
      break;
    case Happening::Kind::kBreakOver:
      callToWork(now, what.agent);
      break;
  }
  tell(now, out);
}

void ContactDesk::enqueue(Time now, int64_t number, Outbox& out) {
  Contact& contact = m_contacts[number];
  const Duration handle = m_random.exponential(m_plan.handle);
  contact.afterWork =
      Duration(static_cast<int64_t>(std::round(static_cast<double>(handle.count()) * m_plan.afterWorkShare)));
  contact.talk = handle - contact.afterWork;
  tellContact(now, contact, {.phase = ContactEvent::Phase::kEnqueued}, out);
  m_queue.arrive(now, {number, contact.talk, contact.afterWork, m_random.exponential(m_plan.patience)},
                 m_steps);
}

void ContactDesk::callToWork(Time now, size_t agent) {
  m_agents[agent].duty = Duty::kOn;
  m_agents[agent].since = now;
  m_changed.push_back(agent);
  m_queue.open(now, agent, m_steps);
  if (m_plan.hasBreaks) {
    m_agenda.add(now + m_random.lognormal(minutes(100), 0.25), {Happening::Kind::kBreakDue, agent, now});
  }
}

// Takes no more customers; is off, or on break, once there are none at hand.
void ContactDesk::rest(Time now, size_t agent, Duty duty) {
  m_queue.close(agent);
  m_agents[agent].duty = duty;
  m_changed.push_back(agent);
  if (m_queue.busySlots(agent) > 0) return;
  m_agents[agent].since = now;
  if (duty == Duty::kLeaving) {
    m_agents[agent].duty = Duty::kOff;
  } else {
    m_agents[agent].duty = Duty::kBreak;
    m_agenda.add(now + m_random.lognormal(minutes(15), 0.2), {Happening::Kind::kBreakOver, agent});
  }
}

void ContactDesk::arrangeRoster(Time now) {
  const double wanted = std::round(m_plan.staff.atPeak * m_rate * m_plan.staff.curve.at(m_clock.at(now)));
  const auto target = std::max<ptrdiff_t>(1, static_cast<ptrdiff_t>(wanted));
  const auto longestIn = [this](Duty duty) {
    size_t found = m_agents.size();
    for (size_t i = 0; i < m_agents.size(); ++i) {
      if (m_agents[i].duty == duty && (found == m_agents.size() || m_agents[i].since < m_agents[found].since))
        found = i;
    }
    return found;
  };
  ptrdiff_t present =
      std::count_if(m_agents.begin(), m_agents.end(), [](const Agent& a) { return a.duty == Duty::kOn; });
  for (; present < target; ++present) {
    size_t agent = longestIn(Duty::kOff);
    if (agent == m_agents.size()) {
      m_agents.push_back({.id = absl::StrCat(absl::AsciiStrToLower(m_brand), "-", m_plan.channel, "-",
                                             absl::Dec(agent + 1, absl::kZeroPad3))});
    }
    callToWork(now, agent);
  }
  for (; present > target; --present) rest(now, longestIn(Duty::kOn), Duty::kLeaving);
}

// What the queue did, then each agent whom it concerned, once.
void ContactDesk::tell(Time now, Outbox& out) {
  // Telling a transfer may add steps.
  for (size_t i = 0; i < m_steps.size(); ++i) {
    const ErlangAQueue::Step step = m_steps[i];
    tell(step, out);
  }
  m_steps.clear();
  std::sort(m_changed.begin(), m_changed.end());
  m_changed.erase(std::unique(m_changed.begin(), m_changed.end()), m_changed.end());
  for (size_t agent : m_changed) tellAgent(now, agent, out);
  m_changed.clear();
}

void ContactDesk::tell(const ErlangAQueue::Step& step, Outbox& out) {
  using Kind = ErlangAQueue::Step::Kind;
  using Phase = ContactEvent::Phase;
  Contact& contact = m_contacts[step.customer];
  const std::string agentId = step.kind == Kind::kAbandoned ? "" : m_agents[step.agent].id;
  switch (step.kind) {
    case Kind::kAnswered:
      tellContact(step.time, contact, {.phase = Phase::kAnswered, .wait = step.wait, .agentId = agentId},
                  out);
      break;
    case Kind::kAbandoned: {
      const Phase phase = m_random.chance(m_plan.callbackShare) ? Phase::kFlowedOut : Phase::kAbandoned;
      tellContact(step.time, contact, {.phase = phase, .wait = step.wait}, out);
      m_contacts.erase(step.customer);
      return;
    }
    case Kind::kEnded:
      tellContact(step.time, contact, {.phase = Phase::kEnded, .talk = contact.talk, .agentId = agentId},
                  out);
      break;
    case Kind::kWrappedUp:
      if (contact.afterWork > Duration::zero()) {
        tellContact(step.time, contact,
                    {.phase = Phase::kWrappedUp, .afterWork = contact.afterWork, .agentId = agentId}, out);
      }
      if (m_random.chance(m_plan.transferShare)) {
        ++contact.leg;
        enqueue(step.time, step.customer, out);
      } else {
        m_contacts.erase(step.customer);
      }
      if (const Duty duty = m_agents[step.agent].duty; duty == Duty::kLeaving || duty == Duty::kBreakDue)
        rest(step.time, step.agent, duty);
      break;
  }
  m_changed.push_back(step.agent);
}

void ContactDesk::tellContact(Time now, const Contact& contact, ContactEvent event, Outbox& out) {
  event.contactId = contact.id;
  event.legId = absl::StrCat(contact.id, "-", contact.leg);
  out.send(now, m_plan.source, m_brand, m_plan.channel, std::move(event));
}

void ContactDesk::tellAgent(Time now, size_t agent, Outbox& out) {
  using State = AgentEvent::State;
  AgentEvent event{
      .agentId = m_agents[agent].id, .slotCount = m_plan.slots, .busySlots = m_queue.busySlots(agent)};
  if (event.busySlots > 0) {
    event.state = m_queue.talkingSlots(agent) > 0 ? State::kOnContact : State::kAfterWork;
  } else if (m_agents[agent].duty == Duty::kOn) {
    event.state = State::kAvailable;
  } else {
    event.state = m_agents[agent].duty == Duty::kBreak ? State::kBreak : State::kOffline;
  }
  out.send(now, SourceName::kWorkforce, m_brand, m_plan.channel, std::move(event));
}

}  // namespace watchfloor
