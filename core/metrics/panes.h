// What was counted in the panes of one size of one cell, by their index; most panes are empty. Pages of 64
// panes: a page is two lists in order of panes, the counts and the durations, so that whoever passes over
// panes reads memory from front to back.
//
// Durations are kept one by one, so that any can be taken back and the longest stays exact. Where a pane has
// more than kExact of a kind, those of one bin of the sketch become one amount, but for the kLongest longest:
// counts, sums and quantiles stay what they are, and the longest stays exact unless all of these are taken
// back. So a pane holds at most 22 counts and 6 × 1,500 durations, whatever comes.
//
// Cost: adding O(1) amortised; reading O(amounts read), and after something was added O(n log n) in its page.
// Memory: 8 bytes a count, 16 a duration, up to twice that while they grow; 64 a page. Not thread-safe.
#pragma once

#include <absl/container/btree_map.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "metrics/amount.h"

namespace watchfloor {

class Panes {
 public:
  static constexpr size_t kExact = 256, kLongest = 16;

  void add(int64_t index, const Amount& amount);

  // What is kept of a count, and of durations of one bin; in which pane of its page.
  struct Counted {
    uint8_t slot = 0;
    Field field{};
    int32_t sum = 0;
    auto place() const { return slot << 8 | static_cast<int>(field); }
  };
  struct Lasted {
    static constexpr bool kIsFlat = true;
    uint8_t slot = 0;
    Field field{};
    Sketch::Bin bin = Sketch::kNone;
    int32_t n = 0;
    int64_t sum = 0;
    auto place() const { return slot << 8 | static_cast<int>(field); }
    Amount amount() const { return {field, bin, n, sum}; }
  };
  static_assert(sizeof(Counted) == 8 && sizeof(Lasted) == 16);

  // Calls f(counts, durations) for what is in the panes from `first` to `last`, page by page; both spans in
  // order of panes.
  template <typename F>
  void forEachRun(int64_t first, int64_t last, F f) const {
    if (first > m_newest || m_pages.empty() || last >> kBits < m_pages.begin()->first) return;
    for (auto it = m_pages.lower_bound(first >> kBits); it != m_pages.end(); ++it) {
      const int64_t start = it->first * kSide;
      if (start > last) return;
      const auto from = static_cast<uint32_t>(first > start ? first - start : 0);
      const auto to = static_cast<uint32_t>(std::min(last - start, kSide - 1));
      it->second->tidy();
      f(it->second->counts(from, to), it->second->durations(from, to));
    }
  }

  // Calls f(amount) for each.
  template <typename F>
  void forEach(int64_t first, int64_t last, F f) const {
    forEachRun(first, last, [&](std::span<const Counted> counts, std::span<const Lasted> durations) {
      for (const Counted& c : counts) f(Amount{.field = c.field, .sum = c.sum});
      for (const Lasted& d : durations) f(d.amount());
    });
  }

  // Lets go what is before `index`; calls f(index, amount) for each.
  template <typename F>
  void dropBefore(int64_t index, F f) {
    while (!m_pages.empty() && m_pages.begin()->first * kSide < index) {
      const auto it = m_pages.begin();
      const int64_t start = it->first * kSide;
      const auto end = static_cast<uint32_t>(std::min(index - start, kSide));
      it->second->tidy();
      for (const Counted& c : it->second->counts(0, end - 1)) {
        f(start + c.slot, Amount{.field = c.field, .sum = c.sum});
      }
      for (const Lasted& d : it->second->durations(0, end - 1)) f(start + d.slot, d.amount());
      it->second->dropBefore(end);
      if (!it->second->isEmpty()) return;
      m_last = nullptr;
      m_pages.erase(it);
    }
  }

  template <class Archive>
  void persist(Archive& archive);

 private:
  static constexpr int kBits = 6;
  static constexpr int64_t kSide = int64_t{1} << kBits;

  class Page {
   public:
    void add(uint32_t slot, const Amount& amount);

    // Puts all in order.
    void tidy();
    // What is in the slots from `from` to `to`. REQUIRES: tidy
    std::span<const Counted> counts(uint32_t from, uint32_t to) { return between(m_counts, from, to); }
    std::span<const Lasted> durations(uint32_t from, uint32_t to) { return between(m_durations, from, to); }

    void dropBefore(uint32_t slot);
    bool isEmpty() const { return m_counts.empty() && m_durations.empty(); }

    template <class Archive>
    void persist(Archive& archive);

   private:
    template <typename T>
    static typename std::vector<T>::iterator firstAt(std::vector<T>& list, uint32_t slot) {
      if (slot == 0) return list.begin();
      return std::lower_bound(list.begin(), list.end(), slot,
                              [](const T& t, uint32_t s) { return t.slot < s; });
    }
    template <typename T>
    static std::span<const T> between(std::vector<T>& list, uint32_t from, uint32_t to) {
      const auto begin = firstAt(list, from);
      return {begin, to == kSide - 1 ? list.end() : firstAt(list, to + 1)};
    }
    void tidyCounts();
    void tidyDurations();
    void takeOut();
    void shorten();

    std::vector<Counted> m_counts;  // by place(), one each; those behind the first m_tidyCounts in any order
    std::vector<Lasted> m_durations;  // by place(), then from the shortest; likewise
    uint32_t m_tidyCounts = 0, m_tidyDurations = 0;
    bool m_isOneByOne = true;  // every duration stands for itself, and none is taken out
  };

  absl::btree_map<int64_t, std::unique_ptr<Page>> m_pages;  // by index >> kBits
  int64_t m_newest = std::numeric_limits<int64_t>::min();   // at or after all that are not empty
  int64_t m_lastKey = 0;
  Page* m_last = nullptr;  // the page that was used last
};

}  // namespace watchfloor
