// How long to wait before the next attempt: 0.25 s, doubling to 4 s, each within ±20 % so that a room full of
// walls does not come back at once. One owner, one thread at a time.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>

#include "model/time.h"

namespace watchfloor {

class Backoff {
 public:
  Duration next() {
    const Duration wait = m_next;
    m_next = std::min(2 * m_next, kLongest);
    return Duration(std::llround(static_cast<double>(wait.count()) * m_jitter(m_random)));
  }
  void reset() { m_next = kShortest; }

 private:
  static constexpr Duration kShortest = std::chrono::milliseconds(250);
  static constexpr Duration kLongest = seconds(4);

  Duration m_next = kShortest;
  std::minstd_rand m_random{std::random_device()()};
  std::uniform_real_distribution<double> m_jitter{0.8, 1.2};
};

}  // namespace watchfloor
