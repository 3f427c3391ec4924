// Words and terms as one would write them without a thought of speed: the whole text normalised at once, a
// list of characters, and a search for one list of words in another.
#pragma once

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace watchfloor::naive {

using Text = std::u32string;

struct Message {
  std::vector<Text> words, tags;
};

inline bool isAmong(UChar32 c, std::initializer_list<UChar32> some) {
  return std::find(some.begin(), some.end(), c) != some.end();
}

inline Text folded(std::string_view utf8) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())});
  for (const UChar32 sign : {0x2122, 0x2120, 0x00ae, 0xfffd})
    text.findAndReplace(icu::UnicodeString(sign), ",");
  UErrorCode failed = U_ZERO_ERROR;
  text = icu::Normalizer2::getNFKCCasefoldInstance(failed)->normalize(text, failed);
  if (U_FAILURE(failed)) abort();
  text.findAndReplace(icu::UnicodeString(UChar32{0x02bc}), "'");
  Text out;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (c < 0x1f3fb || c > 0x1f3ff) out.push_back(static_cast<char32_t>(c));
  }
  return out;
}

inline bool isMark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }
inline bool isRun(char32_t code) {  // of a word that is a run
  const auto c = static_cast<UChar32>(code);
  const bool isLetterOrNumber = (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
  const auto lineBreak = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);
  const bool hasNoSpaces = (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_NL_MASK)) != 0 &&
                           isAmong(lineBreak, {U_LB_IDEOGRAPHIC, U_LB_COMPLEX_CONTEXT,
                                               U_LB_CONDITIONAL_JAPANESE_STARTER, U_LB_NONSTARTER});
  return isMark(code) || (isLetterOrNumber && !hasNoSpaces);
}
inline bool isSingle(char32_t code) {
  const auto c = static_cast<UChar32>(code);
  if (c < 0x80 || isRun(code)) return false;
  const auto category = U_GET_GC_MASK(c);
  return (category & (U_GC_L_MASK | U_GC_NL_MASK | U_GC_SO_MASK)) != 0 ||
         u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC);
}
inline bool isOfWord(char32_t c) { return isRun(c) || isSingle(c); }
inline bool isLetter(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_NL_MASK)) != 0;
}
inline bool isOfHandle(char32_t c) { return isRun(c) || c == '_'; }
inline bool isOfTag(char32_t c) { return isOfHandle(c) || (isSingle(c) && isLetter(c)); }

inline Message read(std::string_view utf8) {
  const Text text = folded(utf8);
  Message message;
  bool isAddress = false;
  size_t tagEnd = 0, wordEnd = 0;
  const auto nameEnd = [&](size_t at, bool (*isOfName)(char32_t)) {
    while (at < text.size() && isOfName(text[at])) ++at;
    return at;
  };
  for (size_t i = 0; i < text.size();) {
    const char32_t c = text[i];
    const bool isJoined = i > 0 && wordEnd == i && !isSingle(message.words.back().front());
    size_t end = i + 1;
    const size_t count = message.words.size();
    if (isRun(c) && !isMark(c)) {
      while (end < text.size() && isRun(text[end])) ++end;
      message.words.push_back(text.substr(i, end - i));
    } else if (isSingle(c)) {
      while (end < text.size() && isMark(text[end])) ++end;
      message.words.push_back(text.substr(i, end - i));
    } else if (c == '@' && !isJoined && nameEnd(end, isOfHandle) > end) {
      end = nameEnd(end, isOfHandle);
      message.words.push_back(text.substr(i, end - i));
    } else if (c == '@' && isJoined) {
      isAddress = true;
    } else if (c == '#' && !isAddress && (!isJoined || tagEnd == i)) {
      const Text name = text.substr(end, nameEnd(end, isOfTag) - end);
      if (std::any_of(name.begin(), name.end(), isLetter)) {
        message.tags.push_back(U"#" + name);
        tagEnd = nameEnd(end, isOfTag);
      }
    } else if (text.substr(i, 3) == U"://") {
      isAddress = true;
    }
    const bool isSpace = c <= ' ' || c == 0x7f ||
                         (c >= 0x80 && !isOfWord(c) &&
                          (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_Z_MASK | U_GC_CC_MASK)) != 0);
    if (isSpace) isAddress = false;
    if (c == '.' && isJoined && message.words.back() == U"www") isAddress = true;
    if (message.words.size() > count) wordEnd = end;
    i = end;
  }
  return message;
}

