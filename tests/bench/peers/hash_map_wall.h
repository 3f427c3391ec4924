// The wall as one writes it in an afternoon: events in hash maps by second, and a walk over all seconds of a
// window when it is asked for. Right for what the peers are asked, and for nothing else: no lateness, no
// corrections, no conversations, and nothing is ever forgotten.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "bench/peers/answer.h"
#include "model/event.h"

namespace watchfloor::bench {

class HashMapWall {
 public:
  void add(const EventView& event);
  // The wall just before `end`.
  std::vector<Answer> wall(Time end) const;

 private:
  struct Counts {
    int64_t offered = 0, answered = 0, abandoned = 0, inbound = 0, outbound = 0;
    std::vector<int64_t> waits;
    std::unordered_set<std::string> authors;
    void add(const Counts& other);
  };
  using Seconds = std::unordered_map<int64_t, Counts>;

  // What is known of a contact so far; its events may come in any order.
  struct Wait {
    Time enqueued, answered;
    bool isEnqueued = false, isAnswered = false;
  };

  void addContact(const EventView& event, const ContactView& contact, Seconds& seconds);

  std::unordered_set<std::string> m_ids;
  std::unordered_map<std::string, Wait> m_waits;
  std::unordered_map<std::string, Seconds> m_cells;  // by "brand\tchannel"
};

}  // namespace watchfloor::bench
