#include "contact/leg_rules.h"

#include <algorithm>

#include "model/archive.h"

namespace watchfloor {
namespace {

const TargetRow& rowOf(const std::vector<TargetRow>& rows, const std::string& brand,
                       const std::string& channel) {
  static const TargetRow kNone;
  const auto matches = [](const std::string& pattern, const std::string& name) {
    return pattern == "*" || pattern == name;
  };
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const TargetRow& r) {
    return matches(r.brand, brand) && matches(r.channel, channel);
  });
  return row == rows.end() ? kNone : *row;
}

}  // namespace

LegRules::LegRules(const EngineConfig& config) : m_config(std::make_shared<EngineConfig>(config)) {
  m_targets.push_back({kDistantPast, m_config});
}

void LegRules::configure(const EngineConfig& config, Time since, Time oldest) {
  m_config = std::make_shared<EngineConfig>(config);
  if (m_targets.back().config->targets != config.targets) m_targets.push_back({since, m_config});
  while (m_targets.size() > 1 && m_targets[1].since < oldest) m_targets.erase(m_targets.begin());
  m_places.clear();
}

const LegRules::Place& LegRules::of(CellId cell, const Interner& brands, const Interner& channels) {
  const auto [it, isNew] = m_places.try_emplace(cell);
  Place& place = it->second;
  if (!isNew) return place;
  const std::string& channel = channels.name(cell.channel);
  place.lostAfter = m_config->lostAfterOf(channel);
  for (const Targets& targets : m_targets) {
    place.rows.push_back(&rowOf(targets.config->targets, brands.name(cell.brand), channel));
  }
  return place;
}

const TargetRow& LegRules::targetOf(const Leg& leg, const Place& place) const {
  size_t stood = m_targets.size() - 1;
  while (stood > 0 && leg.enqueued && m_targets[stood].since > *leg.enqueued) --stood;
  return *place.rows[stood];
}

template <class Archive>
void LegRules::persist(Archive& archive) {
  EngineConfig config = *m_config;
  archive(config);
  m_config = std::make_shared<const EngineConfig>(std::move(config));
  uint64_t n = m_targets.size();
  archive.size(n);
  archive.require(n > 0);
  m_targets.resize(n);
  for (Targets& targets : m_targets) {
    EngineConfig of;
    if (targets.config) of.targets = targets.config->targets;
    archive(targets.since, of.targets);
    if (Archive::kIsReading) targets.config = std::make_shared<const EngineConfig>(std::move(of));
  }
  m_places.clear();
}
template void LegRules::persist(ArchiveWriter&);
template void LegRules::persist(ArchiveReader&);

}  // namespace watchfloor
