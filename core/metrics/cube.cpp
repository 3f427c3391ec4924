#include "metrics/cube.h"

#include <numeric>

namespace watchfloor {

// kNoCell when there is no such cell, and no room for one.
uint32_t Cube::numberOf(CellId cell) {
  if (const auto it = m_numbers.find(cell); it != m_numbers.end()) return it->second;
  if (m_cells.size() >= m_mostCells) return kNoCell;
  m_byNumber.push_back(m_cells.emplace(cell, std::make_unique<Cell>()).first->second.get());
  return m_numbers.emplace(cell, static_cast<uint32_t>(m_byNumber.size() - 1)).first->second;
}

void Cube::apply(const std::vector<Change<Entry>>& entries) {
  std::vector<uint32_t> numbers;
  numbers.reserve(entries.size());
  for (const Change<Entry>& c : entries) numbers.push_back(numberOf(c.what.cell));

  std::vector<uint32_t> ends(m_byNumber.size() + 1);  // of each cell's entries in order
  for (size_t i = 0; i < entries.size(); ++i) {
    if (numbers[i] != kNoCell) {
      ++ends[numbers[i] + 1];
    } else {
      m_dropped += entries[i].sign > 0;  // and there is nothing to take out later: cells never go
    }
  }
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<uint32_t> order(ends.back());
  for (size_t i = 0; i < entries.size(); ++i) {
    if (numbers[i] != kNoCell) order[ends[numbers[i]]++] = static_cast<uint32_t>(i);
  }
  for (const uint32_t i : order) m_byNumber[numbers[i]]->add(entries[i].what, entries[i].sign, m_ranges);
}

void Cube::change(const Standing& standing, int sign) {
  const uint32_t number = numberOf(standing.cell);
  if (number == kNoCell) {
    m_dropped += sign > 0;
  } else {
    m_byNumber[number]->addStanding(standing, sign);
  }
}

void Cube::advance(Time tick, const DayStart& dayStart) {
  const WindowRanges to = WindowRanges::at(tick, dayStart, m_clock);
  if (to.windows != m_ranges.windows || to.retained != m_ranges.retained) {
    for (auto& [id, cell] : m_cells) cell->advance(m_ranges, to);
  }
  m_authors.advance(to);
  m_ranges = to;
}

void Cube::apply(const Changes& changes) {
  apply(changes.entries);
  for (const Change<Standing>& c : changes.standings) change(c.what, c.sign);
  constexpr size_t kAhead = 12;
  for (size_t i = 0; i < changes.authors.size(); ++i) {
    if (i + kAhead < changes.authors.size()) {
      const AuthorSeen& next = changes.authors[i + kAhead].what;
      m_authors.prefetch(next.cell, next.author);
    }
    const auto& [seen, sign] = changes.authors[i];
    if (sign > 0) {
      m_authors.add(seen.cell, seen.author, seen.at);
    } else {
      m_authors.remove(seen.cell, seen.author, seen.at);
    }
  }
  m_lost += changes.lost;
  m_startUnknown += changes.startUnknown;
  m_clockSkew += changes.clockSkew;
}

}  // namespace watchfloor
