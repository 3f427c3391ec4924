#include "bench/decode.h"

#include <watchfloor/v1/service.pb.h>

#include <utility>

#include "wire/event_wire.h"

namespace watchfloor::bench {

BatchRecord decode(const std::string& bytes) {
  v1::PublishRequest request;
  request.ParseFromString(bytes);
  Batch batch;
  batch.source = std::move(*request.mutable_source());
  batch.events.reserve(static_cast<size_t>(request.events_size()));
  for (v1::Event& event : *request.mutable_events())
    batch.events.push_back(wire::fromProto(std::move(event)).value());
  return batch;
}

}  // namespace watchfloor::bench
