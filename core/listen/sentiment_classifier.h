// Whatever gives a text a label: the rule-based scorer, or a trained model.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "model/event.h"

namespace watchfloor {

class SentimentClassifier {
 public:
  virtual ~SentimentClassifier() = default;

  // None: it cannot say. The text may be of any length, and need not be UTF-8. Any number of threads.
  virtual std::optional<Sentiment> classify(std::string_view text) const = 0;

  // What gave a label, to the letter: the same version gives the same text the same label. "lexicon-…".
  virtual std::string_view version() const = 0;
};

// The rule-based scorer; a text is polar from `threshold` on, either way. REQUIRES: 0 < threshold <= 1
std::unique_ptr<const SentimentClassifier> lexiconClassifier(double threshold);

}  // namespace watchfloor
