#include "busiest.h"

#include <algorithm>
#include <numeric>

namespace watchfloor {

void Busiest::settle(const std::vector<std::string>& names, Time now,
                     const std::function<double(const std::string&)>& sizeOf) {
  if (names == m_names && m_at && std::chrono::abs(now - *m_at) < kSettled) return;
  std::vector<double> sizes;
  for (const std::string& name : names) sizes.push_back(sizeOf(name));
  std::vector<size_t> order(names.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::stable_sort(order, std::greater<>(), [&](size_t i) { return sizes[i]; });
  m_names = names;
  m_ranks.resize(names.size());
  for (size_t rank = 0; rank < order.size(); ++rank) m_ranks[order[rank]] = rank;
  const bool isByNothing = std::ranges::all_of(sizes, [](double size) { return size == 0; });
  m_at = isByNothing ? std::nullopt : std::optional(now);
}

std::vector<std::string> Busiest::of(size_t most, const std::string& always) const {
  const auto found = std::ranges::find(m_names, always);
  const auto chosen = static_cast<size_t>(found - m_names.begin());
  const bool isOut = most > 0 && found != m_names.end() && m_ranks[chosen] >= most;
  const size_t least = isOut ? most - 1 : most;
  std::vector<std::string> names;
  for (size_t i = 0; i < m_names.size(); ++i) {
    if (m_ranks[i] < least || (isOut && i == chosen)) names.push_back(m_names[i]);
  }
  return names;
}

std::vector<std::string> Busiest::ranked(size_t most) const {
  std::vector<std::string> names(std::min(most, m_names.size()));
  for (size_t i = 0; i < m_names.size(); ++i) {
    if (m_ranks[i] < names.size()) names[m_ranks[i]] = m_names[i];
  }
  return names;
}

}  // namespace watchfloor
