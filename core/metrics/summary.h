// What a cell or roll-up holds in all windows, as it is read for a frame: its totals, and the quantiles read
// off them, which are read anew only where something has changed. Not thread-safe.
#pragma once

#include <array>

#include "metrics/totals.h"
#include "model/metric.h"

namespace watchfloor {

class Summary {
 public:
  // REQUIRES: `totals` outlive this.
  explicit Summary(const Totals* totals) : m_totals(totals) {}

  // The totals have changed so. `nonEmpty`: the windows in which there is anything.
  void update(const Touched& touched, WindowSet nonEmpty);

  const Totals& totals() const { return *m_totals; }
  const Touched& touched() const { return m_touched; }  // those of the last update
  WindowSet nonEmpty() const { return m_nonEmpty; }
  // REQUIRES: isDuration(f)
  Spread spread(Field f, size_t window) const;
  // Of the durations above 0. REQUIRES: f is Field::kSpeedOfAnswer
  Spread spreadAboveZero(Field f, size_t window) const;

 private:
  using Quantiles = std::array<PerWindow<Sketch::Bin>, Spread::kPercents.size()>;

  static Spread spreadOf(const DurationTotals& total, int64_t n, const Quantiles& quantiles, size_t window);

  const Totals* m_totals;
  Touched m_touched;
  WindowSet m_nonEmpty = kNoWindow;
  std::array<Quantiles, kDurationFields> m_quantiles{};
  Quantiles m_aboveZero{};  // of the waits before an answer
};

}  // namespace watchfloor
