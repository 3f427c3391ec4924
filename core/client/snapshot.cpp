#include "client/snapshot.h"

#include <absl/strings/str_cat.h>
#include <grpcpp/grpcpp.h>

#include "client/channel.h"
#include "watchfloor/v1/service.grpc.pb.h"
#include "wire/frame_wire.h"
#include "wire/selection_wire.h"

namespace watchfloor {

absl::StatusOr<Frame> takeSnapshot(const std::string& target, const Selection& selection,
                                   std::chrono::milliseconds patience) {
  const auto stub = v1::WallService::NewStub(openChannel(target));
  grpc::ClientContext context;
  waitAtMost(context, patience);
  v1::WallUpdate update;
  const grpc::Status status = stub->GetSnapshot(&context, wire::toProto(selection), &update);
  if (status.ok()) return wire::applyUpdate(update, nullptr);
  if (status.error_code() == grpc::StatusCode::INVALID_ARGUMENT) {
    return absl::InvalidArgumentError(status.error_message());
  }
  const bool isLate = status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED;
  return absl::UnavailableError(absl::StrCat("no answer from ", target,
                                             isLate ? " in time" : absl::StrCat(": ", status.error_message()),
                                             "; is watchfloord running there?"));
}

}  // namespace watchfloor
