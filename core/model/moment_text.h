// Moments of the past, as people type them.
#pragma once

#include <absl/status/statusor.h>

#include <string>

#include "model/calendar.h"

namespace watchfloor {

// "now", "today", "yesterday"; "-7d", "-90m" before now, where days are those of the calendar: "-7d" begins a
// week ago at midnight; or as parseTime() or Calendar::parse() has it. InvalidArgument names the text.
absl::StatusOr<Time> momentOf(const std::string& text, const Calendar& calendar, Time now);

}  // namespace watchfloor
