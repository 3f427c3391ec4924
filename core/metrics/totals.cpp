#include "metrics/totals.h"

namespace watchfloor {
namespace {

void addTo(PerWindow<int64_t>& to, const PerWindow<int64_t>& from) {
  for (size_t w = 0; w < to.size(); ++w) to[w] = wrappingSum(to[w], from[w]);
}

}  // namespace

WindowSet Totals::nonEmpty() const {
  PerWindow<int64_t> bits{};
  const auto note = [&](const PerWindow<int64_t>& numbers) {
    for (size_t w = 0; w < bits.size(); ++w) bits[w] |= numbers[w];
  };
  for (const PerWindow<int64_t>& count : m_counts) note(count);
  for (const DurationTotals& duration : m_durations) note(duration.sketch.counts());
  WindowSet set = kNoWindow;
  for (size_t w = 0; w < bits.size(); ++w) set |= bits[w] != 0 ? only(w) : kNoWindow;
  return set;
}

void Totals::add(const Amount& a, WindowSet windows) {
  const PerWindow<int64_t>& mask = kMasks<int64_t>[windows];
  if (!isDuration(a.field)) {
    PerWindow<int64_t>& count = m_counts[static_cast<size_t>(a.field)];
    for (size_t w = 0; w < count.size(); ++w) count[w] += mask[w] & a.sum;
    return;
  }
  DurationTotals& total = m_durations[durationIndex(a.field)];
  total.sketch.add(a.bin, windows, a.n);
  for (size_t w = 0; w < kSlidingWindows; ++w) total.sum[w] = wrappingSum(total.sum[w], mask[w] & a.sum);
  if (a.n <= 0) return;
  const int64_t longest = a.longest();
  for (size_t w = 0; w < kSlidingWindows; ++w) total.max[w] = std::max(total.max[w], mask[w] & longest);
}

void Totals::mergeCounts(const Totals& other) {
  for (size_t f = 0; f < m_counts.size(); ++f) addTo(m_counts[f], other.m_counts[f]);
}

void Totals::mergeDuration(const Totals& other, size_t duration, Detail detail) {
  DurationTotals& to = m_durations[duration];
  const DurationTotals& from = other.m_durations[duration];
  addTo(to.sum, from.sum);
  if (detail == Detail::kWithoutQuantiles) return to.sketch.mergeCounts(from.sketch);
  for (size_t w = 0; w < to.max.size(); ++w) to.max[w] = std::max(to.max[w], from.max[w]);
  to.sketch.merge(from.sketch);
}

void Totals::clearDuration(size_t duration, Detail detail) {
  DurationTotals& total = m_durations[duration];
  total.sum.fill(0);
  if (detail == Detail::kWithoutQuantiles) return total.sketch.clearCounts();
  total.max.fill(0);
  total.sketch.clear();
}

}  // namespace watchfloor