inline std::string utf8(const Text& text) {
  std::string out;
  icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                static_cast<int32_t>(text.size()))
      .toUTF8String(out);
  return out;
}

// What Words::stream() is to be.
inline std::string stream(const Message& message) {
  std::string out = " ";
  for (const Text& word : message.words) out += utf8(word) + " ";
  if (!message.tags.empty()) out += "\x01 ";
  for (const Text& tag : message.tags) out += utf8(tag) + " ";
  return out;
}

// Whether the words of a term, or its hashtag, are there.
inline bool contains(const Message& message, std::string_view term) {
  const bool isBeginning = term.back() == '*';
  const Message read = naive::read(isBeginning ? term.substr(0, term.size() - 1) : term);
  const auto& wanted = read.tags.empty() ? read.words : read.tags;
  const auto& all = read.tags.empty() ? message.words : message.tags;
  for (size_t at = 0; at + wanted.size() <= all.size(); ++at) {
    bool isSame = true;
    for (size_t i = 0; i < wanted.size(); ++i) {
      const Text& word = all[at + i];
      isSame &= isBeginning && i + 1 == wanted.size() ? word.substr(0, wanted[i].size()) == wanted[i]
                                                      : word == wanted[i];
    }
    if (isSame) return true;
  }
  return false;
}

// Texts as people, and those who want to hide something, write them: out of few words, so that terms are met.
class Writer {
 public:
  explicit Writer(uint64_t seed) : m_dice(seed) {}

  size_t below(size_t n) { return m_dice() % n; }
  bool chance(size_t percent) { return below(100) < percent; }
  template <typename T>
  const T& oneOf(const std::vector<T>& some) {
    return some[below(some.size())];
  }

  std::string word() {
    static const std::vector<std::string> kWords = {"refund",
                                                    "Flight",
                                                    "delayed",
                                                    "never",
                                                    "can't",
                                                    "is",
                                                    "a",
                                                    "ab",
                                                    "abc",
                                                    "Ärger",
                                                    "straße",
                                                    "退款",
                                                    "ありがとう",
                                                    "ขอบคุณ",
                                                    "한국어",
                                                    "привет",
                                                    "İzmir",
                                                    "ﬁne",
                                                    "ｆｕｌｌ",
                                                    "𝐁𝐨𝐥𝐝",
                                                    "👍🏽",
                                                    "👨‍👩‍👧",
                                                    "❤️",
                                                    "1️⃣",
                                                    "42",
                                                    "3.50",
                                                    "№5",
                                                    "x²",
                                                    "ﷺ",
                                                    "e\u0301te\u0301",
                                                    "a_b",
                                                    "__",
                                                    "🇩🇪",
                                                    "c++",
                                                    "̈",
                                                    "www",
                                                    "http://x.de/a#b",
                                                    "me@b.de",
                                                    "Delta™",
                                                    "ΑΣ"};
    std::string word = oneOf(kWords);
    if (chance(20)) word = oneOf(std::vector<std::string>{"#", "@", "＃", "＠", "##", "#1"}) + word;
    if (chance(20))
      std::transform(word.begin(), word.end(), word.begin(),
                     [](unsigned char c) { return c < 0x80 ? toupper(c) : c; });
    if (chance(10)) word.insert(below(word.size() + 1), anyBytes());
    return word;
  }
  std::string text(size_t words) {
    static const std::vector<std::string> kGaps = {
        " ",      " ",      " ",      "\u00a0", "\u3000", "\u2028",  "\t\n", "",
        ".",      ", ",     "-",      "'",      "\u2019", "\u201d ", "_",    "/",
        "\u200b", "\u202e", "\u00ad", "\ufeff", "<b>",    "&amp;",   "\xff", std::string(1, '\0'),
        "\x01"};
    std::string text;
    for (size_t i = 0; i < words; ++i) text += word() + oneOf(kGaps);
    return text;
  }

 private:
  std::string anyBytes() {
    std::string bytes;
    if (chance(30)) return std::string(1, static_cast<char>(m_dice()));
    const auto c = static_cast<UChar32>(below(chance(50) ? 0x3000 : 0x20000));
    if (c == 0 || (c >= 0xd800 && c < 0xe000)) return "\u200d";
    icu::UnicodeString(c).toUTF8String(bytes);
    return bytes;
  }

  std::mt19937_64 m_dice;
};

}  // namespace watchfloor::naive
