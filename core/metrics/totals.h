// The mergeable contents of a cell in one window: whole numbers and sketches, which add up over cells,
// windows and engines. Nothing here is divided.
#pragma once

#include <array>
#include <cstdint>

#include "metrics/field.h"
#include "window/sketch.h"

namespace watchfloor {

struct DurationTotal {
  int64_t n = 0, sum = 0;  // sum in microseconds
  int64_t max = 0;
  Sketch sketch;
};

struct Totals {
  std::array<int64_t, kCountFields> counts{};
  std::array<DurationTotal, kDurationFields> durations;

  int64_t operator[](Field f) const { return counts[static_cast<size_t>(f)]; }
  const DurationTotal& duration(Field f) const { return durations[durationIndex(f)]; }
  bool isEmpty() const;
  void merge(const Totals& other);
};

}  // namespace watchfloor
