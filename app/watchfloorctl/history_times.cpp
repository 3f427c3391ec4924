#include "history_times.h"

#include <absl/strings/str_cat.h>

#include <chrono>

namespace watchfloor {

absl::StatusOr<Time> momentOf(const std::string& text, const Calendar& calendar, Time now) {
  if (text == "now") return now;
  if (text == "today") return calendar.dayStart(now);
  if (text == "yesterday") return calendar.dayStart(now, -1);
  if (!text.starts_with('-')) {
    absl::StatusOr<Time> parsed = calendar.parse(text);
    if (parsed.ok()) return parsed;
    return absl::InvalidArgumentError(
        absl::StrCat(parsed.status().message(), "; there are also now, today, yesterday, and -7d or -90m"));
  }
  const absl::StatusOr<Duration> ago = parseDuration(text.substr(1));
  if (!ago.ok()) return ago.status();
  if (text.back() == 'd' && *ago % kDay == Duration(0))
    return calendar.dayStart(now, -static_cast<int>(*ago / kDay));
  return now - *ago;
}

absl::StatusOr<Time> pastMoment(const std::string& text) {
  if (absl::StatusOr<Time> exact = parseTime(text); exact.ok()) return exact;  // as snapshots say it
  absl::StatusOr<Calendar> utc = Calendar::in("UTC");
  if (!utc.ok()) return utc.status();
  const Time now = std::chrono::floor<Duration>(std::chrono::system_clock::now());
  absl::StatusOr<Time> at = momentOf(text, *utc, now);
  if (!at.ok()) return absl::InvalidArgumentError(absl::StrCat("--at: ", at.status().message()));
  return at;
}

HistoryStep usualStep(Duration range) {
  if (range <= hours(1)) return HistoryStep::kMinute;
  if (range <= hours(6)) return HistoryStep::k15m;
  if (range <= hours(50)) return HistoryStep::kHour;
  if (range <= kDay * 62) return HistoryStep::kCalendarDay;
  return range <= kDay * 200 ? HistoryStep::kWeek : HistoryStep::kMonth;
}

}  // namespace watchfloor
