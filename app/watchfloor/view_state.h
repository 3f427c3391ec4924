// What a wall shows, kept in a file so that it comes back into the same view after a crash or a restart.
//
//   absl::StatusOr<ViewState> view = readViewState("/var/lib/wall/view.toml");
//   absl::Status written = writeViewState("/var/lib/wall/view.toml", *view);
#pragma once

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>

#include "models/choice.h"
#include "models/palette.h"

namespace watchfloor {

struct ViewState {
  std::string board;
  Choice choice;
  ThemeName theme = ThemeName::Dark;
  bool isPinned = false;
  bool operator==(const ViewState&) const = default;
};

// NotFound: there is none yet. InvalidArgument names what is wrong and where.
absl::StatusOr<ViewState> readViewState(const std::string& path);
// Beside the old file, then in its place: a crash leaves the old one or the new one.
absl::Status writeViewState(const std::string& path, const ViewState& view);

}  // namespace watchfloor
