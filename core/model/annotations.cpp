#include "model/annotations.h"

#include <cassert>

namespace watchfloor {

void apply(const Annotations& annotations, std::span<const uint32_t> places, std::span<EventView> events) {
  assert(places.size() == events.size());
  size_t i = 0;
  for (const Annotations::Sentiment& said : annotations.sentiments) {
    while (i < places.size() && places[i] < said.event) ++i;
    if (i == places.size()) return;
    if (places[i] != said.event) continue;
    if (auto* message = std::get_if<MessageView>(&events[i].body)) message->sentiment = said.sentiment;
  }
}

}  // namespace watchfloor
