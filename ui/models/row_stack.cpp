#include "row_stack.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace watchfloor {

RowStack stacked(const std::vector<double>& talls, const RowRoom& room) {
  RowStack stack;
  double end = std::accumulate(talls.begin(), talls.end(), 0.0);
  size_t count = talls.size();
  const double left = room.room - end;
  if (left >= 0 && count > 0) stack.air = std::min(left / static_cast<double>(count), room.mostAir);
  while (count > 0 && end > room.room - (count < talls.size() ? room.forMore : 0)) end -= talls[--count];
  double top = 0;
  for (size_t i = 0; i < count; ++i) {
    stack.tops.push_back(top);
    top += talls[i] + stack.air;
  }
  return stack;
}

}  // namespace watchfloor
