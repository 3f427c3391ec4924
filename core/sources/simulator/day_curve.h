// How busy a time of the week is, and arrivals that follow it.
//
//   const Arrivals arrivals(/*perHour=*/180, curve, *LocalClock::make("Europe/Berlin"));
//   Time next = arrivals.after(now, random);
//
// Values; safe to read from any thread.
#pragma once

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <array>
#include <string_view>

#include "model/time.h"
#include "sources/simulator/random.h"

namespace watchfloor {

// The wall clock of a zone.
class LocalClock {
 public:
  struct Reading {
    int weekday = 0;  // 0 is Monday
    double hour = 0;  // 0 ≤ hour < 24
  };

  // `zone` is an IANA name; InvalidArgument for an unknown one.
  static absl::StatusOr<LocalClock> make(std::string_view zone);

  Reading at(Time time) const;

 private:
  explicit LocalClock(absl::TimeZone zone) : m_zone(zone) {}

  absl::TimeZone m_zone;
};

// When a daily moment comes first, at or after `from`.
Time firstAtOrAfter(const DayStart& daily, Time from);

// A share of the peak, 0 to 1: a line through 24 points, one at each full hour, times the share of the day.
struct DayCurve {
  std::array<double, 24> hours;
  std::array<double, 7> weekdays;  // Monday first

  static DayCurve flat();  // always 1

  double at(const LocalClock::Reading& reading) const;
};

// Poisson arrivals whose rate follows a curve (thinning; Lewis and Shedler, 1979). An arrival costs about as
// many draws as the peak is above the curve.
class Arrivals {
 public:
  // `perHour` at the curve's 1. REQUIRES: perHour > 0
  Arrivals(double perHour, const DayCurve& curve, LocalClock clock)
      : m_perHour(perHour), m_curve(curve), m_clock(clock) {}

  // kDistantFuture when none comes within a year.
  Time after(Time time, Random& random) const;
  double perHour(Time time) const { return m_perHour * m_curve.at(m_clock.at(time)); }

 private:
  double m_perHour;
  DayCurve m_curve;
  LocalClock m_clock;
};

}  // namespace watchfloor
