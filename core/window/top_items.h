// The most frequent of some items, and how sure that is. Values; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace watchfloor {

struct TopItems {
  // It occurred at most `count` times, at least count - error.
  struct Item {
    uint64_t item = 0;
    int64_t count = 0;
    int64_t error = 0;
    bool operator==(const Item&) const = default;
  };

  std::vector<Item> items;  // the largest count first, of equal ones the smaller error, then the smaller item
  int64_t othersAtMost = 0;  // no other item occurred more often
  bool isExact = true;       // an exact count of all items would have given the same ones, with these counts
  bool operator==(const TopItems&) const = default;
};

// The first `k` of `items`, of which each is there once. `othersAtMost` and `areAllExact` tell of the items
// that are not among them, and of all.
TopItems mostFrequent(std::vector<TopItems::Item> items, int64_t othersAtMost, bool areAllExact, size_t k);

// The first `k` of partitions that share no item. Errors do not add up. REQUIRES: each has its first `k`, or
// all it has.
TopItems together(std::span<const TopItems> partitions, size_t k);

}  // namespace watchfloor
