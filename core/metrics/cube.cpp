#include "metrics/cube.h"

#include <type_traits>

namespace watchfloor {
namespace {

// Calls `remove` for what is in `before` alone and `add` for what is in `now` alone; both sorted, equals
// allowed.
template <typename T, typename Change>
void diff(const std::vector<T>& before, const std::vector<T>& now, Change change) {
  auto b = before.begin();
  auto n = now.begin();
  while (b != before.end() || n != now.end()) {
    if (n == now.end() || (b != before.end() && *b < *n)) {
      change(*b++, -1);
    } else if (b == before.end() || *n < *b) {
      change(*n++, 1);
    } else {
      ++b;
      ++n;
    }
  }
}

}  // namespace

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
  for (auto& [id, authors] : m_authors) {
    for (DistinctCounter& counter : authors->byResolution) counter.advance(m_ranges, to);
  }
  m_ranges = to;
}

void Cube::replace(const std::vector<Entry>& before, const std::vector<Entry>& now) {
  diff(before, now, [&](const Entry& e, int sign) { change(e, sign); });
}

void Cube::replace(const Contribution& before, const Contribution& now) {
  replace(before.entries, now.entries);
  diff(before.standings, now.standings, [&](const Standing& s, int sign) { change(s, sign); });
  m_lost += now.lost - before.lost;
  m_startUnknown += now.startUnknown - before.startUnknown;
  m_clockSkew += now.clockSkew - before.clockSkew;
}

void Cube::addAuthor(CellId cell, uint64_t author, Time at) {
  for (const CellId id : withRollUps(cell)) {
    std::unique_ptr<Authors>& authors = m_authors[id];
    if (!authors) authors = std::make_unique<Authors>(m_authorsPerCell);
    for (DistinctCounter& counter : authors->byResolution) counter.add(author, at, m_ranges);
  }
}

void Cube::removeAuthor(CellId cell, uint64_t author, Time at) {
  for (const CellId id : withRollUps(cell)) {
    const auto it = m_authors.find(id);
    if (it == m_authors.end()) continue;
    for (DistinctCounter& counter : it->second->byResolution) counter.remove(author, at, m_ranges);
  }
}

}  // namespace watchfloor
