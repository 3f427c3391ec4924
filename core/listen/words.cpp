#include "listen/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "listen/code_points.h"

namespace watchfloor {
namespace {

// Ideographs, of scripts without spaces, and pictures are words by themselves.
enum class Class : uint8_t { kSpace, kLetter, kDigit, kMark, kIdeograph, kPicture, kOther };

constexpr std::array<Class, 128> kAsciiClasses = [] {
  std::array<Class, 128> classes{};
  for (size_t c = 0; c < classes.size(); ++c) {
    const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    classes[c] = c <= ' ' || c == 0x7f  ? Class::kSpace
                 : isLetter             ? Class::kLetter
                 : c >= '0' && c <= '9' ? Class::kDigit
                                        : Class::kOther;
  }
  return classes;
}();

// Whether words of its script stand without spaces between them (UAX #14 breaks them elsewhere, too).
bool isWrittenWithoutSpaces(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_LINE_BREAK)) {
    case U_LB_IDEOGRAPHIC:
    case U_LB_COMPLEX_CONTEXT:
    case U_LB_CONDITIONAL_JAPANESE_STARTER:
    case U_LB_NONSTARTER:
      return true;
    default:
      return false;
  }
}

Class classOf(UChar32 c) {
  if (c < 0) return Class::kOther;
  if (c < 0x80) return kAsciiClasses[static_cast<size_t>(c)];
  const uint32_t category = U_GET_GC_MASK(c);
  if (category & U_GC_M_MASK) return Class::kMark;
  if (category & (U_GC_L_MASK | U_GC_NL_MASK))
    return isWrittenWithoutSpaces(c) ? Class::kIdeograph : Class::kLetter;
  if (category & U_GC_N_MASK) return Class::kDigit;
  if (category & (U_GC_SO_MASK) || u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC))
    return Class::kPicture;
  return category & (U_GC_Z_MASK | U_GC_CC_MASK) ? Class::kSpace : Class::kOther;
}

// What a byte is marked as: the highest bit, that it is a letter or a digit of ASCII; the lowest, a letter.
constexpr uint8_t kLetterMark = 0x81, kDigitMark = 0x80;

uint8_t markOf(char c) {
  const auto byte = static_cast<uint8_t>(c);
  const bool isLetter = static_cast<uint8_t>(byte - 'a') < 26,
             isDigit = static_cast<uint8_t>(byte - '0') < 10;
  return static_cast<uint8_t>((isLetter ? kLetterMark : 0) | (isDigit ? kDigitMark : 0));
}

// The letters and digits of ASCII that eight bytes begin with, by their marks.
struct AsciiPart {
  static constexpr size_t kLongest = sizeof(uint64_t);

  explicit AsciiPart(const uint8_t* marks) {
    uint64_t bytes = 0;
    std::memcpy(&bytes, marks, sizeof bytes);
    const int bits = std::countr_zero(~bytes & 0x8080808080808080);  // 64: all are
    size = static_cast<size_t>(bits) / 8;
    hasLetter = (bytes & mask() & 0x0101010101010101) != 0;
  }
  // Covers so many bytes of a number, the lowest.
  uint64_t mask() const { return size == kLongest ? ~uint64_t{0} : (uint64_t{1} << 8 * size) - 1; }

  size_t size = 0;
  bool hasLetter = false;
};
static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");

bool isOfWord(Class c) { return c == Class::kLetter || c == Class::kDigit || c == Class::kMark; }

}  // namespace

// Goes once through the folded text.
class Words::Reader {
 public:
  Reader(Words& words, size_t size) : m_words(words), m_text(words.m_folded.data(), size) {}

  void read() {
    std::string& stream = m_words.m_stream;
    // A space behind each word, and one before all; parts of words are written whole.
    stream.resize(2 * m_text.size() + 1 + sizeof(uint64_t));
    m_begin = m_out = stream.data();
    *m_out++ = ' ';
    while (m_at < m_text.size()) step();
    endOfChunk();
    m_words.m_size = written();
    if (!m_words.m_hashtags.empty()) appendTags(stream);
  }

 private:
  struct Char {
    UChar32 c = 0;
    Class kind = Class::kOther;
    size_t end = 0;
  };

