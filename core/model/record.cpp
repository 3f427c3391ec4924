#include "model/record.h"

namespace watchfloor {

BatchRecord::BatchRecord(Batch batch) : source(std::move(batch.source)), unreadable(batch.unreadable) {
  const auto owned = std::make_shared<const std::vector<Event>>(std::move(batch.events));
  events.reserve(owned->size());
  for (const Event& event : *owned) events.push_back(viewOf(event));
  storage = owned;
}

}  // namespace watchfloor
