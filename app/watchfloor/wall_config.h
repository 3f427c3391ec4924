// What a wall does that nobody touches, and who acts at it, read from a file (resources/wall.toml shows every
// key).
#pragma once

#include <absl/status/statusor.h>

#include <string>

#include "models/rotation.h"

namespace watchfloor {

struct WallConfig {
  Rotation::Plan rotation;
  std::string actor;  // who acts on conversations; empty: nobody
};

// NotFound, or InvalidArgument with file and line of all that is wrong. Whether its boards exist, the shelf
// knows.
absl::StatusOr<WallConfig> readWallConfig(const std::string& path);

}  // namespace watchfloor
