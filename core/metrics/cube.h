// Every cell (brand × channel), and the distinct authors of every cell and roll-up. Roll-ups of all else are
// merged from cells when a frame is built (metrics/definitions.h).
//
// A message that names several brands is one mention in roll-ups over brands: what is counted too often
// stands, with a negative sign, in the cell whose brand is "all".
//
// Not thread-safe. Never iterated in hash order into output: see cells().
#pragma once

#include <absl/container/btree_map.h>
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "metrics/cell.h"
#include "metrics/changes.h"
#include "model/share.h"
#include "window/distinct_counter.h"
#include "window/window_ranges.h"

namespace watchfloor {

class Cube {
 public:
  // `mostCells`: what is counted in further ones is dropped, and counted in dropped().
  Cube(size_t mostCells, size_t authorsPerCell, ClockKind clock,
       const WatchedOnly* watchedOnly = &kNoneWatchedOnly)
      : m_mostCells(mostCells),
        m_clock(clock),
        m_authors(authorsPerCell, DistinctCounter::kMostEarlier, watchedOnly) {}

  // Other brands are watched only.
  void regroup() { m_authors.regroup(); }

  // The present moves; cells follow with apply(). REQUIRES: tick is not before ranges().tick
  void advance(Time tick, const DayStart& dayStart);
  const WindowRanges& ranges() const { return m_ranges; }

  // Brings every cell to the present and takes in what has changed, which goes to its cells cell by cell, so
  // that each is at hand; cells and authors are shared out. Cost: two passes over the changes.
  void apply(std::span<const Changes* const> changes, const Share& share = oneByOne);

  // In parts: first the one that says which cells there are, then in any order, and by several threads at the
  // same time, the authors, and the cells in kCellParts parts. As it was at the tick of the last apply().
  static constexpr size_t kCellParts = 16;
  template <class Archive>
  void persist(Archive& archive, const WindowRanges& ranges);
  template <class Archive>
  void persistAuthors(Archive& archive) {
    m_authors.persist(archive, m_ranges);
  }
  template <class Archive>
  void persistCells(Archive& archive, size_t part);

  // Σ over all contributions, now.
  int64_t lost() const { return m_lost; }
  int64_t startUnknown() const { return m_startUnknown; }
  int64_t clockSkew() const { return m_clockSkew; }

  // Entries and standings that found no room.
  int64_t dropped() const { return m_dropped; }

  using Cells = absl::btree_map<CellId, std::unique_ptr<Cell>>;
  const Cells& cells() const { return m_cells; }

  // Distinct authors of each cell and roll-up.
  const DistinctCounter::Sets& authors() const { return m_authors.sets(); }

 private:
  static constexpr uint32_t kNoCell = 0xffff'ffff;

  // Changes in order of their cells' numbers, those of one cell as they came.
  template <typename T>
  struct ByCell {
    std::vector<const Change<T>*> all;
    std::vector<uint32_t> numbers;
    std::vector<uint32_t> ends;  // by number, where its changes end
    std::span<const Change<T>* const> of(size_t number) const {
      const size_t begin = number == 0 ? 0 : ends[number - 1];
      return std::span(all).subspan(begin, ends[number] - begin);
    }
  };

  uint32_t numberOf(CellId cell);
  uint32_t newCell(CellId cell);
  template <typename T>
  void find(std::span<const Changes* const> changes, std::vector<Change<T>> Changes::*list, ByCell<T>* found);
  template <typename T>
  void sort(ByCell<T>* found) const;
  void applyTo(size_t number);
  void change(const std::vector<Change<AuthorSeen>>& authors);

  size_t m_mostCells;
  ClockKind m_clock;
  WindowRanges m_ranges, m_appliedRanges;  // now, and at the last apply()
  Cells m_cells;
  // The same, numbered in order of coming.
  absl::flat_hash_map<CellId, uint32_t> m_numbers;
  std::vector<Cell*> m_byNumber;
  CellId m_lastCell;  // that was asked for, mostly again
  uint32_t m_lastNumber = kNoCell;
  ByCell<Entry> m_entries;  // of the last apply(): their room is used again
  ByCell<Standing> m_standings;
  DistinctCounter m_authors;
  int64_t m_lost = 0, m_startUnknown = 0, m_clockSkew = 0, m_dropped = 0;
};

}  // namespace watchfloor
