// Asks an engine what is talked about. Blocks its caller; any thread.
#pragma once

#include <absl/status/statusor.h>

#include <chrono>
#include <string>

#include "model/topic.h"

namespace watchfloor {

// `target` is host:port, or unix:path. Unavailable, in words for the operator, when no engine comes up and
// answers within `patience`; InvalidArgument when too much is asked for; FailedPrecondition when it counts no
// topics.
absl::StatusOr<TopicAnswer> listTopics(const std::string& target, const TopicQuestion& question,
                                       std::chrono::milliseconds patience);

}  // namespace watchfloor
