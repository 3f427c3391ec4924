// A connection of our own to an engine: it connects at once, fails at once, and notices within 15 s when the
// other side is gone without a word. Waiting between attempts is the caller's.
#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>

namespace watchfloor {

// `target` is host:port, or unix:path.
std::shared_ptr<grpc::Channel> openChannel(const std::string& target);

}  // namespace watchfloor
