// Sentiment by rules: a lexicon of rated words, and how negation, degree words, contrast, capitals,
// punctuation and a few idioms change them.
//
//   SentimentScorer scorer;
//   scorer.score("Not bad at all!");  // 0.484: positive
//
// Source: Hutto and Gilbert, VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
// Text (ICWSM 2014), with the tables of resources/sentiment. Scores are those of the released VADER 3.3.2 to
// the fourth decimal, its oddities included: they are part of what was evaluated.
//
// The lexicon is English. A text without a word in it, or mostly in another script than Latin, is
// unclassified.
//
// Cost: O(text); a tweet takes less than a microsecond. Memory: 1 MB. Immutable: any number of threads. Texts
// may be of any length, and need not be UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "listen/emoji.h"
#include "listen/sentiment_words.h"
#include "model/event.h"

namespace watchfloor {

// From here on, either way, a text is positive or negative: as published.
inline constexpr double kPolarScore = 0.05;
Label labelOf(double score, double threshold = kPolarScore);

class SentimentScorer {
 public:
  // -1 (worst) to 1 (best), in steps of 0.0001; none: unclassified.
  std::optional<double> score(std::string_view text) const;

  // Of the rules and the tables: the same version gives the same scores.
  static std::string version();

 private:
  SentimentWords m_words;
  Emoji m_emoji;
};

}  // namespace watchfloor
