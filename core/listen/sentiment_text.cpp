#include "listen/sentiment_text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "listen/code_points.h"

namespace watchfloor {
namespace {

// What a token consists of; and for a byte, what it is.
enum Kind : uint8_t {
  kSpace = 1,
  kLower = 2,
  kUpper = 4,
  kPunctuation = 8,
  kApostrophe = 16,
  kMark = 32,  // ! or ?
  kWide = 64,  // beyond ASCII
};

constexpr std::array<uint8_t, 256> kKinds = [] {
  std::array<uint8_t, 256> kinds{};
  for (int c = 0; c < 256; ++c) {
    uint8_t& kind = kinds[static_cast<size_t>(c)];
    if (c >= 0x80) {
      kind = kWide;
    } else if ((c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x20)) {
      kind = kSpace;
    } else if (c >= 'a' && c <= 'z') {
      kind = kLower;
    } else if (c >= 'A' && c <= 'Z') {
      kind = kUpper;
    } else if (c > 0x20 && c < 0x7f && (c < '0' || c > '9')) {
      kind = kPunctuation;
    }
    if (c == '!' || c == '?') kind |= kMark;
    if (c == '\'') kind |= kApostrophe;
  }
  return kinds;
}();

uint8_t kindOf(char c) { return kKinds[static_cast<uint8_t>(c)]; }
char lower(char c) { return (kindOf(c) & kUpper) ? static_cast<char>(c | 0x20) : c; }

// As Unicode has it: letters may be in any script.
bool isAllCapitals(std::string_view token) {
  bool hasCapital = false;
  for (size_t at = 0; at < token.size();) {
    const auto c = static_cast<UChar32>(nextCodePoint(token, &at));
    if (u_hasBinaryProperty(c, UCHAR_LOWERCASE) || u_charType(c) == U_TITLECASE_LETTER) return false;
    hasCapital = hasCapital || u_hasBinaryProperty(c, UCHAR_UPPERCASE);
  }
  return hasCapital;
}

bool hasNegatedVerb(std::string_view token) {
  for (size_t at = token.find('\''); at != std::string_view::npos; at = token.find('\'', at + 1)) {
    if (at > 0 && at + 1 < token.size() && lower(token[at - 1]) == 'n' && lower(token[at + 1]) == 't')
      return true;
  }
  return false;
}

constexpr std::string_view kKelvin =
    "\xE2\x84\xAA";  // the one letter beyond ASCII whose small form is within

std::string_view withoutPunctuation(std::string_view token) {
  while (!token.empty() && (kindOf(token.front()) & kPunctuation)) token.remove_prefix(1);
  while (!token.empty() && (kindOf(token.back()) & kPunctuation)) token.remove_suffix(1);
  return token;
}

std::string withoutKelvin(std::string_view token) {
  std::string plain(token);
  for (size_t at = 0; (at = plain.find(kKelvin, at)) != std::string::npos;)
    plain.replace(at, kKelvin.size(), "k");
  return plain;
}

class Reader {
 public:
  Reader(std::string_view text, const SentimentWords& words, SentimentText* out)
      : m_text(text), m_words(words), m_out(*out) {}

  void read() {
    while (m_at < m_text.size()) {
      const size_t start = m_at;
      const uint8_t kinds = readToken();
      if (m_end > start) add(m_text.substr(start, m_end - start), kinds);
    }
    m_out.emphasisesByCapitals = m_capitals > 0 && m_capitals < m_out.tokens.size();
  }

 private:
  // Up to m_end; m_at is behind the white space after it.
  uint8_t readToken() {
    uint8_t kinds = 0;
    for (;;) {
      m_end = m_at;
      if (m_at == m_text.size()) return kinds;
      const char byte = m_text[m_at];
      const uint8_t kind = kindOf(byte);
      if (kind & (kSpace | kWide | kMark)) {
        if (kind & kSpace) {
          ++m_at;
          return kinds;
        }
        if (kind & kMark) {
          ++(byte == '!' ? m_out.exclamationMarks : m_out.questionMarks);
        } else {
          const char32_t c = nextCodePoint(m_text, &m_at);
          if (isWideSpace(c)) return kinds;
          m_out.hasWideLetters = m_out.hasWideLetters || u_isalpha(static_cast<UChar32>(c));
          --m_at;
        }
      }
      kinds |= kind;
      ++m_at;
    }
  }

  void add(std::string_view raw, uint8_t kinds) {
    const bool isWide = kinds & kWide;
    SentimentText::Token& token = m_out.tokens.emplace_back();
    token.isCapital = isWide ? isAllCapitals(raw) : (kinds & (kUpper | kLower)) == kUpper;
    m_capitals += token.isCapital;
    token.word = isWide ? wideWord(raw) : wordOf(raw, static_cast<size_t>(m_text.end() - raw.begin()));
    if (token.word != SentimentWords::kUnknown) {
      const SentimentWord& known = m_words[token.word];
      token.isNegation = known.isNegation;
      m_out.hasRatedWord = m_out.hasRatedWord || known.isRated;
      m_out.hasIdiomKey = m_out.hasIdiomKey || known.isIdiomKey;
    }
    if (kinds & kApostrophe) token.isNegation = token.isNegation || hasNegatedVerb(raw);
    m_out.hasLetters = m_out.hasLetters || (kinds & (kUpper | kLower));
  }

  // `readable`: bytes from its beginning on that may be read. REQUIRES: ASCII
  SentimentWords::Id wordOf(std::string_view token, size_t readable) const {
    if (const std::string_view inner = withoutPunctuation(token); inner.size() > 2) {
      readable -= static_cast<size_t>(inner.begin() - token.begin());
      token = inner;
    }
    if (token.size() > SentimentWords::kLongest) return SentimentWords::kUnknown;
    return m_words.find(SentimentWords::keyOf(token, readable));
  }

  // What is known is ASCII.
  SentimentWords::Id wideWord(std::string_view token) const {
    if (withoutPunctuation(token).size() > SentimentWords::kLongest * kKelvin.size() ||
        token.find(kKelvin) == std::string_view::npos) {
      return SentimentWords::kUnknown;
    }
    const std::string plain = withoutKelvin(token);
    const bool isAscii = std::all_of(plain.begin(), plain.end(), [](char c) { return !(kindOf(c) & kWide); });
    return isAscii ? wordOf(plain, plain.size()) : SentimentWords::Id{SentimentWords::kUnknown};
  }

  const std::string_view m_text;
  const SentimentWords& m_words;
  SentimentText& m_out;
  size_t m_at = 0, m_end = 0;
  size_t m_capitals = 0;
};

}  // namespace

SentimentText::SentimentText(std::string_view text, const SentimentWords& words) {
  Reader(text, words, this).read();
}

}  // namespace watchfloor
