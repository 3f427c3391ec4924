// A message's text as words, so that a word is found however it is written: case-folded, compatibility forms
// (full width, bold, ligatures) made plain, invisible characters taken out (Unicode's NFKC_Casefold). What no
// word has, punctuation, markup, white space of any kind and bytes that are not UTF-8, only separates words.
//
//   Words words;
//   words.read("My RE\u200bFUND?\u00a0#FlightDelay  @Delta");
//   words.stream();  // " my refund flightdelay @delta \x01 #flightdelay "
//
// A term that is read in the same way is in the text if its stream, as bytes, is in this one: words stand
// between single spaces, so nothing else needs to be looked at.
//
// Words are runs of letters, marks and digits. That is UAX #29 but for three things, each so that no word can
// be hidden: apostrophes, dots, commas and underscores separate ("delta's" has the word "delta"; so has
// "thanks,delta.now"); where words are written without spaces (Chinese, Japanese, Thai …) each character is
// one; and so is each emoji, without its colour of skin. A handle is one word with its sign, and no other; it
// ends before an emoji or such a character. A hashtag is its words, where it stands, and once more as a whole
// behind all words; it ends before an emoji.
//
// Cost: linear, about 1.7 ns a byte of ASCII and some 20 beyond it. Memory: at most 70 times kMostRead,
// reused from text to text. One thread at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace watchfloor {

struct Word {
  enum class Kind : uint8_t { kPlain, kNumber, kCharacter, kHandle, kHashtag };
  // What stands before it: nothing, white space alone, one sign alone, or anything else.
  enum class Gap : uint8_t { kNone, kSpace, kApostrophe, kHyphen, kOther };

  uint64_t head = 0;            // headOf() its text
  uint32_t begin = 0, end = 0;  // in the stream; of a hashtag with its sign
  Kind kind = Kind::kPlain;
  Gap gap = Gap::kOther;
  bool isInTag = false;      // it stands in a hashtag
  bool isOfAddress = false;  // it is part of a link, a mail address or what hangs on a handle
  bool operator==(const Word&) const = default;
};

// The first eight bytes, the first one lowest; zeros behind a shorter word.
inline uint64_t headOf(std::string_view word) {
  uint64_t head = 0;
  std::memcpy(&head, word.data(), std::min(word.size(), sizeof head));
  return head;
}

class Words {
 public:
  // Of a text, in bytes; what lies beyond is not looked at.
  static constexpr size_t kMostRead = 1 << 20;
  // Stands alone between the words and the hashtags.
  static constexpr char kTagMark = '\x01';

  void read(std::string_view text);

  std::string_view stream() const { return std::string_view(m_stream).substr(0, m_size); }
  const std::vector<Word>& words() const { return m_words; }  // those of hashtags are among them
  const std::vector<Word>& hashtags() const { return m_hashtags; }
  std::string_view text(const Word& word) const {
    return {m_stream.data() + word.begin, word.end - word.begin};
  }

 private:
  class Reader;

  void fold(std::string_view text);

  std::string m_folded, m_stream;  // some bytes longer than what is read
  std::vector<uint8_t> m_marks;    // of each byte that is folded
  size_t m_size = 0;  // of the stream; while it is read there is room for a word's head behind it
  std::vector<Word> m_words, m_hashtags;
  std::string m_tags;  // scratch
};

// `text` in NFKC_Casefold, appended to `out` as UTF-8: invisible characters and colours of skin taken out,
// quotes and dashes made plain, a comma for other punctuation beyond ASCII and for what is not UTF-8. Long
// heaps of marks on one letter are read in parts of 30 (UAX #15, stream-safe text), so that their order costs
// no more.
void foldText(std::string_view text, std::string& out);

}  // namespace watchfloor
