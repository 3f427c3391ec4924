#include "metrics/roll_ups.h"

namespace watchfloor {

void RollUps::RollUp::update() {
  Changes changes;
  WindowSet nonEmpty = kNoWindow;
  for (const Summary* part : parts) {
    changes.add(part->changes());
    nonEmpty |= part->nonEmpty();
  }
  if (changes.any != kNoWindow) {
    totals.clearCounts();
    for (const Summary* part : parts) totals.mergeCounts(part->totals());
  }
  for (size_t d = 0; d < kDurationFields; ++d) {
    if (changes.durations[d] == kNoWindow) continue;
    totals.clearDuration(d);
    for (const Summary* part : parts) totals.mergeDuration(part->totals(), d);
  }
  summary.update(changes, nonEmpty);
}

RollUps::RollUp& RollUps::rollUp(CellId id) {
  if (const auto known = m_rollUps.find(id); known != m_rollUps.end()) return *known->second;
  RollUp& made = *m_rollUps.emplace(id, std::make_unique<RollUp>()).first->second;
  m_summaries.emplace(id, &made.summary);
  if (id.brand != Interner::kAllId) rollUp({}).parts.push_back(&made.summary);
  return made;
}

void RollUps::addCells(const Cube& cube) {
  for (const auto& [id, cell] : cube.cells()) {
    std::unique_ptr<Leaf>& leaf = m_leaves[id];
    if (leaf) continue;
    leaf = std::make_unique<Leaf>(cell.get(), cube.ranges());
    const bool isOneBrand = id.brand != Interner::kAllId;
    if (isOneBrand) m_summaries.emplace(id, &leaf->summary);
    rollUp({id.brand, Interner::kAllId}).parts.push_back(&leaf->summary);
    rollUp({Interner::kAllId, id.channel}).parts.push_back(&leaf->summary);
  }
}

void RollUps::update(const Cube& cube) {
  if (m_leaves.size() != cube.cells().size()) addCells(cube);
  for (auto& [id, leaf] : m_leaves) {
    const Totals& totals = leaf->cell->totals(cube.ranges());
    const Changes changes = leaf->cell->takeChanges();
    leaf->summary.update(changes, changes.any == kNoWindow ? leaf->summary.nonEmpty() : totals.nonEmpty());
  }
  // That of all comes first in order, and is made of those of the brands.
  for (auto it = m_rollUps.rbegin(); it != m_rollUps.rend(); ++it) it->second->update();
}

}  // namespace watchfloor
