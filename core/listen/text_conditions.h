// Conditions on a text: some terms of which one is to be there, all, or none. Those of a whole file are
// looked at together: the terms are found in one pass, and only conditions that a found term may fulfil are
// considered.
//
//   TextCondition c{.groups = {{0, 1}, {2}}, .none = {3}};  // (term 0 or term 1) and term 2, not term 3
//   StatusOr<TextConditions> conditions = TextConditions::compile(terms, {c});
//   TextScratch scratch;                                    // one for each thread
//   conditions->look(text, scratch);
//   scratch.candidates.anyOf([&](size_t i) { return conditions->holds(i, scratch); });
//
// Immutable: any thread, with a scratch of its own. Cost: the text's words, the scan, 1 ns for 64 conditions,
// and for each term that is found O(conditions whose first group has it).
#pragma once

#include <absl/status/statusor.h>

#include <bit>
#include <cstdint>
#include <string_view>
#include <vector>

#include "listen/term_matcher.h"

namespace watchfloor {

struct TextCondition {
  // Indices of terms. Of each group one term at least is there; none of `none` is. Without both it always
  // holds.
  std::vector<std::vector<uint32_t>> groups;
  std::vector<uint32_t> none;
  bool isEmpty() const { return groups.empty() && none.empty(); }
};

// Numbers below a bound, as bits.
class BitSet {
 public:
  BitSet() = default;
  explicit BitSet(size_t size, bool isFull = false) : m_words((size + 63) / 64, isFull ? ~uint64_t{0} : 0) {
    if (isFull && size % 64 != 0) m_words.back() >>= 64 - size % 64;
  }
  void insert(size_t i) { m_words[i / 64] |= uint64_t{1} << i % 64; }
  size_t room() const { return m_words.size() * 64; }
  void erase(size_t i) { m_words[i / 64] &= ~(uint64_t{1} << i % 64); }
  bool contains(size_t i) const { return (m_words[i / 64] >> i % 64 & 1) != 0; }
  // REQUIRES: of the same size.
  void retain(const BitSet& others) {
    for (size_t w = 0; w < m_words.size(); ++w) m_words[w] &= others.m_words[w];
  }
  // In ascending order, until `visit` returns true; whether it did.
  template <typename Visit>
  bool anyOf(Visit visit) const {
    for (size_t w = 0; w < m_words.size(); ++w) {
      for (uint64_t rest = m_words[w]; rest != 0; rest &= rest - 1) {
        if (visit(w * 64 + static_cast<size_t>(std::countr_zero(rest)))) return true;
      }
    }
    return false;
  }

 private:
  std::vector<uint64_t> m_words;
};

struct TextScratch {
  TermScratch terms;
  BitSet candidates;  // conditions that the text may fulfil

 private:
  friend class TextConditions;
  BitSet m_hits;                // terms that are there
  std::vector<uint32_t> m_set;  // the same
};

class TextConditions {
 public:
  TextConditions() = default;
  // As of TermMatcher::compile().
  static absl::StatusOr<TextConditions> compile(const std::vector<Term>& terms,
                                                std::vector<TextCondition> conditions);

  size_t size() const { return m_conditions.size(); }

  // Reads `text` into scratch.terms.words and finds the candidates.
  void look(std::string_view text, TextScratch& scratch) const;
  // Whether what look() saw last fulfils condition `i`.
  bool holds(size_t i, const TextScratch& scratch) const;

 private:
  std::vector<TextCondition> m_conditions;
  TermMatcher m_matcher;
  size_t m_termCount = 0;
  BitSet m_always;                            // conditions that need no term
  std::vector<uint32_t> m_begins, m_waiting;  // by term: the conditions whose first group has it
};

}  // namespace watchfloor
