#include "metrics/cube.h"

#include <type_traits>

namespace watchfloor {
// Null when there is no such cell, and no room for one.
Cell* Cube::cell(CellId id) {
  if (const auto it = m_found.find(id); it != m_found.end()) return it->second;
  if (m_cells.size() >= m_mostCells) return nullptr;
  Cell* made = m_cells.emplace(id, std::make_unique<Cell>()).first->second.get();
  m_found.emplace(id, made);
  return made;
}

template <typename T>
void Cube::change(const T& t, int sign) {
  Cell* to = cell(t.cell);
  if (!to) {
    m_dropped += sign > 0;  // and there is nothing to take out later: cells never go
  } else if constexpr (std::is_same_v<T, Entry>) {
    to->add(t, sign, m_ranges);
  } else {
    to->addStanding(t, sign);
  }
}

void Cube::advance(Time tick, const DayStart& dayStart) {
  const WindowRanges to = WindowRanges::at(tick, dayStart, m_clock);
  if (to.windows != m_ranges.windows || to.retained != m_ranges.retained) {
    for (auto& [id, cell] : m_cells) cell->advance(m_ranges, to);
  }
  for (auto& [id, authors] : m_authors) {
    for (DistinctCounter& counter : authors->byResolution) counter.advance(m_ranges, to);
  }
  m_ranges = to;
}

void Cube::apply(const Changes& changes) {
  for (const Change<Entry>& c : changes.entries) change(c.what, c.sign);
  for (const Change<Standing>& c : changes.standings) change(c.what, c.sign);
  for (const Change<AuthorSeen>& c : changes.authors) change(c.what, c.sign);
  m_lost += changes.lost;
  m_startUnknown += changes.startUnknown;
  m_clockSkew += changes.clockSkew;
}

void Cube::change(const AuthorSeen& seen, int sign) {
  for (const CellId id : withRollUps(seen.cell)) {
    std::unique_ptr<Authors>& authors = m_authors[id];
    if (!authors) authors = std::make_unique<Authors>(m_authorsPerCell);
    for (DistinctCounter& counter : authors->byResolution) {
      if (sign > 0) {
        counter.add(seen.author, seen.at, m_ranges);
      } else {
        counter.remove(seen.author, seen.at, m_ranges);
      }
    }
  }
}

}  // namespace watchfloor
