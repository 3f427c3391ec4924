// What "but" does to the valences of a text: those before it count half, those after it half as much again.
// As the released scorer has it: for each valence in turn the first one that is then equal to it is changed,
// which is another one where a rating occurs twice.
#pragma once

#include <absl/container/inlined_vector.h>

#include <cstddef>

namespace watchfloor {

struct PlacedValence {
  size_t token = 0;
  double value = 0;
};
// In the order of their tokens; none is 0.
using Valences = absl::InlinedVector<PlacedValence, 32>;

// `but`: its token. O(n log n)
void contrast(size_t but, Valences* valences);

}  // namespace watchfloor
