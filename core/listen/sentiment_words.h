// What the rule-based scorer knows of words: how they are rated, which ones strengthen, weaken or negate
// others, and the few that rules name. All are kept in lower case; they are English.
//
// Made once, 1 ms; 0.5 MB. Immutable: any number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace watchfloor {

struct SentimentWord {
  double valence = 0;       // -4 (worst) to 4 (best); only if isRated
  double degree = 0;        // what it adds to the strength of a word after it; 0: no degree word
  bool isRated = false;     // stands in the lexicon
  bool isNegation = false;  // turns words after it round
  bool isIdiomKey = false;  // no idiom is without such a word
};

class SentimentWords {
 public:
  using Id = uint16_t;
  // The words that rules name, by their ids.
  enum Known : Id {
    kUnknown,
    kNo,
    kOr,
    kNor,
    kLeast,
    kAt,
    kVery,
    kNever,
    kSo,
    kThis,
    kWithout,
    kDoubt,
    kBut,
    kKind,
    kOf,
    kSort,
    kJust,
    kEnough,
    kThe,
    kShit,
    kBomb,
    kBad,
    kAss,
    kBus,
    kStop,
    kYeah,
    kRight,
    kKiss,
    kDeath,
    kTo,
    kDie,
    kFor,
    kBeating,
    kHeart,
    kKnownCount
  };
  static constexpr size_t kLongest = 24;  // bytes of a word; longer ones are unknown

  SentimentWords();

  // A word in lower case, the rest zeros: compared and hashed without looking at its length.
  using Key = std::array<uint64_t, kLongest / 8>;
  // Of an ASCII word, of which `readable` bytes, itself included, may be read. REQUIRES: 0 < word.size() <=
  // kLongest
  static Key keyOf(std::string_view word, size_t readable);

  Id find(const Key& word) const;
  const SentimentWord& operator[](Id id) const { return m_words[id]; }

  // Words that together mean something else; kUnknown fills up.
  struct Idiom {
    std::array<Id, 3> words;
    double value;
  };
  // A valence that replaces the rating.
  static constexpr std::array<Idiom, 8> kIdioms = {{{{kThe, kShit, kUnknown}, 3},
                                                    {{kThe, kBomb, kUnknown}, 3},
                                                    {{kBad, kAss, kUnknown}, 1.5},
                                                    {{kBus, kStop, kUnknown}, 0},
                                                    {{kYeah, kRight, kUnknown}, -2},
                                                    {{kKiss, kOf, kDeath}, -1.5},
                                                    {{kTo, kDie, kFor}, 3},
                                                    {{kBeating, kHeart, kUnknown}, 3.5}}};
  // Degree words of two words.
  static constexpr double kStronger = 0.293, kWeaker = -0.293;
  static constexpr std::array<Idiom, 3> kDegrees = {{{{kJust, kEnough, kUnknown}, kWeaker},
                                                     {{kKind, kOf, kUnknown}, kWeaker},
                                                     {{kSort, kOf, kUnknown}, kWeaker}}};

 private:
  SentimentWord& add(std::string_view word);

  std::vector<SentimentWord> m_words;
  std::vector<Key> m_keys;
  std::vector<uint32_t> m_slots;  // open addressing: 16 bits of the hash, 16 of the id; 0: empty
};

}  // namespace watchfloor
