// How each metric is computed, in words: said once, for whoever points at a figure, copies it, or hears it
// read out.
//
//   definitionOf({Metric::kServiceLevel}).denominator   -> "contacts due in this window, less short abandons"
//
// METRICS in proto/watchfloor/v1/metrics.proto has the same in full. Pure functions; any thread.
#pragma once

#include <QString>

#include "subject.h"

namespace watchfloor {

struct Definition {
  QString meaning;                           // of the figure, in one line
  QString numerator, denominator, excluded;  // of a ratio; empty: there is none
};

Definition definitionOf(const Subject& subject);

}  // namespace watchfloor
