// The brands and channels that were ever named, and the cells that events came for. Not thread-safe.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/event.h"
#include "model/interner.h"
#include "model/watched_only.h"

namespace watchfloor {

class Names {
 public:
  // At most so many brands, channels, and cells.
  explicit Names(int64_t most);

  // Notes whatever the event names; its cell, or "all" × "all" for an event that has no place. None when that
  // would pass the bound. About 40 ns for names that are known.
  std::optional<CellId> note(const EventView& event);

  template <class Archive>
  void persist(Archive& archive);

  const Interner& brands() const { return m_brands; }
  const Interner& channels() const { return m_channels; }

  // Of these brands, also those to come. `names`: sorted.
  void watchOnly(std::vector<std::string> names) { m_watchedOnly.set(std::move(names), m_brands); }
  const WatchedOnly& watchedOnly() const { return m_watchedOnly; }

 private:
  std::optional<CellId> noteNew(const EventView& event);
  bool isNamed(CellId cell, std::string_view brand, std::string_view channel) const {
    return m_brands.name(cell.brand) == brand && m_channels.name(cell.channel) == channel;
  }

  size_t m_most;
  Interner m_brands, m_channels;
  WatchedOnly m_watchedOnly;
  absl::flat_hash_set<CellId> m_cells;
  absl::flat_hash_map<uint64_t, CellId> m_byNames;  // those of m_cells, by a hash of both names
};

// Whether events of this kind belong to a cell.
bool hasPlace(const EventView& event);

}  // namespace watchfloor