  Char peek(size_t at) const {
    if (at >= m_text.size()) return {.c = -1, .kind = Class::kSpace, .end = at};
    const auto byte = static_cast<unsigned char>(m_text[at]);
    if (byte < 0x80) return {byte, kAsciiClasses[byte], at + 1};
    auto end = static_cast<int32_t>(at);
    UChar32 c = 0;
    U8_NEXT(m_text.data(), end, static_cast<int32_t>(m_text.size()), c);
    return {c, classOf(c), static_cast<size_t>(end)};
  }
  bool startsWith(std::string_view what) const { return m_text.substr(m_at, what.size()) == what; }
  uint32_t written() const { return static_cast<uint32_t>(m_out - m_begin); }

  void step() {
    if (m_words.m_marks[m_at] == kLetterMark) return plainWords();
    if (m_text[m_at] == ' ') return space(m_at + 1);
    const Char here = peek(m_at);
    switch (here.kind) {
      case Class::kSpace:
        return space(here.end);
      case Class::kMark:  // on nothing
      case Class::kOther:
        return sign(here);
      case Class::kIdeograph:
      case Class::kPicture:
        return character(here);
      default:
        return word();
    }
  }

  void space(size_t end) {
    endOfChunk();
    const bool isAlone = m_gap == Word::Gap::kNone || m_gap == Word::Gap::kSpace;
    m_gap = isAlone ? Word::Gap::kSpace : Word::Gap::kOther;
    m_at = end;
  }

  void sign(const Char& here) {
    const bool isJoined = m_gap == Word::Gap::kNone;  // to the word before
    const bool isInWord = isJoined && m_words.m_words.back().kind != Word::Kind::kCharacter;
    if (here.c == '@') return handle(here, isInWord);
    if (here.c == '#' && !m_isAddress && (!isInWord || m_inTagUntil == m_at)) hashtag(here.end);
    if (here.c == ':' && startsWith("://")) m_isAddress = true;
    if (here.c == '.' && isJoined && std::string_view(m_begin, written()).ends_with(" www "))
      m_isAddress = true;
    m_gap = isJoined && here.c == '\''  ? Word::Gap::kApostrophe
            : isJoined && here.c == '-' ? Word::Gap::kHyphen
                                        : Word::Gap::kOther;
    m_at = here.end;
  }

  // The end of a name of letters, marks, digits and underscores; whether it has more than digits.
  struct Name {
    size_t end = 0;
    bool hasLetter = false;
  };
  Name nameAt(size_t at, bool mayHaveIdeographs) const {
    Name name{.end = at};
    for (;;) {
      const AsciiPart part(m_words.m_marks.data() + at);
      name.hasLetter |= part.hasLetter;
      name.end = at += part.size;
      if (part.size == AsciiPart::kLongest) continue;
      const Char c = peek(at);
      const bool isIdeograph = mayHaveIdeographs && c.kind == Class::kIdeograph;
      if (!isOfWord(c.kind) && !isIdeograph && c.c != '_') break;
      name.hasLetter |= c.kind == Class::kLetter || isIdeograph;
      name.end = at = c.end;
    }
    return name;
  }

  void handle(const Char& here, bool isInWord) {
    const Name name = nameAt(here.end, false);
    if (isInWord || name.end == here.end) {
      m_isAddress |= isInWord;
      m_gap = Word::Gap::kOther;
      m_at = here.end;
      return;
    }
    copy(m_at, name.end);
    push(name.end, Word::Kind::kHandle);
    m_afterHandle = true;
  }

  void hashtag(size_t at) {
    const Name name = nameAt(at, true);
    if (!name.hasLetter) return;
    std::string& tags = m_words.m_tags;
    const auto begin = static_cast<uint32_t>(tags.size());
    tags.push_back('#');
    tags.append(m_text.substr(at, name.end - at));
    m_words.m_hashtags.push_back(
        {.begin = begin, .end = static_cast<uint32_t>(tags.size()), .kind = Word::Kind::kHashtag});
    tags.push_back(' ');
    m_inTagUntil = name.end;
  }

  void appendTags(std::string& stream) {
    stream.resize(m_words.m_size);
    stream.push_back(kTagMark);
    stream.push_back(' ');
    for (Word& tag : m_words.m_hashtags) {
      tag.head = headOf(std::string_view(m_words.m_tags).substr(tag.begin, tag.end - tag.begin));
      tag.begin += static_cast<uint32_t>(stream.size());
      tag.end += static_cast<uint32_t>(stream.size());
    }
    stream.append(m_words.m_tags);
    m_words.m_size = stream.size();
  }

  void character(const Char& here) {
    size_t end = here.end;
    for (Char c = peek(end); c.kind == Class::kMark; c = peek(end)) end = c.end;
    copy(m_at, end);
    push(end, Word::Kind::kCharacter);
  }

