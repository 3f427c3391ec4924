#include "listen/sentiment_scorer.h"

#include <absl/strings/str_format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "listen/contrast.h"
#include "listen/script.h"
#include "listen/sentiment_tables.h"
#include "listen/sentiment_text.h"

namespace watchfloor {
namespace {

constexpr int kRules = 1;  // counts up with each change that changes a score

using Id = SentimentWords::Id;
using Token = SentimentText::Token;

// As published: found by experiments with raters.
constexpr double kCapitals = 0.733;                        // what capitals add
constexpr double kNegated = -0.74;                         // what a negated valence is multiplied with
constexpr double kInsisted = 1.25;                         // the same, after "never so"
constexpr std::array<double, 3> kFading = {1, 0.95, 0.9};  // of a degree word, by its distance
constexpr double kExclamation = 0.292, kQuestion = 0.18, kQuestions = 0.96;
constexpr size_t kMostExclamations = 4, kMostQuestions = 3;
constexpr double kNormal = 15;  // about the largest square of a sum

class Rules {
 public:
  Rules(const SentimentText& text, const SentimentWords& words) : m_text(text), m_words(words) {}

  // The sum of all valences.
  double sum() {
    std::optional<size_t> but;
    for (size_t i = 0; i < m_text.tokens.size(); ++i) {
      if (!but && word(i) == SentimentWords::kBut) but = i;
      if (!entry(i).isRated || entry(i).degree != 0 || isKindOf(i)) continue;
      if (const double v = valence(i); v != 0) m_valences.push_back({i, v});
    }
    if (but) contrast(*but, &m_valences);
    double sum = 0;
    for (const PlacedValence& v : m_valences) sum += v.value;
    return sum;
  }

 private:
  Id word(size_t i) const { return m_text.tokens[i].word; }
  const SentimentWord& entry(size_t i) const { return m_words[word(i)]; }
  bool isWord(size_t i, size_t back, Id id) const { return back <= i && word(i - back) == id; }
  bool isKindOf(size_t i) const {
    return word(i) == SentimentWords::kKind && i + 1 < m_text.tokens.size() &&
           word(i + 1) == SentimentWords::kOf;
  }
  bool isStressed(size_t i) const { return m_text.emphasisesByCapitals && m_text.tokens[i].isCapital; }

  double valence(size_t i) const {
    double v = ownValence(i);
    if (isStressed(i)) v += v > 0 ? kCapitals : -kCapitals;
    for (size_t back = 1; back <= 3 && back <= i; ++back) {
      if (entry(i - back).isRated) continue;
      v += degree(i - back, v) * kFading[back - 1];
      v *= negation(i, back);
      if (back == 3 && m_text.hasIdiomKey) v = idiom(i, v);
    }
    return isAtLeast(i) ? v * kNegated : v;
  }

  // "no" negates a rated word that follows; as a word of its own it is rated.
  double ownValence(size_t i) const {
    const double rated = entry(i).valence;
    const bool isAfterNo = isWord(i, 1, SentimentWords::kNo) || isWord(i, 2, SentimentWords::kNo) ||
                           (isWord(i, 3, SentimentWords::kNo) &&
                            (word(i - 1) == SentimentWords::kOr || word(i - 1) == SentimentWords::kNor));
    if (isAfterNo) return rated * kNegated;
    const bool negatesNext =
        word(i) == SentimentWords::kNo && i + 1 < m_text.tokens.size() && entry(i + 1).isRated;
    return negatesNext ? 0 : rated;
  }

  // What the degree word at `i` adds to a valence.
  double degree(size_t i, double valence) const {
    const double strength = entry(i).degree;
    if (strength == 0) return 0;
    const double away = valence < 0 ? -strength : strength;
    if (!isStressed(i)) return away;
    return away + (valence > 0 ? kCapitals : -kCapitals);
  }

  // What the valence at `i` is multiplied with, because of the token `back` before it.
  double negation(size_t i, size_t back) const {
    const auto isSoOrThis = [this, i](size_t b) {
      return word(i - b) == SentimentWords::kSo || word(i - b) == SentimentWords::kThis;
    };
    const Id first = word(i - back);
    if (back == 2) {
      if (first == SentimentWords::kNever && isSoOrThis(1)) return kInsisted;
      if (first == SentimentWords::kWithout && word(i - 1) == SentimentWords::kDoubt) return 1;
    } else if (back == 3) {
      if ((first == SentimentWords::kNever && isSoOrThis(2)) || isSoOrThis(1)) return kInsisted;
      if (first == SentimentWords::kWithout &&
          (word(i - 2) == SentimentWords::kDoubt || word(i - 1) == SentimentWords::kDoubt)) {
        return 1;
      }
    }
    return m_text.tokens[i - back].isNegation ? kNegated : 1;
  }

