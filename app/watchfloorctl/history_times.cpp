#include "history_times.h"

#include <absl/strings/str_cat.h>

#include <chrono>

#include "model/moment_text.h"

namespace watchfloor {

absl::StatusOr<Time> pastMoment(const std::string& text, const char* option) {
  absl::StatusOr<Calendar> utc = Calendar::in("UTC");
  if (!utc.ok()) return utc.status();
  const Time now = std::chrono::floor<Duration>(std::chrono::system_clock::now());
  absl::StatusOr<Time> at = momentOf(text, *utc, now);
  if (!at.ok()) return absl::InvalidArgumentError(absl::StrCat(option, ": ", at.status().message()));
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
