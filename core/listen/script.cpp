#include "listen/script.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>

#include "listen/code_points.h"

namespace watchfloor {
namespace {

constexpr std::string_view kSpaces = " \t\n\r\f\v";

using Letters = std::array<size_t, kScriptNames.size()>;  // by Script

Script scriptOfLetter(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(c, &error)) {
    case USCRIPT_LATIN:
      return Script::kLatin;
    case USCRIPT_CYRILLIC:
      return Script::kCyrillic;
    case USCRIPT_GREEK:
      return Script::kGreek;
    case USCRIPT_ARABIC:
      return Script::kArabic;
    case USCRIPT_HEBREW:
      return Script::kHebrew;
    case USCRIPT_DEVANAGARI:
      return Script::kDevanagari;
    case USCRIPT_THAI:
      return Script::kThai;
    case USCRIPT_HANGUL:
      return Script::kHangul;
    case USCRIPT_HAN:
      return Script::kHan;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return Script::kKana;
    default:
      return Script::kOther;
  }
}

void addLetters(std::string_view word, Letters* letters) {
  if (word.starts_with('@') || word.starts_with("http://") || word.starts_with("https://")) return;
  for (size_t at = 0; at < word.size();) {
    const auto c = static_cast<UChar32>(nextCodePoint(word, &at));
    if (u_isalpha(c)) ++(*letters)[static_cast<size_t>(scriptOfLetter(c))];
  }
}

Letters lettersOf(std::string_view text) {
  Letters letters{};
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of(kSpaces), text.size());
    addLetters(text.substr(0, end), &letters);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return letters;
}

}  // namespace

Script scriptOf(std::string_view text) {
  const Letters letters = lettersOf(text);
  const auto most = std::max_element(letters.begin(), letters.end());
  return *most == 0 ? Script::kOther : static_cast<Script>(most - letters.begin());
}

bool isLatinScript(std::string_view text) {
  const Letters letters = lettersOf(text);
  return 2 * letters[static_cast<size_t>(Script::kLatin)] >=
         std::accumulate(letters.begin(), letters.end(), 0UL);
}

}  // namespace watchfloor
