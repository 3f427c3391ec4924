// Work on many things whose memory is scattered: while one is worked on, what the next ones will need is
// fetched, step by step where an address is read from what was fetched before. So waits for memory overlap.
#pragma once

#include <algorithm>
#include <cstddef>

namespace watchfloor {

// How many have their turn while memory comes: of things as quick as a look into a table of ids, and of
// others.
inline constexpr size_t kIdsApart = 16, kApart = 4;

// For each i < n, in order: fetch(i, 0) to fetch(i, steps - 1), then work(i). Between two of these `apart`
// other things have their turn: the less there is to do for one, the more.
template <typename Fetch, typename Work>
void inSteps(size_t n, size_t steps, size_t apart, Fetch fetch, Work work) {
  for (size_t turn = 0; turn < n + steps * apart; ++turn) {
    for (size_t step = 0; step <= std::min(steps, turn / apart); ++step) {
      const size_t i = turn - step * apart;
      if (i >= n) continue;
      if (step < steps) {
        fetch(i, step);
      } else {
        work(i);
      }
    }
  }
}

}  // namespace watchfloor
