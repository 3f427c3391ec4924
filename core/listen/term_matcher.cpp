#include "listen/term_matcher.h"

#include <absl/strings/str_cat.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cctype>
#include <numeric>
#include <tuple>
#include <utility>

#include "listen/code_points.h"

namespace watchfloor {
namespace {

// The first sign of a term that looks as if it were meant, and is part of no word: "a+" would be found in
// "a". Empty: none.
std::string_view meantSign(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const auto c = static_cast<UChar32>(nextCodePoint(text, &at));
    const bool isSymbol = (U_GET_GC_MASK(c) & (U_GC_SM_MASK | U_GC_SC_MASK)) != 0;
    if (c == '%' || (isSymbol && !u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)))
      return text.substr(begin, at - begin);
  }
  return {};
}

uint64_t followerBit(uint32_t word) { return uint64_t{1} << word % 64; }

uint64_t stepOf(uint32_t state, uint32_t word) { return uint64_t{state} << 32 | word; }

}  // namespace

absl::StatusOr<Term> Term::parse(std::string_view text) {
  if (text.size() > kLongest)
    return absl::InvalidArgumentError(absl::StrCat("is longer than ", kLongest, " bytes"));
  const bool isBeginning = !text.empty() && text.back() == '*';
  if (isBeginning) text.remove_suffix(1);
  if (text.find('*') != std::string_view::npos)
    return absl::InvalidArgumentError("a * may stand at its end only, for any end of a word");
  if (text.find_first_of("{}") != std::string_view::npos) {
    return absl::InvalidArgumentError(
        "braces stand around the name of a list, as {outage}, with nothing beside them, and not in a list");
  }
  if (const std::string_view sign = meantSign(text); !sign.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("only words are looked for, and ", std::string(sign), " is part of none: leave it out"));
  }
  Words words;
  words.read(text);
  if (words.words().empty()) return absl::InvalidArgumentError("has no word");
  std::string_view stream = words.stream();
  if (!words.hashtags().empty()) {
    const bool isAlone =
        words.hashtags().size() == 1 && std::all_of(words.words().begin(), words.words().end(),
                                                    [](const Word& word) { return word.isInTag; });
    if (!isAlone) return absl::InvalidArgumentError("a hashtag is a term of its own, without other words");
    stream.remove_prefix(words.hashtags().front().begin - 1);
  }
  // "cancel *" would be any word behind "cancel", and "!*" any word at all.
  const unsigned char last = text.empty() ? ' ' : static_cast<unsigned char>(text.back());
  if (isBeginning && last < 0x80 && std::isalnum(last) == 0 && last != '_')
    return absl::InvalidArgumentError("a * follows the letters that a word begins with");
  if (isBeginning) stream.remove_suffix(1);
  return Term{std::string(stream)};
}

absl::StatusOr<TermMatcher> TermMatcher::compile(const std::vector<Term>& terms) {
  if (terms.size() > kMostTerms)
    return absl::ResourceExhaustedError(absl::StrCat("more than ", kMostTerms, " terms"));
  TermMatcher matcher;
  matcher.m_equal.assign(terms.size(), kNone);
  for (uint32_t i = 0; i < terms.size(); ++i) matcher.add(i, terms[i].literal);
  matcher.sortBeginnings();
  return matcher;
}

// A literal is " no refund " or, of a word's beginning, " no refun".
void TermMatcher::add(uint32_t term, std::string_view literal) {
  uint32_t state = 0;
  literal.remove_prefix(1);
  for (size_t end = literal.find(' '); end != std::string_view::npos; end = literal.find(' ')) {
    const uint32_t word = m_words.add(literal.substr(0, end));
    m_first.resize(m_words.size(), kNone);
    uint32_t behind = next(state, word);
    if (behind == kNone) {
      behind = static_cast<uint32_t>(m_states.size());
      m_states.emplace_back();
      if (state == 0) {
        m_first[word] = behind;
      } else {
        m_steps.add(stepOf(state, word), behind);
      }
    }
    m_states[state].followers |= followerBit(word);
    state = behind;
    literal.remove_prefix(end + 1);
  }
  if (!literal.empty()) {
    m_beginnings.push_back({.state = state, .text = std::string(literal), .term = term});
  } else {
    m_equal[term] = std::exchange(m_states[state].term, term);
  }
}

