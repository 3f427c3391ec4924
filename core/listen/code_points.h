// Code points of texts that may not be UTF-8 at all. Pure; any thread.
#pragma once

#include <unicode/utf8.h>

#include <cstdint>
#include <cstring>
#include <string_view>

namespace watchfloor {

// Stands for a byte that belongs to no code point.
inline constexpr char32_t kNoCodePoint = 0xFFFD;

// The one that begins at `*at`, which moves behind it. REQUIRES: *at < text.size()
inline char32_t nextCodePoint(std::string_view text, size_t* at) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const size_t start = *at;
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, *at, text.size(), c);  // NOLINT: ICU's macro
  if (c == static_cast<UChar32>(kNoCodePoint))
    *at = start + (text[start] == '\xEF' && *at == start + 3 ? 3 : 1);
  return static_cast<char32_t>(c);
}

// Eight bytes at a time.
inline bool isAscii(std::string_view text) {
  uint64_t bits = 0;
  while (text.size() >= sizeof bits) {
    uint64_t part = 0;
    std::memcpy(&part, text.data(), sizeof part);
    bits |= part;
    text.remove_prefix(sizeof part);
  }
  for (const char c : text) bits |= static_cast<uint64_t>(static_cast<unsigned char>(c));
  return (bits & 0x8080808080808080) == 0;
}

// Of ASCII alone.
inline char lowered(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c); }

// What separates words, as Unicode has it; beyond ASCII.
inline bool isWideSpace(char32_t c) {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

}  // namespace watchfloor
