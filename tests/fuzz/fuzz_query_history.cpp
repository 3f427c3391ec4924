// What somebody asks the history, and the bytes that lie in its file.
#include <watchfloor/v1/history.pb.h>

#include "quiet_protobuf.h"
#include "require.h"
#include "store/history_rows.h"
#include "wire/history_wire.h"

using namespace watchfloor;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Period period;
  if (history::mergeNumbers(bytes, &period).ok()) {
    Period again;
    fuzz::require(history::mergeNumbers(history::numbersToBytes(period), &again).ok(),
                  "numbers are read again");
    fuzz::require(again.numbers() == period.numbers(), "numbers are the same after the file");
  }
  if (history::mergeBins(bytes, &period).ok()) {
    Period again;
    fuzz::require(history::mergeBins(history::binsToBytes(period.bins()), &again).ok(),
                  "bins are read again");
    fuzz::require(again.bins() == period.bins(), "bins are the same after the file");
  }
  std::vector<Metric> metrics;
  for (const MetricInfo& info : metricInfos()) metrics.push_back(info.metric);
  figuresOf(period, {}, metrics);
  v1::QueryHistoryRequest request;
  if (!request.ParseFromArray(data, static_cast<int>(size))) return 0;
  const absl::StatusOr<HistoryQuery> query = wire::fromProto(request);
  if (!query.ok()) return 0;
  const absl::StatusOr<HistoryQuery> same = wire::fromProto(wire::toProto(*query));
  fuzz::require(same.ok() && *same == *query, "a question is the same after the wire");
  return 0;
}