  bool isIdiomAt(const SentimentWords::Idiom& idiom, size_t from, size_t last) const {
    for (size_t k = 0; k < idiom.words.size() && idiom.words[k] != SentimentWords::kUnknown; ++k) {
      if (from + k > last || word(from + k) != idiom.words[k]) return false;
    }
    return true;
  }
  static size_t sizeOf(const SentimentWords::Idiom& idiom) {
    return idiom.words[2] == SentimentWords::kUnknown ? 2 : 3;
  }

  // REQUIRES: i >= 3
  double idiom(size_t i, double v) const {
    const size_t end = m_text.tokens.size() - 1;
    const auto find = [this](size_t from, size_t size, size_t last, double* value) {
      for (const SentimentWords::Idiom& idiom : SentimentWords::kIdioms) {
        if (sizeOf(idiom) != size || !isIdiomAt(idiom, from, last)) continue;
        *value = idiom.value;
        return true;
      }
      return false;
    };
    // The first of those that end here or before; then those that begin here, the longer one last.
    find(i - 1, 2, i, &v) || find(i - 2, 3, i, &v) || find(i - 2, 2, i, &v) || find(i - 3, 3, i, &v) ||
        find(i - 3, 2, i, &v);
    find(i, 2, end, &v);
    find(i, 3, end, &v);
    for (const size_t from : {i - 3, i - 2}) {
      for (const SentimentWords::Idiom& degree : SentimentWords::kDegrees) {
        if (isIdiomAt(degree, from, i)) v += degree.value;
      }
    }
    return v;
  }

  // "least good" is not good; "at least good" and "very least" are.
  bool isAtLeast(size_t i) const {
    if (!isWord(i, 1, SentimentWords::kLeast)) return false;
    return !isWord(i, 2, SentimentWords::kAt) && !isWord(i, 2, SentimentWords::kVery);
  }

  const SentimentText& m_text;
  const SentimentWords& m_words;
  Valences m_valences;
};

double emphasis(const SentimentText& text) {
  const double exclaimed =
      static_cast<double>(std::min(text.exclamationMarks, kMostExclamations)) * kExclamation;
  if (text.questionMarks < 2) return exclaimed;
  if (text.questionMarks > kMostQuestions) return exclaimed + kQuestions;
  return exclaimed + static_cast<double>(text.questionMarks) * kQuestion;
}

double normalised(double sum) { return std::round(sum / std::sqrt(sum * sum + kNormal) * 1e4) / 1e4; }

// Of a text whose emoji are described.
std::optional<double> scoreOf(std::string_view text, const SentimentWords& words, bool* mayBeForeign) {
  const SentimentText read(text, words);
  *mayBeForeign = read.hasWideLetters;
  if (!read.hasLetters && !read.hasWideLetters && !read.hasRatedWord) return std::nullopt;
  double sum = Rules(read, words).sum();
  if (sum != 0) sum += sum > 0 ? emphasis(read) : -emphasis(read);
  return normalised(sum);
}

}  // namespace

Label labelOf(double score, double threshold) {
  if (score >= threshold) return Label::kPositive;
  return score <= -threshold ? Label::kNegative : Label::kNeutral;
}

std::optional<double> SentimentScorer::score(std::string_view text) const {
  bool mayBeForeign = false;
  std::string described;
  const bool hasEmoji = m_emoji.describe(text, &described);
  const std::optional<double> score = scoreOf(hasEmoji ? described : text, m_words, &mayBeForeign);
  if (mayBeForeign && !isLatinScript(text)) return std::nullopt;
  return score;
}

std::string SentimentScorer::version() {
  const uint64_t words = XXH3_64bits(kLexiconTable.data(), kLexiconTable.size());
  const uint64_t tables = XXH3_64bits_withSeed(kEmojiTable.data(), kEmojiTable.size(), words);
  return absl::StrFormat("lexicon-%d-%08x", kRules, tables >> 32);
}

}  // namespace watchfloor
