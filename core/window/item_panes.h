// How often items occurred under one key, in the panes of every size. An occurrence is kept once: in its
// second, as long as a window with panes of a second may hold it, then in its ten seconds, then in its
// minute. Each of these lies within one of the next, so that a coarse pane is what was folded into it and the
// finer panes within it. The finer panes are folded all ten or six at once, whatever the ticks between, so
// that as little as possible is let go.
//
// Occurrences wait until count(); see window/heavy_hitters.h for what depends on that.
//
// Cost: an occurrence O(log n) of those of its tick, and O(capacity) for each pane that a tick touches.
// Memory: about 60 bytes a pane, 16 an entry (window/item_summary.h); between two ticks up to 100 for each
// second and item that occurred, and 12 KB. Not thread-safe.
#pragma once

#include <absl/container/btree_map.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/time.h"
#include "window/item_summary.h"
#include "window/window_ranges.h"

namespace watchfloor {

class ItemPanes {
 public:
  // The first pane of each resolution that is kept; all of one coarser pane, or none.
  using Kept = std::array<int64_t, kResolutions>;
  static Kept keptAt(const WindowRanges& ranges);

  void add(uint64_t item, Time at, int32_t n);
  bool isWaiting() const { return !m_waiting.empty(); }

  // Puts what is too old for a resolution into the next, and lets go what is too old for all. REQUIRES:
  // `kept` is not before that of the last call.
  void fold(const Kept& kept, size_t capacity, ItemSums* sums);
  // Counts what waits. REQUIRES: was folded with the same `kept`.
  void count(const Kept& kept, size_t capacity, ItemSums* sums);

  // Calls f(summary) for all that lies within a range of panes of a resolution, from the finest on.
  template <typename F>
  void forEach(size_t resolution, const PaneRange& range, F f) const {
    for (size_t r = 0; r <= resolution; ++r) {
      const PaneRange fine = refined(range, resolution, r);
      for (auto it = m_panes[r].lower_bound(fine.first); it != m_panes[r].end() && it->first <= fine.last;
           ++it)
        f(it->second);
    }
  }

  // Calls f(item) for each that is kept or waits, some several times.
  template <typename F>
  void forEachItem(F f) const {
    for (const auto& panes : m_panes) {
      for (const auto& [pane, summary] : panes) {
        for (const ItemSummary::Entry& entry : summary.entries) f(entry.item);
      }
    }
    for (const Occurrence& occurrence : m_waiting) f(occurrence.item);
  }

  bool isEmpty() const;
  size_t panes() const;
  size_t entries() const;

 private:
  struct Occurrence {
    int64_t pane;
    uint64_t item;
    int32_t n;
    uint8_t resolution;
  };

  void tidy();
  void foldInto(size_t resolution, int64_t end, size_t capacity, ItemSums* sums);
  void place(const Kept& kept);

  std::array<absl::btree_map<int64_t, ItemSummary>, kResolutions> m_panes;
  std::vector<Occurrence> m_waiting;  // in order, one a pane and item, those behind the first m_tidy in any
  size_t m_tidy = 0;
};

}  // namespace watchfloor
