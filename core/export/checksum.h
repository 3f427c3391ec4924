// XXH3 of 128 bits, as exports write it. Pure; any thread.
#pragma once

#include <absl/strings/str_format.h>
#include <xxhash.h>

#include <string>
#include <string_view>

namespace watchfloor {

inline std::string checksumText(const XXH128_hash_t& hash) {
  return absl::StrFormat("%016x%016x", hash.high64, hash.low64);
}
inline std::string checksumOf(std::string_view bytes) {
  return checksumText(XXH3_128bits(bytes.data(), bytes.size()));
}

}  // namespace watchfloor
