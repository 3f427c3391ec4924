// Where a server listens: "HOST:PORT" or "unix:PATH". Pure, but for isTaken().
#pragma once

#include <absl/status/status.h>

#include <string>

namespace watchfloor {

// InvalidArgument, in words for the operator, when `address` is neither.
absl::Status checkAddress(const std::string& address);

// Whether somebody listens on that UNIX socket already: gRPC would take it away from them. False of
// HOST:PORT.
bool isTaken(const std::string& address);

}  // namespace watchfloor
