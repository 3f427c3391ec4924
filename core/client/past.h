// Plays the past of an engine. Blocks its caller; any thread.
#pragma once

#include <absl/status/statusor.h>

#include <chrono>
#include <functional>
#include <string>

#include "model/frame.h"
#include "model/past.h"
#include "model/selection.h"

namespace watchfloor {

// `target` is host:port, or unix:path. Each frame goes to `onFrame` as it comes, until that says false or the
// records end: then OK. Every one has `replayed`. Waits for an engine to come up and to find the moment for
// `patience` at most: then Unavailable, in words for the operator; what else the engine says of it otherwise.
absl::Status playPast(const std::string& target, const Selection& selection, const PastWish& wish,
                      std::chrono::milliseconds patience,
                      const std::function<bool(const FramePtr&)>& onFrame);

// The one frame of that moment.
absl::StatusOr<FramePtr> pastFrame(const std::string& target, const Selection& selection,
                                   const PastMoment& moment, std::chrono::milliseconds patience);

}  // namespace watchfloor