void TermMatcher::sortBeginnings() {
  std::sort(m_beginnings.begin(), m_beginnings.end(), [](const Beginning& a, const Beginning& b) {
    return std::tie(a.state, a.text, a.term) < std::tie(b.state, b.text, b.term);
  });
  for (uint32_t i = 0; i < m_beginnings.size(); ++i) {
    Beginning& beginning = m_beginnings[i];
    State& state = m_states[beginning.state];
    if (state.endBeginnings == 0) state.beginnings = i;
    state.endBeginnings = i + 1;
    // Whatever it begins with stands before it, and begins what stands between.
    uint32_t shorter = i == state.beginnings ? kNone : i - 1;
    while (shorter != kNone && !beginning.text.starts_with(m_beginnings[shorter].text))
      shorter = m_beginnings[shorter].shorter;
    beginning.shorter = shorter;
    if (beginning.state == 0) ++m_firstBeginnings[static_cast<unsigned char>(beginning.text[0]) + size_t{1}];
  }
  std::partial_sum(m_firstBeginnings.begin(), m_firstBeginnings.end(), m_firstBeginnings.begin());
}

std::span<const uint32_t> TermMatcher::find(TermScratch& scratch) const {
  for (const uint32_t term : scratch.m_found) scratch.m_isFound.erase(term);
  scratch.m_found.clear();
  if (scratch.m_isFound.room() < m_equal.size()) scratch.m_isFound = BitSet(m_equal.size());
  const Words& words = scratch.words;
  const size_t size = words.words().size();
  scratch.m_numbers.resize(size + 1);
  std::transform(words.words().begin(), words.words().end(), scratch.m_numbers.begin(),
                 [&](const Word& word) { return m_words.find(word.head, words.text(word)); });
  scratch.m_numbers[size] = kEnd;
  const bool isAnyBeginning = m_states[0].endBeginnings != 0;
  const uint32_t* numbers = scratch.m_numbers.data();
  for (size_t i = 0; i < size; ++i) {
    if (isAnyBeginning) findBeginnings(0, words.text(words.words()[i]), scratch);
    if (numbers[i] != kNone) findFrom(i + 1, m_first[numbers[i]], scratch);
  }
  for (const Word& tag : words.hashtags()) {
    const std::string_view text = words.text(tag);
    if (const uint32_t state = next(0, m_words.find(tag.head, text)); state != kNone)
      note(m_states[state].term, scratch);
    findBeginnings(0, text, scratch);
  }
  return scratch.m_found;
}

// What ends at `state`, and what goes on from there with the word `at`.
void TermMatcher::findFrom(size_t at, uint32_t state, TermScratch& scratch) const {
  for (; state != kNone; ++at) {
    const State& here = m_states[state];
    if (here.term != kNone) note(here.term, scratch);
    const uint32_t word = scratch.m_numbers[at];
    if (here.endBeginnings != 0 && word != kEnd)
      findBeginnings(state, scratch.words.text(scratch.words.words()[at]), scratch);
    if ((here.followers & followerBit(word)) == 0) return;
    state = next(state, word);
  }
}

uint32_t TermMatcher::next(uint32_t state, uint32_t word) const {
  if (word >= m_first.size()) return kNone;
  if (state == 0) return m_first[word];
  return m_steps.find(stepOf(state, word), [](uint32_t) { return true; });
}

// The last one that is not behind `word` begins with all others that `word` begins with.
void TermMatcher::findBeginnings(uint32_t state, std::string_view word, TermScratch& scratch) const {
  uint32_t begin = m_states[state].beginnings, end = m_states[state].endBeginnings;
  if (state == 0) {
    begin = m_firstBeginnings[static_cast<unsigned char>(word[0])];
    end = m_firstBeginnings[static_cast<unsigned char>(word[0]) + size_t{1}];
  }
  const auto first = m_beginnings.begin() + begin;
  const auto behind =
      std::upper_bound(first, m_beginnings.begin() + end, word,
                       [](std::string_view text, const Beginning& other) { return text < other.text; });
  if (behind == first) return;
  for (auto i = static_cast<uint32_t>(behind - m_beginnings.begin()) - 1; i != kNone;
       i = m_beginnings[i].shorter) {
    if (word.starts_with(m_beginnings[i].text)) note(m_beginnings[i].term, scratch);
  }
}

void TermMatcher::note(uint32_t term, TermScratch& scratch) const {
  for (; term != kNone && !scratch.m_isFound.contains(term); term = m_equal[term]) {
    scratch.m_isFound.insert(term);
    scratch.m_found.push_back(term);
  }
}

}  // namespace watchfloor
