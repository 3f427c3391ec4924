// Rows of their own heights, one below the other: as many as have room, and where each begins.
//
//   RowStack stack = stacked({33, 58, 33}, {.room = 110, .forMore = 25, .mostAir = 10});
//   stack.tops   -> {0}: the second and the line that says how many are missing have no room
//
// Pure; any thread. O(rows). Everything is in arc minutes.
#pragma once

#include <vector>

namespace watchfloor {

struct RowRoom {
  double room = 0;
  double forMore = 0;  // for a line below that says how many rows have none
  double mostAir = 0;  // that each gets of what is left over, when all have room
};

struct RowStack {
  std::vector<double> tops;  // of those that have room: the first ones
  double air = 0;            // of each
};

RowStack stacked(const std::vector<double>& talls, const RowRoom& room);

}  // namespace watchfloor
