// Questions to the history and its answers between protobuf and the model. Pure functions; any thread.
#pragma once

#include <absl/status/statusor.h>

#include "model/history.h"
#include "watchfloor/v1/history.pb.h"

namespace watchfloor::wire {

// InvalidArgument, naming the field.
absl::StatusOr<HistoryQuery> fromProto(const v1::QueryHistoryRequest& request);
v1::QueryHistoryRequest toProto(const HistoryQuery& query);

void toProto(const HistoryHead& head, v1::HistoryHead* proto);
HistoryHead fromProto(const v1::HistoryHead& proto);

void toProto(const HistoryPeriod& period, v1::HistoryPeriod* proto);
// A metric that is not known here is left out; InvalidArgument for one in another's shape.
absl::StatusOr<HistoryPeriod> fromProto(const v1::HistoryPeriod& proto);

}  // namespace watchfloor::wire
