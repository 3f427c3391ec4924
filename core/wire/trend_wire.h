// Trends between protobuf and the model. Pure functions; any thread.
#pragma once

#include "model/trend.h"

namespace watchfloor::v1 {
class Trend;
}

namespace watchfloor::wire {

void toProto(const Trend& trend, v1::Trend* proto);
// A state that is not known here is taken for learning.
Trend fromProto(const v1::Trend& proto);

}  // namespace watchfloor::wire
