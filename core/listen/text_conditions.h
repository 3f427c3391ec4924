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

struct TextScratch {
  TermScratch terms;
  BitSet candidates;  // conditions that the text may fulfil
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
  BitSet m_always;                            // conditions that need no term
  std::vector<uint32_t> m_begins, m_waiting;  // by term: the conditions whose first group has it
};

}  // namespace watchfloor
