// Topics between protobuf and the model. Pure functions; any thread. What a newer peer may send and this one
// does not know (a kind, a window) is left out of answers; in a question it is InvalidArgument.
#pragma once

#include <absl/status/statusor.h>

#include "model/topic.h"

namespace watchfloor::v1 {
class ListTopicsRequest;
class ListTopicsResponse;
}  // namespace watchfloor::v1

namespace watchfloor::wire {

void toProto(const TopicQuestion& question, v1::ListTopicsRequest* proto);
absl::StatusOr<TopicQuestion> fromProto(const v1::ListTopicsRequest& proto);

void toProto(const TopicAnswer& answer, v1::ListTopicsResponse* proto);
TopicAnswer fromProto(const v1::ListTopicsResponse& proto);

}  // namespace watchfloor::wire
