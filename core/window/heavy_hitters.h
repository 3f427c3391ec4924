// The most frequent items (topics, conversations, authors) of each key in each window, with late, future and
// retracted occurrences: Space-Saving in each pane (window/item_summary.h), and a window is the sum of its
// panes.
//
//   HeavyHitters topics(64);
//   topics.add(cell, item, at);       // a roll-up is a key of its own: for each of withRollUps(cell)
//   topics.advance(ranges);           // at each tick: the windows move, and what was added counts
//   topics.top(cell, Window::k60m, 10);
//
// It is the counter of one partition of items: with several, each has the items whose hash falls into it and
// a part of the capacity, together() puts their results side by side, and no error adds to another.
//
// A pane holds at most `capacity` items, its present second as well as a minute of yesterday; while there
// were no more, it is exact. Where n occurrences of a key lie in a window (in this partition; retracted ones
// still among them),
//
//   error <= n / (capacity + 1) for each item, in each window,
//
// and an item that is not known in any pane occurred no more often than that.
//
// What is known past the capacity depends on what came between which two ticks, and on nothing else: neither
// on the order there, nor on batches, nor threads. It does depend on the number of partitions, which share
// the capacity. The bounds hold for all of these.
//
// An occurrence ahead of the present waits in its second, and enters a window with its pane. One before all
// windows is dropped. A retraction takes an occurrence off the pane where it is by now; where its item is not
// known any more, the bounds stay what they were.
//
// Cost (tests/bench/bench_hitters.cpp, capacity 64): an occurrence 200 to 320 ns with all its folding where
// it is alone in its pane, 90 to 110 where there are twenty; a tick O(keys that something was added to), and
// O(keys) every ten seconds. top() reads the window's panes, so it is for those that somebody looks at: 20 µs
// for a minute, 0.4 ms for 60 minutes, 1.2 ms for a day of full panes. Memory, of a key: 200 bytes, and for
// each of its panes about 60 and 16 an item; between two ticks, see ItemPanes. Occurrences of at most 5
// minutes ahead take at most 2,460 panes: 2.7 MB with a capacity of 64, 28 bytes an item on the benchmark's
// wall. A key goes ten seconds after its last pane at most. Under the event clock no minute is forgotten. Not
// thread-safe.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "model/interner.h"
#include "model/metric.h"
#include "window/item_panes.h"
#include "window/top_items.h"
#include "window/window_ranges.h"

namespace watchfloor {

class HeavyHitters {
 public:
  // REQUIRES: capacity > 0
  explicit HeavyHitters(size_t capacity) : m_capacity(capacity) {}

  // `n` times; a negative `n` takes back what was added for the same key, item and time. Counts from the next
  // advance() on. `item`: a hash that is the same on every machine. REQUIRES: an item's occurrences in a
  // minute stay below 2^31.
  void add(CellId key, uint64_t item, Time at, int32_t n = 1);

  // Panes enter and leave. REQUIRES: the tick is not before the last one.
  void advance(const WindowRanges& to);

  // At the last tick. REQUIRES: not Window::kNow
  TopItems top(CellId key, Window window, size_t k) const;

  // Calls f(item) for each that is held, some several times, in no certain order: who keeps what an item
  // means may forget the others.
  template <typename F>
  void forEachItem(F f) const {
    for (const auto& [key, panes] : m_keys) panes->forEachItem(f);
  }
  bool holds(CellId key) const { return m_keys.contains(key); }

  // What is held.
  size_t keys() const { return m_keys.size(); }
  size_t panes() const;
  size_t entries() const;

 private:
  void fold(const ItemPanes::Kept& kept);

  size_t m_capacity;
  WindowRanges m_ranges;
  ItemPanes::Kept m_kept{};
  absl::flat_hash_map<CellId, std::unique_ptr<ItemPanes>> m_keys;
  std::vector<ItemPanes*> m_waiting;  // those to which something was added
  ItemSums m_sums;
};

}  // namespace watchfloor
