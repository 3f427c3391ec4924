// The ends of a range of the past, as people type them.
#pragma once

#include <absl/status/statusor.h>

#include <string>

#include "model/calendar.h"

namespace watchfloor {

// A moment as momentOf() reads it, in UTC, with the clock of this machine; errors name the option.
absl::StatusOr<Time> pastMoment(const std::string& text, const char* option = "--at");

// The step that shows a range in a few dozen lines.
HistoryStep usualStep(Duration range);

}  // namespace watchfloor
