// The panes of one size, by their index; most are empty. Pages of 64 indices, so that a pane is found in
// O(1): the page that was used last is at hand, others are O(log pages) away.
//
// Memory: 8 bytes an index in each page that is in use, beside what the panes hold. Not thread-safe.
#pragma once

#include <absl/container/btree_map.h>

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <memory>

#include "metrics/pane.h"

namespace watchfloor {

class Panes {
 public:
  void add(int64_t index, Field field, int64_t value, int sign);

  // Calls f(pane) for those from `first` to `last` that are not empty, in order.
  template <typename F>
  void forEach(int64_t first, int64_t last, F f) const {
    if (first > m_newest) return;
    for (auto it = m_pages.lower_bound(first >> kBits); it != m_pages.end(); ++it) {
      const int64_t start = it->first * kSide;
      if (start > last) return;
      uint64_t used = it->second->used;
      if (first > start) used &= ~uint64_t{0} << (first - start);
      if (last - start < kSide - 1) used &= (uint64_t{2} << (last - start)) - 1;
      for (; used != 0; used &= used - 1) f(it->second->panes[static_cast<size_t>(std::countr_zero(used))]);
    }
  }

  // Lets go those before `index`; calls f(index, pane) for each.
  template <typename F>
  void dropBefore(int64_t index, F f) {
    while (!m_pages.empty() && m_pages.begin()->first * kSide < index) {
      const auto it = m_pages.begin();
      Page& page = *it->second;
      const int64_t start = it->first * kSide;
      for (uint64_t used = page.used; used != 0; used &= used - 1) {
        const int slot = std::countr_zero(used);
        if (start + slot >= index) return;
        f(start + slot, page.panes[static_cast<size_t>(slot)]);
        page.panes[static_cast<size_t>(slot)] = Pane();
        page.used &= ~(uint64_t{1} << slot);
      }
      if (start + kSide > index) return;
      m_last = nullptr;
      m_pages.erase(it);
    }
  }

 private:
  static constexpr int kBits = 6;
  static constexpr int64_t kSide = int64_t{1} << kBits;

  struct Page {
    uint64_t used = 0;  // bit i: panes[i] is not empty
    std::array<Pane, kSide> panes;
  };

  absl::btree_map<int64_t, std::unique_ptr<Page>> m_pages;  // by index >> kBits
  int64_t m_newest = std::numeric_limits<int64_t>::min();   // at or after all that are not empty
  int64_t m_lastKey = 0;
  Page* m_last = nullptr;  // the page that was used last
};

}  // namespace watchfloor
