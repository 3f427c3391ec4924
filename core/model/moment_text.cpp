#include "model/moment_text.h"

#include <absl/strings/str_cat.h>

namespace watchfloor {

absl::StatusOr<Time> momentOf(const std::string& text, const Calendar& calendar, Time now) {
  if (absl::StatusOr<Time> exact = parseTime(text); exact.ok()) return exact;
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

}  // namespace watchfloor
