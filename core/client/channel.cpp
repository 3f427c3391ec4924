#include "client/channel.h"

#include <grpc/support/time.h>
#include <grpcpp/grpcpp.h>

namespace watchfloor {
namespace {

constexpr int kMaxFrameBytes = 64 * 1024 * 1024;  // a full frame of thousands of cells

}  // namespace

std::shared_ptr<grpc::Channel> openChannel(const std::string& target) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // no memory of earlier failures
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 4'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 10'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 5'000);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetMaxReceiveMessageSize(kMaxFrameBytes);
  return grpc::CreateCustomChannel(target, grpc::InsecureChannelCredentials(), arguments);
}

void waitAtMost(grpc::ClientContext& context, std::chrono::milliseconds patience) {
  context.set_wait_for_ready(true);
  context.set_deadline(gpr_time_from_millis(patience.count(), GPR_TIMESPAN));
}

}  // namespace watchfloor
