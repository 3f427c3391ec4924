#include "metrics/roll_ups.h"

namespace watchfloor {

void RollUps::RollUp::forgetTouched() {
  m_touched = {};
  m_nonEmpty = kNoWindow;
}

void RollUps::RollUp::noteTouched(const Touched& touched, WindowSet nonEmpty) {
  m_touched.add(touched);
  m_nonEmpty |= nonEmpty;
}

void RollUps::RollUp::clearTouched() {
  if (m_touched.any != kNoWindow) m_totals.clearCounts();
  for (size_t d = 0; d < kDurationFields; ++d) {
    if (m_touched.durations[d] != kNoWindow) m_totals.clearDuration(d);
  }
}

void RollUps::RollUp::add(const Totals& part) {
  if (m_touched.any != kNoWindow) m_totals.mergeCounts(part);
  for (size_t d = 0; d < kDurationFields; ++d) {
    if (m_touched.durations[d] != kNoWindow) m_totals.mergeDuration(part, d);
  }
}

// REQUIRES: `id` is a roll-up over channels or over brands, or over all.
RollUps::RollUp* RollUps::rollUp(CellId id) {
  if (id == CellId{}) return &m_all;
  std::unique_ptr<RollUp>& rollUp = (id.brand == Interner::kAllId ? m_ofChannels : m_ofBrands)[id];
  if (!rollUp) {
    rollUp = std::make_unique<RollUp>();
    m_summaries.emplace(id, &rollUp->summary());
  }
  return rollUp.get();
}

void RollUps::addCells(const Cube& cube) {
  m_summaries.emplace(CellId{}, &m_all.summary());
  for (const auto& [id, cell] : cube.cells()) {
    std::unique_ptr<Leaf>& leaf = m_leaves[id];
    if (leaf) continue;
    leaf = std::make_unique<Leaf>(cell.get(), cube.ranges());
    leaf->partOf = {rollUp({id.brand, Interner::kAllId}), rollUp({Interner::kAllId, id.channel})};
    if (id.brand != Interner::kAllId) m_summaries.emplace(id, &leaf->summary);
  }
}

void RollUps::update(const Cube& cube) {
  if (m_leaves.size() != cube.cells().size()) addCells(cube);
  m_all.forgetTouched();
  for (auto& [id, brand] : m_ofBrands) brand->forgetTouched();
  for (auto& [id, channel] : m_ofChannels) channel->forgetTouched();

  for (auto& [id, leaf] : m_leaves) {
    const Totals& totals = leaf->cell->totals(cube.ranges());
    const Touched touched = leaf->cell->takeTouched();
    leaf->summary.update(touched, touched.any == kNoWindow ? leaf->summary.nonEmpty() : totals.nonEmpty());
    for (RollUp* to : leaf->partOf) to->noteTouched(touched, leaf->summary.nonEmpty());
  }
  for (auto& [id, brand] : m_ofBrands) m_all.noteTouched(brand->touched(), brand->nonEmpty());

  m_all.clearTouched();
  for (auto& [id, brand] : m_ofBrands) brand->clearTouched();
  for (auto& [id, channel] : m_ofChannels) channel->clearTouched();
  for (auto& [id, leaf] : m_leaves) {
    for (RollUp* to : leaf->partOf) to->add(leaf->summary.totals());
  }
  for (auto& [id, channel] : m_ofChannels) channel->update();
  for (auto& [id, brand] : m_ofBrands) {
    brand->update();
    m_all.add(brand->totals());
  }
  m_all.update();
}

}  // namespace watchfloor
