// Names as small numbers, in order of first coming; number 0 is "all". Not thread-safe: one owner.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <deque>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"

namespace watchfloor {

class Interner {
 public:
  using Id = uint16_t;
  static constexpr Id kAllId = 0;
  static constexpr size_t kMost = std::numeric_limits<Id>::max();

  Interner() { intern(kAll); }
  Interner(const Interner&) = delete;
  Interner& operator=(const Interner&) = delete;

  // REQUIRES: size() < kMost, or the name is known. O(1).
  Id intern(std::string_view name) {
    if (const Id* known = find(name)) return *known;
    assert(m_names.size() < kMost);
    m_names.emplace_back(name);
    return m_ids.emplace(view(m_names.back()), static_cast<Id>(m_names.size() - 1)).first->second;
  }
  const Id* find(std::string_view name) const {
    const auto it = m_ids.find(view(name));
    return it == m_ids.end() ? nullptr : &it->second;
  }
  const std::string& name(Id id) const { return m_names[id]; }
  // All but "all", sorted.
  std::vector<std::string> sorted() const {
    std::vector<std::string> names(m_names.begin() + 1, m_names.end());
    std::sort(names.begin(), names.end());
    return names;
  }
  size_t size() const { return m_names.size(); }

  template <class Archive>
  void persist(Archive& archive) {
    archive(m_names);
    if (!Archive::kIsReading) return;
    archive.require(!m_names.empty() && m_names.size() <= kMost && m_names.front() == kAll);
    m_ids.clear();
    for (size_t i = 0; i < m_names.size(); ++i) {
      const bool isNew = m_ids.emplace(view(m_names[i]), static_cast<Id>(i)).second;
      archive.require(isNew);
    }
  }

 private:
  static absl::string_view view(std::string_view s) { return {s.data(), s.size()}; }

  std::deque<std::string> m_names;  // never moves them
  absl::flat_hash_map<absl::string_view, Id> m_ids;
};

// One brand × channel, or a roll-up where either is Interner::kAllId.
struct CellId {
  Interner::Id brand = 0, channel = 0;
  auto operator<=>(const CellId&) const = default;
  template <typename H>
  friend H AbslHashValue(H h, const CellId& c) {
    return H::combine(std::move(h), c.brand, c.channel);
  }
  template <class Archive>
  void persist(Archive& archive) {
    archive(brand, channel);
    if constexpr (Archive::kIsReading) archive.require(brand < archive.brands && channel < archive.channels);
  }
};

// The cell itself and the roll-ups that it is part of.
inline std::array<CellId, 4> withRollUps(CellId c) {
  return {c, CellId{c.brand, Interner::kAllId}, CellId{Interner::kAllId, c.channel}, CellId{}};
}

}  // namespace watchfloor
