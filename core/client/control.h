// Walls that can be told what to show: the wall's own end, and whoever tells it.
#pragma once

#include <absl/status/statusor.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/wall_state.h"

namespace watchfloor {

// Connects a wall to its engine, on threads of its own, again and again.
//
//   WallControl control({.target = "127.0.0.1:7411", .onCommand = [&](const WallCommand& c) { … }});
//   control.tell(state);   // how the wall is; nothing is connected before
//
// Any thread. An engine of an older version knows nothing of it, and is asked every few seconds.
class WallControl {
 public:
  struct Options {
    std::string target;                                           // host:port, or unix:path
    std::function<void(const WallCommand&)> onCommand = nullptr;  // on a thread of its own; it must be quick
  };

  explicit WallControl(Options options);
  ~WallControl();  // nothing is called after it
  WallControl(const WallControl&) = delete;
  WallControl& operator=(const WallControl&) = delete;

  // REQUIRES: a name.
  void tell(WallState state);

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

// Both block their caller; any thread. Errors: Unavailable, in words for the operator, when no engine comes
// up and answers within the patience; refusals as the engine says them.
absl::StatusOr<std::vector<WallState>> listWalls(const std::string& target,
                                                 std::chrono::milliseconds patience);
// The names of the walls that were told; no names: all walls.
absl::StatusOr<std::vector<std::string>> commandWalls(const std::string& target,
                                                      const std::vector<std::string>& names,
                                                      const WallCommand& command,
                                                      std::chrono::milliseconds patience);

}  // namespace watchfloor
