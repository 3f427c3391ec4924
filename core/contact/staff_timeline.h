// How many agents do what, in each cell and roll-up, at a moment and between moments: a sum of shifts, each
// of which says by how much a figure changes from its time on. An agent who goes on a break is a shift; one
// that was heard late is two, from its time and back at that of the next.
//
// Windows keep Σ change and Σ change · time of the shifts before their first pane, and so does the tick: then
// the time spent until x is x · Σ change - Σ change · time, and a window costs a subtraction. Whoever moves
// adds the shifts that are passed. Times may come in any order.
//
// A shift that is taken back is as if it had never been: what is the same is kept once, with its number.
//
// Cost: a shift O(log shifts) when it comes, and once for each window that it leaves; reading O(cells).
// Memory: about 45 bytes a shift, until forgetBefore(); 350 a cell or roll-up. Not thread-safe.
#pragma once

#include <absl/container/btree_map.h>
#include <absl/container/flat_hash_map.h>

#include <array>
#include <compare>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "metrics/frame_cells.h"
#include "metrics/minute_changes.h"
#include "model/interner.h"
#include "window/window_ranges.h"

namespace watchfloor {

// What an agent's state comes to, or how that changes.
struct Doing {
  int32_t slots = 0, busySlots = 0;
  int8_t available = 0, busy = 0, staffed = 0;

  template <class Archive>
  void persist(Archive& archive) {
    archive(slots, busySlots, available, busy, staffed);
  }

  auto operator<=>(const Doing&) const = default;
  Doing operator-(const Doing& o) const;
};

class StaffTimeline {
 public:
  StaffTimeline() { m_borders.fill(kDistantPast); }

  // A cell as a small number; and a cell or roll-up, in the order of withRollUps().
  using Leaf = uint32_t;
  using Place = uint32_t;
  static constexpr size_t kPlaces = 4;
  Leaf leafOf(CellId cell);
  const std::array<Place, kPlaces>& placesOf(Leaf leaf) const { return m_leaves[leaf]; }
  CellId cellOf(Leaf leaf) const { return m_staff[m_leaves[leaf].front()].cell; }

  // From `at` on it is `change` more in those places of the leaf that have a bit in `which`: for as many as
  // `count` says, or as many fewer.
  void add(Time at, Leaf leaf, uint8_t which, const Doing& change, int count = 1);

  // The tick and the windows move.
  void advance(const WindowRanges& ranges);

  // Lets go the shifts that no window will pass again.
  void forgetBefore(Time moment);

  // Adds what there is at the tick.
  void addTo(StaffByCell* staff) const;

  // From now on the time that agents spend is noted by minutes, too: up to the tick, and what changes of it
  // later. Cost: O(cells and roll-ups with staff) a tick, and O(minutes) for a shift that comes late.
  void keepMinutes() { m_keepsMinutes = true; }
  // Whether they are kept. Meanwhile shifts may come that minutes are not to hear of.
  bool holdMinutes() { return std::exchange(m_keepsMinutes, false); }
  // All since it was last asked, in any order.
  std::vector<MinuteChanges::Spent> takeSpent();
  template <class Archive>
  void persist(Archive& archive);
  bool has(Leaf leaf) const { return leaf < m_leaves.size(); }

  // The tick of the last advance().
  Time tick() const { return m_borders[kTick]; }
  size_t shifts() const { return m_shifts.size(); }

 private:
  static constexpr size_t kTick = kSlidingWindows;  // behind the windows
  struct Shift {
    Time at;
    Leaf leaf : 28;
    uint32_t which : 4;
    Doing change;

    auto order() const { return std::tuple(at, Leaf{leaf}, uint32_t{which}, change); }
  };
  struct Before {
    using is_transparent = void;
    bool operator()(const Shift& a, const Shift& b) const { return a.order() < b.order(); }
    bool operator()(const Shift& a, Time b) const { return a.at < b; }
    bool operator()(Time a, const Shift& b) const { return a < b.at; }
  };
  // Over the shifts up to a moment. Products wrap; differences of times spent do not.
  struct Sums {
    static constexpr bool kIsFlat = true;
    int64_t busy = 0, staffed = 0;
    uint64_t busyTimes = 0, staffedTimes = 0;
  };
  struct Staff {
    CellId cell;
    std::array<Sums, kTick + 1> until;
    int64_t available = 0, busySlots = 0, slots = 0;  // at the tick
  };

  void pass(size_t border, const Shift& shift, int count);
  void spend(Place place, Time from, Time until, AgentTime rate);
  void spend(const Shift& shift, Time until, int count);
  void move(size_t border, Time to);

  absl::btree_map<Shift, int, Before> m_shifts;  // how many of each
  std::array<Time, kTick + 1> m_borders;         // windows start there; the last is the tick
  std::array<bool, kSlidingWindows> m_isOpen{};
  std::vector<Staff> m_staff;  // by Place
  absl::flat_hash_map<CellId, Place> m_places;
  std::vector<std::array<Place, kPlaces>> m_leaves;
  absl::flat_hash_map<CellId, Leaf> m_leafOf;
  bool m_keepsMinutes = false;
  absl::flat_hash_map<std::pair<Place, int64_t>, AgentTime> m_spent;  // by minute
};

}  // namespace watchfloor
