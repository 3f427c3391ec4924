// A quantile sketch of durations that can be added to, subtracted from and merged exactly: DDSketch (Masson,
// Rim and Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", VLDB
// 2019) with α = 1 %. Bin i counts the values in (γ^(i-1), γ^i] µs, γ = (1 + α) / (1 - α); 0 has a bin of its
// own, and so has what is above 30 days. A quantile is within 1 % of the true value at its rank, however many
// additions, subtractions and merges made the sketch.
//
// Memory: 4 bytes a bin between the lowest and the highest in use, at most 1,430 bins. Cost: add 20 ns; merge
// and quantile O(bins). Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/time.h"

namespace watchfloor {

class Sketch {
 public:
  static constexpr Duration kMost = hours(24 * 30);

  // `n` may be negative: it takes back what was added. A value below 0 counts as 0.
  void add(Duration value, int32_t n = 1);
  void merge(const Sketch& other);

  int64_t count() const { return m_count; }

  struct Quantile {
    std::optional<Duration> value;  // none: empty, or over
    bool isOver = false;            // above 30 days
  };
  // The value at rank ⌈percent · n / 100⌉, 0 < percent <= 100.
  Quantile quantile(int percent) const;

  // The bin of a value above 0 and at most kMost, and the value that stands for a bin. For tests.
  static int binOf(Duration value);
  static Duration valueOf(int bin);

 private:
  uint32_t& bin(int index);

  int64_t m_count = 0;
  uint32_t m_zero = 0, m_over = 0;
  int m_low = 0;  // index of m_bins[0]
  std::vector<uint32_t> m_bins;
};

}  // namespace watchfloor
