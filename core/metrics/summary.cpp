#include "metrics/summary.h"

#include <algorithm>
#include <cassert>

namespace watchfloor {
namespace {

constexpr Field kWaits = Field::kSpeedOfAnswer;

}  // namespace

void Summary::update(const Touched& touched, WindowSet nonEmpty) {
  m_touched = touched;
  m_nonEmpty = nonEmpty;
  for (size_t d = 0; d < m_quantiles.size(); ++d) {
    if (touched.durations[d] == kNoWindow) continue;
    m_totals->durations()[d].sketch.quantiles(Spread::kPercents, touched.durations[d], m_quantiles[d]);
  }
  if (const WindowSet waits = touched.durations[durationIndex(kWaits)]; waits != kNoWindow) {
    m_totals->duration(kWaits).sketch.quantilesAboveZero(Spread::kPercents, waits, m_aboveZero);
  }
}

Spread Summary::spreadOf(const DurationTotals& total, int64_t n, const Quantiles& quantiles, size_t window) {
  Spread spread{.n = n,
                .sum = Duration{total.sum[window]},
                .max = Duration{total.max[window]},
                .quantiles = {},
                .isOver = false};
  for (size_t i = 0; i < quantiles.size(); ++i) {
    const Sketch::Bin bin = quantiles[i][window];
    if (const auto value = Sketch::valueOf(bin)) spread.quantiles[i] = std::min(*value, spread.max);
    spread.isOver |= bin == Sketch::kOver;
  }
  return spread;
}

Spread Summary::spread(Field f, size_t window) const {
  const DurationTotals& total = m_totals->duration(f);
  return spreadOf(total, total.sketch.count(window), m_quantiles[durationIndex(f)], window);
}

Spread Summary::spreadAboveZero(Field f, size_t window) const {
  assert(f == kWaits);
  const Sketch& sketch = m_totals->duration(f).sketch;
  return spreadOf(m_totals->duration(f), sketch.count(window) - sketch.zeros(window), m_aboveZero, window);
}

}  // namespace watchfloor
