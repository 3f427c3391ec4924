#include "window/item_summary.h"

#include <algorithm>
#include <cassert>
#include <tuple>
#include <utility>

namespace watchfloor {

void ItemSums::add(const ItemSummary& summary) {
  putInOrder();
  for (const ItemSummary::Entry& e : summary.entries) m_sums.push_back({e.item, e.above, e.least});
  putInOrder();
  m_minimum += summary.minimum;
}

// Brings what lies behind the first m_inOrder to its places.
void ItemSums::putInOrder() {
  const auto byItem = [](const Sum& a, const Sum& b) { return a.item < b.item; };
  const auto middle = m_sums.begin() + static_cast<std::ptrdiff_t>(m_inOrder);
  if (!std::is_sorted(middle, m_sums.end(), byItem)) std::sort(middle, m_sums.end(), byItem);
  if (m_inOrder > 0) std::inplace_merge(m_sums.begin(), middle, m_sums.end(), byItem);
  m_inOrder = m_sums.size();
}

// Leaves one sum an item, of those of which anything is known.
void ItemSums::sumUp() {
  auto to = m_sums.begin();
  for (auto it = m_sums.begin(); it != m_sums.end();) {
    Sum all = *it;
    while (++it != m_sums.end() && it->item == all.item) {
      all.above += it->above;
      all.least += it->least;
    }
    all.above = std::max<int64_t>(all.above, 0);
    if (all.least > 0 || all.above > 0) *to++ = all;
  }
  m_sums.erase(to, m_sums.end());
}

// A total order, as items differ.
bool ItemSums::isMore(const Sum& a, const Sum& b) {
  return std::tuple(b.above, b.least, a.item) < std::tuple(a.above, a.least, b.item);
}

void ItemSums::shorten(size_t capacity) {
  if (m_sums.size() <= capacity) return;
  m_ranked = m_sums;
  const auto first = m_ranked.begin() + static_cast<std::ptrdiff_t>(capacity);  // that is too many
  std::nth_element(m_ranked.begin(), first, m_ranked.end(), isMore);
  std::erase_if(m_sums, [&](const Sum& sum) { return !isMore(sum, *first); });
  for (Sum& sum : m_sums) sum.above -= first->above;
  m_minimum += first->above;
}

ItemSummary ItemSums::take(size_t capacity) {
  assert(capacity > 0);
  putInOrder();
  sumUp();
  shorten(capacity);
  ItemSummary summary;
  summary.minimum = std::exchange(m_minimum, 0);
  summary.entries.reserve(m_sums.size());
  for (const Sum& s : m_sums) {
    summary.entries.push_back(
        {s.item, static_cast<uint32_t>(s.above), static_cast<uint32_t>(std::max<int64_t>(s.least, 0))});
  }
  m_sums.clear();
  m_inOrder = 0;
  return summary;
}

}  // namespace watchfloor
