// How many distinct authors were seen in each cell and roll-up in each window, exactly, with late, future and
// retracted occurrences, by the second of their last occurrence there (window/distinct_set.h).
//
//   DistinctCounter authors(65'536);
//   authors.advance(ranges);            // the present, then at each tick
//   authors.add(cell, author, at);      // counts in the cell and its three roll-ups
//   authors.sets().at(cell)->count(Window::k60m);
//
// It is the counter of one partition of authors: with several, each has those whose hash falls into it, a
// part of the cap, and counts add. An occurrence ahead of the present waits for its second; in windows of
// longer panes it counts from the moment its pane enters. Those before all windows are dropped.
//
// Cost: an occurrence, for all windows and roll-ups, about 50 ns while it lies in the cache, and some ten
// cache misses when it does not (500 ns over 100 MB); a retraction O(occurrences of that author in that
// cell), and rarely O(brands + channels); a tick O(cells + panes that leave + occurrences that enter).
// Memory: see DistinctSet, and 8 bytes for each occurrence within 26 hours that was not the author's first in
// the cell. Under the event clock nothing is forgotten. Not thread-safe.
#pragma once

#include <absl/container/btree_map.h>
#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "model/interner.h"
#include "model/watched_only.h"
#include "window/distinct_set.h"
#include "window/occurrence_log.h"
#include "window/window_ranges.h"

namespace watchfloor {

class DistinctCounter {
 public:
  // `cap`: authors of a cell or roll-up beyond which it samples. `mostEarlier`: with more occurrences than
  // these since, a retraction may not know when else its author was seen, and takes it for unseen before.
  static constexpr size_t kMostEarlier = 20'000'000;
  explicit DistinctCounter(size_t cap, size_t mostEarlier = kMostEarlier,
                           const WatchedOnly* watchedOnly = &kNoneWatchedOnly);

  // Panes enter and leave. REQUIRES: the tick is not before the last one.
  void advance(const WindowRanges& to);

  // `author`: a well-mixed 64-bit hash. remove() takes back one add() of the same cell, author and time;
  // exact, but for occurrences that a sample has refused.
  void add(CellId cell, uint64_t author, Time at);
  void remove(CellId cell, uint64_t author, Time at);
  // Brings closer what add() will touch: worth calling some ten occurrences ahead.
  void prefetch(CellId cell, uint64_t author) const;

  // Other brands are watched only: the roll-ups over brands are made anew of their cells. O(authors)
  void regroup();

  // As it was at the last advance(), which was to `ranges`.
  template <class Archive>
  void persist(Archive& archive, const WindowRanges& ranges);

  // In order of CellId; a cell or roll-up stays.
  using Sets = absl::btree_map<CellId, std::unique_ptr<DistinctSet>>;
  const Sets& sets() const { return m_sets; }

 private:
  using Entry = DistinctSet::Entry;
  using Family = absl::InlinedVector<DistinctSet*, 4>;  // as withRollUps(), as many as the cell is part of
  struct Ahead {
    CellId cell;
    uint64_t author = 0;
    template <class Archive>
    void persist(Archive& archive) {
      archive(cell, author);
    }
  };

  const Family& family(CellId cell);
  bool isPartOf(CellId cell, CellId id) const;
  DistinctSet* find(CellId id) const;
  int32_t secondOf(int64_t absolute) const;
  Horizon horizonAt(const WindowRanges& ranges) const;
  void see(const Family& family, uint64_t author, int32_t second);
  void seeEarly(const Family& family, uint64_t author, size_t resolution);
  void removeAhead(CellId cell, uint64_t author, int64_t second);
  bool isAhead(CellId id, uint64_t author, size_t resolution) const;
  int32_t lastInParts(CellId rollUp, uint64_t author) const;
  void slide(Horizon to);
  void makeRoom(int64_t second);
  int64_t now() const { return m_base + m_horizon.now; }

  size_t m_cap;
  const WatchedOnly* m_watchedOnly;
  int64_t m_base;  // of all seconds, since 1970
  Horizon m_horizon;
  Sets m_sets;
  absl::flat_hash_map<CellId, Family> m_families;
  OccurrenceLog m_earlier;
  absl::btree_map<int64_t, std::vector<Ahead>> m_ahead;  // by second since 1970, all after now()
};

}  // namespace watchfloor
