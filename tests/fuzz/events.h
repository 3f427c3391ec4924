// What holds for every event that any reader gives, whatever it was made from.
#pragma once

#include <watchfloor/v1/event.pb.h>

#include <string>

#include "model/event.h"
#include "require.h"
#include "wire/event_wire.h"

namespace watchfloor::fuzz {

// Equal events, equal bytes.
inline std::string bytesOf(const Event& event) {
  v1::Event proto;
  wire::toProto(event, &proto);
  return proto.SerializeAsString();
}

// It is valid, and comes through the wire and through JSON unchanged.
inline void checkEvent(const Event& event) {
  require(validate(event).ok(), "an event that was read is valid");
  const std::string bytes = bytesOf(event);
  v1::Event proto;
  require(proto.ParseFromString(bytes), "an event that was read can be sent");
  const absl::StatusOr<Event> received = wire::fromProto(std::move(proto));
  require(received.ok(), "an event that was sent is accepted");
  require(bytesOf(*received) == bytes, "an event is the same after the wire");
  const absl::StatusOr<Event> again = wire::fromJson(wire::toJson(event));
  require(again.ok(), "an event can be read from its JSON");
  require(bytesOf(*again) == bytes, "an event is the same after JSON");
}

}  // namespace watchfloor::fuzz
