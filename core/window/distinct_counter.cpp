#include "window/distinct_counter.h"

#include <algorithm>

namespace watchfloor {

bool DistinctCounter::isIn(const Panes& panes, int64_t first, int64_t last) {
  const auto it = std::lower_bound(panes.begin(), panes.end(), first,
                                   [](const Seen& s, int64_t pane) { return s.pane < pane; });
  return it != panes.end() && it->pane <= last;
}

DistinctCounter::Pane& DistinctCounter::pane(int64_t index, const WindowRanges& ranges) {
  const auto [it, isNew] = m_panes.try_emplace(index);
  if (isNew && m_level > 0) {
    it->second.level = m_level;
    ++m_sampledPanes;
    recountAll(ranges);
  }
  return it->second;
}

void DistinctCounter::add(uint64_t item, Time at, const WindowRanges& ranges) {
  const int64_t index = paneOf(at, kPaneSizes[static_cast<size_t>(m_resolution)]);
  if (index < ranges.retained[static_cast<size_t>(m_resolution)]) return;
  Pane& here = pane(index, ranges);
  if (!isSampled(item, here.level)) return;
  Panes& panes = m_items[item];
  const auto it = std::lower_bound(panes.begin(), panes.end(), index,
                                   [](const Seen& s, int64_t p) { return s.pane < p; });
  if (it != panes.end() && it->pane == index) {
    ++it->times;
    return;
  }
  for (int w = windows().first; w <= windows().last; ++w) {
    const PaneRange& range = ranges.windows[static_cast<size_t>(w)];
    if (range.contains(index) && isSampled(item, m_levels[static_cast<size_t>(w)]) &&
        !isIn(panes, range.first, range.last)) {
      ++m_distinct[static_cast<size_t>(w)];
    }
  }
  panes.insert(it, Seen{index, 1});
  here.items.push_back(item);
  while (m_items.size() > m_cap && m_level < 63) halve(ranges);
}

void DistinctCounter::remove(uint64_t item, Time at, const WindowRanges& ranges) {
  const int64_t index = paneOf(at, kPaneSizes[static_cast<size_t>(m_resolution)]);
  const auto here = m_panes.find(index);
  const auto found = m_items.find(item);
  if (here == m_panes.end() || found == m_items.end()) return;
  Panes& panes = found->second;
  const auto it = std::lower_bound(panes.begin(), panes.end(), index,
                                   [](const Seen& s, int64_t p) { return s.pane < p; });
  if (it == panes.end() || it->pane != index || --it->times > 0) return;
  panes.erase(it);
  for (int w = windows().first; w <= windows().last; ++w) {
    const PaneRange& range = ranges.windows[static_cast<size_t>(w)];
    if (range.contains(index) && isSampled(item, m_levels[static_cast<size_t>(w)]) &&
        !isIn(panes, range.first, range.last)) {
      --m_distinct[static_cast<size_t>(w)];
    }
  }
  if (panes.empty()) m_items.erase(found);
  std::vector<uint64_t>& items = here->second.items;
  items.erase(std::find(items.begin(), items.end(), item));
  if (items.empty() && here->second.level == 0) m_panes.erase(here);
}

void DistinctCounter::moveWindow(const PaneRange& from, const PaneRange& to, int window) {
  const bool isBack = to.first < from.first || to.last < from.last;  // `today` after a change of zone
  if (isBack || m_sampledPanes > 0 || m_levels[static_cast<size_t>(window)] > 0) {
    recount(to, window);
    return;
  }
  int64_t& distinct = m_distinct[static_cast<size_t>(window)];
  for (auto it = m_panes.lower_bound(from.first); it != m_panes.end() && it->first < to.first; ++it) {
    if (it->first > from.last) break;
    for (const uint64_t item : it->second.items)
      distinct -= !isIn(m_items.at(item), it->first + 1, from.last);
  }
  for (auto it = m_panes.lower_bound(std::max(from.last + 1, to.first));
       it != m_panes.end() && it->first <= to.last; ++it) {
    for (const uint64_t item : it->second.items) distinct += !isIn(m_items.at(item), to.first, it->first - 1);
  }
}

void DistinctCounter::advance(const WindowRanges& from, const WindowRanges& to) {
  for (int w = windows().first; w <= windows().last; ++w) {
    const size_t i = static_cast<size_t>(w);
    if (from.windows[i] != to.windows[i]) moveWindow(from.windows[i], to.windows[i], w);
  }
  forgetBefore(to.retained[static_cast<size_t>(m_resolution)]);
  if (m_level > 0 && m_items.size() < m_cap / 4) --m_level;  // of the panes to come
}

void DistinctCounter::forgetBefore(int64_t index) {
  while (!m_panes.empty() && m_panes.begin()->first < index) {
    const auto gone = m_panes.begin();
    for (const uint64_t item : gone->second.items) {
      const auto found = m_items.find(item);
      found->second.erase(found->second.begin());  // the earliest pane of the item
      if (found->second.empty()) m_items.erase(found);
    }
    m_sampledPanes -= gone->second.level > 0;
    m_panes.erase(gone);
  }
}

void DistinctCounter::halve(const WindowRanges& ranges) {
  ++m_level;
  absl::erase_if(m_items, [&](const auto& entry) { return !isSampled(entry.first, m_level); });
  for (auto& [index, pane] : m_panes) {
    pane.level = std::max(pane.level, m_level);
    std::erase_if(pane.items, [&](uint64_t item) { return !isSampled(item, m_level); });
  }
  m_sampledPanes = static_cast<int64_t>(m_panes.size());
  recountAll(ranges);
}

void DistinctCounter::recountAll(const WindowRanges& ranges) {
  for (int w = windows().first; w <= windows().last; ++w) recount(ranges.windows[static_cast<size_t>(w)], w);
}

void DistinctCounter::recount(const PaneRange& range, int window) {
  int& level = m_levels[static_cast<size_t>(window)];
  int64_t& distinct = m_distinct[static_cast<size_t>(window)];
  level = 0, distinct = 0;
  for (auto it = m_panes.lower_bound(range.first); it != m_panes.end() && it->first <= range.last; ++it) {
    level = std::max(level, it->second.level);
  }
  for (const auto& [item, panes] : m_items) {
    distinct += isSampled(item, level) && isIn(panes, range.first, range.last);
  }
}

Count DistinctCounter::count(Window window) const {
  const size_t w = static_cast<size_t>(window);
  return {m_distinct[w] << m_levels[w], m_levels[w] > 0};
}

}  // namespace watchfloor
