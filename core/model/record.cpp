#include "model/record.h"

namespace watchfloor {
namespace {

// Texts of other kinds are short.
size_t bytesOf(const Event& event) {
  const auto* message = std::get_if<MessageEvent>(&event.body);
  return sizeof(Event) + (message ? message->text.size() : 0);
}

}  // namespace

BatchRecord::BatchRecord(Batch batch) : source(std::move(batch.source)), unreadable(batch.unreadable) {
  const auto owned = std::make_shared<const std::vector<Event>>(std::move(batch.events));
  events.reserve(owned->size());
  for (const Event& event : *owned) {
    events.push_back(viewOf(event));
    storageBytes += bytesOf(event);
  }
  storage = owned;
}

}  // namespace watchfloor
