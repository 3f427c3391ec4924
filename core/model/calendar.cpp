#include "model/calendar.h"

#include <absl/strings/str_cat.h>
#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <algorithm>

namespace watchfloor {
namespace {

absl::Time toAbsl(Time t) { return absl::FromUnixMicros(micros(t)); }

// Only in years long gone do clocks not differ by whole minutes.
Time wholeMinute(absl::Time t) { return std::chrono::floor<minutes>(fromMicros(absl::ToUnixMicros(t))); }

absl::TimeZone loaded(const std::string& zone) {
  absl::TimeZone result;
  absl::LoadTimeZone(zone, &result);  // cached by absl; Calendar::in() has seen that it is there
  return result;
}

Time startOf(absl::CivilDay day, const absl::TimeZone& zone) {
  const absl::TimeZone::TimeInfo info = zone.At(absl::CivilSecond(day));
  return wholeMinute(info.kind == absl::TimeZone::TimeInfo::SKIPPED ? info.trans : info.pre);
}

// The day of `t`: of a day that begins at its first midnight, the hour before the second is a part, too.
absl::CivilDay dayOf(Time t, const absl::TimeZone& zone) {
  const absl::CivilDay day = absl::ToCivilDay(toAbsl(t), zone);
  return t >= startOf(day + 1, zone) ? day + 1 : day;
}

Duration lengthOf(HistoryStep step) {
  constexpr Duration kLengths[] = {minutes(1), minutes(5), minutes(15), minutes(30), minutes(60)};
  return kLengths[static_cast<size_t>(step)];
}

}  // namespace

absl::StatusOr<Calendar> Calendar::in(std::string_view zone) {
  absl::TimeZone found;
  const std::string name(zone);
  if (name.empty() || !absl::LoadTimeZone(name, &found)) {
    return absl::InvalidArgumentError(
        absl::StrCat("unknown time zone \"", name, "\": expected an IANA name such as Europe/Berlin"));
  }
  return Calendar(name);
}

Time Calendar::endOf(HistoryStep step, Time t) const {
  if (step == HistoryStep::kTotal) return kDistantFuture;
  const absl::TimeZone zone = loaded(m_zone);
  const absl::CivilDay day = dayOf(t, zone);
  switch (step) {
    case HistoryStep::kCalendarDay:
      return startOf(day + 1, zone);
    case HistoryStep::kWeek:
      return startOf(absl::NextWeekday(day, absl::Weekday::monday), zone);
    case HistoryStep::kMonth:
      return startOf(absl::CivilDay(absl::CivilMonth(day) + 1), zone);
    default:
      break;
  }
  const Duration length = lengthOf(step);
  const Time start = startOf(day, zone);
  return std::min(start + ((t - start) / length + 1) * length, startOf(day + 1, zone));
}

Time Calendar::dayStart(Time t, int days) const {
  const absl::TimeZone zone = loaded(m_zone);
  return startOf(dayOf(t, zone) + days, zone);
}

absl::StatusOr<Time> Calendar::parse(std::string_view text) const {
  const absl::TimeZone zone = loaded(m_zone);
  const std::string whole(text);
  for (const char* form : {"%Y-%m-%d", "%Y-%m-%d%ET%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d%ET%H:%M:%E*S",
                           "%Y-%m-%d %H:%M:%E*S", "%Y-%m-%d%ET%H:%M%Ez", "%Y-%m-%d%ET%H:%M:%E*S%Ez"}) {
    absl::Time parsed;
    std::string error;
    // The zone's clocks, as a day's beginning has them: of two the first, and after a jump what it jumps to.
    if (!absl::ParseTime(form, whole, zone, &parsed, &error)) continue;
    if (parsed == absl::InfiniteFuture() || parsed == absl::InfinitePast()) break;
    if (whole.size() == std::string_view("2026-03-02").size()) {
      return startOf(absl::ToCivilDay(parsed, zone), zone);
    }
    return fromMicros(absl::ToUnixMicros(parsed));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("not a time such as 2026-03-02 or 2026-03-02T10:00: \"", whole, "\""));
}

std::string Calendar::format(Time t) const {
  const bool isWhole = t == std::chrono::floor<minutes>(t);
  return absl::FormatTime(isWhole ? "%Y-%m-%d%ET%H:%M%Ez" : "%Y-%m-%d%ET%H:%M:%E*S%Ez", toAbsl(t),
                          loaded(m_zone));
}

}  // namespace watchfloor
