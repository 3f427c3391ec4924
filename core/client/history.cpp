#include "client/history.h"

#include <grpcpp/grpcpp.h>

#include <utility>

#include "client/channel.h"
#include "client/in_words.h"
#include "watchfloor/v1/history.grpc.pb.h"
#include "wire/history_wire.h"

namespace watchfloor {
absl::StatusOr<History> queryHistory(const std::string& target, const HistoryQuery& query,
                                     std::chrono::milliseconds patience,
                                     const std::function<bool()>& isEnding) {
  const auto stub = v1::HistoryService::NewStub(openChannel(target));
  grpc::ClientContext context;
  waitAtMost(context, patience);
  const auto reader = stub->QueryHistory(&context, wire::toProto(query));
  History history;
  absl::Status fault;
  for (v1::QueryHistoryResponse response; reader->Read(&response);) {
    if (response.has_head()) history.head = wire::fromProto(response.head());
    for (const v1::HistoryPeriod& proto : response.periods()) {
      absl::StatusOr<HistoryPeriod> period = wire::fromProto(proto);
      if (period.ok()) {
        history.periods.push_back(*std::move(period));
      } else {
        fault = period.status();
      }
    }
    if (isEnding()) fault = absl::CancelledError("ended");
    if (!fault.ok()) context.TryCancel();
  }
  const grpc::Status status = reader->Finish();
  if (!fault.ok()) return fault;
  if (!status.ok()) return inWords(status, target, "history");
  return history;
}

}  // namespace watchfloor
