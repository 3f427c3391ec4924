#include "history_times.h"

#include <absl/strings/str_cat.h>

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

HistoryStep usualStep(Duration range) {
  if (range <= hours(1)) return HistoryStep::kMinute;
  if (range <= hours(6)) return HistoryStep::k15m;
  if (range <= hours(50)) return HistoryStep::kHour;
  if (range <= kDay * 62) return HistoryStep::kCalendarDay;
  return range <= kDay * 200 ? HistoryStep::kWeek : HistoryStep::kMonth;
}

}  // namespace watchfloor
