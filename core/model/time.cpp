#include "model/time.h"

#include <absl/strings/ascii.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

Time fromAbsl(absl::Time t) { return fromMicros(absl::ToUnixMicros(t)); }
absl::Time toAbsl(Time t) { return absl::FromUnixMicros(micros(t)); }

}  // namespace

absl::StatusOr<Time> parseTime(std::string_view text) {
  absl::Time parsed;
  std::string error;
  const absl::string_view view(text.data(), text.size());
  if (text.size() < 20 || !absl::ParseTime(absl::RFC3339_full, view, &parsed, &error) ||
      parsed == absl::InfiniteFuture() || parsed == absl::InfinitePast()) {
    return absl::InvalidArgumentError(absl::StrCat("not an RFC 3339 time: \"", view, "\""));
  }
  return fromAbsl(parsed);
}

std::string formatTime(Time t) {
  return absl::FormatTime("%Y-%m-%d%ET%H:%M:%E*SZ", toAbsl(t), absl::UTCTimeZone());
}

absl::StatusOr<Duration> parseDuration(std::string_view text) {
  const auto wrong = [&] {
    return absl::InvalidArgumentError(absl::StrCat("not a duration such as 90s, 15m, 24h or 7d: \"",
                                                   absl::string_view(text.data(), text.size()), "\""));
  };
  if (text.size() < 2) return wrong();
  double unit = 0;
  switch (text.back()) {
    case 's':
      unit = 1;
      break;
    case 'm':
      unit = 60;
      break;
    case 'h':
      unit = 3600;
      break;
    case 'd':
      unit = 86400;
      break;
    default:
      return wrong();
  }
  double number = 0;
  if (!absl::ascii_isdigit(static_cast<unsigned char>(text.front())) ||
      !absl::ascii_isdigit(static_cast<unsigned char>(text[text.size() - 2])) ||
      !absl::SimpleAtod(absl::string_view(text.data(), text.size() - 1), &number) || !(number >= 0) ||
      number * unit > 1e10) {
    return wrong();
  }
  return Duration(std::llround(number * unit * 1e6));
}

absl::StatusOr<DayStart> DayStart::make(std::string_view zone, int reset) {
  absl::TimeZone loaded;
  if (!absl::LoadTimeZone(absl::string_view(zone.data(), zone.size()), &loaded)) {
    return absl::InvalidArgumentError(absl::StrCat("unknown time zone \"",
                                                   absl::string_view(zone.data(), zone.size()),
                                                   "\": expected an IANA name such as Europe/Berlin"));
  }
  if (reset < 0 || reset >= 24 * 60)
    return absl::InvalidArgumentError("the reset hour must be 00:00 to 23:59");
  return DayStart(std::string(zone), reset);
}

Time DayStart::at(Time now) const {
  absl::TimeZone zone;
  absl::LoadTimeZone(m_zone, &zone);  // cached by absl; its existence was checked by make()
  const absl::CivilDay today = absl::ToCivilDay(toAbsl(now), zone);
  Time start = kDistantPast;
  for (int back : {0, 1, 2}) {
    const absl::CivilDay day = today - back;
    const absl::CivilSecond reset(day.year(), day.month(), day.day(), m_reset / 60, m_reset % 60, 0);
    const absl::TimeZone::TimeInfo info = zone.At(reset);
    const Time at = fromAbsl(info.kind == absl::TimeZone::TimeInfo::SKIPPED ? info.trans : info.pre);
    if (at <= now) start = std::max(start, at);
  }
  return start;
}

}  // namespace watchfloor
