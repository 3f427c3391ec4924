// What was counted in one pane of one cell. Few panes count many things, so it is a short list; durations are
// kept one by one, so that any of them can be taken back and the maximum stays exact.
#pragma once

#include <cstdint>
#include <vector>

#include "metrics/totals.h"

namespace watchfloor {

class Pane {
 public:
  // `sign` 1 adds, -1 takes back what was added.
  void add(Field field, int64_t value, int sign);
  bool isEmpty() const { return m_counts.empty() && m_durations.empty(); }

  // Adds its contents to `totals`, or takes them away. Maxima only grow here: see Cell.
  void addTo(Totals* totals, int sign) const;

  // The largest duration of a field, 0 when there is none. O(durations).
  int64_t largest(Field field) const;

  // Takes one amount into, or out of, totals.
  static void apply(Totals* totals, Field field, int64_t value, int sign);

 private:
  struct Amount {
    Field field;
    int64_t value;
  };
  std::vector<Amount> m_counts;     // one a field, never 0
  std::vector<Amount> m_durations;  // one a duration, microseconds, in no order
};

}  // namespace watchfloor
