#include "sources/simulator/erlang_a_queue.h"

#include <cassert>

namespace watchfloor {

void ErlangAQueue::enlist(size_t agent) {
  const Agent& a = m_agents[agent];
  if (a.isOpen && a.busy < m_slots) m_free.emplace(a.busy, a.since, agent);
}

void ErlangAQueue::unlist(size_t agent) {
  m_free.erase({m_agents[agent].busy, m_agents[agent].since, agent});
}

void ErlangAQueue::arrive(Time now, const Customer& customer, std::vector<Step>& out) {
  const uint64_t ticket = m_tickets++;
  m_waiting.emplace(ticket, Waiting{customer, now});
  serve(now, out);
  if (customer.patience && m_waiting.contains(ticket)) {
    m_agenda.add(now + *customer.patience, {Step::Kind::kAbandoned, customer.number, ticket});
  }
}

void ErlangAQueue::open(Time now, size_t agent, std::vector<Step>& out) {
  if (agent >= m_agents.size()) m_agents.resize(agent + 1);
  if (m_agents[agent].isOpen) return;
  m_agents[agent].isOpen = true;
  m_agents[agent].since = now;
  enlist(agent);
  serve(now, out);
}

void ErlangAQueue::close(size_t agent) {
  if (agent >= m_agents.size()) return;
  unlist(agent);
  m_agents[agent].isOpen = false;
}

void ErlangAQueue::serve(Time now, std::vector<Step>& out) {
  while (!m_waiting.empty() && !m_free.empty()) {
    const Waiting next = m_waiting.begin()->second;
    m_waiting.erase(m_waiting.begin());
    const size_t agent = std::get<2>(*m_free.begin());
    unlist(agent);
    ++m_agents[agent].busy;
    ++m_agents[agent].talking;
    enlist(agent);
    out.push_back({now, Step::Kind::kAnswered, next.customer.number, agent, now - next.since});
    m_agenda.add(now + next.customer.talk,
                 {Step::Kind::kEnded, next.customer.number, 0, agent, next.customer.afterWork});
  }
}

void ErlangAQueue::wrapUp(Time now, int64_t customer, size_t agent, std::vector<Step>& out) {
  unlist(agent);
  --m_agents[agent].busy;
  m_agents[agent].since = now;
  enlist(agent);
  out.push_back({now, Step::Kind::kWrappedUp, customer, agent});
  serve(now, out);
}

void ErlangAQueue::step(std::vector<Step>& out) {
  const Time now = m_agenda.nextTime();
  const Timer timer = m_agenda.take();
  switch (timer.kind) {
    case Step::Kind::kAnswered:
      assert(false);  // never on the agenda
      break;
    case Step::Kind::kAbandoned:
      if (const auto found = m_waiting.find(timer.ticket); found != m_waiting.end()) {
        out.push_back({now, timer.kind, timer.customer, 0, now - found->second.since});
        m_waiting.erase(found);
      }
      break;
    case Step::Kind::kEnded:
      --m_agents[timer.agent].talking;
      out.push_back({now, timer.kind, timer.customer, timer.agent});
      if (timer.afterWork > Duration::zero()) {
        m_agenda.add(now + timer.afterWork, {Step::Kind::kWrappedUp, timer.customer, 0, timer.agent});
      } else {
        wrapUp(now, timer.customer, timer.agent, out);
      }
      break;
    case Step::Kind::kWrappedUp:
      wrapUp(now, timer.customer, timer.agent, out);
      break;
  }
}

}  // namespace watchfloor
