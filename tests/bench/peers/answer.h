// What every peer is asked: for each of five windows at the end of the hour, and for each brand × channel
// with all roll-ups, some counts, the quantiles of the speed of answer, and the distinct authors.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "model/metric.h"

namespace watchfloor::bench {

inline constexpr std::array<Window, 5> kAskedWindows = {Window::k1m, Window::k5m, Window::k15m, Window::k30m,
                                                        Window::k60m};

struct Answer {
  std::string window, brand, channel;  // "all": roll-up
  int64_t offered = 0, answered = 0, abandoned = 0, inbound = 0, outbound = 0;
  int64_t p50 = 0, p95 = 0;  // microseconds; 0 when nothing was answered
  int64_t authors = 0;
};

// Tab-separated lines, those without any count left out.
void writeAnswers(const std::vector<Answer>& answers, const std::string& path);

}  // namespace watchfloor::bench
