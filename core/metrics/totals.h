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

  // Modulo 2^64: above 292,000 years the sum is wrong, until what is too much has left the window.
  void addToSum(int64_t us) {
    sum = static_cast<int64_t>(static_cast<uint64_t>(sum) + static_cast<uint64_t>(us));
  }
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
