#include "listen/script.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "listen/code_points.h"

namespace watchfloor {
namespace {

struct Letters {
  size_t latin = 0, other = 0;
};

Letters lettersOf(std::string_view word) {
  Letters letters;
  if (word.starts_with('@') || word.starts_with("http://") || word.starts_with("https://")) return letters;
  for (size_t at = 0; at < word.size();) {
    const auto c = static_cast<UChar32>(nextCodePoint(word, &at));
    if (!u_isalpha(c)) continue;
    UErrorCode error = U_ZERO_ERROR;
    ++(uscript_getScript(c, &error) == USCRIPT_LATIN ? letters.latin : letters.other);
  }
  return letters;
}

}  // namespace

bool isLatinScript(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\n\r\f\v";
  Letters all;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of(kSpaces), text.size());
    const Letters letters = lettersOf(text.substr(0, end));
    all.latin += letters.latin;
    all.other += letters.other;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all.latin >= all.other;
}

}  // namespace watchfloor
