#include "metrics/cube.h"

#include <type_traits>

namespace watchfloor {
// Null when there is no such cell, and no room for one.
Cell* Cube::cell(CellId id) {
  if (const auto it = m_cells.find(id); it != m_cells.end()) return it->second.get();
  if (m_cells.size() >= m_mostCells) return nullptr;
  return m_cells.emplace(id, std::make_unique<Cell>()).first->second.get();
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
  for (auto& [id, cell] : m_cells) cell->advance(m_ranges, to);
  m_authors.advance(to);
  m_ranges = to;
}

void Cube::apply(const Changes& changes) {
  for (const Change<Entry>& c : changes.entries) change(c.what, c.sign);
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
