// What a publisher sends: the bytes of a PublishRequest. The server's scan of them and protobuf agree, and
// the events that they give are fit to be sent on.
#include "events.h"
#include "quiet_protobuf.h"
#include "unit/scan_compare.h"

using namespace watchfloor;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string difference = differenceOfScan(bytes);
  fuzz::require(difference.empty(), difference);
  v1::PublishRequest request;
  if (!request.ParseFromArray(data, static_cast<int>(size))) return 0;
  for (v1::Event& proto : *request.mutable_events()) {
    const absl::StatusOr<Event> event = wire::fromProto(std::move(proto));
    if (event.ok()) fuzz::checkEvent(*event);
  }
  return 0;
}
