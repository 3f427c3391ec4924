#include "metrics/summary.h"

#include <algorithm>
#include <cassert>

namespace watchfloor {
namespace {

constexpr size_t kWaits = durationIndex(Field::kSpeedOfAnswer);

Spread sumOf(const DurationTotals& total, int64_t n, size_t window) {
  return {.n = n,
          .sum = Duration{total.sum[window]},
          .max = Duration{total.max[window]},
          .quantiles = {},
          .isOver = false};
}

}  // namespace

void Summary::read(WindowSet windows) {
  if (m_stale.any != kNoWindow) m_nonEmpty = m_totals->nonEmpty();
  m_stale.any = kNoWindow;
  for (size_t d = 0; d < m_quantiles.size(); ++d) {
    const auto stale = static_cast<WindowSet>(m_stale.durations[d] & windows);
    if (stale == kNoWindow) continue;
    m_stale.durations[d] &= static_cast<WindowSet>(~stale);
    const Sketch& sketch = m_totals->durations()[d].sketch;
    sketch.quantiles(Spread::kPercents, stale, m_quantiles[d]);
    if (d == kWaits) sketch.quantilesAboveZero(Spread::kPercents, stale, m_aboveZero);
  }
}

void Summary::setQuantiles(const Quantiles& quantiles, size_t window, Spread* spread) {
  for (size_t i = 0; i < quantiles.size(); ++i) {
    const Sketch::Bin bin = quantiles[i][window];
    if (const auto value = Sketch::valueOf(bin)) spread->quantiles[i] = std::min(*value, spread->max);
    spread->isOver |= bin == Sketch::kOver;
  }
}

Spread Summary::sum(Field f, size_t window) const {
  const DurationTotals& total = m_totals->duration(f);
  return sumOf(total, total.sketch.count(window), window);
}

Spread Summary::spread(Field f, size_t window) const {
  assert(!contains(m_stale.durations[durationIndex(f)], window));
  Spread spread = sum(f, window);
  setQuantiles(m_quantiles[durationIndex(f)], window, &spread);
  return spread;
}

Spread Summary::sumAboveZero(Field f, size_t window) const {
  assert(durationIndex(f) == kWaits);
  const DurationTotals& total = m_totals->duration(f);
  return sumOf(total, total.sketch.count(window) - total.sketch.zeros(window), window);
}

Spread Summary::spreadAboveZero(Field f, size_t window) const {
  assert(!contains(m_stale.durations[kWaits], window));
  Spread spread = sumAboveZero(f, window);
  setQuantiles(m_aboveZero, window, &spread);
  return spread;
}

}  // namespace watchfloor
