// A queue in front of agents: customers wait in order of arrival, are served by whoever is least busy and has
// been free the longest, and leave when their patience ends. With Poisson arrivals and exponential service
// and patience it is the Erlang-A model, M/M/n+M (Palm 1957; Mandelbaum and Zeltyn 2007); without patience,
// M/M/n.
//
//   ErlangAQueue queue(/*slots=*/1);
//   queue.open(now, 0, steps);                                        // agent 0 begins to work
//   queue.arrive(now, {.number = 7, .talk = minutes(3)}, steps);      // steps: 7 is answered by 0
//   queue.step(steps);                                                // what happens at nextTime(): 7 ends
//
// Time must not go back between calls. Cost O(log n) of who is there; memory for who is there, for each
// running patience, and for each agent ever opened. Not thread safe.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "model/time.h"
#include "sources/simulator/agenda.h"

namespace watchfloor {

class ErlangAQueue {
 public:
  struct Customer {
    int64_t number = 0;  // the caller's own
    Duration talk{0}, afterWork{0};
    std::optional<Duration> patience;  // none: waits for ever
  };

  // Something that happened to a customer.
  struct Step {
    enum class Kind : uint8_t {
      kAnswered,
      kAbandoned,
      kEnded,
      kWrappedUp
    };  // a slot is free again at kWrappedUp

    Time time{};
    Kind kind = Kind::kAnswered;
    int64_t customer = 0;
    size_t agent = 0;  // but for kAbandoned
    Duration wait{0};  // of kAnswered and kAbandoned
  };

  // How many customers an agent serves at once.
  explicit ErlangAQueue(int slots) : m_slots(slots) {}

  void arrive(Time now, const Customer& customer, std::vector<Step>& out);

  // An agent takes customers, or takes no more and finishes those at hand. Agents are numbered from 0.
  void open(Time now, size_t agent, std::vector<Step>& out);
  void close(size_t agent);

  // When something may happen by itself; kDistantFuture when nothing will.
  Time nextTime() const { return m_agenda.nextTime(); }

  // Lets it happen; adds nothing to `out` when the patience that ends is of somebody who was answered.
  void step(std::vector<Step>& out);

  int busySlots(size_t agent) const { return agent < m_agents.size() ? m_agents[agent].busy : 0; }
  int talkingSlots(size_t agent) const { return agent < m_agents.size() ? m_agents[agent].talking : 0; }
  size_t waiting() const { return m_waiting.size(); }

 private:
  struct Agent {
    bool isOpen = false;
    int busy = 0, talking = 0;
    Time since{};  // a slot got free
  };
  struct Waiting {
    Customer customer;
    Time since{};
  };
  struct Timer {
    Step::Kind kind = Step::Kind::kAbandoned;
    int64_t customer = 0;
    uint64_t ticket = 0;  // of kAbandoned
    size_t agent = 0;
    Duration afterWork{0};  // of kEnded
  };

  void enlist(size_t agent);
  void unlist(size_t agent);
  void serve(Time now, std::vector<Step>& out);
  void wrapUp(Time now, int64_t customer, size_t agent, std::vector<Step>& out);

  int m_slots;
  std::vector<Agent> m_agents;
  std::set<std::tuple<int, Time, size_t>> m_free;  // busy slots, since, agent: of those who can take one more
  std::map<uint64_t, Waiting> m_waiting;           // by ticket: in order of arrival
  uint64_t m_tickets = 0;
  Agenda<Timer> m_agenda;
};

}  // namespace watchfloor
