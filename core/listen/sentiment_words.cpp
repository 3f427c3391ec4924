#include "listen/sentiment_words.h"

#include <absl/strings/numbers.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#include "listen/sentiment_tables.h"
#include "listen/table_lines.h"

namespace watchfloor {
namespace {

constexpr size_t kSlots = 1 << 14;  // about half of them filled

// In the order of SentimentWords::Known, after kUnknown.
constexpr std::array<std::string_view, SentimentWords::kKnownCount - 1> kNames = {
    "no",  "or",   "nor",  "least", "at",   "very",   "never", "so",   "this", "without", "doubt",
    "but", "kind", "of",   "sort",  "just", "enough", "the",   "shit", "bomb", "bad",     "ass",
    "bus", "stop", "yeah", "right", "kiss", "death",  "to",    "die",  "for",  "beating", "heart"};

constexpr std::array kIdiomKeys = {SentimentWords::kShit, SentimentWords::kBomb,    SentimentWords::kAss,
                                   SentimentWords::kStop, SentimentWords::kYeah,    SentimentWords::kDeath,
                                   SentimentWords::kDie,  SentimentWords::kBeating, SentimentWords::kKind,
                                   SentimentWords::kSort, SentimentWords::kEnough};

// Words apart from each other by blanks.
constexpr std::string_view kNegations =
    "aint arent cannot cant couldnt darent didnt doesnt ain't aren't can't couldn't daren't didn't doesn't "
    "dont "
    "hadnt hasnt havent isnt mightnt mustnt neither don't hadn't hasn't haven't isn't mightn't mustn't "
    "neednt "
    "needn't never none nope nor not nothing nowhere oughtnt shant shouldnt uhuh wasnt werent oughtn't "
    "shan't "
    "shouldn't uh-uh wasn't weren't without wont wouldnt won't wouldn't rarely seldom despite";

constexpr std::string_view kStrengthening =
    "absolutely amazingly awfully completely considerable considerably decidedly deeply effing enormous "
    "enormously entirely especially exceptional exceptionally extreme extremely fabulously flipping flippin "
    "frackin fracking fricking frickin frigging friggin fully fuckin fucking fuggin fugging greatly hella "
    "highly "
    "hugely incredible incredibly intensely major majorly more most particularly purely quite really "
    "remarkably "
    "so substantially thoroughly total totally tremendous tremendously uber unbelievably unusually utter "
    "utterly "
    "very";

constexpr std::string_view kWeakening =
    "almost barely hardly kinda kindof kind-of less little marginal marginally occasional occasionally "
    "partly "
    "scarce scarcely slight slightly somewhat sorta sortof sort-of";

template <typename Each>
void forEachWord(std::string_view words, Each each) {
  while (!words.empty()) {
    const size_t end = std::min(words.find(' '), words.size());
    each(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

// Texts are compared in lower case and word by word: nothing else in the lexicon is ever found.
bool canBeFound(std::string_view token) {
  return token.size() <= SentimentWords::kLongest && std::all_of(token.begin(), token.end(), [](char c) {
           return c > ' ' && c < 0x7f && (c < 'A' || c > 'Z');
         });
}

// By the number of bytes that stay; the first one is the lowest.
static_assert(std::endian::native == std::endian::little);
constexpr std::array<uint64_t, 9> kFirstBytes = {
    0, 0xff, 0xffff, 0xffffff, 0xffffffff, 0xffffffffff, 0xffffffffffff, 0xffffffffffffff, ~uint64_t{0}};

// Eight ASCII letters at once: bytes from 'A' to 'Z' are given the bit that makes them small.
uint64_t lowerEight(uint64_t bytes) {
  constexpr uint64_t kEach = 0x0101010101010101;
  const uint64_t fromA = bytes + kEach * (0x80 - 'A'), beyondZ = bytes + kEach * (0x7f - 'Z');
  return bytes | ((fromA & ~beyondZ & (kEach * 0x80)) >> 2);
}

// Only within this table. The factors are odd and have no pattern.
uint64_t hashOf(const SentimentWords::Key& key) {
  const uint64_t mixed = key[0] * 0x9e3779b97f4a7c15 ^ (key[1] + 0x165667b19e3779f9) * 0xc2b2ae3d27d4eb4f ^
                         key[2] * 0xff51afd7ed558ccd;
  return (mixed ^ mixed >> 32) * 0xd6e8feb86659fd93 >> 16;
}
constexpr uint32_t kMarkBits = 0xffff0000;
uint32_t markOf(uint64_t hash) { return static_cast<uint32_t>(hash >> 32) << 16; }

}  // namespace

SentimentWords::SentimentWords() : m_words(1), m_keys(1), m_slots(kSlots) {
  for (const std::string_view name : kNames) add(name);
  for (const Known key : kIdiomKeys) m_words[key].isIdiomKey = true;
  forEachLine(kLexiconTable, [this](std::string_view token, std::string_view rest) {
    if (!canBeFound(token)) return;
    SentimentWord& word = add(token);  // the last line of a token counts
    const std::string_view mean = rest.substr(0, rest.find('\t'));
    word.isRated = absl::SimpleAtod({mean.data(), mean.size()}, &word.valence);
  });
  forEachWord(kNegations, [this](std::string_view word) { add(word).isNegation = true; });
  forEachWord(kStrengthening, [this](std::string_view word) { add(word).degree = kStronger; });
  forEachWord(kWeakening, [this](std::string_view word) { add(word).degree = kWeaker; });
  assert(m_words.size() < kSlots * 3 / 4);
}

SentimentWords::Key SentimentWords::keyOf(std::string_view word, size_t readable) {
  Key key{};
  if (readable >= sizeof key) {  // mostly, and a copy of a fixed size is two loads
    std::memcpy(key.data(), word.data(), sizeof key);
  } else {
    std::memcpy(key.data(), word.data(), word.size());
  }
  for (size_t i = 0; i < key.size(); ++i) {
    const size_t here = word.size() > 8 * i ? std::min<size_t>(word.size() - 8 * i, 8) : 0;
    key[i] = lowerEight(key[i] & kFirstBytes[here]);
  }
  return key;
}

SentimentWords::Id SentimentWords::find(const Key& word) const {
  const uint64_t hash = hashOf(word);
  const uint32_t mark = markOf(hash);
  for (size_t at = hash % kSlots; m_slots[at] != 0; at = (at + 1) % kSlots) {
    if ((m_slots[at] & kMarkBits) != mark) continue;
    if (const auto id = static_cast<Id>(m_slots[at]); m_keys[id] == word) return id;
  }
  return kUnknown;
}

SentimentWord& SentimentWords::add(std::string_view word) {
  const Key key = keyOf(word, word.size());
  if (const Id known = find(key); known != kUnknown) return m_words[known];
  const uint64_t hash = hashOf(key);
  size_t at = hash % kSlots;
  while (m_slots[at] != 0) at = (at + 1) % kSlots;
  m_slots[at] = markOf(hash) | static_cast<uint32_t>(m_words.size());
  m_keys.push_back(key);
  return m_words.emplace_back();
}

}  // namespace watchfloor
