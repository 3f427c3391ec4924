// A quantile sketch of durations for all sliding windows at once, that can be added to, subtracted from and
// merged exactly: DDSketch (Masson, Rim and Lee, "DDSketch: a fast and fully-mergeable quantile sketch with
// relative-error guarantees", VLDB 2019) with α = 1 %. Bin i counts the values in (γ^(i-1), γ^i] µs,
// γ = (1 + α) / (1 - α); 0 has a bin of its own, and so has what is above 30 days. A quantile is within 1 %
// of the true value at its rank, however many additions, subtractions and merges made the sketch.
//
// A bin is a row of counters, one for each window: a value enters all its windows in one line of memory, and
// quantiles of all windows are read in one pass. Only bins that were ever in use have a row, in order; a bit
// map tells where.
//
// Memory: 580 bytes, and 34 a bin in use, at most 1,430 bins. Cost: add 10 ns, more for a value in a new bin;
// merge and quantiles O(bins in use). Not thread-safe.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/time.h"
#include "window/window_set.h"

namespace watchfloor {

class Sketch {
 public:
  static constexpr Duration kMost = hours(24 * 30);

  // In which bin a value is: 0 .. kBins - 1, or one of these.
  using Bin = int16_t;
  static constexpr size_t kBins = 1'430;
  static constexpr Bin kZero = -1;         // 0 or below
  static constexpr Bin kOver = 0x7fff;     // above kMost
  static constexpr Bin kNone = kOver - 1;  // there is no value
  static Bin binOf(Duration value);
  // Whether it is one, and not kNone.
  static constexpr bool isBin(Bin bin) {
    return (bin >= kZero && bin < static_cast<Bin>(kBins)) || bin == kOver;
  }

  // The value that stands for a bin; none for kOver and kNone.
  static std::optional<Duration> valueOf(Bin bin);

  // `n` times into each of `windows`; a negative `n` takes back what was added.
  void add(Duration value, WindowSet windows, int32_t n = 1) { add(binOf(value), windows, n); }
  void add(Bin bin, WindowSet windows, int32_t n = 1);
  // Modulo 2^32 in each bin.
  void addTo(size_t window, Bin bin, int64_t n) {
    m_count[window] = static_cast<int64_t>(static_cast<uint64_t>(m_count[window]) + static_cast<uint64_t>(n));
    row(bin).n[window] += static_cast<uint32_t>(n);
  }
  // Has fetched what adding to it will need.
  void prefetch(Bin bin) const {
    if (bin != kZero && bin != kOver) __builtin_prefetch(m_rows.data() + rowOf(bin), 1);
  }
  void merge(const Sketch& other);
  void clear();
  // The same but for the bins between 0 and kMost, which are then wrong until it is cleared: count() and
  // zeros() are right. A fraction of the cost.
  void mergeCounts(const Sketch& other);
  void clearCounts();

  template <class Archive>
  void persist(Archive& archive);

  int64_t count(size_t window) const { return m_count[window]; }
  // Of these, how many are 0.
  int64_t zeros(size_t window) const { return m_zero.n[window]; }
  const PerWindow<int64_t>& counts() const { return m_count; }

  // bins[i][w]: the bin of the value at rank ⌈percents[i] · n / 100⌉ of window w, kNone when it is empty.
  // Leaves windows that are not asked for as they are.
  // REQUIRES: percents ascend, above 0, at most 100; as many bins as percents.
  void quantiles(std::span<const int> percents, WindowSet windows, std::span<PerWindow<Bin>> bins) const;
  // The same of the values above 0 alone.
  void quantilesAboveZero(std::span<const int> percents, WindowSet windows,
                          std::span<PerWindow<Bin>> bins) const;

 private:
  struct alignas(32) Row {
    static constexpr bool kIsFlat = true;
    PerWindow<uint32_t> n{};
    void add(const Row& other);
  };
  // 64 bins.
  struct Bins {
    uint64_t used = 0;
    uint32_t before = 0;  // how many are used in those before
  };
  static constexpr size_t kBlock = 8;  // rows that are summed up at once

  void quantilesOf(const PerWindow<int64_t>& counts, const Row& zeros, std::span<const int> percents,
                   WindowSet windows, std::span<PerWindow<Bin>> bins) const;
  // Where the row of a bin is, or would be. REQUIRES: bin is neither kZero nor kOver
  size_t rowOf(Bin bin) const {
    const Bins& bins = m_map[static_cast<size_t>(bin) / 64];
    const uint64_t below = (uint64_t{1} << (bin % 64)) - 1;
    return bins.before + static_cast<size_t>(std::popcount(bins.used & below));
  }
  bool isUsed(Bin bin) const { return (m_map[static_cast<size_t>(bin) / 64].used >> (bin % 64) & 1) != 0; }
  Row& row(Bin bin) {
    if (bin == kZero) return m_zero;
    if (bin == kOver) return m_over;
    if (!isUsed(bin)) begin(bin);
    return m_rows[rowOf(bin)];
  }
  void begin(Bin bin);

  PerWindow<int64_t> m_count{};
  Row m_zero, m_over;
  std::array<Bins, (kBins + 63) / 64> m_map{};
  std::vector<Bin> m_bins;  // those in use, in order
  std::vector<Row> m_rows;  // of each of them
};

}  // namespace watchfloor
