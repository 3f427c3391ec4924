// So much of one field: what panes keep and totals add up. Values; any thread.
#pragma once

#include <cstdint>

#include "metrics/field.h"
#include "window/sketch.h"

namespace watchfloor {

// Of a count, `sum`. Of a kind of duration, `n` durations in one bin of its sketch, of `sum` microseconds
// together. What is negative is taken out.
struct Amount {
  Field field = Field::kOffered;
  Sketch::Bin bin = Sketch::kNone;
  int32_t n = 0;
  int64_t sum = 0;

  // `value` times, or a duration of `value` microseconds. `sign`: 1, or -1 to take it out.
  static Amount of(Field field, int64_t value, int sign) {
    if (!isDuration(field)) return {.field = field, .sum = sign * value};
    return {.field = field, .bin = Sketch::binOf(Duration{value}), .n = sign, .sum = sign * value};
  }
  Amount operator-() const { return {field, bin, -n, -sum}; }

  // The longest duration: of one exact, of several their mean, which none that is longer than all of them
  // falls below, and which lies within 2 % of the longest up to 30 days. Microseconds.
  int64_t longest() const { return n == 0 ? 0 : sum / n; }
};

}  // namespace watchfloor
