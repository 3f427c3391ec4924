// What a wall asks for.
#include <watchfloor/v1/service.pb.h>

#include "quiet_protobuf.h"
#include "require.h"
#include "wire/selection_wire.h"

using namespace watchfloor;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  v1::SubscribeRequest request;
  if (!request.ParseFromArray(data, static_cast<int>(size))) return 0;
  const absl::StatusOr<std::optional<PastWish>> past = wire::pastOf(request);
  if (past.ok() && *past) {
    v1::SubscribeRequest same;
    wire::setPast(**past, &same);
    const absl::StatusOr<std::optional<PastWish>> again = wire::pastOf(same);
    fuzz::require(
        again.ok() && *again && (*again)->moment == (*past)->moment && (*again)->speed == (*past)->speed,
        "a moment is the same after the wire");
  }
  const absl::StatusOr<Selection> selection = wire::fromProto(request);
  if (!selection.ok()) return 0;
  const absl::StatusOr<Selection> again = wire::fromProto(wire::toProto(*selection));
  fuzz::require(again.ok() && *again == *selection, "a selection is the same after the wire");
  return 0;
}
