// Events between protobuf, JSON and the model. Pure functions; any thread.
#pragma once

#include <absl/status/statusor.h>

#include <string>
#include <string_view>

#include "model/event.h"

namespace watchfloor::v1 {
class Event;
}

namespace watchfloor::wire {

// InvalidArgument, naming the field, for an event that is malformed (validate() included).
absl::StatusOr<Event> fromProto(const v1::Event& proto);
// As above, taking the strings out of `proto` instead of copying them.
absl::StatusOr<Event> fromProto(v1::Event&& proto);
void toProto(const Event& event, v1::Event* proto);

// proto3 JSON of watchfloor.v1.Event, field names with underscores. InvalidArgument says what is wrong and
// where.
absl::StatusOr<Event> fromJson(std::string_view json);
std::string toJson(const Event& event);

}  // namespace watchfloor::wire
