// From parts to metrics: the one place where what is counted becomes what is published (METRICS.md, table by
// table). Pure functions.
#pragma once

#include <vector>

#include "metrics/summary.h"
#include "model/frame.h"

namespace watchfloor {

// Time that agents spent, in microseconds of wall time.
struct AgentTime {
  int64_t busy = 0;     // on contact or in after-contact work
  int64_t staffed = 0;  // that, and available
  bool operator==(const AgentTime&) const = default;
};

// What a window of a cell holds beside its totals.
struct Beside {
  Count distinctAuthors;
  AgentTime agents;
  int64_t mentionsOfAllBrands = 0;
  bool isOneBrand = false;  // share of voice is of a brand only
  bool operator==(const Beside&) const = default;
};

// Mentions of a cell or roll-up in a window.
int64_t mentions(const Totals& totals, size_t window);

// The metrics of a window, in the order of Metric; those that are zero are left out. Takes the place of what
// `out` held, so that its memory can be used again. REQUIRES: that window of `summary` was read.
void windowMetrics(const Summary& summary, size_t window, const Beside& beside, std::vector<Measured>* out);

// What a plain value is worked out of: n of a count, numerator and denominator of a ratio, number and sum of
// a spread.
struct PlainParts {
  Metric metric;
  int64_t a = 0, b = 0;
  bool operator==(const PlainParts&) const = default;
};
// Of windowMetrics(), without its quantiles, at a fraction of the cost.
void plainMetrics(const Summary& summary, size_t window, const Beside& beside, std::vector<PlainParts>* out);

// What is asked at the tick.
struct Standings {
  int64_t waiting = 0, unanswered = 0, backlog = 0, agentsAvailable = 0, busySlots = 0, slots = 0;
  std::optional<Time> longestWaiting, oldestUnanswered;

  bool isEmpty() const {
    return waiting == 0 && unanswered == 0 && backlog == 0 && agentsAvailable == 0 && slots == 0;
  }
  bool operator==(const Standings&) const = default;
};
// Added to the end of `out`: they come after those of windows in the order of Metric.
void nowMetrics(const Standings& standings, std::vector<Measured>* out);

}  // namespace watchfloor
