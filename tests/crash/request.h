// A batch as a publisher sends it: with the bytes that a store keeps.
#pragma once

#include <watchfloor/v1/service.pb.h>

#include <cstdlib>
#include <string>
#include <utility>

#include "wire/event_wire.h"
#include "wire/record_wire.h"

namespace watchfloor {

inline BatchRecord asPublished(const Batch& batch) {
  v1::PublishRequest request;
  request.set_source(batch.source);
  request.set_unreadable(batch.unreadable);
  for (const Event& event : batch.events) wire::toProto(event, request.add_events());
  absl::StatusOr<BatchRecord> record = wire::batchFromBytes(request.SerializeAsString());
  if (!record.ok()) std::abort();
  return *std::move(record);
}

}  // namespace watchfloor
