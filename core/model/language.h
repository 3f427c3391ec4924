// Tags of languages as of BCP 47 (RFC 5646): "en", "pt-BR", "zh-Hant". Only their form is looked at: whether
// there is such a language nobody asks. Pure; any thread; O(tag), no memory.
//
//   isOfLanguage("pt-BR", "pt");  // true: any Portuguese
//   isOfLanguage("pt", "pt-BR");  // false: it may be another one
#pragma once

#include <cstddef>
#include <string_view>

namespace watchfloor {

// Of a tag, in bytes: what BCP 47 tells programs to hold at least.
inline constexpr size_t kLongestLanguage = 35;

// Letters first, 2 to 8 of them; then parts of 1 to 8 letters and digits, each after a hyphen.
bool isLanguageTag(std::string_view text);

// Whether a message with this tag is in that language: the tag is `language`, or that and more of its own
// (basic filtering, RFC 4647). Upper and lower case are the same. An empty tag, unknown, is in none.
bool isOfLanguage(std::string_view tag, std::string_view language);

}  // namespace watchfloor
