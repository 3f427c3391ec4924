// Asks an engine what is talked about more, or less, than is usual. Blocks its caller; any thread.
#pragma once

#include <absl/status/statusor.h>

#include <chrono>
#include <string>
#include <vector>

#include "model/trend.h"

namespace watchfloor {

// `target` is host:port, or unix:path. Unavailable, in words for the operator, when no engine comes up and
// answers within `patience`.
absl::StatusOr<std::vector<Trend>> listTrends(const std::string& target, bool isOnlyUnusual,
                                              std::chrono::milliseconds patience);

}  // namespace watchfloor
