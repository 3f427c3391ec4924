// The counters of a frame under the names that they bear outside. Pure; any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "model/frame.h"

namespace watchfloor {

// In their order; what was forgotten only if anything was.
inline std::vector<std::pair<std::string_view, int64_t>> countersByName(const Counters& counters) {
  std::vector<std::pair<std::string_view, int64_t>> named = {{"duplicates", counters.duplicates},
                                                             {"late_dropped", counters.lateDropped},
                                                             {"future_rejected", counters.futureRejected},
                                                             {"clock_skew", counters.clockSkew},
                                                             {"rejected", counters.rejected},
                                                             {"start_unknown", counters.startUnknown},
                                                             {"lost", counters.lost}};
  if (counters.forgotten > 0) named.emplace_back("forgotten", counters.forgotten);
  return named;
}

}  // namespace watchfloor
