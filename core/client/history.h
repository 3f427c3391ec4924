// Asks an engine for the past. Blocks its caller; any thread.
#pragma once

#include <absl/status/statusor.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "model/history.h"

namespace watchfloor {

struct History {
  HistoryHead head;
  std::vector<HistoryPeriod> periods;  // from the oldest on
};

// `target` is host:port, or unix:path. Waits for an engine to come up and to answer, for `patience` at most:
// then Unavailable, in words for the operator; other refusals as the engine says them. `isEnding` is asked at
// each part of the answer: Cancelled when it says so.
absl::StatusOr<History> queryHistory(
    const std::string& target, const HistoryQuery& query, std::chrono::milliseconds patience,
    const std::function<bool()>& isEnding = [] { return false; });

}  // namespace watchfloor
