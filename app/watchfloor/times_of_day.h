// Times of day as they are written on the command line and in the configuration.
//
//   shiftChangesIn("06:00,14:00")   // {hours(6), hours(14)}
//   nightIn("22:00-06:00")          // from hours(22) until hours(6)
//   nightIn("none")                 // nothing: it is never night
//
// InvalidArgument tells how they are written. Pure functions.
#pragma once

#include <absl/status/statusor.h>

#include <optional>
#include <string>
#include <vector>

#include "models/panel_care.h"

namespace watchfloor {

absl::StatusOr<std::vector<Duration>> shiftChangesIn(const std::string& text);
absl::StatusOr<std::optional<PanelCare::Night>> nightIn(const std::string& text);

}  // namespace watchfloor
