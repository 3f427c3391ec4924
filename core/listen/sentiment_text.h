// A text as the rule-based scorer sees it: its words, and what its punctuation and letters say. One pass over
// the bytes, which may be anything; nothing is copied, and nothing allocated up to kFewTokens words.
#pragma once

#include <absl/container/inlined_vector.h>

#include <cstddef>
#include <string_view>

#include "listen/sentiment_words.h"

namespace watchfloor {

struct SentimentText {
  static constexpr size_t kFewTokens = 128;

  // What stands between two white spaces, without the punctuation around it; an emoticon keeps it.
  struct Token {
    SentimentWords::Id word = SentimentWords::kUnknown;
    bool isCapital = false;   // all its letters are capitals, and it has some
    bool isNegation = false;  // a word that negates, or one with "n't" in it
  };

  explicit SentimentText(std::string_view text, const SentimentWords& words);

  absl::InlinedVector<Token, kFewTokens> tokens;
  size_t exclamationMarks = 0, questionMarks = 0;
  bool hasLetters = false, hasWideLetters = false;  // these are beyond ASCII
  bool emphasisesByCapitals = false;                // some words are in capitals, and some are not
  bool hasRatedWord = false, hasIdiomKey = false;
};

}  // namespace watchfloor
