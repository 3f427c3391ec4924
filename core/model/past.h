// A moment of the past, and how a frame of it differs from one of now. Values.
#pragma once

#include <cstdint>
#include <optional>

#include "model/time.h"

namespace watchfloor {

// The newest tick at or before `at`; with a `position` the one whose frame said that it has this many records
// in it (Frame::position), and was of that time.
struct PastMoment {
  Time at{};
  std::optional<uint64_t> position = {};
  bool operator==(const PastMoment&) const = default;
};

// How slowly and how fast the past is played.
inline constexpr double kSlowest = 0.25, kFastest = 60;

// From where the past is to be played, and how fast. With a position it is that one frame.
struct PastWish {
  PastMoment moment;
  double speed = 1;
};

// That a frame is of the past, and is shown again.
struct Replayed {
  double speed = 1;      // kSlowest to kFastest
  uint64_t damaged = 0;  // records that could not be read, and are not in it
  // All that the engine had then is in it. If not, what was recorded before some moment had been let go.
  bool isWhole = true;
  uint64_t erasures = 0;  // authors that were taken out of its records since: each counts on under another id
  bool operator==(const Replayed&) const = default;
};

}  // namespace watchfloor
