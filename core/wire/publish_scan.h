// Reads a watchfloor.v1.PublishRequest straight from its bytes, without protobuf's objects: the events are
// views into the bytes. It accepts and rejects what protobuf and fromProto() do, word for word. About ten
// times as fast. Pure; any thread.
#pragma once

#include <absl/status/status.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"

namespace watchfloor::wire {

struct ScannedRequest {
  struct Rejection {
    uint32_t index;  // among the request's events
    std::string reason;
  };
  uint64_t batch = 0;
  std::string_view source;
  int64_t unreadable = 0;
  std::vector<EventView> events;      // those that could be converted; validate() is not asked
  std::vector<uint32_t> places;       // the index that each of them had in the request
  std::vector<Rejection> rejections;  // the others
  size_t size() const { return events.size() + rejections.size(); }
};

// InvalidArgument when the bytes are no request at all: malformed, or a text is not UTF-8.
absl::Status scan(std::string_view bytes, ScannedRequest* request);

}  // namespace watchfloor::wire
