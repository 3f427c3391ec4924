// Which of many terms (words, phrases, hashtags, handles) are in a text: one pass of Vectorscan over the
// text's stream of words (listen/words.h), however many terms there are.
//
//   const std::vector<Term> terms = {*Term::parse("no refund"), *Term::parse("cancel*")};
//   StatusOr<TermMatcher> matcher = TermMatcher::compile(terms);
//   TermScratch scratch;             // one for each thread
//   scratch.words.read("NO\u00a0REFUND for me!");
//   matcher->find(scratch);          // {0}
//
// Each term is reported once, so a hostile text costs no more than its length. A matcher is immutable: any
// thread, with a scratch of its own.
#pragma once

#include <absl/status/statusor.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "listen/words.h"

struct hs_database;
struct hs_scratch;

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
  // About 0.1 s for 10,000 terms. ResourceExhausted; FailedPrecondition on a processor without SSE 4.2.
  static absl::StatusOr<TermMatcher> compile(const std::vector<Term>& terms);

  // The indices of those terms that are in scratch.words, each once, in no certain order; until the scratch
  // is used again.
  std::span<const uint32_t> find(TermScratch& scratch) const;

 private:
  std::shared_ptr<const hs_database> m_database;
};

// What reading one text needs. One thread at a time; for any matchers, in turn.
class TermScratch {
 public:
  TermScratch();
  ~TermScratch();
  TermScratch(const TermScratch&) = delete;
  TermScratch& operator=(const TermScratch&) = delete;

  Words words;

 private:
  friend class TermMatcher;
  std::shared_ptr<const hs_database> m_database;  // for which there is room
  hs_scratch* m_room = nullptr;
  std::vector<uint32_t> m_found;
};

}  // namespace watchfloor
