#include "model/id.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace watchfloor {

Id Id::of(std::string_view text, uint64_t space) {
  const XXH128_hash_t hash = XXH3_128bits_withSeed(text.data(), text.size(), space);
  return {hash.high64, hash.low64};
}

uint64_t spaceOf(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

}  // namespace watchfloor
