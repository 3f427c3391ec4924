// A place in a log. A value.
#pragma once

#include <cstdint>

namespace watchfloor {

struct Mark {
  uint64_t record = 0, tick = 0;  // the newest of each up to there; 0: none
  bool operator==(const Mark&) const = default;
};

}  // namespace watchfloor
