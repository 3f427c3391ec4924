#include "listen/sentiment_features.h"

#include <absl/strings/str_cat.h>
#include <unicode/uchar.h>

#include <array>
#include <cmath>

#include "listen/code_points.h"

namespace watchfloor {
namespace {

constexpr UChar32 kRightQuote = 0x2019;

bool isSpace(UChar32 c) { return c <= 0x20 || isWideSpace(static_cast<char32_t>(c)); }
bool isLetter(UChar32 c) { return u_isalpha(c) || u_charType(c) == U_NON_SPACING_MARK; }
bool isApostrophe(UChar32 c) { return c == '\'' || c == kRightQuote; }
// Zero-width characters, directions, variants of emoji.
bool isUnseen(UChar32 c) {
  return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || u_charType(c) == U_FORMAT_CHAR ||
         c == 0x7f;
}

class Features {
 public:
  explicit Features(std::string_view text) : m_text(text) {}

  std::string read(std::string out) {
    m_out = std::move(out);
    while (peek() >= 0) {
      const size_t start = m_at;
      const UChar32 c = take();
      if (isSpace(c)) continue;
      if (isLink(start)) {
        skipWord();
        m_out += "<link>";
      } else if (c == '@' && isLetterOrDigit(peek())) {
        skipName();
        m_out += "<author>";
      } else if (u_isdigit(c)) {
        while (u_isdigit(peek())) take();
        m_out += "<number>";
      } else if (isLetter(c) || (c == '#' && isLetterOrDigit(peek()))) {
        word(c);
      } else {
        append(c);
      }
      m_out += ' ';
    }
    return std::move(m_out);
  }

 private:
  // The next one that is seen; -1: none.
  UChar32 peek() {
    while (m_at < m_text.size()) {
      size_t next = m_at;
      const auto c = static_cast<UChar32>(nextCodePoint(m_text, &next));
      if (!isUnseen(c)) return c;
      m_at = next;
    }
    return -1;
  }
  UChar32 take() {
    const UChar32 c = peek();
    if (c >= 0) nextCodePoint(m_text, &m_at);
    return c;
  }
  static bool isLetterOrDigit(UChar32 c) { return c == '_' || (c >= 0 && u_isalnum(c)); }

  bool isLink(size_t start) const {
    const std::string_view rest = m_text.substr(start);
    return rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
  }
  void skipWord() {
    while (peek() >= 0 && !isSpace(peek())) take();
  }
  void skipName() {
    while (isLetterOrDigit(peek())) take();
  }

  // Letters, and apostrophes between them; of a hashtag digits, too.
  void word(UChar32 first) {
    const bool isTag = first == '#';
    append(first);
    for (UChar32 c = peek(); c >= 0; c = peek()) {
      if (isTag ? isLetterOrDigit(c) : isLetter(c)) {
        append(take());
      } else if (!isTag && isApostrophe(c)) {
        const size_t here = m_at;
        take();
        if (!isLetter(peek())) {
          m_at = here;
          return;
        }
        append('\'');
      } else {
        return;
      }
    }
  }

  void append(UChar32 c) {
    std::array<char, 4> bytes{};
    int32_t size = 0;
    U8_APPEND_UNSAFE(bytes.data(), size, u_tolower(c));  // NOLINT: ICU's macro
    m_out.append(bytes.data(), static_cast<size_t>(size));
  }

  const std::string_view m_text;
  std::string m_out;
  size_t m_at = 0;
};

}  // namespace

std::string sentimentFeatures(std::string_view text, const SentimentScorer& scorer) {
  const std::optional<double> score = scorer.score(text);
  std::string rules =
      score ? absl::StrCat("<rules", *score < 0 ? "" : "+", std::lround(*score * 5), "> ") : "<rules> ";
  return Features(text).read(std::move(rules));
}

}  // namespace watchfloor
