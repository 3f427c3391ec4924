// The ends of a range of the past, as people type them.
#pragma once

#include <absl/status/statusor.h>

#include <string>

#include "model/calendar.h"

namespace watchfloor {

// "now", "today", "yesterday"; "-7d", "-90m" before now, where days are those of the calendar: "-7d" begins a
// week ago at midnight; or as Calendar::parse() has it. InvalidArgument names the text.
absl::StatusOr<Time> momentOf(const std::string& text, const Calendar& calendar, Time now);

// The same in UTC, with the clock of this machine; for options named --at.
absl::StatusOr<Time> pastMoment(const std::string& text);

// The step that shows a range in a few dozen lines.
HistoryStep usualStep(Duration range);

}  // namespace watchfloor
