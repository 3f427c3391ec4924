// The engine's present between its frames. Each frame tells it a delay late, never early; the least delay of
// late tells most. So the present runs evenly however unevenly frames come, and what counts seconds neither
// skips one nor shows one for two. A value; times are arguments.
#pragma once

#include <chrono>
#include <string>

#include "model/time.h"

namespace watchfloor {

class EngineClock {
 public:
  using Steady = std::chrono::steady_clock::time_point;

  // A frame of this run of the engine, taken at `asOf`, came at `heard`.
  void hear(const std::string& engineId, Time asOf, Steady heard);

  // REQUIRES: something was heard.
  Time at(Steady steady) const { return Time(m_ahead + sinceStart(steady)); }

 private:
  static Duration sinceStart(Steady steady) {
    return std::chrono::duration_cast<Duration>(steady.time_since_epoch());
  }

  std::string m_engineId;
  Duration m_ahead{0};  // of the monotonic clock
  Steady m_heard{};
};

}  // namespace watchfloor
