#include "model/trend.h"

#include <algorithm>
#include <utility>

namespace watchfloor {

void sortByRank(std::vector<Trend>* trends) {
  const auto rank = [](const Trend& trend) {
    return std::pair(trend.since.has_value() ? 0 : 1, -trend.onceInDays);
  };
  std::stable_sort(trends->begin(), trends->end(),
                   [&](const Trend& a, const Trend& b) { return rank(a) < rank(b); });
}

void mask(TrendConversation* conversation) {
  conversation->messageId.clear();
  conversation->beganById.clear();
  conversation->sharesMostId.clear();
}

}  // namespace watchfloor
