// What a wall does that nobody touches, who acts at it, and on which screens it has windows, read from a file
// (resources/wall.toml shows every key).
#pragma once

#include <absl/status/statusor.h>

#include <optional>
#include <string>
#include <vector>

#include "models/choice.h"
#include "models/palette.h"
#include "models/rotation.h"
#include "models/viewing.h"

namespace watchfloor {

// A screen and who reads it.
struct PlaceConfig {
  std::optional<ThemeName> theme = {};
  std::optional<Viewing::Class> viewing = {};
  std::optional<double> diagonal = {}, distance = {};  // inches, metres
};

// One of several windows. What it does not say is as it is for all, or as the command line has it.
struct WindowConfig {
  std::string name;    // for the remote control, and for what is kept of it
  std::string screen;  // a name or a number
  std::optional<std::string> board = {}, brand = {}, channel = {};
  std::optional<Window> window = {};
  PlaceConfig place = {};
  std::optional<Rotation::Plan> rotation = {};  // none: that of the file
};

struct WallConfig {
  Rotation::Plan rotation;
  std::string actor;                                        // who acts on conversations; empty: nobody
  bool isUnmasked = false;                                  // names and texts are asked for
  bool isStill = false;                                     // nothing fades or pulses
  std::optional<std::string> language, night, shiftChange;  // as on the command line
  PlaceConfig place;                                        // of all windows
  std::vector<WindowConfig> windows;  // none: a single one, wherever the desktop puts it
};

// NotFound, or InvalidArgument with file and line of all that is wrong. Whether its boards exist, the shelf
// knows; whether its screens do, the desktop.
absl::StatusOr<WallConfig> readWallConfig(const std::string& path);

}  // namespace watchfloor
