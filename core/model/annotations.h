// What listening says of the events of a request, and what said it. It is kept with the request, so that
// nobody is asked again: a better model never rewrites the past. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/bucket.h"
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

  // Who is to see a message, and why.
  struct Triage {
    uint32_t event = 0;  // its index in the request
    uint32_t by = 0;     // index of the version of the rules
    uint32_t rule = 0;   // index of the name of the rule that decided
    Bucket bucket = Bucket::kCountOnly;
    bool operator==(const Triage&) const = default;
  };

  std::vector<std::string> versions;  // "lexicon-1-3d39fa75-0.05", "support-5f2b9c0a11d34e77"
  std::vector<std::string> rules;     // "refunds", "default"
  std::vector<Sentiment> sentiments;  // by event, ascending
  std::vector<Triage> triages;        // by event, ascending

  bool isEmpty() const { return sentiments.empty() && triages.empty(); }
  size_t bytes() const { return sentiments.size() * sizeof(Sentiment) + triages.size() * sizeof(Triage); }
  bool operator==(const Annotations&) const = default;
};

// Puts the labels into the events. `places`: the index of each in the request, ascending; what is said of
// others is passed over.
void apply(const Annotations& annotations, std::span<const uint32_t> places, std::span<EventView> events);

}  // namespace watchfloor
