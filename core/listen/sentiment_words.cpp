#include "listen/sentiment_words.h"

#include <absl/strings/numbers.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cassert>

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

}  // namespace

SentimentWords::SentimentWords() : m_words(1), m_names(1), m_slots(kSlots) {
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

SentimentWords::Id SentimentWords::find(std::string_view word) const {
  const uint64_t hash = XXH3_64bits(word.data(), word.size());
  const auto mark = static_cast<uint32_t>(hash >> 48) << 16;
  for (size_t at = hash % kSlots; m_slots[at] != 0; at = (at + 1) % kSlots) {
    const auto id = static_cast<Id>(m_slots[at]);
    if ((m_slots[at] & 0xffff0000) == mark && m_names[id] == word) return id;
  }
  return kUnknown;
}

SentimentWord& SentimentWords::add(std::string_view word) {
  if (const Id known = find(word); known != kUnknown) return m_words[known];
  const uint64_t hash = XXH3_64bits(word.data(), word.size());
  size_t at = hash % kSlots;
  while (m_slots[at] != 0) at = (at + 1) % kSlots;
  m_slots[at] = static_cast<uint32_t>(hash >> 48) << 16 | static_cast<uint32_t>(m_words.size());
  m_names.emplace_back(word);
  return m_words.emplace_back();
}

}  // namespace watchfloor
