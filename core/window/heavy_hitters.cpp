#include "window/heavy_hitters.h"

#include <utility>

namespace watchfloor {
namespace {

// The sum of a window's panes, in order of an item's first coming.
class WindowSum {
 public:
  void add(const ItemSummary& pane) {
    m_minimum += pane.minimum;
    for (const ItemSummary::Entry& e : pane.entries) {
      const auto [it, isNew] = m_places.try_emplace(e.item, m_items.size());
      if (isNew) m_items.push_back({.item = e.item});
      TopItems::Item& item = m_items[it->second];
      item.count += e.above;
      item.error += int64_t{e.above} - e.least;
    }
  }
  TopItems top(size_t k) && {
    for (TopItems::Item& item : m_items) {
      item.count += m_minimum;
      item.error += m_minimum;
    }
    return mostFrequent(std::move(m_items), m_minimum, m_minimum == 0, k);
  }

 private:
  int64_t m_minimum = 0;
  std::vector<TopItems::Item> m_items;  // so far beyond the minimum
  absl::flat_hash_map<uint64_t, size_t> m_places;
};

}  // namespace

void HeavyHitters::add(CellId key, uint64_t item, Time at, int32_t n) {
  std::unique_ptr<ItemPanes>& panes = m_keys[key];
  if (!panes) panes = std::make_unique<ItemPanes>();
  if (!panes->isWaiting()) m_waiting.push_back(panes.get());
  panes->add(item, at, n);
}

void HeavyHitters::advance(const WindowRanges& to) {
  m_ranges = to;
  const ItemPanes::Kept kept = ItemPanes::keptAt(to);
  if (kept != m_kept) fold(kept);
  for (ItemPanes* panes : m_waiting) panes->count(kept, m_capacity, &m_sums);
  m_waiting.clear();
}

void HeavyHitters::fold(const ItemPanes::Kept& kept) {
  m_kept = kept;
  absl::erase_if(m_keys, [&](const auto& key) {
    key.second->fold(kept, m_capacity, &m_sums);
    return key.second->isEmpty();
  });
}

TopItems HeavyHitters::top(CellId key, Window window, size_t k) const {
  const auto it = m_keys.find(key);
  if (it == m_keys.end()) return {};
  WindowSum sum;
  it->second->forEach(kResolutionOf[static_cast<size_t>(window)], m_ranges[window],
                      [&](const ItemSummary& pane) { sum.add(pane); });
  return std::move(sum).top(k);
}

size_t HeavyHitters::panes() const {
  size_t n = 0;
  for (const auto& [key, panes] : m_keys) n += panes->panes();
  return n;
}

size_t HeavyHitters::entries() const {
  size_t n = 0;
  for (const auto& [key, panes] : m_keys) n += panes->entries();
  return n;
}

}  // namespace watchfloor
