// What a fuzzer demands of the code under test.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace watchfloor::fuzz {

// Ends the program, which libFuzzer takes for a crash and keeps the input, unless `isTrue`.
inline void require(bool isTrue, std::string_view claim) {
  if (isTrue) return;
  std::fprintf(stderr, "not true: %.*s\n", static_cast<int>(claim.size()), claim.data());
  std::abort();
}

}  // namespace watchfloor::fuzz
