// What gRPC alone carries: EventService on the wire, with nothing behind it. Reads a batch, acknowledges it,
// reads the next one.
#pragma once

#include <string>

namespace watchfloor::bench {

// Serves at `address` until the process is ended; prints "listening on ADDRESS" like watchfloord. Exit code.
// `parses`: a batch becomes protobuf's messages, on an arena, as in any service that reads what it gets.
int serveSink(const std::string& address, bool parses);

}  // namespace watchfloor::bench
