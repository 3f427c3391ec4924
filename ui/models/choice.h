// What somebody looks at: one brand, one channel ("all" is the roll-up), one window.
#pragma once

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

// The subscription that a board with this choice needs: every cell in the window and now (for the heat map,
// and so that another brand shows at once), and the last hour of the chosen cell and of its channels.
inline Selection selectionFor(const Choice& choice, const std::vector<std::string>& channels) {
  Selection selection;
  selection.windows = {choice.window, Window::kNow};
  selection.series = {{choice.brand, choice.channel}};
  if (choice.isAllChannels()) {
    for (const std::string& channel : channels) selection.series.push_back({choice.brand, channel});
  }
  return selection;
}

}  // namespace watchfloor
