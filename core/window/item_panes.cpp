#include "window/item_panes.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace watchfloor {
namespace {

constexpr size_t kUntidy = 256;  // so many may wait behind what is in order, or as many as that
constexpr size_t kMinutes = kResolutions - 1;

}  // namespace

ItemPanes::Kept ItemPanes::keptAt(const WindowRanges& ranges) {
  Kept kept = ranges.retained;
  for (size_t r = 0; r < kMinutes; ++r) {
    const int64_t pane = coarser(kept[r], r);
    kept[r] = refined({pane, pane}, r + 1, r).first;
  }
  return kept;
}

void ItemPanes::add(uint64_t item, Time at, int32_t n) {
  if (m_waiting.size() >= 2 * m_tidy + kUntidy) tidy();
  m_waiting.push_back({paneOf(at, kPaneSizes[0]), item, n, 0});
}

void ItemPanes::tidy() {
  const auto where = [](const Occurrence& o) { return std::tuple(o.resolution, o.pane, o.item); };
  std::sort(m_waiting.begin(), m_waiting.end(),
            [&](const Occurrence& a, const Occurrence& b) { return where(a) < where(b); });
  auto to = m_waiting.begin();
  for (auto it = m_waiting.begin(); it != m_waiting.end();) {
    Occurrence all = *it;
    while (++it != m_waiting.end() && where(*it) == where(all)) all.n += it->n;
    *to++ = all;
  }
  m_waiting.erase(to, m_waiting.end());
  m_tidy = m_waiting.size();
}

void ItemPanes::fold(const Kept& kept, size_t capacity, ItemSums* sums) {
  for (size_t r = 0; r < kMinutes; ++r) foldInto(r + 1, kept[r], capacity, sums);
  auto& longest = m_panes[kMinutes];
  longest.erase(longest.begin(), longest.lower_bound(kept[kMinutes]));
}

// Folds the next finer panes before `end` into those of a resolution.
void ItemPanes::foldInto(size_t r, int64_t end, size_t capacity, ItemSums* sums) {
  auto& finer = m_panes[r - 1];
  while (!finer.empty() && finer.begin()->first < end) {
    const int64_t pane = coarser(finer.begin()->first, r - 1);
    const auto last = finer.lower_bound(refined({pane, pane}, r, r - 1).last + 1);
    ItemSummary& into = m_panes[r][pane];
    sums->add(into);
    for (auto it = finer.begin(); it != last; ++it) sums->add(it->second);
    into = sums->take(capacity);
    finer.erase(finer.begin(), last);
  }
}

// Gives what waits the finest pane that is kept.
void ItemPanes::place(const Kept& kept) {
  for (Occurrence& o : m_waiting) {
    for (; o.resolution < kMinutes && o.pane < kept[o.resolution]; ++o.resolution) {
      o.pane = coarser(o.pane, o.resolution);
    }
  }
}

void ItemPanes::count(const Kept& kept, size_t capacity, ItemSums* sums) {
  place(kept);
  tidy();
  for (auto it = m_waiting.begin(); it != m_waiting.end();) {
    const auto isThere = [&, r = it->resolution, pane = it->pane](const Occurrence& o) {
      return o.resolution == r && o.pane == pane;
    };
    const auto end = std::find_if_not(it, m_waiting.end(), isThere);
    if (it->pane >= kept[it->resolution]) {
      auto& panes = m_panes[it->resolution];
      const auto pane = panes.try_emplace(it->pane).first;
      sums->add(pane->second);
      for (auto o = it; o != end; ++o) sums->add(o->item, o->n);
      pane->second = sums->take(capacity);
      if (pane->second.isEmpty()) panes.erase(pane);
    }
    it = end;
  }
  m_waiting = {};
  m_tidy = 0;
}

bool ItemPanes::isEmpty() const {
  return m_waiting.empty() &&
         std::all_of(m_panes.begin(), m_panes.end(), [](const auto& p) { return p.empty(); });
}

size_t ItemPanes::panes() const {
  size_t n = 0;
  for (const auto& panes : m_panes) n += panes.size();
  return n;
}

size_t ItemPanes::entries() const {
  size_t n = 0;
  for (const auto& panes : m_panes) {
    for (const auto& [index, summary] : panes) n += summary.entries.size();
  }
  return n;
}

}  // namespace watchfloor
