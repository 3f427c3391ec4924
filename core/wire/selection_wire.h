// What a wall asks for, between protobuf and the model. Pure functions; any thread.
#pragma once

#include <absl/status/statusor.h>

#include "model/past.h"
#include "model/selection.h"

namespace watchfloor::v1 {
class SubscribeRequest;
}

namespace watchfloor::wire {

// Lists come out sorted and without repeats, so that equal wishes are equal selections. InvalidArgument names
// the field that is out of range: "max_rate_hz: …", "windows[2]: …".
absl::StatusOr<Selection> fromProto(const v1::SubscribeRequest& request);
v1::SubscribeRequest toProto(const Selection& selection);

// From where the past is to be played; none: live. InvalidArgument names the field that is out of range.
absl::StatusOr<std::optional<PastWish>> pastOf(const v1::SubscribeRequest& request);
void setPast(const PastWish& wish, v1::SubscribeRequest* request);

}  // namespace watchfloor::wire
