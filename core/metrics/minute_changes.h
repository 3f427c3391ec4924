// What happened at a tick, by the minutes that it belongs to: what a history adds up
// (metrics/minute_table.h). All of it is a difference, late amounts and corrections included, so that the sum
// over the ticks is what each minute holds now. A value; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "metrics/changes.h"
#include "metrics/definitions.h"
#include "window/window_ranges.h"

namespace watchfloor {

// Since 1970.
inline int64_t minuteOf(Time t) { return paneOf(t, minutes(1)); }

struct MinuteChanges {
  // Time of agents in a minute of a cell or roll-up.
  struct Spent {
    CellId place;
    int64_t minute = 0;
    AgentTime time;
  };
  // A minute that has ended while the engine ran, and what stood in each cell and roll-up at its last tick;
  // nothing stood elsewhere.
  struct Ended {
    int64_t minute = 0;
    Time tick;
    std::vector<std::pair<CellId, Standings>> places;
  };

  // Which brands are watched only, from this minute on, sorted.
  struct WatchedSince {
    int64_t minute = 0;
    std::vector<std::string> brands;
    template <class Archive>
    void persist(Archive& archive) {
      archive(minute, brands);
    }
    bool operator==(const WatchedSince&) const = default;
  };

  std::vector<Change<Entry>> entries;
  std::vector<Change<AuthorSeen>> authors;
  std::vector<Spent> spent;
  std::vector<Ended> ended;
  std::vector<std::string> brands, channels;  // that are new, in order of their ids; the first ids are "all"
  Time tick;
  std::string definitionId;           // in force at the tick
  std::vector<WatchedSince> watched;  // all of them; before the first none
};

// Where an entry of a cell counts. What stands under the brand "all" is part of roll-ups, and no cell of its
// own (metrics/cube.h); what is watched only no part of those over brands.
template <typename F>
void forEachPlace(CellId cell, bool isWatchedOnly, F f) {
  constexpr Interner::Id kAllId = Interner::kAllId;
  if (cell.brand != kAllId) {
    f(cell);
    f(CellId{cell.brand, kAllId});
  }
  if (isWatchedOnly) return;
  f(CellId{kAllId, cell.channel});
  f(CellId{});
}

}  // namespace watchfloor
