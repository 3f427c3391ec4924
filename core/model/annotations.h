// What listening says of the events of a request, and what said it. It is kept with the request, so that
// nobody is asked again: a better model never rewrites the past. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/event.h"

namespace watchfloor {

struct Annotations {
  struct Sentiment {
    uint32_t event = 0;  // its index in the request
    uint32_t by = 0;     // index of the version that gave it
    // Instead of the message's own. None: it is unclassified, whatever its source says.
    std::optional<watchfloor::Sentiment> sentiment;
    bool operator==(const Sentiment&) const = default;
  };

  std::vector<std::string> versions;  // "lexicon-1-3d39fa75-0.05"
  std::vector<Sentiment> sentiments;  // by event, ascending

  bool isEmpty() const { return sentiments.empty(); }
  size_t bytes() const { return sentiments.size() * sizeof(Sentiment); }
  bool operator==(const Annotations&) const = default;
};

// Puts what is said into the events. `places`: the index of each in the request, ascending; what is said of
// others is passed over.
void apply(const Annotations& annotations, std::span<const uint32_t> places, std::span<EventView> events);

}  // namespace watchfloor
