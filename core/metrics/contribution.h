// What one contact or one conversation counts for at a tick. Whoever owns them works it out anew when they
// change; the ledger takes out what it counted for before and puts in what it counts for now. So a late event
// that shows an earlier answer, a correction, or a reply that joins two conversations is nothing special.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "metrics/field.h"
#include "model/interner.h"
#include "model/mostly_sorted.h"
#include "model/time.h"

namespace watchfloor {

// Counted in the pane of `at`: `value` times, or as a duration of `value` microseconds.
struct Entry {
  Time at;
  CellId cell;
  Field field = Field::kOffered;
  int64_t value = 1;
  auto operator<=>(const Entry&) const = default;
};

// Something that is waiting at the tick, since when.
struct Standing {
  enum class Kind : uint8_t { kWaiting, kUnanswered, kBacklog };
  static constexpr int kKinds = 3;

  Time since;
  CellId cell;
  Kind kind = Kind::kWaiting;
  auto operator<=>(const Standing&) const = default;
};

struct Contribution {
  std::vector<Entry> entries;       // sorted by settle()
  std::vector<Standing> standings;  // sorted by settle()
  int64_t lost = 0, startUnknown = 0, clockSkew = 0;
  Time nextChange = kDistantFuture;  // the first tick from which on it may count for something else

  void count(Time at, CellId cell, Field field, int64_t value = 1) {
    entries.push_back({at, cell, field, value});
  }
  void spend(Time at, CellId cell, Field field, Duration d) {
    entries.push_back({at, cell, field, d.count()});
  }
  // It may count for something else from `moment` on, if that is still to come.
  void changesAt(Time moment, Time tick) {
    if (moment > tick) nextChange = std::min(nextChange, moment);
  }
  // As new, its room kept.
  void clear() {
    entries.clear();
    standings.clear();
    lost = startUnknown = clockSkew = 0;
    nextChange = kDistantFuture;
  }
  void settle() {
    sortMostlySorted(entries.begin(), entries.end());
    std::sort(standings.begin(), standings.end());
  }
};

}  // namespace watchfloor
