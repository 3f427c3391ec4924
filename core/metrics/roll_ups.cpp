#include "metrics/roll_ups.h"

namespace watchfloor {

void RollUps::RollUp::noteTouched() {
  m_touched = {};
  m_nonEmpty = kNoWindow;
  for (const Part& part : m_parts) {
    m_touched.add(part.summary->touched());
    m_nonEmpty |= part.summary->nonEmpty();
  }
}

void RollUps::RollUp::merge(size_t kind) {
  if (kind == 0) {
    if (m_touched.any == kNoWindow) return;
    m_totals.clearCounts();
    for (const Part& part : m_parts) m_totals.mergeCounts(*part.totals);
    return;
  }
  const size_t duration = kind - 1;
  if (m_touched.durations[duration] == kNoWindow) return;
  m_totals.clearDuration(duration);
  for (const Part& part : m_parts) m_totals.mergeDuration(*part.totals, duration);
}

// REQUIRES: `id` is a roll-up over channels or over brands.
RollUps::RollUp* RollUps::rollUp(CellId id) {
  std::unique_ptr<RollUp>& rollUp = (id.brand == Interner::kAllId ? m_ofChannels : m_ofBrands)[id];
  if (!rollUp) {
    rollUp = std::make_unique<RollUp>();
    m_summaries.emplace(id, &rollUp->summary());
    m_rollUps.push_back(rollUp.get());
    // Channels are few, and what is counted under no brand is part of them.
    if (id.brand == Interner::kAllId) m_all.addPart(&rollUp->totals(), &rollUp->summary());
  }
  return rollUp.get();
}

void RollUps::addCells(const Cube& cube) {
  m_summaries.emplace(CellId{}, &m_all.summary());
  for (const auto& [id, cell] : cube.cells()) {
    std::unique_ptr<Leaf>& leaf = m_leaves[id];
    if (leaf) continue;
    leaf = std::make_unique<Leaf>(cell.get(), cube.ranges());
    m_inAnyOrder.push_back(leaf.get());
    rollUp({Interner::kAllId, id.channel})->addPart(&leaf->summary.totals(), &leaf->summary);
    if (id.brand == Interner::kAllId) continue;
    rollUp({id.brand, Interner::kAllId})->addPart(&leaf->summary.totals(), &leaf->summary);
    m_summaries.emplace(id, &leaf->summary);
  }
}

void RollUps::update(const Cube& cube, const Share& share) {
  constexpr size_t kLeaves = 16, kRollUps = 2;  // at once
  if (m_leaves.size() != cube.cells().size()) addCells(cube);
  shareOut(share, m_inAnyOrder.size(), kLeaves, [&](size_t i) {
    Leaf& leaf = *m_inAnyOrder[i];
    const Totals& totals = leaf.cell->totals(cube.ranges());
    const Touched touched = leaf.cell->takeTouched();
    leaf.summary.update(touched, touched.any == kNoWindow ? leaf.summary.nonEmpty() : totals.nonEmpty());
  });
  shareOut(share, m_rollUps.size(), kRollUps, [&](size_t i) {
    m_rollUps[i]->noteTouched();
    m_rollUps[i]->merge();
    m_rollUps[i]->update();
  });
  m_all.noteTouched();
  share(RollUp::kKinds, [&](size_t kind) { m_all.merge(kind); });
  m_all.update();
}

}  // namespace watchfloor
