// What benchmarks measure with: CPU time of the process, time on the wall, memory, and one line of JSON a
// figure.
#pragma once

#include <absl/strings/str_format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

namespace watchfloor::bench {

// Since it was made, in seconds; CPU time is that of all threads of the process.
class Stopwatch {
 public:
  double cpu() const { return cpuNow() - m_cpu; }
  double wall() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_wall).count();
  }

 private:
  static double cpuNow() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
  }
  double m_cpu = cpuNow();
  std::chrono::steady_clock::time_point m_wall = std::chrono::steady_clock::now();
};

// REQUIRES: values is not empty.
inline double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// A figure, as a line of JSON on standard output: tests/bench/run reads these.
inline void report(const std::string& name, double value, const std::string& unit) {
  std::printf("%s\n",
              absl::StrFormat(R"({"name": "%s", "value": %.6g, "unit": "%s"})", name, value, unit).c_str());
  std::fflush(stdout);
}

}  // namespace watchfloor::bench
