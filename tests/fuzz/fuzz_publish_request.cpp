// What a publisher sends: the bytes of a PublishRequest, and the events that the server takes out of them.
#include <watchfloor/v1/service.pb.h>

#include <optional>
#include <utility>
#include <vector>

#include "events.h"
#include "quiet_protobuf.h"

using namespace watchfloor;

namespace {

// What a decoder makes of a batch. One event is its bytes, or the reason why it is none.
struct Decoded {
  uint64_t batch = 0;
  std::string source;
  int64_t unreadable = 0;
  std::vector<std::pair<bool, std::string>> events;
  bool operator==(const Decoded&) const = default;
};

// None: these bytes are no request.
std::optional<Decoded> decodeByProtobuf(const uint8_t* data, size_t size) {
  v1::PublishRequest request;
  if (!request.ParseFromArray(data, static_cast<int>(size))) return std::nullopt;
  Decoded decoded;
  decoded.batch = request.batch();
  decoded.source = request.source();
  decoded.unreadable = request.unreadable();
  for (v1::Event& proto : *request.mutable_events()) {
    const absl::StatusOr<Event> event = wire::fromProto(std::move(proto));
    if (event.ok()) fuzz::checkEvent(*event);
    decoded.events.emplace_back(event.ok(),
                                event.ok() ? fuzz::bytesOf(*event) : std::string(event.status().message()));
  }
  return decoded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  decodeByProtobuf(data, size);
  return 0;
}
