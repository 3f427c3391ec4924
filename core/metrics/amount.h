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

  // The longest duration: exact of one, of several within 1 %, or above 30 days their mean. Microseconds.
  int64_t longest() const {
    if (n == 1 || n == -1) return n * sum;
    const auto value = Sketch::valueOf(bin);
    return value ? value->count() : n == 0 ? 0 : sum / n;
  }
};

}  // namespace watchfloor
