#include "window/distinct_counter.h"

#include <algorithm>

namespace watchfloor {

bool DistinctCounter::isIn(const Panes& panes, int64_t first, int64_t last) {
  const auto it = std::lower_bound(panes.begin(), panes.end(), first,
                                   [](const Seen& s, int64_t pane) { return s.pane < pane; });
  return it != panes.end() && it->pane <= last;
}

void DistinctCounter::add(uint64_t item, Time at, const WindowRanges& ranges) {
  const int64_t pane = paneOf(at, kPaneSizes[static_cast<size_t>(m_resolution)]);
  if (pane < ranges.retained[static_cast<size_t>(m_resolution)] || !isSampled(item)) return;
  Panes& panes = m_items[item];
  const auto it =
      std::lower_bound(panes.begin(), panes.end(), pane, [](const Seen& s, int64_t p) { return s.pane < p; });
  if (it != panes.end() && it->pane == pane) {
    ++it->times;
    return;
  }
  for (int w = windows().first; w <= windows().last; ++w) {
    const PaneRange& range = ranges.windows[static_cast<size_t>(w)];
    if (range.contains(pane) && !isIn(panes, range.first, range.last)) ++m_distinct[static_cast<size_t>(w)];
  }
  panes.insert(it, Seen{pane, 1});
  m_panes[pane].push_back(item);
  while (m_items.size() > m_cap && m_level < 63) halve(ranges);
}

void DistinctCounter::remove(uint64_t item, Time at, const WindowRanges& ranges) {
  const int64_t pane = paneOf(at, kPaneSizes[static_cast<size_t>(m_resolution)]);
  if (pane < ranges.retained[static_cast<size_t>(m_resolution)] || !isSampled(item)) return;
  const auto found = m_items.find(item);
  if (found == m_items.end()) return;
  Panes& panes = found->second;
  const auto it =
      std::lower_bound(panes.begin(), panes.end(), pane, [](const Seen& s, int64_t p) { return s.pane < p; });
  if (it == panes.end() || it->pane != pane || --it->times > 0) return;
  panes.erase(it);
  for (int w = windows().first; w <= windows().last; ++w) {
    const PaneRange& range = ranges.windows[static_cast<size_t>(w)];
    if (range.contains(pane) && !isIn(panes, range.first, range.last)) --m_distinct[static_cast<size_t>(w)];
  }
  if (panes.empty()) m_items.erase(found);
  const auto list = m_panes.find(pane);
  list->second.erase(std::find(list->second.begin(), list->second.end(), item));
  if (list->second.empty()) m_panes.erase(list);
}

void DistinctCounter::moveWindow(const PaneRange& from, const PaneRange& to, int window) {
  if (to.first < from.first || to.last < from.last) {  // `today` began earlier after a change of zone
    recount(to, window);
    return;
  }
  int64_t& distinct = m_distinct[static_cast<size_t>(window)];
  for (auto it = m_panes.lower_bound(from.first); it != m_panes.end() && it->first < to.first; ++it) {
    if (it->first > from.last) break;
    for (const uint64_t item : it->second) distinct -= !isIn(m_items.at(item), it->first + 1, from.last);
  }
  for (auto it = m_panes.lower_bound(std::max(from.last + 1, to.first));
       it != m_panes.end() && it->first <= to.last; ++it) {
    for (const uint64_t item : it->second) distinct += !isIn(m_items.at(item), to.first, it->first - 1);
  }
}

void DistinctCounter::advance(const WindowRanges& from, const WindowRanges& to) {
  for (int w = windows().first; w <= windows().last; ++w) {
    const size_t i = static_cast<size_t>(w);
    if (from.windows[i] != to.windows[i]) moveWindow(from.windows[i], to.windows[i], w);
  }
  forgetBefore(to.retained[static_cast<size_t>(m_resolution)]);
}

void DistinctCounter::forgetBefore(int64_t pane) {
  while (!m_panes.empty() && m_panes.begin()->first < pane) {
    const auto gone = m_panes.begin();
    for (const uint64_t item : gone->second) {
      const auto found = m_items.find(item);
      found->second.erase(found->second.begin());  // the earliest pane of the item
      if (found->second.empty()) m_items.erase(found);
    }
    m_panes.erase(gone);
  }
}

void DistinctCounter::halve(const WindowRanges& ranges) {
  ++m_level;
  absl::erase_if(m_items, [&](const auto& entry) { return !isSampled(entry.first); });
  for (auto it = m_panes.begin(); it != m_panes.end();) {
    std::erase_if(it->second, [&](uint64_t item) { return !isSampled(item); });
    it = it->second.empty() ? m_panes.erase(it) : std::next(it);
  }
  for (int w = windows().first; w <= windows().last; ++w) recount(ranges.windows[static_cast<size_t>(w)], w);
}

void DistinctCounter::recount(const PaneRange& range, int window) {
  int64_t& distinct = m_distinct[static_cast<size_t>(window)];
  distinct = 0;
  for (const auto& [item, panes] : m_items) distinct += isIn(panes, range.first, range.last);
}

Count DistinctCounter::count(Window window) const {
  return {m_distinct[static_cast<size_t>(window)] << m_level, m_level > 0};
}

}  // namespace watchfloor
