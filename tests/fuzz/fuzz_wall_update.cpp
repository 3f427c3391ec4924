// What a server sends to a wall: updates, one after the other, each after its length in two bytes.
#include <watchfloor/v1/service.pb.h>

#include <optional>

#include "frames.h"
#include "quiet_protobuf.h"

using namespace watchfloor;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::optional<Frame> frame;
  while (size >= 2) {
    const size_t length = std::min<size_t>(data[0] | data[1] << 8, size - 2);
    v1::WallUpdate update;
    if (!update.ParseFromArray(data + 2, static_cast<int>(length))) return 0;
    absl::StatusOr<Frame> next = wire::applyUpdate(update, frame ? &*frame : nullptr);
    if (!next.ok()) return 0;  // the wall would subscribe again
    fuzz::checkOrder(*next);
    fuzz::checkUpdates(frame ? &*frame : nullptr, *next);
    fuzz::checkExports(*next);
    frame = *std::move(next);
    data += 2 + length;
    size -= 2 + length;
  }
  return 0;
}
