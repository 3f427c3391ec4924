#include "metrics/summary.h"

#include <algorithm>

namespace watchfloor {

void Summary::update(const Touched& touched, WindowSet nonEmpty) {
  m_touched = touched;
  m_nonEmpty = nonEmpty;
  for (size_t d = 0; d < m_quantiles.size(); ++d) {
    if (touched.durations[d] == kNoWindow) continue;
    m_totals->durations()[d].sketch.quantiles(Spread::kPercents, touched.durations[d], m_quantiles[d]);
  }
}

Spread Summary::spread(Field f, size_t window) const {
  const DurationTotals& total = m_totals->duration(f);
  Spread spread{.n = total.sketch.count(window),
                .sum = Duration{total.sum[window]},
                .max = Duration{total.max[window]},
                .quantiles = {},
                .isOver = false};
  const Quantiles& quantiles = m_quantiles[durationIndex(f)];
  for (size_t i = 0; i < quantiles.size(); ++i) {
    const Sketch::Bin bin = quantiles[i][window];
    if (const auto value = Sketch::valueOf(bin)) spread.quantiles[i] = std::min(*value, spread.max);
    spread.isOver |= bin == Sketch::kOver;
  }
  return spread;
}

}  // namespace watchfloor
