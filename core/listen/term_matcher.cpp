#include "listen/term_matcher.h"

#include <absl/strings/str_cat.h>
#include <hs/hs.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cctype>
#include <new>

#include "listen/code_points.h"

namespace watchfloor {
namespace {

absl::Status outOfMemory() { return absl::ResourceExhaustedError("no memory for the terms"); }

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
  TermMatcher matcher;
  if (terms.empty()) return matcher;
  if (terms.size() > kMostTerms)
    return absl::ResourceExhaustedError(absl::StrCat("more than ", kMostTerms, " terms"));
  if (hs_valid_platform() != HS_SUCCESS)
    return absl::FailedPreconditionError(
        "terms are found by Vectorscan, which needs a processor with SSE 4.2: use a machine made after 2010");
  std::vector<const char*> literals;
  std::vector<size_t> sizes;
  std::vector<unsigned> ids;
  for (const Term& term : terms) {
    literals.push_back(term.literal.data());
    sizes.push_back(term.literal.size());
    ids.push_back(static_cast<unsigned>(ids.size()));
  }
  const std::vector<unsigned> flags(terms.size(), HS_FLAG_SINGLEMATCH);
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_lit_multi(literals.data(), flags.data(), ids.data(), sizes.data(),
                           static_cast<unsigned>(terms.size()), HS_MODE_BLOCK, nullptr, &database,
                           &error) != HS_SUCCESS) {
    const std::string reason = error ? error->message : "no memory";
    hs_free_compile_error(error);
    return absl::ResourceExhaustedError(absl::StrCat("Vectorscan refuses the terms: ", reason));
  }
  matcher.m_database = {database,
                        [](const hs_database* d) { hs_free_database(const_cast<hs_database*>(d)); }};
  hs_scratch* trial = nullptr;  // whether there is memory is known now, not at the first text
  if (hs_alloc_scratch(database, &trial) != HS_SUCCESS) return outOfMemory();
  hs_free_scratch(trial);
  return matcher;
}

std::span<const uint32_t> TermMatcher::find(TermScratch& scratch) const {
  scratch.m_found.clear();
  if (!m_database) return {};
  if (scratch.m_database != m_database) {
    if (hs_alloc_scratch(m_database.get(), &scratch.m_room) != HS_SUCCESS) throw std::bad_alloc();
    scratch.m_database = m_database;
  }
  const std::string_view stream = scratch.words.stream();
  const auto found = [](unsigned id, unsigned long long, unsigned long long, unsigned, void* into) {
    static_cast<std::vector<uint32_t>*>(into)->push_back(id);
    return 0;
  };
  hs_scan(m_database.get(), stream.data(), static_cast<unsigned>(stream.size()), 0, scratch.m_room, found,
          &scratch.m_found);
  return scratch.m_found;
}

TermScratch::TermScratch() = default;
TermScratch::~TermScratch() { hs_free_scratch(m_room); }

}  // namespace watchfloor
