// Trains a SentimentModel, on one thread and from a fixed seed: the same examples in the same order give the
// same bytes on the same kind of machine. Nothing is written to disk.
#pragma once

#include <absl/status/statusor.h>

#include <functional>
#include <span>
#include <string>

#include "model/event.h"

namespace watchfloor {

struct SentimentExample {
  Time time{};
  std::string text;
  Label label = Label::kNeutral;
};

// Of the training: how far it is, 0 to 1; false ends it.
using TrainingProgress = std::function<bool(double done)>;

// The bytes of a model's file, at most SentimentModel::kMostBytes: words that are too rare for it are left
// out. `examples`: oldest first. InvalidArgument when there are too few of them, or of fewer than two labels;
// Cancelled when `progress` said so.
//
// About 15 µs for each word of the examples; memory about ten times their text.
absl::StatusOr<std::string> trainSentimentModel(std::span<const SentimentExample> examples,
                                                const TrainingProgress& progress);

}  // namespace watchfloor
