// Which part of a frame somebody looks at. An empty list means everything, but for the series: no list, none.
#pragma once

#include <string>
#include <vector>

#include "model/frame.h"
#include "model/metric.h"

namespace watchfloor {

struct CellName {
  std::string brand, channel;  // "all" is the roll-up
  auto operator<=>(const CellName&) const = default;
};

struct Selection {
  std::vector<std::string> brands, channels;
  std::vector<Window> windows;
  std::vector<Metric> metrics;
  std::vector<CellName> series;  // no series when empty
  double maxRateHz = 0;          // 0: as the server has it
  bool operator==(const Selection&) const = default;
};

// The frame with only those cells, figures and series that are selected; what is not a figure stays. When
// metrics are named, a cell without any of them is left out. Pure; O(frame).
Frame selected(const Frame& frame, const Selection& selection);

}  // namespace watchfloor
