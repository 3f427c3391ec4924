#include "metrics/cell.h"

#include <algorithm>

namespace watchfloor {

void Cell::add(const Entry& entry, int sign, const WindowRanges& ranges) {
  for (size_t r = 0; r < kResolutions; ++r) {
    const int64_t index = paneOf(entry.at, kPaneSizes[r]);
    if (index < ranges.retained[r]) continue;
    const auto it = m_panes[r].try_emplace(index).first;
    it->second.add(entry.field, entry.value, sign);
    if (it->second.isEmpty()) m_panes[r].erase(it);
    for (int w = kWindowsOf[r].first; w <= kWindowsOf[r].last; ++w) {
      const size_t window = static_cast<size_t>(w);
      if (!ranges.windows[window].contains(index)) continue;
      Pane::apply(&m_totals[window], entry.field, entry.value, sign);
      if (sign < 0 && isDuration(entry.field)) m_isMaxStale[window][durationIndex(entry.field)] = true;
    }
  }
}

void Cell::changeTotals(size_t window, const Pane& pane, int sign) {
  pane.addTo(&m_totals[window], sign);
  if (sign < 0) m_isMaxStale[window].fill(true);
}

void Cell::advance(const WindowRanges& from, const WindowRanges& to) {
  for (size_t r = 0; r < kResolutions; ++r) {
    Panes& panes = m_panes[r];
    for (int w = kWindowsOf[r].first; w <= kWindowsOf[r].last; ++w) {
      const size_t window = static_cast<size_t>(w);
      const PaneRange was = from.windows[window], is = to.windows[window];
      if (was == is) continue;
      const auto change = [&](int64_t first, int64_t last, int sign) {
        for (auto it = panes.lower_bound(first); it != panes.end() && it->first <= last; ++it) {
          changeTotals(window, it->second, sign);
        }
      };
      if (is.first > was.first) change(was.first, std::min(was.last, is.first - 1), -1);
      if (is.last > was.last) change(std::max(is.first, was.last + 1), is.last, 1);
      if (is.first < was.first)
        change(is.first, std::min(is.last, was.first - 1), 1);  // `today` after a new zone
    }
    while (!panes.empty() && panes.begin()->first < to.retained[r]) panes.erase(panes.begin());
  }
}

const Totals& Cell::totals(Window window, const WindowRanges& ranges) {
  const size_t w = static_cast<size_t>(window);
  Totals& totals = m_totals[w];
  for (size_t d = 0; d < kDurationFields; ++d) {
    if (!m_isMaxStale[w][d]) continue;
    m_isMaxStale[w][d] = false;
    DurationTotal& total = totals.durations[d];
    total.max = 0;
    if (total.n == 0) continue;
    const Panes& panes = m_panes[w <= 1 ? 0 : w <= 4 ? 1 : 2];
    const PaneRange& range = ranges.windows[w];
    for (auto it = panes.lower_bound(range.first); it != panes.end() && it->first <= range.last; ++it) {
      total.max = std::max(total.max, it->second.largest(static_cast<Field>(kCountFields + d)));
    }
  }
  return totals;
}

const Pane* Cell::minute(int64_t index) const {
  const auto it = m_panes[2].find(index);
  return it == m_panes[2].end() ? nullptr : &it->second;
}

void Cell::addStanding(const Standing& standing, int sign) {
  const size_t kind = static_cast<size_t>(standing.kind);
  m_standingCount[kind] += sign;
  const auto it = m_standings[kind].try_emplace(standing.since).first;
  it->second += sign;
  if (it->second == 0) m_standings[kind].erase(it);
}

std::optional<Time> Cell::oldest(Standing::Kind kind) const {
  const auto& standings = m_standings[static_cast<size_t>(kind)];
  return standings.empty() ? std::nullopt : std::optional(standings.begin()->first);
}

}  // namespace watchfloor
