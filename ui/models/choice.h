// What somebody looks at: one brand, one channel ("all" is the roll-up), one window.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "model/event.h"
#include "model/frame.h"
#include "model/selection.h"

namespace watchfloor {

struct Choice {
  std::string brand{kAll}, channel{kAll};
  Window window = Window::k15m;
  bool isAllBrands() const { return brand == kAll; }
  bool isAllChannels() const { return channel == kAll; }
  bool operator==(const Choice&) const = default;
};

// What a tile looks at: figures, and how far back what it draws of them reaches.
struct Look {
  Choice choice;
  SeriesSpan span = {};
};

// The subscription that a board needs: every cell in the windows that it shows and now (for heat maps and
// lists, and so that another brand shows at once), and the past of the cells that it draws.
inline Selection selectionFor(const std::vector<Look>& shown) {
  Selection selection;
  const auto add = [](auto& list, auto item) {
    if (std::ranges::find(list, item) == list.end()) list.push_back(std::move(item));
  };
  for (const auto& [choice, span] : shown) {
    add(selection.windows, choice.window);
    add(selection.series, SeriesName{choice.brand, choice.channel, span});
  }
  add(selection.windows, Window::kNow);
  return selection;
}

}  // namespace watchfloor
