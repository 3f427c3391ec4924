// Who writes on one channel: a fixed population with a few who write often and many who write seldom, a few
// whom many read and many whom few read. Brands share it: who complains about one may praise another.
//
//   const Authors authors(seed, "x");
//   const Author author = authors.pick(random);  // {"amber.finch.4821", 310}
//
// A value; an author costs a few draws, and none is remembered.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sources/simulator/random.h"

namespace watchfloor {

struct Author {
  std::string id;
  int64_t reach = 0;  // followers
};

class Authors {
 public:
  Authors(uint64_t seed, std::string_view channel);

  // The k-th most active writes in proportion to 1 / (k + 60) (Zipf and Mandelbrot).
  Author pick(Random& random) const;

 private:
  uint64_t m_place;
  double m_range;  // the logarithm of how much more the first writes than the last
};

}  // namespace watchfloor
