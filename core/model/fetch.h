// A hint to the processor, for values that will be written soon and lie anywhere in memory. Any thread.
#pragma once

#include <cstddef>

namespace watchfloor {

// Fetches all lines of memory of a value.
template <typename T>
void fetchAll(const T& value) {
  const char* const bytes = reinterpret_cast<const char*>(&value);
  for (size_t at = 0; at < sizeof(T); at += 64) __builtin_prefetch(bytes + at, 1);
}

}  // namespace watchfloor
