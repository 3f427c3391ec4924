// What a wall does that nobody touches, read from a file (resources/wall.toml shows every key).
#pragma once

#include <absl/status/statusor.h>

#include <string>

#include "models/rotation.h"

namespace watchfloor {

// NotFound, or InvalidArgument with file and line of all that is wrong. Whether its boards exist, the shelf
// knows.
absl::StatusOr<Rotation::Plan> readWallConfig(const std::string& path);

}  // namespace watchfloor
