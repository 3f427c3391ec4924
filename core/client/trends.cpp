#include "client/trends.h"

#include <grpc/support/time.h>
#include <grpcpp/grpcpp.h>

#include "client/channel.h"
#include "client/in_words.h"
#include "watchfloor/v1/trend.grpc.pb.h"
#include "wire/trend_wire.h"

namespace watchfloor {

absl::StatusOr<std::vector<Trend>> listTrends(const std::string& target, bool isOnlyUnusual,
                                              std::chrono::milliseconds patience) {
  const auto stub = v1::TrendService::NewStub(openChannel(target));
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(gpr_time_from_millis(patience.count(), GPR_TIMESPAN));
  v1::ListTrendsRequest request;
  request.set_only_unusual(isOnlyUnusual);
  v1::ListTrendsResponse response;
  const grpc::Status status = stub->ListTrends(&context, request, &response);
  if (!status.ok()) return inWords(status, target, "trends");
  std::vector<Trend> trends;
  for (const v1::Trend& trend : response.trends()) trends.push_back(wire::fromProto(trend));
  return trends;
}

}  // namespace watchfloor
