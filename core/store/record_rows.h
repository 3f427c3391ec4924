// How records lie in the file: kinds, format and checksums. Pure; any thread.
#pragma once

#include <xxhash.h>

#include <array>
#include <cstdint>
#include <string_view>

#include "model/time.h"

namespace watchfloor {

enum class RecordKind : uint8_t { kBatch = 1, kConfig = 2 };

inline constexpr int64_t kRecordFormat = 1;  // of the bytes: requests and configurations of watchfloor.v1

// SQLite has signed numbers.
inline int64_t checksumOf(std::array<int64_t, 3> numbers, std::string_view bytes = {}) {
  const uint64_t seed = XXH3_64bits(numbers.data(), sizeof numbers);
  return static_cast<int64_t>(XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed));
}
inline int64_t recordChecksum(int64_t position, int64_t kind, int64_t format, std::string_view bytes) {
  return checksumOf({position, kind, format}, bytes);
}
inline int64_t tickChecksum(int64_t number, int64_t position, int64_t micros) {
  return checksumOf({number, position, micros});
}

}  // namespace watchfloor
