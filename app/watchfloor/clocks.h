// The clocks of the program: the only place where it reads them.
#pragma once

#include <chrono>

#include "model/time.h"

namespace watchfloor {

inline Time timeOfDay() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }
inline std::chrono::steady_clock::time_point monotonic() { return std::chrono::steady_clock::now(); }

}  // namespace watchfloor
