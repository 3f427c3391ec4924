// What a trained model reads of a text: its words in lower case, each with a blank behind it. Links, names of
// authors and numbers become words that stand for all of them; hashtags, emoji, "!" and "?" are words of
// their own; other punctuation stays. Characters that nobody sees are left out, so that they hide no word.
// First comes what the rule-based scorer says: a word such as "<rules+3>" (-5 to 5), or "<rules>" where it
// says nothing.
//
// No text makes words that begin or end like those in angle brackets, or like fastText's own.
//
// Pure; any thread. O(text)
#pragma once

#include <string>
#include <string_view>

#include "listen/sentiment_scorer.h"

namespace watchfloor {

inline constexpr int kFeaturesVersion = 1;  // counts up with each change that changes a word

std::string sentimentFeatures(std::string_view text, const SentimentScorer& scorer);

}  // namespace watchfloor
