// A trained model of sentiment: fastText's classifier over sentimentFeatures(), in a file of its own format
// that says what it is.
//
//   absl::StatusOr<std::shared_ptr<const SentimentModel>> model = SentimentModel::load("service_en.model");
//   (*model)->classify("Still waiting for my bag", 0.5);
//
// The file: a few lines of text (format, features, what it was trained on, size and checksum of the rest), an
// empty line, and fastText's bytes. At most kMostBytes. Immutable: any number of threads.
#pragma once

#include <absl/status/statusor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "listen/sentiment_classifier.h"

namespace watchfloor {

class SentimentModel {
 public:
  static constexpr size_t kMostBytes = 20'000'000;

  // What stands in the file's head, for people.
  struct About {
    int64_t examples = 0;               // it was trained on
    std::string from = {}, until = {};  // their times
    std::string rules = {};             // version of the rule-based scorer whose word it reads
  };

  // NotFound; DataLoss when it is damaged; FailedPrecondition when it was made for other features or rules,
  // and has to be trained again.
  static absl::StatusOr<std::shared_ptr<const SentimentModel>> load(const std::string& path);
  static absl::StatusOr<std::shared_ptr<const SentimentModel>> parse(std::string bytes,
                                                                     const std::string& name);
  // The bytes of a file. `trained`: fastText's.
  static std::string fileOf(const About& about, std::string_view trained);

  ~SentimentModel();
  SentimentModel(const SentimentModel&) = delete;
  SentimentModel& operator=(const SentimentModel&) = delete;

  // The most probable label, if it is at least so probable; none, too, when no word of the text is known. The
  // score is the probability of positive less that of negative. About 5 µs for a tweet.
  std::optional<Sentiment> classify(std::string_view text, double minConfidence) const;

  const About& about() const;
  std::string_view version() const;  // "model-" and its checksum
  size_t bytes() const;              // of the file

 private:
  class Impl;
  explicit SentimentModel(std::unique_ptr<const Impl> impl);
  const std::unique_ptr<const Impl> m_impl;
};

// REQUIRES: 0 <= minConfidence <= 1
std::unique_ptr<const SentimentClassifier> modelClassifier(std::shared_ptr<const SentimentModel> model,
                                                           double minConfidence);

}  // namespace watchfloor
