// The clocks of a program under test.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "model/time.h"

namespace watchfloor {

inline const Time kMorning = *parseTime("2026-03-02T10:00:00Z");

// A program's two clocks, which move together and only when they are told to, but that one may be set back.
class FakeClock {
 public:
  Time now() const { return kMorning + Duration(m_passed - m_setBack); }
  std::chrono::steady_clock::time_point monotonic() const {
    return std::chrono::steady_clock::time_point(std::chrono::hours(1)) + Duration(m_passed);
  }
  void pass(Duration d) { m_passed += d.count(); }
  void setBack(Duration d) { m_setBack += d.count(); }  // the time of day

 private:
  std::atomic<int64_t> m_passed = 0, m_setBack = 0;  // µs
};

}  // namespace watchfloor
