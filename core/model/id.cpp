#include "model/id.h"

#include <xxhash.h>

#include <array>
#include <cstring>
#include <string>

namespace watchfloor {

Id Id::of(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return {hash.high64, hash.low64};
}

Id idOf(std::initializer_list<std::string_view> texts) {
  size_t size = 0;
  for (const std::string_view text : texts) size += sizeof(uint32_t) + text.size();
  std::array<char, 512> usual;
  std::string large;
  if (size > usual.size()) large.resize(size);
  char* const bytes = large.empty() ? usual.data() : large.data();
  char* to = bytes;
  for (const std::string_view text : texts) {
    const auto length = static_cast<uint32_t>(text.size());
    std::memcpy(to, &length, sizeof(length));
    if (!text.empty()) std::memcpy(to + sizeof(length), text.data(), text.size());
    to += sizeof(length) + text.size();
  }
  const XXH128_hash_t hash = XXH3_128bits(bytes, size);
  return {hash.high64, hash.low64};
}

}  // namespace watchfloor
