// What a wall shows, kept in a file so that it comes back into the same view after a crash or a restart.
//
//   absl::StatusOr<ViewState> view = readViewState("/var/lib/wall/view.toml");
//   absl::Status written = writeViewState("/var/lib/wall/view.toml", *view);
#pragma once

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <map>
#include <optional>
#include <string>

#include "models/choice.h"
#include "models/palette.h"
#include "models/subject.h"

namespace watchfloor {

struct ViewState {
  std::string board;  // that it returns to, if another has taken over
  Choice choice;      // what somebody chose; a board's own is not among it
  // Nobody chose another on the board that is shown: it has its own, if it says so.
  bool isWindowOfBoard = false, isChannelOfBoard = false;
  // None: as the configuration says.
  std::optional<ThemeName> theme = {};
  std::optional<bool> isPinned = {};
  bool isResting = false;                        // its boards do not take turns
  std::map<std::string, Subject> heatMaps = {};  // by tile: what they show in place of what the board says
  bool operator==(const ViewState&) const = default;
};

// NotFound: there is none yet. InvalidArgument names what is wrong and where.
absl::StatusOr<ViewState> readViewState(const std::string& path);
// Beside the old file, then in its place: a crash leaves the old one or the new one.
absl::Status writeViewState(const std::string& path, const ViewState& view);

}  // namespace watchfloor
