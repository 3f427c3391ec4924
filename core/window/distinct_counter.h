// How many distinct items (authors) were seen in each window whose panes are of one size, exactly, for all of
// these windows at once, with late, future and retracted occurrences.
//
// Each item keeps the panes it was seen in; each pane, its items. An item is in a window when one of its
// panes is. Past `cap` items the counter samples by hash, Gibbons' distinct sampling: it keeps the items
// whose hash falls into 2^-k of all hashes and multiplies by 2^k; k is kept for each pane, so that a surge is
// forgotten with its panes, and a window is counted at the largest k among its panes. Unlike a HyperLogLog
// such a sample still subtracts and merges exactly. The standard error of an estimate d is √((2^k - 1) · d),
// e.g. 0.4 % when 2^16 sampled items stand for 2^17.
//
// Cost: an occurrence O(log panes of the item); a tick O(occurrences in the panes that enter or leave).
// Memory: about 60 bytes an (item, pane). Not thread-safe.
#pragma once

#include <absl/container/btree_map.h>
#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>

#include <array>
#include <cstdint>
#include <vector>

#include "model/metric.h"
#include "window/window_ranges.h"

namespace watchfloor {

class DistinctCounter {
 public:
  // `resolution`: index into kPaneSizes.
  DistinctCounter(int resolution, size_t cap) : m_resolution(resolution), m_cap(cap) {}

  // `item`: a well-mixed 64-bit hash. remove() takes back one add() of the same item and time.
  void add(uint64_t item, Time at, const WindowRanges& ranges);
  void remove(uint64_t item, Time at, const WindowRanges& ranges);

  // Panes enter and leave. REQUIRES: every call since the last one had `from`'s ranges.
  void advance(const WindowRanges& from, const WindowRanges& to);

  // REQUIRES: the window's panes are of this resolution.
  Count count(Window window) const;
  bool isEmpty() const { return m_items.empty(); }

 private:
  struct Seen {
    int64_t pane;
    int32_t times;
  };
  using Panes = absl::InlinedVector<Seen, 1>;  // by pane

  struct Pane {
    int level = 0;  // k
    std::vector<uint64_t> items;
  };

  static bool isSampled(uint64_t item, int level) { return level == 0 || item >> (64 - level) == 0; }
  static bool isIn(const Panes& panes, int64_t first, int64_t last);
  void moveWindow(const PaneRange& from, const PaneRange& to, int window);
  void recount(const PaneRange& range, int window);
  void recountAll(const WindowRanges& ranges);
  Pane& pane(int64_t index, const WindowRanges& ranges);
  void halve(const WindowRanges& ranges);
  void forgetBefore(int64_t pane);
  WindowsOfResolution windows() const { return kWindowsOf[static_cast<size_t>(m_resolution)]; }

  int m_resolution;
  size_t m_cap;
  int m_level = 0;  // k of the panes to come
  absl::flat_hash_map<uint64_t, Panes> m_items;
  absl::btree_map<int64_t, Pane> m_panes;
  std::array<int64_t, kSlidingWindows> m_distinct{};  // sampled at m_levels
  std::array<int, kSlidingWindows> m_levels{};
  int64_t m_sampledPanes = 0;  // those whose k is above 0
};

}  // namespace watchfloor
