// How records lie in the file: kinds, format and checksums. Pure; any thread.
#pragma once

#include <xxhash.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/time.h"

namespace watchfloor {

enum class RecordKind : uint8_t { kBatch = 1, kConfig = 2 };

// Of the bytes: requests and configurations of watchfloor.v1, as they came; or the Annotations of a request,
// their size before them in four bytes, the lowest first, and then the request.
inline constexpr int64_t kRecordFormat = 1, kAnnotatedFormat = 2;

using AnnotationsSize = std::array<uint8_t, 4>;
inline AnnotationsSize sizeBytes(size_t size) {
  return {static_cast<uint8_t>(size), static_cast<uint8_t>(size >> 8), static_cast<uint8_t>(size >> 16),
          static_cast<uint8_t>(size >> 24)};
}
// REQUIRES: bytes.size() >= 4
inline size_t sizeOf(std::string_view bytes) {
  size_t size = 0;
  for (size_t i = 0; i < AnnotationsSize().size(); ++i)
    size |= size_t{static_cast<uint8_t>(bytes[i])} << (8 * i);
  return size;
}

// Where the request begins in the bytes of a batch; none when they are not of that format, or of none.
inline std::optional<size_t> requestAt(int64_t format, std::string_view bytes) {
  if (format == kRecordFormat) return 0;
  constexpr size_t kHead = AnnotationsSize().size();
  if (format != kAnnotatedFormat || bytes.size() < kHead || sizeOf(bytes) > bytes.size() - kHead)
    return std::nullopt;
  return kHead + sizeOf(bytes);
}

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
