#include "metrics/totals.h"

#include <algorithm>

namespace watchfloor {

bool Totals::isEmpty() const {
  return std::all_of(counts.begin(), counts.end(), [](int64_t n) { return n == 0; }) &&
         std::all_of(durations.begin(), durations.end(), [](const DurationTotal& d) { return d.n == 0; });
}

void Totals::merge(const Totals& other) {
  for (size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
  for (size_t i = 0; i < durations.size(); ++i) {
    const DurationTotal& from = other.durations[i];
    if (from.n == 0) continue;
    DurationTotal& to = durations[i];
    to.n += from.n;
    to.addToSum(from.sum);
    to.max = std::max(to.max, from.max);
    to.sketch.merge(from.sketch);
  }
}

}  // namespace watchfloor
