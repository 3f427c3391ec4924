// Time as Watchfloor keeps it: microseconds since 1970-01-01T00:00:00Z, in 64 bits. Pure value functions;
// nothing here reads a clock.
#pragma once

#include <absl/status/statusor.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace watchfloor {

using Duration = std::chrono::microseconds;
using Time = std::chrono::sys_time<Duration>;

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Duration kDay = hours(24);

// Before and after everything else.
constexpr Time kDistantPast{Duration::min()};
constexpr Time kDistantFuture{Duration::max()};

constexpr int64_t micros(Time t) { return t.time_since_epoch().count(); }
constexpr Time fromMicros(int64_t us) { return Time{Duration{us}}; }
constexpr double toSeconds(Duration d) { return static_cast<double>(d.count()) / 1e6; }

// "2026-03-02T10:00:00.25Z": RFC 3339 with any offset, at most microseconds (further digits are cut off).
// InvalidArgument names the text.
absl::StatusOr<Time> parseTime(std::string_view text);

// The inverse, in UTC, with as many fractional digits as are needed.
std::string formatTime(Time t);

// "90s", "1.5s", "15m", "24h", "7d". InvalidArgument names the text.
absl::StatusOr<Duration> parseDuration(std::string_view text);

// When the reset hour came last, at or before `now`, by the clocks of an IANA zone. A reset hour that is
// skipped comes at the jump; of one that comes twice, its first coming counts (METRICS.md, Time).
class DayStart {
 public:
  // `reset` is minutes after midnight, 0 .. 1439. InvalidArgument for an unknown zone.
  static absl::StatusOr<DayStart> make(std::string_view zone, int reset);

  Time at(Time now) const;

 private:
  DayStart(std::string zone, int reset) : m_zone(std::move(zone)), m_reset(reset) {}

  std::string m_zone;
  int m_reset;
};

}  // namespace watchfloor
