// Which channels have a layer of their own in a stacked chart, and in which colour: a channel keeps both
// while others come, go, grow and shrink. GUI thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/busiest.h"

namespace watchfloor {

class ChannelRoster {
 public:
  // As many colours there are; the palette has one more, for what goes together.
  static constexpr int kColors = 8;

  Busiest& busiest() { return m_busiest; }

  // The colour of each of some channels, 0 .. kColors - 1, no two alike: its own, or the first that is free.
  // REQUIRES: no more than kColors names.
  std::vector<int> colorsOf(const std::vector<std::string>& channels);

 private:
  Busiest m_busiest;
  std::map<std::string, int> m_colors;  // who had it last
};

}  // namespace watchfloor
