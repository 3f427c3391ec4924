// Sorts what is in order but for few elements: these are picked out, sorted, and merged in again. O(n + k log
// k) for k picked out, of which there may be many when the order is quite another one: O(n log n) at worst.
// Memory: the k; none for a handful of elements, which are inserted one by one.
#pragma once

#include <algorithm>
#include <functional>
#include <iterator>
#include <vector>

namespace watchfloor {

template <typename It, typename Less = std::less<>>
void sortMostlySorted(It begin, It end, Less less = {}) {
  constexpr auto kHandful = 16;
  if (end - begin <= kHandful) {
    for (It it = begin; it != end; ++it)
      std::rotate(std::upper_bound(begin, it, *it, less), it, std::next(it));
    return;
  }
  It kept = std::is_sorted_until(begin, end, less);
  if (kept == end) return;
  std::vector<typename std::iterator_traits<It>::value_type> rest;
  for (It it = kept; it != end; ++it) {
    if (less(*it, *std::prev(kept))) {
      rest.push_back(std::move(*it));
    } else {
      if (kept != it) *kept = std::move(*it);
      ++kept;
    }
  }
  std::sort(rest.begin(), rest.end(), less);
  std::move(rest.begin(), rest.end(), kept);
  std::inplace_merge(begin, kept, end, less);
}

}  // namespace watchfloor
