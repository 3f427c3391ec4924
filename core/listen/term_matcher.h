// Which of many terms (words, phrases, hashtags, handles) are in a text: one look at each word of the text
// (listen/words.h), however many terms there are. Terms are kept as a trie whose letters are words.
//
//   const std::vector<Term> terms = {*Term::parse("no refund"), *Term::parse("cancel*")};
//   StatusOr<TermMatcher> matcher = TermMatcher::compile(terms);
//   TermScratch scratch;             // one for each thread
//   scratch.words.read("NO\u00a0REFUND for me!");
//   matcher->find(scratch);          // {0}
//   scratch.has(0);                  // true
//
// Cost: some 4 ns a word, and as many again for each word that a term which begins there goes on with: at
// most the words of the longest term for each of the text, and the beginnings ("a*", "ab*") that each of them
// has. A matcher is immutable: any thread, with a scratch of its own.
#pragma once

#include <absl/status/statusor.h>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "listen/bit_set.h"
#include "listen/word_numbers.h"
#include "listen/words.h"

namespace watchfloor {

// Something to be found, as its stream of words.
//   "no refund"   these words, one after the other, whatever parts them
//   "cancel*"     the last word begins so
//   "#fail"       the hashtag, not the word;  "fail" is found in both
//   "@delta"      the handle, not the word
struct Term {
  static constexpr size_t kLongest = 200;  // bytes, as written

  std::string literal;

  // InvalidArgument says what is wrong with it.
  static absl::StatusOr<Term> parse(std::string_view text);
  bool operator==(const Term&) const = default;
};

class TermScratch;

class TermMatcher {
 public:
  static constexpr size_t kMostTerms = 100'000;

  // Finds nothing.
  TermMatcher() = default;
  // ResourceExhausted: more than kMostTerms.
  static absl::StatusOr<TermMatcher> compile(const std::vector<Term>& terms);

  // The indices of those terms that are in scratch.words, each once, in no certain order; until the scratch
  // is used again.
  std::span<const uint32_t> find(TermScratch& scratch) const;

 private:
  static constexpr uint32_t kNone = WordNumbers::kNone, kEnd = kNone - 1;

  // What follows the same words in some terms.
  struct State {
    uint64_t followers = 0;                      // by the lowest bits of their numbers: words that may follow
    uint32_t term = kNone;                       // that ends here
    uint32_t beginnings = 0, endBeginnings = 0;  // of m_beginnings
  };
  // A term's last word, of which only the beginning is given.
  struct Beginning {
    uint32_t state = 0;  // behind the words before it
    std::string text;
    uint32_t term = kNone;
    uint32_t shorter = kNone;  // the longest of the same state that this one begins with
  };

  void add(uint32_t term, std::string_view literal);
  void sortBeginnings();
  uint32_t next(uint32_t state, uint32_t word) const;
  void findFrom(size_t at, uint32_t state, TermScratch& scratch) const;
  void findBeginnings(uint32_t state, std::string_view word, TermScratch& scratch) const;
  void note(uint32_t term, TermScratch& scratch) const;

  WordNumbers m_words;                            // those that terms have
  ProbingTable m_steps;                           // the state behind a state and a word
  std::vector<uint32_t> m_first;                  // by word: the state behind it alone
  std::vector<State> m_states = {{}};             // the first: before any word
  std::vector<Beginning> m_beginnings;            // by state, then text
  std::array<uint32_t, 257> m_firstBeginnings{};  // of the first state: where those of a byte begin
  std::vector<uint32_t> m_equal;                  // by term: another one that is equal
};

// What reading one text needs. One thread at a time; for any matchers, in turn.
class TermScratch {
 public:
  Words words;

  // Whether the matcher that was used last found it.
  bool has(uint32_t term) const { return m_isFound.contains(term); }

 private:
  friend class TermMatcher;
  std::vector<uint32_t> m_numbers;  // by word of the text, and that it ends
  std::vector<uint32_t> m_found;
  BitSet m_isFound;
};

}  // namespace watchfloor
