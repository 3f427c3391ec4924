// What a wall showed last, kept in a file: so that it begins with it, marked as what it is, while it
// connects. Any thread.
#pragma once

#include <absl/status/statusor.h>

#include <string>

#include "client/wall_client.h"

namespace watchfloor {

// Beside the old file, then in its place: a crash leaves the old one or the new one. `target`: of whose
// engine it is. REQUIRES: a frame.
absl::Status writeKeptView(const std::string& path, const std::string& target, const WallView& view);

// NotFound: there is none, or of another engine. DataLoss: it is damaged, or of another version.
absl::StatusOr<WallView> readKeptView(const std::string& path, const std::string& target);

}  // namespace watchfloor
