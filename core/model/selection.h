// Which part of a frame somebody looks at. An empty list means everything, but for the series: no list, none.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/frame.h"
#include "model/metric.h"

namespace watchfloor {

struct CellName {
  std::string brand, channel;  // "all" is the roll-up
  auto operator<=>(const CellName&) const = default;
};

// A series, by its cell and how far back it reaches.
struct SeriesName {
  std::string brand, channel;  // "all" is the roll-up
  SeriesSpan span = {};
  auto operator<=>(const SeriesName&) const = default;
};

struct Selection {
  std::vector<std::string> brands = {}, channels = {};
  std::vector<Window> windows = {};
  std::vector<Metric> metrics = {};
  std::vector<SeriesName> series = {};  // no series when empty
  double maxRateHz = 0;                 // 0: as the server has it
  bool operator==(const Selection&) const = default;
};

// Whether everything in one selection is in the other, rates apart.
bool isPart(const Selection& part, const Selection& whole);

// What all who look at an engine want to see: the cells and windows of any of these selections, and the
// series of all of them.
struct Wants {
  std::vector<Selection> selections = {};
  uint64_t number = 0;  // Frame::wants of the frames that show them
};

// The frame with only those cells, figures and series that are selected; what is not a figure stays. When
// metrics are named, a cell without any of them is left out. Pure; O(frame).
Frame selected(const Frame& frame, const Selection& selection);

}  // namespace watchfloor
