// What benchmarks measure with: CPU time of the process, time on the wall, memory, and one line of JSON a
// figure.
#pragma once

#include <absl/strings/str_format.h>
#include <sys/types.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

namespace watchfloor::bench {

// Since it was made, in seconds; CPU time is that of all threads of a process, this one or another one.
class Stopwatch {
 public:
  explicit Stopwatch(pid_t process = 0) {
    clock_getcpuclockid(process, &m_clock);
    m_cpu = cpuNow();
  }
  double cpu() const { return cpuNow() - m_cpu; }
  double wall() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_wall).count();
  }

 private:
  double cpuNow() const {
    timespec now{};
    clock_gettime(m_clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
  }
  clockid_t m_clock = CLOCK_PROCESS_CPUTIME_ID;
  double m_cpu = 0;
  std::chrono::steady_clock::time_point m_wall = std::chrono::steady_clock::now();
};

// The value that a part `q` of all is at or below. REQUIRES: values is not empty, 0 <= q < 1.
inline double quantile(std::vector<double> values, double q) {
  const auto rank = values.begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(values.size()));
  std::nth_element(values.begin(), rank, values.end());
  return *rank;
}
inline double median(const std::vector<double>& values) { return quantile(values, 0.5); }

// A figure, as a line of JSON on standard output: tests/bench/run reads these.
inline void report(const std::string& name, double value, const std::string& unit) {
  std::printf("%s\n",
              absl::StrFormat(R"({"name": "%s", "value": %.16g, "unit": "%s"})", name, value, unit).c_str());
  std::fflush(stdout);
}

}  // namespace watchfloor::bench
