// A self-exciting cascade (Hawkes 1971, as a branching process): one complaint is seen by a first wave of
// people who write about it, and each of them moves a few more to write.
//
// A first wave of n brings about 2.5 n posts, half of them within 20 minutes, nearly all within 90. Pure
// functions.
#pragma once

#include <cstdint>
#include <vector>

#include "sources/simulator/random.h"

namespace watchfloor {

struct Cascade {
  static constexpr double kBranching = 0.6;  // posts that one post causes, on average
  static constexpr int64_t kSeedReach = 250'000;

  // How large a first wave makes the channel's volume rise to `jump` times the usual, when customers usually
  // begin `perHour` conversations an hour there.
  static double firstWave(double jump, double perHour);
  // When the people of the first wave write, after the onset.
  static std::vector<Duration> firstDelays(Random& random, double firstWave);
  // When those write whom one post has moved, after it.
  static std::vector<Duration> nextDelays(Random& random);
};

}  // namespace watchfloor
