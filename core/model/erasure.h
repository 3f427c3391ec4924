// An author who is to be forgotten, and what becomes of what was told of him: his id becomes a pseudonym, and
// whatever quotes him loses the quotation.
//
//   Erasure erasure("ann", "forgotten-5f2b9c0a11d34e77");
//   erasure.remember("my parcel is late again", noon);      // each of his texts
//   erasure.ofAuthor("anna");                               // "anna": she is somebody else
//   erasure.ofId("dm-ann-acme");                            // "dm-forgotten-5f2b9c0a11d34e77-acme"
//   erasure.ofText("@Ann wrote: my parcel is late again", evening);
//                                                           // "@forgotten-5f2b9c0a11d34e77 wrote: […]"
//
// An id is found where it stands as a word of its own: not next to a letter or digit, in texts nor to "_".
// Upper and lower case count, but behind "@" in texts. Ids stay as valid as they were, so that nothing that
// was counted is refused, nor the other way round: those of more than kLongestId bytes stay that long.
// A quotation is a whole text of his of at least kShortestQuote bytes in a text that is not older, or the
// beginning of one where the text around it ends or goes on with an ellipsis.
//
// Cost: about 2 ns a byte of what has nothing of it. Memory: his texts. Any thread once all is remembered.
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/time.h"

namespace watchfloor {

// Whether it is done, or only told what would be.
enum class ErasureMode : uint8_t { kTried, kDone };

// How far a work has come, of how much; false ends it with Cancelled.
using GoOn = std::function<bool(uint64_t done, uint64_t total)>;

class Erasure {
 public:
  static constexpr size_t kShortestQuote = 16;
  // Of ids without a letter; of a shorter one only "@42", and an id that is all of it, are known to be his.
  static constexpr size_t kLeastNumber = 5;
  // So many bytes alike are a quotation, whatever comes after them.
  static constexpr size_t kSurelyQuoted = 4096;

  // REQUIRES: neither is empty
  Erasure(std::string author, std::string pseudonym);

  const std::string& author() const { return m_author; }
  const std::string& pseudonym() const { return m_pseudonym; }

  // A text of the author's. What was written within the same second may quote it.
  void remember(std::string_view text, Time at);

  // All that is remembered.
  template <class Visit>
  void forEachQuoted(Visit visit) const {
    for (const auto& [beginning, alike] : m_quoted) {
      for (const Quoted& quoted : alike) visit(quoted.text, quoted.at);
    }
  }

  // False: none of the bytes are the author's id or begin one of his texts.
  bool mayConcern(std::string_view bytes) const;

  // The id of an author: only that of this one is another.
  std::string ofAuthor(std::string_view id) const;
  // Any other id.
  std::string ofId(std::string_view id) const;
  // A text by somebody else.
  std::string ofText(std::string_view text, Time at) const;

 private:
  enum class In : uint8_t { kId, kText };
  struct Quoted {
    std::string text;
    Time at{};
  };

  std::string withoutId(std::string_view text, In in) const;
  // Where it stands next from `from` on; npos: nowhere.
  size_t find(std::string_view text, const std::string& folded, size_t from, In in) const;
  std::string kept(std::string_view before, std::string after) const;
  // The bytes of the longest quotation that begins here.
  size_t quotedAt(std::string_view text, size_t begin, Time at) const;

  const std::string m_author, m_lowered, m_pseudonym;
  std::unordered_map<std::string, std::vector<Quoted>> m_quoted;  // by their first kShortestQuote bytes
  std::bitset<1U << 16> m_beginnings;                             // hashes of their first bytes
};

}  // namespace watchfloor
