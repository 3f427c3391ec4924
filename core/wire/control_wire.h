// Walls and what they are told, between protobuf and the model. Pure functions; any thread.
#pragma once

#include <absl/status/statusor.h>

#include "model/wall_state.h"

namespace watchfloor::v1 {
class WallCommand;
class WallState;
}  // namespace watchfloor::v1

namespace watchfloor::wire {

void toProto(const WallState& state, v1::WallState* proto);
WallState fromProto(const v1::WallState& proto);

void toProto(const WallCommand& command, v1::WallCommand* proto);
// InvalidArgument names the field.
absl::StatusOr<WallCommand> fromProto(const v1::WallCommand& proto);

}  // namespace watchfloor::wire
