#include "metrics/cube.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "model/archive.h"

namespace watchfloor {

// kNoCell when there is no such cell, and no room for one.
uint32_t Cube::numberOf(CellId cell) {
  if (cell == m_lastCell && m_lastNumber != kNoCell) return m_lastNumber;
  const auto it = m_numbers.find(cell);
  if (it == m_numbers.end() && m_cells.size() >= m_mostCells) return kNoCell;
  m_lastCell = cell;
  m_lastNumber = it == m_numbers.end() ? newCell(cell) : it->second;
  return m_lastNumber;
}

uint32_t Cube::newCell(CellId cell) {
  m_byNumber.push_back(m_cells.emplace(cell, std::make_unique<Cell>()).first->second.get());
  return m_numbers.emplace(cell, static_cast<uint32_t>(m_byNumber.size() - 1)).first->second;
}

// Which cells the changes are of. Those that find no room are dropped.
template <typename T>
void Cube::find(std::span<const Changes* const> changes, std::vector<Change<T>> Changes::*list,
                ByCell<T>* found) {
  found->all.clear();
  found->numbers.clear();
  for (const Changes* part : changes) {
    for (const Change<T>& c : part->*list) {
      const uint32_t number = numberOf(c.what.cell);
      if (number == kNoCell) {
        m_dropped += c.sign > 0;  // and there is nothing to take out later: cells never go
        continue;
      }
      found->all.push_back(&c);
      found->numbers.push_back(number);
    }
  }
}

// By counting. REQUIRES: all cells are there
template <typename T>
void Cube::sort(ByCell<T>* found) const {
  std::vector<uint32_t>& ends = found->ends;
  ends.assign(m_byNumber.size() + 1, 0);
  for (const uint32_t number : found->numbers) ++ends[number + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<const Change<T>*> inOrder(found->all.size());
  for (size_t i = 0; i < inOrder.size(); ++i) inOrder[ends[found->numbers[i]]++] = found->all[i];
  found->all = std::move(inOrder);
}

void Cube::applyTo(size_t number) {
  Cell& cell = *m_byNumber[number];
  if (m_ranges.windows != m_appliedRanges.windows || m_ranges.retained != m_appliedRanges.retained) {
    cell.advance(m_appliedRanges, m_ranges);
  }
  for (const Change<Entry>* c : m_entries.of(number)) cell.add(c->what, c->sign, m_ranges);
  for (const Change<Standing>* c : m_standings.of(number)) cell.addStanding(c->what, c->sign);
}

void Cube::change(const std::vector<Change<AuthorSeen>>& authors) {
  constexpr size_t kAhead = 12;
  for (size_t i = 0; i < authors.size(); ++i) {
    if (i + kAhead < authors.size()) {
      const AuthorSeen& next = authors[i + kAhead].what;
      m_authors.prefetch(next.cell, next.author);
    }
    const auto& [seen, sign] = authors[i];
    if (sign > 0) {
      m_authors.add(seen.cell, seen.author, seen.at);
    } else {
      m_authors.remove(seen.cell, seen.author, seen.at);
    }
  }
}

void Cube::advance(Time tick, const DayStart& dayStart) {
  m_ranges = WindowRanges::at(tick, dayStart, m_clock);
  m_authors.advance(m_ranges);
}

void Cube::apply(std::span<const Changes* const> changes, const Share& share) {
  constexpr size_t kAtOnce = 16;  // cells
  find(changes, &Changes::entries, &m_entries);
  find(changes, &Changes::standings, &m_standings);
  sort(&m_entries);
  sort(&m_standings);
  const size_t cells = m_byNumber.size();
  share(1 + (cells + kAtOnce - 1) / kAtOnce, [&](size_t task) {
    if (task == 0) {
      for (const Changes* part : changes) change(part->authors);
      return;
    }
    const size_t end = std::min(cells, task * kAtOnce);
    for (size_t number = (task - 1) * kAtOnce; number < end; ++number) applyTo(number);
  });
  m_appliedRanges = m_ranges;
  for (const Changes* part : changes) {
    m_lost += part->lost;
    m_startUnknown += part->startUnknown;
    m_clockSkew += part->clockSkew;
  }
}

template <class Archive>
void Cube::persist(Archive& archive, const WindowRanges& ranges) {
  archive(m_lost, m_startUnknown, m_clockSkew, m_dropped);
  uint64_t n = m_cells.size();
  archive.size(n, sizeof(CellId));
  if (Archive::kIsReading) {
    m_ranges = m_appliedRanges = ranges;
    for (CellId id; n > 0; --n) {
      archive(id);
      archive.require(!m_numbers.contains(id));
      if (!archive.ok()) return;
      newCell(id);
    }
  } else {
    assert(m_ranges.windows == ranges.windows && m_appliedRanges.windows == ranges.windows);
    for (const auto& [id, cell] : m_cells) {
      CellId written = id;
      archive(written);
    }
  }
}

template <class Archive>
void Cube::persistCells(Archive& archive, size_t part) {
  size_t i = 0;
  for (const auto& [id, cell] : m_cells) {
    if (i++ % kCellParts != part || !archive.ok()) continue;
    if (!Archive::kIsReading) cell->totals(m_ranges);  // whether somebody looked must not show
    archive(*cell);
  }
}
template void Cube::persist(ArchiveWriter&, const WindowRanges&);
template void Cube::persist(ArchiveReader&, const WindowRanges&);
template void Cube::persistCells(ArchiveWriter&, size_t);
template void Cube::persistCells(ArchiveReader&, size_t);

}  // namespace watchfloor
