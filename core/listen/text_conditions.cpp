#include "listen/text_conditions.h"

#include <algorithm>
#include <utility>

namespace watchfloor {

absl::StatusOr<TextConditions> TextConditions::compile(const std::vector<Term>& terms,
                                                       std::vector<TextCondition> conditions) {
  absl::StatusOr<TermMatcher> matcher = TermMatcher::compile(terms);
  if (!matcher.ok()) return matcher.status();
  TextConditions made;
  made.m_matcher = *std::move(matcher);
  made.m_conditions = std::move(conditions);
  made.m_always = BitSet(made.size());
  std::vector<std::pair<uint32_t, uint32_t>> waiting;  // term, condition
  for (size_t i = 0; i < made.size(); ++i) {
    const TextCondition& condition = made.m_conditions[i];
    if (condition.groups.empty()) {
      made.m_always.insert(i);
    } else {
      for (const uint32_t term : condition.groups.front())
        waiting.emplace_back(term, static_cast<uint32_t>(i));
    }
  }
  std::sort(waiting.begin(), waiting.end());
  made.m_begins.assign(terms.size() + 1, 0);
  for (const auto& [term, condition] : waiting) {
    ++made.m_begins[term + 1];
    made.m_waiting.push_back(condition);
  }
  for (size_t t = 0; t < terms.size(); ++t) made.m_begins[t + 1] += made.m_begins[t];
  return made;
}

void TextConditions::look(std::string_view text, TextScratch& scratch) const {
  scratch.terms.words.read(text);
  scratch.candidates = m_always;
  for (const uint32_t term : m_matcher.find(scratch.terms)) {
    for (uint32_t w = m_begins[term]; w < m_begins[term + 1]; ++w) scratch.candidates.insert(m_waiting[w]);
  }
}

bool TextConditions::holds(size_t i, const TextScratch& scratch) const {
  const auto isThere = [&](uint32_t term) { return scratch.terms.has(term); };
  const TextCondition& condition = m_conditions[i];
  return std::all_of(condition.groups.begin(), condition.groups.end(),
                     [&](const auto& group) { return std::any_of(group.begin(), group.end(), isThere); }) &&
         std::none_of(condition.none.begin(), condition.none.end(), isThere);
}

}  // namespace watchfloor
