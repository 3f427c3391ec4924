// Cells, series and the names of windows and metrics between protobuf and the model. Pure functions; any
// thread. What a newer peer may send and this one does not know (a metric, a window) is left out; what
// contradicts itself (a metric in another's shape) is InvalidArgument, naming the cell and the metric.
#pragma once

#include <absl/status/statusor.h>

#include <optional>

#include "model/frame.h"
#include "watchfloor/v1/metrics.pb.h"

namespace watchfloor::wire {

v1::Window protoOf(Window window);
v1::Metric protoOf(Metric metric);
std::optional<Window> windowOf(int proto);  // none: unspecified or unknown
std::optional<Metric> metricOf(int proto);  // as above

void toProto(const FrameCell& cell, v1::Cell* proto);
// None when its window is unknown.
absl::StatusOr<std::optional<FrameCell>> fromProto(const v1::Cell& proto);

// A count, a ratio or a spread, by themselves.
void toProto(const Count& count, v1::Count* proto);
void toProto(const Ratio& ratio, v1::Ratio* proto);
void toProto(const Spread& spread, v1::Spread* proto);
Count fromProto(const v1::Count& proto);
Ratio fromProto(const v1::Ratio& proto);
Spread fromProto(const v1::Spread& proto);

void toProto(const SeriesPoint& point, v1::SeriesPoint* proto);
// Points in order of their start, one for each step.
absl::StatusOr<Series> fromProto(const v1::Series& proto);

// The span of a v1::Series or a v1::CellName: the last hour by minutes is not written, so that who does not
// know spans reads what he knows.
template <class Proto>
void setSpan(const SeriesSpan& span, Proto* proto) {
  if (span == SeriesSpan()) return;
  proto->set_span_minutes(static_cast<uint32_t>(span.length.count()));
  proto->set_step_minutes(static_cast<uint32_t>(span.step.count()));
}
// None when there is no such span.
template <class Proto>
std::optional<SeriesSpan> spanOf(const Proto& proto) {
  if (proto.span_minutes() == 0 && proto.step_minutes() == 0) return SeriesSpan();
  const SeriesSpan span{minutes(proto.span_minutes()), minutes(proto.step_minutes())};
  return span.isValid() ? std::optional(span) : std::nullopt;
}

}  // namespace watchfloor::wire
