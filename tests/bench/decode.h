// From the wire to what the engine takes, as the server does it.
#pragma once

#include <string_view>

#include "model/record.h"

namespace watchfloor::bench {

// `bytes`: a serialised watchfloor.v1.PublishRequest, all of whose events are well-formed. They outlive the
// batch.
BatchRecord decode(std::string_view bytes);

}  // namespace watchfloor::bench
