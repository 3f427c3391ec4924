// One queue of one brand, its customers and its agents: tells contacts and agents' states.
//
// Agents come and go by the staffing curve, a quarter of an hour a time; whoever has worked longest goes
// first, after the contact at hand. With breaks, who has worked for about 100 minutes rests for about 15.
// Memory: contacts that wait or talk, running patiences, and the agents that were ever needed at once.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <string>
#include <vector>

#include "sources/simulator/agenda.h"
#include "sources/simulator/day_curve.h"
#include "sources/simulator/erlang_a_queue.h"
#include "sources/simulator/process.h"
#include "sources/simulator/random.h"
#include "sources/simulator/world.h"

namespace watchfloor {

class ContactDesk final : public Process {
 public:
  // Begins empty, with the staff of that time coming to work at `start`. `rate` multiplies customers and
  // staff.
  ContactDesk(std::string brand, const QueuePlan& plan, double rate, LocalClock clock, Time start,
              Random random);

  Time nextTime() const override;
  void step(Outbox& out) override;
  size_t open() const override { return m_contacts.size() + m_agenda.size(); }

 private:
  enum class Duty : uint8_t { kOff, kOn, kLeaving, kBreakDue, kBreak };
  struct Agent {
    std::string id;
    Duty duty = Duty::kOff;
    Time since{};  // on or off duty
  };
  struct Contact {
    std::string id;
    int leg = 1;
    Duration talk{0}, afterWork{0};
  };
  struct Happening {
    enum class Kind : uint8_t { kArrival, kRoster, kBreakDue, kBreakOver };
    Kind kind = Kind::kArrival;
    size_t agent = 0;
    Time dutySince{};  // a break is due only in the duty that it was planned in
  };

  void enqueue(Time now, int64_t number, Outbox& out);
  void callToWork(Time now, size_t agent);
  void rest(Time now, size_t agent, Duty duty);
  void arrangeRoster(Time now);
  void tell(Time now, Outbox& out);
  void tell(const ErlangAQueue::Step& step, Outbox& out);
  void tellContact(Time now, const Contact& contact, ContactEvent event, Outbox& out);
  void tellAgent(Time now, size_t agent, Outbox& out);

  std::string m_brand;
  QueuePlan m_plan;
  double m_rate;
  LocalClock m_clock;
  Arrivals m_arrivals;
  Random m_random;
  ErlangAQueue m_queue;
  std::vector<ErlangAQueue::Step> m_steps;
  std::vector<Agent> m_agents;
  std::vector<size_t> m_changed;                     // agents whose state is to be told
  absl::flat_hash_map<int64_t, Contact> m_contacts;  // never iterated
  Agenda<Happening> m_agenda;
};

}  // namespace watchfloor
