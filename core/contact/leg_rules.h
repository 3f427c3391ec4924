// What decides how legs count: the targets as they stood when a leg was enqueued, when one is lost, and the
// switch of the service level. Answers are remembered by cell. A value; not thread-safe.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>

#include <memory>
#include <vector>

#include "contact/leg.h"
#include "model/config.h"
#include "model/interner.h"

namespace watchfloor {

class LegRules {
 public:
  explicit LegRules(const EngineConfig& config);

  // In force from `since` on; its targets hold for legs enqueued from then on. Those that held only for legs
  // enqueued before `oldest` are let go.
  void configure(const EngineConfig& config, Time since, Time oldest);

  template <class Archive>
  void persist(Archive& archive);

  // Of one cell.
  struct Place {
    Duration lostAfter{};
    absl::InlinedVector<const TargetRow*, 1> rows;  // by Targets; never null
  };
  // O(1), but the first time for a cell O(rows). Good until the next call.
  const Place& of(CellId cell, const Interner& brands, const Interner& channels);

  const TargetRow& targetOf(const Leg& leg, const Place& place) const;
  ServiceLevelSwitch serviceLevel() const { return m_config->serviceLevel; }

 private:
  struct Targets {
    Time since;
    std::shared_ptr<const EngineConfig> config;  // shared, so that places stay good in a copy
  };

  std::vector<Targets> m_targets;  // by since
  std::shared_ptr<const EngineConfig> m_config;
  absl::flat_hash_map<CellId, Place> m_places;
};

}  // namespace watchfloor
