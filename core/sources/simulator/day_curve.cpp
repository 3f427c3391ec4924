#include "sources/simulator/day_curve.h"

#include <absl/strings/str_cat.h>
#include <absl/time/civil_time.h>

namespace watchfloor {

absl::StatusOr<LocalClock> LocalClock::make(std::string_view zone) {
  const absl::string_view name(zone.data(), zone.size());
  absl::TimeZone loaded;
  if (!absl::LoadTimeZone(name, &loaded)) {
    return absl::InvalidArgumentError(
        absl::StrCat("unknown time zone \"", name, "\": expected an IANA name such as Europe/Berlin"));
  }
  return LocalClock(loaded);
}

LocalClock::Reading LocalClock::at(Time time) const {
  const absl::TimeZone::CivilInfo info = m_zone.At(absl::FromUnixMicros(micros(time)));
  const double second = info.cs.hour() * 3600 + info.cs.minute() * 60 + info.cs.second();
  return {static_cast<int>(absl::GetWeekday(info.cs)), second / 3600};
}

Time firstAtOrAfter(const DayStart& daily, Time from) {
  for (Time t = from;; t += hours(1)) {
    if (const Time moment = daily.at(t); moment >= from) return moment;
  }
}

DayCurve DayCurve::flat() {
  DayCurve curve{};
  curve.hours.fill(1);
  curve.weekdays.fill(1);
  return curve;
}

double DayCurve::at(const LocalClock::Reading& reading) const {
  const size_t hour = static_cast<size_t>(reading.hour);
  const double past = reading.hour - static_cast<double>(hour);
  const double line = hours[hour] + past * (hours[(hour + 1) % hours.size()] - hours[hour]);
  return line * weekdays[static_cast<size_t>(reading.weekday)];
}

Time Arrivals::after(Time time, Random& random) const {
  const double meanGap = 3.6e9 / m_perHour;  // microseconds
  for (const Time end = time + hours(24 * 366); time < end;) {
    time += Duration(static_cast<int64_t>(random.exponential(meanGap)) + 1);
    if (random.chance(m_curve.at(m_clock.at(time)))) return time;
  }
  return kDistantFuture;
}

}  // namespace watchfloor
