// What an engine shows now, once. Every batch that was acknowledged before is in it. Blocks its caller; any
// thread.
#pragma once

#include <absl/status/statusor.h>

#include <chrono>
#include <string>

#include "model/frame.h"
#include "model/selection.h"

namespace watchfloor {

// `target` is host:port, or unix:path. Waits for an engine to come up, for `patience` at most: then
// Unavailable, in words for the operator. InvalidArgument when the engine does not understand the selection.
absl::StatusOr<Frame> takeSnapshot(const std::string& target, const Selection& selection,
                                   std::chrono::milliseconds patience);

}  // namespace watchfloor
