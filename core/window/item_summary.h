// How often items occurred in one pane: exactly, while there were at most `capacity` of them, and beyond it
// those that occurred most, each with the bound of its error. Sums of such summaries are such summaries.
//
// It is Space-Saving (Metwally, Agrawal and El Abbadi, "Efficient computation of frequent and top-k elements
// in data streams", ICDT 2005) of capacity + 1 counters, kept as in Agarwal, Cormode, Huang, Phillips, Wei
// and Yi, "Mergeable summaries", PODS 2012: the least counter stands once, as `minimum`, for all items
// without an entry, and an entry has what its item may have beyond it. Where there are more entries than the
// capacity, the largest that is too many is taken off all of them and added to the minimum. That takes it off
// capacity + 1 entries at least; so, when n occurrences were ever added,
//
//   minimum <= n / (capacity + 1)
//
// What is added at once is summed up by item before anything is let go: its order changes nothing.
//
// A retraction takes an occurrence off its item's entry, and nothing where there is none: the minimum stays,
// and n still has what was retracted.
//
// Cost: O(entries + what is added), and O(log) of that for each where it does not come in order. Memory: 32
// bytes with one entry, 16 more for each of several. Not thread-safe.
#pragma once

#include <absl/container/inlined_vector.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace watchfloor {

struct ItemSummary {
  // The item occurred at least `least` times, at most minimum + above. REQUIRES: above <= least, so that the
  // minimum bounds every error.
  struct Entry {
    uint64_t item = 0;
    uint32_t above = 0;
    uint32_t least = 0;
    bool operator==(const Entry&) const = default;
  };
  static_assert(sizeof(Entry) == 16);

  absl::InlinedVector<Entry, 1> entries;  // by item, one each
  int64_t minimum = 0;                    // an item without an entry did not occur more often

  bool isEmpty() const { return entries.empty() && minimum == 0; }
  bool operator==(const ItemSummary&) const = default;
};

// What comes together in one summary.
class ItemSums {
 public:
  void add(const ItemSummary& summary);
  // A negative `n` takes back what was added. REQUIRES: each sum stays below 2^32.
  void add(uint64_t item, int64_t n) { m_sums.push_back({item, n, n}); }

  // The summary of all that was added since the last one. REQUIRES: capacity > 0
  ItemSummary take(size_t capacity);

 private:
  struct Sum {
    uint64_t item;
    int64_t above, least;
  };

  static bool isMore(const Sum& a, const Sum& b);
  void putInOrder();
  void sumUp();
  void shorten(size_t capacity);

  std::vector<Sum> m_sums;    // by item up to m_inOrder
  std::vector<Sum> m_ranked;  // scratch
  size_t m_inOrder = 0;
  int64_t m_minimum = 0;
};

}  // namespace watchfloor