  // Most of most texts: words of up to seven letters and digits of ASCII that single spaces part. Whatever
  // else comes is read by others.
  void plainWords() {
    std::vector<Word>& words = m_words.m_words;
    const uint8_t* marks = m_words.m_marks.data();
    const char* text = m_text.data();  // with room behind it
    size_t at = m_at;
    char* out = m_out;
    Word next{.begin = m_wordBegin, .gap = m_gap, .isInTag = at < m_inTagUntil, .isOfAddress = m_afterHandle};
    bool isOther = false;
    for (;;) {
      const AsciiPart part(marks + at);
      const auto behind = static_cast<unsigned char>(text[at + part.size]);
      isOther = part.size == AsciiPart::kLongest || behind >= 0x80;
      if (isOther) break;
      std::memcpy(&next.head, text + at, sizeof next.head);
      std::memcpy(out, &next.head, sizeof next.head);
      next.head &= part.mask();
      next.end = next.begin + static_cast<uint32_t>(part.size);
      words.push_back(next);
      at += part.size;
      out += part.size;
      *out++ = ' ';
      next = {.begin = next.end + 1, .gap = Word::Gap::kNone};
      if (behind != ' ' || marks[at + 1] != kLetterMark) break;
      endOfChunk();
      next.gap = Word::Gap::kSpace;
      ++at;
    }
    m_at = at;
    m_out = out;
    m_wordBegin = next.begin;
    m_gap = next.gap;
    if (isOther) word();
  }

  void word() {
    bool isNumber = true;
    size_t at = m_at;
    for (;;) {
      const AsciiPart part(m_words.m_marks.data() + at);
      std::memcpy(m_out, m_text.data() + at, AsciiPart::kLongest);  // what is no part is written over
      m_out += part.size;
      at += part.size;
      isNumber &= !part.hasLetter;
      if (part.size == AsciiPart::kLongest) continue;
      const Char c = peek(at);
      if (!isOfWord(c.kind)) break;
      isNumber &= c.kind == Class::kDigit;
      copy(at, c.end);
      at = c.end;
    }
    push(at, isNumber ? Word::Kind::kNumber : Word::Kind::kPlain);
  }

  void copy(size_t begin, size_t end) {
    std::memcpy(m_out, m_text.data() + begin, end - begin);
    m_out += end - begin;
  }

  // The word that was written since the last one; in the text it ends at `end`.
  void push(size_t end, Word::Kind kind) {
    const uint32_t size = written() - m_wordBegin;
    uint64_t head = 0;
    std::memcpy(&head, m_begin + m_wordBegin, sizeof head);  // there is room behind the stream
    if (size < sizeof head) head &= (uint64_t{1} << 8 * size) - 1;
    m_words.m_words.push_back({.head = head,
                               .begin = m_wordBegin,
                               .end = written(),
                               .kind = kind,
                               .gap = m_gap,
                               .isInTag = m_at < m_inTagUntil,
                               .isOfAddress = m_afterHandle});
    *m_out++ = ' ';
    m_wordBegin = written();
    m_gap = Word::Gap::kNone;
    m_at = end;
  }

  void endOfChunk() {
    std::vector<Word>& words = m_words.m_words;
    if (m_isAddress) {
      for (size_t i = m_chunk; i < words.size(); ++i) words[i].isOfAddress = true;
    }
    m_chunk = words.size();
    m_isAddress = m_afterHandle = false;
  }

  Words& m_words;
  std::string_view m_text;
  char *m_begin = nullptr, *m_out = nullptr;
  size_t m_at = 0;
  uint32_t m_wordBegin = 1;
  size_t m_chunk = 0;       // the first word of what no white space parts
  size_t m_inTagUntil = 0;  // in the text
  Word::Gap m_gap = Word::Gap::kOther;
  bool m_isAddress = false, m_afterHandle = false;
};

void Words::read(std::string_view text) {
  m_words.clear();
  m_hashtags.clear();
  m_tags.clear();
  fold(text.substr(0, kMostRead));
  const size_t size = m_folded.size();
  // Marks for a part that begins with the last byte; no mark for what lies behind it.
  m_folded.append(AsciiPart::kLongest, '\0');
  m_marks.resize(m_folded.size());
  std::transform(m_folded.begin(), m_folded.end(), m_marks.begin(), markOf);
  Reader(*this, size).read();
}

void Words::fold(std::string_view text) {
  m_folded.clear();
  if (!isAscii(text)) return foldText(text, m_folded);
  m_folded.resize(text.size());
  std::transform(text.begin(), text.end(), m_folded.begin(), lowered);
}

}  // namespace watchfloor
