// What gRPC alone carries: EventService on the wire, with nothing behind it. Reads a batch, acknowledges it,
// reads the next one.
#pragma once

#include <string>

namespace watchfloor::bench {

// Serves at `address` until the process is ended; prints "listening on ADDRESS" like watchfloord. Exit code.
int serveSink(const std::string& address);

}  // namespace watchfloor::bench
