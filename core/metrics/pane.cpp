#include "metrics/pane.h"

#include <algorithm>

namespace watchfloor {

void Pane::add(Field field, int64_t value, int sign) {
  if (!isDuration(field)) {
    auto it =
        std::find_if(m_counts.begin(), m_counts.end(), [&](const Amount& a) { return a.field == field; });
    if (it == m_counts.end()) it = m_counts.insert(it, {field, 0});
    it->value += sign * value;
    if (it->value == 0) m_counts.erase(it);
  } else if (sign > 0) {
    m_durations.push_back({field, value});
  } else {
    const auto it = std::find_if(m_durations.begin(), m_durations.end(),
                                 [&](const Amount& a) { return a.field == field && a.value == value; });
    if (it == m_durations.end()) return;
    *it = m_durations.back();
    m_durations.pop_back();
  }
}

void Pane::apply(Totals* totals, Field field, int64_t value, int sign) {
  if (!isDuration(field)) {
    totals->counts[static_cast<size_t>(field)] += sign * value;
    return;
  }
  DurationTotal& total = totals->durations[durationIndex(field)];
  total.n += sign;
  total.addToSum(sign * value);
  total.sketch.add(Duration{value}, sign);
  if (sign > 0) total.max = std::max(total.max, value);
}

void Pane::addTo(Totals* totals, int sign) const {
  for (const Amount& a : m_counts) apply(totals, a.field, a.value, sign);
  for (const Amount& a : m_durations) apply(totals, a.field, a.value, sign);
}

int64_t Pane::largest(Field field) const {
  int64_t largest = 0;
  for (const Amount& a : m_durations) {
    if (a.field == field) largest = std::max(largest, a.value);
  }
  return largest;
}

}  // namespace watchfloor
