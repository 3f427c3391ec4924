#include "metrics/cube.h"

#include <numeric>

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

void Cube::applyEntries(std::span<const Changes* const> changes) {
  std::vector<const Change<Entry>*> entries;
  std::vector<uint32_t> numbers;
  std::vector<uint32_t> ends(1);  // of each cell's entries, in order
  for (const Changes* part : changes) {
    for (const Change<Entry>& c : part->entries) {
      const uint32_t number = numberOf(c.what.cell);
      if (number == kNoCell) {
        m_dropped += c.sign > 0;  // and there is nothing to take out later: cells never go
        continue;
      }
      entries.push_back(&c);
      numbers.push_back(number);
      if (number + 2 > ends.size()) ends.resize(number + 2);
      ++ends[number + 1];
    }
  }
  ends.resize(m_byNumber.size() + 1);
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<const Change<Entry>*> inOrder(entries.size());
  for (size_t i = 0; i < entries.size(); ++i) inOrder[ends[numbers[i]]++] = entries[i];

  const bool isMoved =
      m_ranges.windows != m_appliedRanges.windows || m_ranges.retained != m_appliedRanges.retained;
  size_t next = 0;
  for (size_t number = 0; number < m_byNumber.size(); ++number) {
    Cell& cell = *m_byNumber[number];
    if (isMoved) cell.advance(m_appliedRanges, m_ranges);
    for (; next < ends[number]; ++next) cell.add(inOrder[next]->what, inOrder[next]->sign, m_ranges);
  }
  m_appliedRanges = m_ranges;
}

void Cube::change(const Standing& standing, int sign) {
  const uint32_t number = numberOf(standing.cell);
  if (number == kNoCell) {
    m_dropped += sign > 0;
  } else {
    m_byNumber[number]->addStanding(standing, sign);
  }
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

void Cube::apply(std::span<const Changes* const> changes) {
  applyEntries(changes);
  for (const Changes* part : changes) {
    for (const Change<Standing>& c : part->standings) change(c.what, c.sign);
    change(part->authors);
    m_lost += part->lost;
    m_startUnknown += part->startUnknown;
    m_clockSkew += part->clockSkew;
  }
}

}  // namespace watchfloor
