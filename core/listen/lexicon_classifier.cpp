#include <absl/strings/str_format.h>

#include <string>

#include "listen/sentiment_classifier.h"
#include "listen/sentiment_scorer.h"

namespace watchfloor {
namespace {

class LexiconClassifier final : public SentimentClassifier {
 public:
  explicit LexiconClassifier(double threshold)
      : m_threshold(threshold), m_version(absl::StrFormat("%s-%g", SentimentScorer::version(), threshold)) {}

  std::optional<Sentiment> classify(std::string_view text) const override {
    const std::optional<double> score = m_scorer.score(text);
    if (!score) return std::nullopt;
    return Sentiment{labelOf(*score, m_threshold), *score};
  }
  std::string_view version() const override { return m_version; }

 private:
  const SentimentScorer m_scorer{};
  const double m_threshold;
  const std::string m_version;
};

}  // namespace

std::unique_ptr<const SentimentClassifier> lexiconClassifier(double threshold) {
  return std::make_unique<LexiconClassifier>(threshold);
}

}  // namespace watchfloor
