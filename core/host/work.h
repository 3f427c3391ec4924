// What the engine's thread is to do, in order. Values; any thread.
#pragma once

#include <absl/status/statusor.h>

#include <functional>
#include <variant>

#include "model/record.h"

namespace watchfloor {

struct BatchOutcome {
  BatchResult result;
  uint64_t position = 0;  // of the batch among the records
};

using Done = std::function<void(absl::StatusOr<BatchOutcome>)>;

struct Submission {
  BatchRecord batch;
  Done done;
};

using Work = std::variant<Submission, EngineConfig>;

}  // namespace watchfloor
