// Minutes of cells and roll-ups, added up from what happened at ticks, until they are written down. What is
// added is a difference; so is a row. Memory: metrics/period.h for each minute of a cell or roll-up in which
// anything happened. Not thread-safe.
#pragma once

#include <absl/container/btree_map.h>
#include <absl/container/flat_hash_map.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "metrics/minute_changes.h"
#include "metrics/period.h"

namespace watchfloor {

class MinuteTable {
 public:
  // REQUIRES: in order of their ticks, from the engine's first on, with those that are skipped
  void add(const MinuteChanges& changes);

  // What is known already: only its names are noted, and its tick.
  void skip(const MinuteChanges& changes);

  // By minute, then by cell: one pass over time.
  using Rows = absl::btree_map<std::pair<int64_t, CellId>, Period>;
  // Adds up roll-ups; there are no rows afterwards.
  Rows take();

  size_t size() const { return m_leaves.size() + m_places.size(); }

  // Minutes that have ended, in order: the engine ran at their ends. Cleared by take().
  const std::vector<int64_t>& observed() const { return m_observed; }
  // Since when which definitions are in force, where that changed. Cleared by take().
  const std::vector<std::pair<Time, std::string>>& definitions() const { return m_definitions; }
  // The oldest tick that was added, and the newest of all; kDistantPast before the first.
  Time began() const { return m_began; }
  Time tick() const { return m_tick; }

  // By the ids of the engine.
  const std::string& brand(Interner::Id id) const { return m_brands[id]; }
  const std::string& channel(Interner::Id id) const { return m_channels[id]; }

 private:
  using Key = std::pair<int64_t, CellId>;

  Period& leaf(int64_t minute, CellId cell);
  bool isWatchedOnly(int64_t minute, Interner::Id brand) const;

  absl::flat_hash_map<Key, std::unique_ptr<Period>> m_leaves;  // count in roll-ups, too
  absl::flat_hash_map<Key, std::unique_ptr<Period>> m_places;  // are told of roll-ups as well
  Key m_lastKey;                                               // that was asked for, mostly again
  Period* m_last = nullptr;
  std::vector<int64_t> m_observed;
  std::vector<std::pair<Time, std::string>> m_definitions;
  std::string m_definitionId;
  std::vector<std::string> m_brands, m_channels;
  std::vector<MinuteChanges::WatchedSince> m_watched;
  Time m_began = kDistantPast, m_tick = kDistantPast;
};

}  // namespace watchfloor
