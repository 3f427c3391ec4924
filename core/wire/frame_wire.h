// Frames as a stream of updates: one full, then what changed. Pure functions; any thread.
//
//   v1::WallUpdate first = fullUpdate(selected(a, selection));
//   v1::WallUpdate next = deltaUpdate(selected(a, selection), selected(b, selection));
//   applyUpdate(next, &*applyUpdate(first, nullptr)) == selected(b, selection)
//
// `sequence` and `engine_id` belong to the stream: whoever sends sets them. Cost: O(cells of both frames).
#pragma once

#include <absl/status/statusor.h>

#include "model/frame.h"
#include "watchfloor/v1/service.pb.h"

namespace watchfloor::wire {

// Points of a series that begin before its span, which ends at the frame's present, are left out. Of large
// frames most of the time goes into the memory of their parts: an arena spares that. REQUIRES: `update` is
// empty
void fullUpdate(const Frame& frame, v1::WallUpdate* update);

// Whole cells that changed, keys of cells that are gone, sources and series points that changed. A HEARTBEAT
// when there is none of these. FULL when a delta cannot tell the change (a source, a series or a minute is
// gone, or the list of brands, channels or targets
// became empty).
void deltaUpdate(const Frame& before, const Frame& after, v1::WallUpdate* update);

// As values.
inline v1::WallUpdate fullUpdate(const Frame& frame) {
  v1::WallUpdate update;
  fullUpdate(frame, &update);
  return update;
}
inline v1::WallUpdate deltaUpdate(const Frame& before, const Frame& after) {
  v1::WallUpdate update;
  deltaUpdate(before, after, &update);
  return update;
}

// `previous` is what the client has; null before the first full update. FailedPrecondition: `update` does not
// follow `previous` (a number of the sequence is missing, or there was no full one): subscribe again.
// InvalidArgument: it contradicts itself.
absl::StatusOr<Frame> applyUpdate(const v1::WallUpdate& update, const Frame* previous);

}  // namespace watchfloor::wire
