// The mergeable contents of a cell in all windows: whole numbers and sketches, which add up over cells,
// windows and engines. Nothing here is divided.
//
// The windows of a number lie side by side: an amount that enters several windows touches one line of memory.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "metrics/amount.h"
#include "window/window_set.h"

namespace watchfloor {

// Modulo 2^64, so that absurd amounts do no more than show an absurd sum until they have left the window.
inline int64_t wrappingSum(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) + static_cast<uint64_t>(b));
}

struct alignas(64) DurationTotals {
  PerWindow<int64_t> sum{};  // microseconds
  PerWindow<int64_t> max{};  // 0 when there is none
  Sketch sketch;             // counts them, too

  void add(const Amount& amount, size_t window) {
    sketch.addTo(window, amount.bin, amount.n);
    sum[window] = wrappingSum(sum[window], amount.sum);
    if (amount.n > 0) max[window] = std::max(max[window], amount.longest());
  }
};

// How much of a duration is worked out: quantiles and the longest are for who looks; number and sum are what
// deltas compare with.
enum class Detail : uint8_t { kWithQuantiles, kWithoutQuantiles };

class Totals {
 public:
  int64_t count(Field f, size_t window) const { return m_counts[static_cast<size_t>(f)][window]; }
  const PerWindow<int64_t>& counts(Field f) const { return m_counts[static_cast<size_t>(f)]; }
  const DurationTotals& duration(Field f) const { return m_durations[durationIndex(f)]; }
  const std::array<DurationTotals, kDurationFields>& durations() const { return m_durations; }
  // Those in which anything is not 0. Cost: about 30 lines of memory.
  WindowSet nonEmpty() const;

  // Takes an amount into windows. A maximum only grows here.
  void add(const Amount& amount, WindowSet windows);
  // The same, into one window.
  void addCount(Field f, int64_t sum, size_t window) { m_counts[static_cast<size_t>(f)][window] += sum; }
  void addDuration(const Amount& amount, size_t window) {
    m_durations[durationIndex(amount.field)].add(amount, window);
  }
  // As many as history adds up; no maximum.
  void addDurations(Field f, Sketch::Bin bin, int64_t n, int64_t sum, size_t window) {
    DurationTotals& totals = m_durations[durationIndex(f)];
    totals.sketch.addTo(window, bin, n);
    totals.sum[window] = wrappingSum(totals.sum[window], sum);
  }
  // Has fetched what adding it will need.
  void prefetch(Field duration, Sketch::Bin bin) const {
    m_durations[durationIndex(duration)].sketch.prefetch(bin);
  }
  void setMax(size_t duration, size_t window, int64_t max) { m_durations[duration].max[window] = max; }

  template <class Archive>
  void persist(Archive& archive) {
    archive(m_counts);
    for (DurationTotals& d : m_durations) archive(d.sum, d.max, d.sketch);
  }

  void mergeCounts(const Totals& other);
  // Without quantiles, what is said of these and of the longest is wrong until it is cleared and merged with
  // them.
  void mergeDuration(const Totals& other, size_t duration, Detail detail);
  void clearCounts() { m_counts = {}; }
  void clearDuration(size_t duration, Detail detail);

 private:
  alignas(64) std::array<PerWindow<int64_t>, kCountFields> m_counts{};
  std::array<DurationTotals, kDurationFields> m_durations;
};

// In which windows of a cell anything was touched, and each kind of duration.
struct Touched {
  WindowSet any = kNoWindow;
  std::array<WindowSet, kDurationFields> durations{};

  static Touched everything() {
    Touched touched{.any = kEveryWindow, .durations = {}};
    touched.durations.fill(kEveryWindow);
    return touched;
  }
  void add(const Touched& other) {
    any |= other.any;
    for (size_t d = 0; d < durations.size(); ++d) durations[d] |= other.durations[d];
  }
};

}  // namespace watchfloor
