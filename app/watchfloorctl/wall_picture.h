// Pictures of a wall, which the wall's program draws, off screen.
#pragma once

#include <absl/status/status.h>

#include <string>
#include <vector>

namespace watchfloor {

// Runs `watchfloor` with these arguments to its end: the one beside this program, otherwise that of the
// system. NotFound when there is none; Unknown when it failed, after what it says itself.
absl::Status drawWall(const std::vector<std::string>& arguments);

}  // namespace watchfloor
