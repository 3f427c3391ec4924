#include "window/top_items.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace watchfloor {
namespace {

bool isBefore(const TopItems::Item& a, const TopItems::Item& b) {
  return std::tuple(b.count, a.error, a.item) < std::tuple(a.count, b.error, b.item);
}

}  // namespace

TopItems mostFrequent(std::vector<TopItems::Item> items, int64_t othersAtMost, bool areAllExact, size_t k) {
  if (items.size() > k) {
    const auto first = items.begin() + static_cast<std::ptrdiff_t>(k);  // that is left out
    std::nth_element(items.begin(), first, items.end(), isBefore);
    othersAtMost = std::max(othersAtMost, first->count);
    items.erase(first, items.end());
  }
  std::sort(items.begin(), items.end(), isBefore);
  const bool isSettled = k > 0 && items.size() == k && othersAtMost < items.back().count &&
                         std::all_of(items.begin(), items.end(), [](const auto& i) { return i.error == 0; });
  return {std::move(items), othersAtMost, areAllExact || isSettled};
}

TopItems together(std::span<const TopItems> partitions, size_t k) {
  std::vector<TopItems::Item> items;
  int64_t othersAtMost = 0;
  bool areAllExact = true;
  for (const TopItems& p : partitions) {
    items.insert(items.end(), p.items.begin(), p.items.end());
    othersAtMost = std::max(othersAtMost, p.othersAtMost);
    areAllExact &= p.isExact;
  }
  return mostFrequent(std::move(items), othersAtMost, areAllExact, k);
}

}  // namespace watchfloor
