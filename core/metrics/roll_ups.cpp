#include "metrics/roll_ups.h"

#include <utility>

namespace watchfloor {

void RollUps::RollUp::note() {
  Touched touched = std::exchange(m_hasOtherParts, false) ? Touched::everything() : Touched{};
  for (const Line* part : m_parts) touched.add(part->m_touched);
  m_stale.add(touched);
  for (size_t d = 0; d < kDurationFields; ++d) m_areQuantilesStale[d] |= touched.durations[d] != kNoWindow;
  m_line.touch(touched);
}

void RollUps::RollUp::merge(size_t kind) {
  if (kind == 0) {
    if (std::exchange(m_stale.any, kNoWindow) == kNoWindow) return;
    m_totals.clearCounts();
    for (Line* part : m_parts) m_totals.mergeCounts(part->summary().totals());
    return;
  }
  const size_t duration = kind - 1;
  bool isStale = std::exchange(m_stale.durations[duration], kNoWindow) != kNoWindow;
  if (detail() == Detail::kWithQuantiles) isStale = std::exchange(m_areQuantilesStale[duration], false);
  if (!isStale) return;
  m_totals.clearDuration(duration, detail());
  for (Line* part : m_parts) m_totals.mergeDuration(part->summary().totals(), duration, detail());
}

// REQUIRES: `id` is a roll-up over channels or over brands.
RollUps::RollUp* RollUps::rollUp(CellId id) {
  std::unique_ptr<RollUp>& rollUp = (id.brand == Interner::kAllId ? m_ofChannels : m_ofBrands)[id];
  if (!rollUp) {
    rollUp = std::make_unique<RollUp>();
    m_lines.emplace(id, &rollUp->line());
    m_rollUps.push_back(rollUp.get());
    // Channels are few, and what is counted under no brand is part of them.
    if (id.brand == Interner::kAllId) m_all.addPart(&rollUp->line());
  }
  return rollUp.get();
}

void RollUps::addCells(const Cube& cube) {
  m_lines.emplace(CellId{}, &m_all.line());
  for (const auto& [id, cell] : cube.cells()) {
    std::unique_ptr<Leaf>& leaf = m_leaves[id];
    if (leaf) continue;
    leaf = std::make_unique<Leaf>(cell.get(), cube.ranges());
    m_inAnyOrder.push_back(leaf.get());
    if (!m_watchedOnly->contains(id.brand)) rollUp({Interner::kAllId, id.channel})->addPart(&leaf->line);
    if (id.brand == Interner::kAllId) continue;
    rollUp({id.brand, Interner::kAllId})->addPart(&leaf->line);
    m_lines.emplace(id, &leaf->line);
  }
}

void RollUps::regroup() {
  for (auto& [id, rollUp] : m_ofChannels) rollUp->clearParts();
  for (auto& [id, leaf] : m_leaves) {
    if (!m_watchedOnly->contains(id.brand)) rollUp({Interner::kAllId, id.channel})->addPart(&leaf->line);
  }
}

void RollUps::note(const Cube& cube) {
  if (m_leaves.size() != cube.cells().size()) addCells(cube);
  for (Leaf* leaf : m_inAnyOrder) leaf->line.touch(leaf->cell->takeTouched());
  for (RollUp* rollUp : m_rollUps) rollUp->note();
  m_all.note();
}

void RollUps::update(const Cube& cube, const Share& share) {
  constexpr size_t kLeaves = 16, kRollUps = 2;  // at once
  if (m_all.isAsked()) m_all.askParts();
  for (RollUp* rollUp : m_rollUps) {
    if (rollUp->isAsked()) rollUp->askParts();
  }
  shareOut(share, m_inAnyOrder.size(), kLeaves, [&](size_t i) {
    Leaf& leaf = *m_inAnyOrder[i];
    leaf.line.m_isAsked = false;  // it has its totals
    if (std::exchange(leaf.line.m_areQuantilesAsked, false)) leaf.cell->totals(cube.ranges());
  });
  shareOut(share, m_rollUps.size(), kRollUps, [&](size_t i) {
    if (!m_rollUps[i]->isAsked()) return;
    m_rollUps[i]->merge();
    m_rollUps[i]->forgetAsked();
  });
  if (!m_all.isAsked()) return;
  share(RollUp::kKinds, [&](size_t kind) { m_all.merge(kind); });
  m_all.forgetAsked();
}

}  // namespace watchfloor
