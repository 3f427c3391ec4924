// Texts of any bytes, as the listening stage reads them.
#include "listen/script.h"
#include "listen/sentiment_features.h"
#include "listen/sentiment_scorer.h"
#include "require.h"

using namespace watchfloor;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const SentimentScorer kScorer{};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::optional<double> score = kScorer.score(text);
  fuzz::require(!score || (*score >= -1 && *score <= 1), "a score is from -1 to 1");
  const std::string features = sentimentFeatures(text, kScorer);
  fuzz::require(features.find('\n') == std::string::npos, "features are one line");
  fuzz::require(features.find("__label__") == std::string::npos, "no text makes a label");
  scriptOf(text);
  return 0;
}
