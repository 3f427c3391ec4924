// A stream of events as a busy hour of many brands gives it: the same for the same options, on every machine.
//
//   Workload workload({.events = 2'000'000});
//   for (const std::string& bytes : workload.requests()) ...  // serialised watchfloor.v1.PublishRequest
//
// Of a hundred events about 45 are steps of contacts (3 to 4 each; waits and talks lognormal), 50 are
// messages (conversations mostly of 2 to 8, a few of hundreds; authors by Zipf's law), and 5 are agents,
// corrections, engagements, deletions and resolutions. Brands follow Zipf's law; every brand is on every
// channel, with contacts and messages, so that no leaf of the wall is empty. One event in a hundred comes
// twice, one in a hundred up to a minute late. About 170 bytes an event on the wire.
//
// Memory: 48 bytes an event; events are made when they are asked for. Reading is safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/config.h"
#include "model/event.h"
#include "model/record.h"

namespace watchfloor::bench {

struct WorkloadOptions {
  uint64_t seed = 1;
  size_t events = 2'000'000;
  uint32_t brands = 200, channels = 8;             // at most 65,000 and 250
  uint32_t authors = 500'000;                      // to choose from; the rarer ones may not come
  Time start = fromMicros(1'772'445'600'000'000);  // 2026-03-02T10:00:00Z
  Duration span = hours(1);                        // a shorter one is the same hour, faster
  // Parts of the events: contacts' steps, and conversations' messages with what follows on them. The rest:
  // agents.
  double contacts = 0.45, conversations = 0.53;
  uint32_t conversation = 5;  // messages in one, on average; at least 2
};

// A target for every leg, so that every metric has something to say.
EngineConfig benchConfig();

class Workload {
 public:
  explicit Workload(const WorkloadOptions& options);

  size_t size() const { return m_planned.size(); }
  Time start() const { return m_options.start; }
  Time end() const { return m_options.start + m_options.span; }

  // In order of arrival. REQUIRES: i < size()
  Event event(size_t i) const;
  // When it comes. At or after the time of the event.
  Time arrival(size_t i) const { return fromMicros(m_planned[i].arrival); }

  // `count` events from `first` on, or as many as there are.
  Batch batch(size_t first, size_t count) const;
  // The same on the wire, as number `first / count` of the publisher's batches.
  std::string request(size_t first, size_t count) const;
  // All of them, `count` events each.
  std::vector<std::string> requests(size_t count = 256) const;

  // What an event tells; a number stands for each name.
  struct Planned {
    enum class Kind : uint8_t {
      kContact,
      kMessage,
      kResolved,
      kCorrection,
      kDeletion,
      kEngagement,
      kAgent,
    };
    int64_t arrival = 0, time = 0;  // microseconds
    uint32_t id = 0;
    uint32_t thing = 0;    // contact or conversation
    uint32_t message = 0;  // counted from 1
    uint32_t replyTo = 0;  // message; 0: none
    uint32_t person = 0;   // author or agent
    uint16_t brand = 0, alsoBrand = 0;
    uint8_t channel = 0;
    Kind kind = Kind::kContact;
    uint8_t word = 0;   // phase, label or state
    uint8_t flags = 0;  // see workload.cpp
  };

 private:
  WorkloadOptions m_options;
  std::vector<Planned> m_planned;  // by arrival
};

}  // namespace watchfloor::bench
