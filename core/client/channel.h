// A connection of our own to an engine: it connects at once, fails at once, and notices within 15 s when the
// other side is gone without a word. Waiting between attempts is the caller's.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <chrono>
#include <memory>
#include <string>

namespace watchfloor {

// `target` is host:port, or unix:path.
std::shared_ptr<grpc::Channel> openChannel(const std::string& target);

// A call waits for an engine to come up, and for its answer, so long in all.
void waitAtMost(grpc::ClientContext& context, std::chrono::milliseconds patience);

}  // namespace watchfloor
