// What a cell or roll-up holds in all windows, as it is read for a frame: its totals, and the quantiles read
// off them, which are read anew only where something has changed and somebody asks. Not thread-safe.
#pragma once

#include <array>

#include "metrics/totals.h"
#include "model/metric.h"

namespace watchfloor {

class Summary {
 public:
  // REQUIRES: `totals` outlive this.
  explicit Summary(const Totals* totals) : m_totals(totals) {}

  // The totals have changed so.
  void touch(const Touched& touched) { m_stale.add(touched); }

  // Reads off the totals what has changed since: the windows in which there is anything, and the quantiles
  // of `windows`.
  void read(WindowSet windows);

  const Totals& totals() const { return *m_totals; }
  WindowSet nonEmpty() const { return m_nonEmpty; }
  // Without quantiles: those of a window are there once it was read. REQUIRES: isDuration(f)
  Spread sum(Field f, size_t window) const;
  // REQUIRES: isDuration(f); that window was read.
  Spread spread(Field f, size_t window) const;
  // Of the durations above 0. REQUIRES: f is Field::kSpeedOfAnswer; for spread, that window was read.
  Spread sumAboveZero(Field f, size_t window) const;
  Spread spreadAboveZero(Field f, size_t window) const;

 private:
  using Quantiles = std::array<PerWindow<Sketch::Bin>, Spread::kPercents.size()>;

  static void setQuantiles(const Quantiles& quantiles, size_t window, Spread* spread);

  const Totals* m_totals;
  Touched m_stale;
  WindowSet m_nonEmpty = kNoWindow;
  std::array<Quantiles, kDurationFields> m_quantiles{};
  Quantiles m_aboveZero{};  // of the waits before an answer
};

}  // namespace watchfloor
