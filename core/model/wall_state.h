// How a wall is, and what it can be told to do. Values.
#pragma once

#include <string>
#include <vector>

namespace watchfloor {

struct WallState {
  std::string name;                 // as its operator calls it
  std::string board;                // that is shown
  std::vector<std::string> boards;  // that it has
  std::string brand, channel, window, theme;
  bool isPinned = false;
  bool rotates = false;   // boards take turns
  bool isReplay = false;  // it shows the past
  int width = 0, height = 0;
  std::string version;  // of the program
  std::string peer;     // from where it is connected; the engine says that
  bool operator==(const WallState&) const = default;
};

struct WallCommand {
  enum class Kind { kShow, kPin, kUnpin, kRotate, kRest, kIdentify };
  Kind kind = Kind::kIdentify;
  std::string board = {};  // kShow
  int seconds = 10;        // kIdentify: 1 to 600
  bool operator==(const WallCommand&) const = default;
};

}  // namespace watchfloor
