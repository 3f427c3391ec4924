#include "model/erasure.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

#include "model/event.h"

namespace watchfloor {
namespace {

constexpr std::string_view kCutOut = "[…]";
constexpr std::array<std::string_view, 2> kEllipses = {"…", "..."};

// Where words are not separated a name may stand beside any letter.
bool isOfUnseparatedWords(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(c, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_KHMER:
    case USCRIPT_LAO:
    case USCRIPT_MYANMAR:
    case USCRIPT_THAI:
      return true;
    default:
      return false;
  }
}

bool isOfWord(UChar32 c) {
  return c >= 0 && (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0 &&
         !isOfUnseparatedWords(c);
}

// The code points that begin and end there; -1: none. Only so much is looked at: ICU counts in 32 bits.
constexpr size_t kLongestCodePoint = 4;

UChar32 behind(std::string_view text, size_t at) {
  const std::string_view part = text.substr(at, kLongestCodePoint);
  if (part.empty()) return -1;
  int32_t i = 0;
  UChar32 c = 0;
  U8_NEXT(part.data(), i, static_cast<int32_t>(part.size()), c);  // NOLINT: ICU's macro
  return c;
}

bool isWithinCodePoint(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

UChar32 before(std::string_view text, size_t at) {
  if (at == 0) return -1;
  size_t begin = at - 1;
  while (begin > 0 && at - begin < kLongestCodePoint && isWithinCodePoint(text[begin])) --begin;
  return behind(text, begin);
}

std::string lowered(std::string_view text) {
  std::string copy(text);
  absl::AsciiStrToLower(&copy);
  return copy;
}

uint16_t hashOfBeginning(const char* bytes) {
  uint64_t first = 0;
  std::memcpy(&first, bytes, sizeof first);
  return static_cast<uint16_t>((first * 0x9e3779b97f4a7c15U) >> 48);
}

}  // namespace

Erasure::Erasure(std::string author, std::string pseudonym)
    : m_author(std::move(author)), m_lowered(lowered(m_author)), m_pseudonym(std::move(pseudonym)) {
  assert(!m_author.empty() && !m_pseudonym.empty());
}

void Erasure::remember(std::string_view text, Time at) {
  if (text.size() < kShortestQuote) return;
  at = std::chrono::floor<std::chrono::seconds>(at);
  std::vector<Quoted>& alike = m_quoted[std::string(text.substr(0, kShortestQuote))];
  const auto same = std::find_if(alike.begin(), alike.end(), [&](const Quoted& q) { return q.text == text; });
  if (same != alike.end()) {
    same->at = std::min(same->at, at);
    return;
  }
  alike.push_back({std::string(text), at});
  m_beginnings.set(hashOfBeginning(text.data()));
}

bool Erasure::mayConcern(std::string_view bytes) const {
  if (lowered(bytes).find(m_lowered) != std::string::npos) return true;
  for (size_t i = 0; !m_quoted.empty() && i + kShortestQuote <= bytes.size(); ++i) {
    if (m_beginnings[hashOfBeginning(bytes.data() + i)] &&
        m_quoted.contains(std::string(bytes.substr(i, kShortestQuote)))) {
      return true;
    }
  }
  return false;
}

std::string Erasure::ofAuthor(std::string_view id) const {
  return id == m_author ? kept(id, m_pseudonym) : std::string(id);
}

std::string Erasure::ofId(std::string_view id) const { return kept(id, withoutId(id, In::kId)); }

std::string Erasure::ofText(std::string_view text, Time at) const {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    if (const size_t quoted = quotedAt(text, i, at); quoted > 0) {
      out += kCutOut;
      i += quoted;
    } else {
      out += text[i++];
    }
  }
  return withoutId(out, In::kText);
}

// Neither too long now that was not, nor the other way round.
std::string Erasure::kept(std::string_view before, std::string after) const {
  if (before.size() > kLongestId) {
    after.resize(std::max(after.size(), kLongestId + 1), '-');
  } else if (after.size() > kLongestId) {
    const std::string salted = absl::StrCat(m_pseudonym, std::string(before));
    const XXH128_hash_t hash = XXH3_128bits(salted.data(), salted.size());
    after = absl::StrFormat("%s-%016x%016x", m_pseudonym, hash.high64, hash.low64);
  }
  return after;
}

std::string Erasure::withoutId(std::string_view text, In in) const {
  const std::string folded = lowered(text);
  std::string out;
  size_t done = 0;
  for (size_t at = find(text, folded, 0, in); at != std::string::npos; at = find(text, folded, done, in)) {
    out.append(text.substr(done, at - done)).append(m_pseudonym);
    done = at + m_author.size();
  }
  return out.append(text.substr(done));
}

// A short id without a letter, "42", is too common to be his wherever it is a part of something.
size_t Erasure::find(std::string_view text, const std::string& folded, size_t from, In in) const {
  const bool isCommon =
      m_author.size() < kLeastNumber && std::none_of(m_author.begin(), m_author.end(), [](char c) {
        return absl::ascii_isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
      });
  if (isCommon && in == In::kId) return from == 0 && text == m_author ? 0 : std::string::npos;
  const auto isOf = [in](UChar32 c) { return isOfWord(c) || (in == In::kText && c == '_'); };
  const bool isWordFirst = isOf(behind(m_author, 0)), isWordLast = isOf(before(m_author, m_author.size()));
  for (size_t at = folded.find(m_lowered, from); at != std::string::npos;
       at = folded.find(m_lowered, at + 1)) {
    const UChar32 left = before(text, at);
    if (isWordFirst && isOf(left)) continue;
    if (isWordLast && isOf(behind(text, at + m_author.size()))) continue;
    const bool isMention = in == In::kText && (left == '@' || m_author.front() == '@');
    if (isMention) return at;
    if (!isCommon && text.substr(at, m_author.size()) == m_author) return at;
  }
  return std::string::npos;
}

size_t Erasure::quotedAt(std::string_view text, size_t begin, Time at) const {
  if (m_quoted.empty() || begin + kShortestQuote > text.size() ||
      !m_beginnings[hashOfBeginning(text.data() + begin)]) {
    return 0;
  }
  const auto found = m_quoted.find(std::string(text.substr(begin, kShortestQuote)));
  if (found == m_quoted.end()) return 0;
  const std::string_view here = text.substr(begin);
  size_t longest = 0;
  for (const Quoted& quoted : found->second) {
    if (quoted.at > at) continue;
    const auto [mine, his] = std::mismatch(here.begin(), here.end(), quoted.text.begin(), quoted.text.end());
    auto n = static_cast<size_t>(mine - here.begin());
    while (n < here.size() && isWithinCodePoint(here[n])) --n;
    const std::string_view rest = here.substr(n);
    const bool isWhole = his == quoted.text.end() || rest.empty() ||
                         std::any_of(kEllipses.begin(), kEllipses.end(),
                                     [&](std::string_view ellipsis) { return rest.starts_with(ellipsis); });
    if (isWhole || n >= kSurelyQuoted) longest = std::max(longest, n);
  }
  return longest >= kShortestQuote ? longest : 0;
}

}  // namespace watchfloor
