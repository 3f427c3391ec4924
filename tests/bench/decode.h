// From the wire to what the engine takes, as the server does it.
#pragma once

#include <string>

#include "model/record.h"

namespace watchfloor::bench {

// `bytes`: a serialised watchfloor.v1.PublishRequest, all of whose events are well-formed.
BatchRecord decode(const std::string& bytes);

}  // namespace watchfloor::bench
