// Which brands are watched only, and not served: a competitor has every figure of its own, and is no part of
// any roll-up over all brands.
//
//   WatchedOnly watchedOnly;
//   watchedOnly.set({"owlwave"}, brands);
//   watchedOnly.placesOf(cell.brand);  // 4; of Owlwave 2: the cell, and the brand over its channels
//
// Cost: O(1) for a brand. Not thread-safe: any thread may read it between two changes.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "model/interner.h"

namespace watchfloor {

class WatchedOnly {
 public:
  // `names`: sorted. Some may be of brands of which nothing was heard so far.
  void set(std::vector<std::string> names, const Interner& brands) {
    m_names = std::move(names);
    m_isWatchedOnly.clear();
    learn(brands);
  }
  // Brands may have become known.
  void learn(const Interner& brands) {
    while (m_isWatchedOnly.size() < brands.size()) {
      const std::string& name = brands.name(static_cast<Interner::Id>(m_isWatchedOnly.size()));
      m_isWatchedOnly.push_back(std::binary_search(m_names.begin(), m_names.end(), name));
    }
  }

  // REQUIRES: it was learnt
  bool contains(Interner::Id brand) const { return brand < m_isWatchedOnly.size() && m_isWatchedOnly[brand]; }
  // In how many of withRollUps() a cell of the brand counts: the first of them.
  size_t placesOf(Interner::Id brand) const { return contains(brand) ? 2 : 4; }

 private:
  std::vector<std::string> m_names;
  std::vector<bool> m_isWatchedOnly;  // by brand
};

inline const WatchedOnly kNoneWatchedOnly;

}  // namespace watchfloor
