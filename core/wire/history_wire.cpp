#include "wire/history_wire.h"

#include <absl/strings/str_cat.h>

#include <utility>

#include "model/event.h"
#include "wire/cell_wire.h"

namespace watchfloor::wire {
namespace {

constexpr int kMaxNames = 10'000, kMaxMetrics = 1'000;
constexpr size_t kLongestZone = 100;

// The model counts from 0, protobuf from 1.
static_assert(static_cast<int>(HistoryStep::kTotal) + 1 == v1::HISTORY_STEP_TOTAL);

template <class Names>
absl::Status checkNames(absl::string_view field, const Names& names) {
  if (names.size() > kMaxNames) {
    return absl::InvalidArgumentError(
        absl::StrCat(field, ": more than ", kMaxNames, "; leave it empty for all"));
  }
  for (int i = 0; i < names.size(); ++i) {
    if (names.Get(i).empty() || names.Get(i).size() > kLongestName) {
      return absl::InvalidArgumentError(absl::StrCat(field, "[", i, "]: empty, or longer than 200 bytes"));
    }
  }
  return absl::OkStatus();
}

void toProto(const HistoryFigure& figure, v1::HistoryFigure* proto) {
  proto->set_metric(protoOf(figure.metric));
  if (const auto* count = std::get_if<Count>(&figure.value)) {
    wire::toProto(*count, proto->mutable_count());
  } else if (const auto* ratio = std::get_if<Ratio>(&figure.value)) {
    wire::toProto(*ratio, proto->mutable_ratio());
  } else if (const auto* spread = std::get_if<Spread>(&figure.value)) {
    wire::toProto(*spread, proto->mutable_spread());
  } else {
    const auto& sampled = std::get<Sampled>(figure.value);
    proto->mutable_sampled()->set_sum(sampled.sum);
    proto->mutable_sampled()->set_max(sampled.max);
    proto->mutable_sampled()->set_n(sampled.n);
  }
}

std::optional<HistoryValue> valueOf(const v1::HistoryFigure& proto) {
  switch (proto.value_case()) {
    case v1::HistoryFigure::kCount:
      return fromProto(proto.count());
    case v1::HistoryFigure::kRatio:
      return fromProto(proto.ratio());
    case v1::HistoryFigure::kSpread:
      return fromProto(proto.spread());
    case v1::HistoryFigure::kSampled:
      return Sampled{proto.sampled().sum(), proto.sampled().max(), proto.sampled().n()};
    case v1::HistoryFigure::VALUE_NOT_SET:
      break;
  }
  return std::nullopt;
}

bool isInShape(Metric metric, const HistoryValue& value) {
  const MetricInfo& known = info(metric);
  if (known.shape == Shape::kRatio) return std::holds_alternative<Ratio>(value);
  if (known.shape == Shape::kSpread) return std::holds_alternative<Spread>(value);
  return known.isNow ? std::holds_alternative<Sampled>(value) : std::holds_alternative<Count>(value);
}

}  // namespace

absl::StatusOr<HistoryQuery> fromProto(const v1::QueryHistoryRequest& request) {
  if (absl::Status status = checkNames("brands", request.brands()); !status.ok()) return status;
  if (absl::Status status = checkNames("channels", request.channels()); !status.ok()) return status;
  if (request.metrics_size() > kMaxMetrics) return absl::InvalidArgumentError("metrics: too many");
  if (request.zone().size() > kLongestZone) return absl::InvalidArgumentError("zone: longer than 100 bytes");
  if (request.step() < v1::HISTORY_STEP_MINUTE || request.step() > v1::HISTORY_STEP_TOTAL) {
    return absl::InvalidArgumentError("step: unspecified, or unknown");
  }
  HistoryQuery query;
  query.brands.assign(request.brands().begin(), request.brands().end());
  query.channels.assign(request.channels().begin(), request.channels().end());
  query.byBrand = request.by_brand();
  query.byChannel = request.by_channel();
  for (int i = 0; i < request.metrics_size(); ++i) {
    const std::optional<Metric> metric = metricOf(request.metrics(i));
    if (!metric) return absl::InvalidArgumentError(absl::StrCat("metrics[", i, "]: unknown metric"));
    query.metrics.push_back(*metric);
  }
  query.from = fromMicros(request.from_us());
  query.to = fromMicros(request.to_us());
  query.step = static_cast<HistoryStep>(request.step() - 1);
  if (!request.zone().empty()) query.zone = request.zone();
  return query;
}

v1::QueryHistoryRequest toProto(const HistoryQuery& query) {
  v1::QueryHistoryRequest request;
  request.mutable_brands()->Add(query.brands.begin(), query.brands.end());
  request.mutable_channels()->Add(query.channels.begin(), query.channels.end());
  request.set_by_brand(query.byBrand);
  request.set_by_channel(query.byChannel);
  for (const Metric metric : query.metrics) request.add_metrics(protoOf(metric));
  request.set_from_us(micros(query.from));
  request.set_to_us(micros(query.to));
  request.set_step(static_cast<v1::HistoryStep>(static_cast<int>(query.step) + 1));
  request.set_zone(query.zone);
  return request;
}

void toProto(const HistoryHead& head, v1::HistoryHead* proto) {
  if (head.began) proto->set_began_us(micros(*head.began));
  if (head.asOf) proto->set_as_of_us(micros(*head.asOf));
}

HistoryHead fromProto(const v1::HistoryHead& proto) {
  HistoryHead head;
  if (proto.has_began_us()) head.began = fromMicros(proto.began_us());
  if (proto.has_as_of_us()) head.asOf = fromMicros(proto.as_of_us());
  return head;
}

void toProto(const HistoryPeriod& period, v1::HistoryPeriod* proto) {
  proto->set_from_us(micros(period.from));
  proto->set_to_us(micros(period.to));
  proto->set_minutes(period.minutes);
  proto->set_observed(period.observed);
  proto->set_before_began(period.isBeforeBegan);
  proto->set_deleted(period.isDeleted);
  proto->set_gap(period.hasGap);
  proto->set_unfinished(period.isUnfinished);
  proto->set_definition_id(period.definitionId);
  proto->set_redefined(period.isRedefined);
  for (const HistoryPoint& point : period.points) {
    v1::HistoryPoint* to = proto->add_points();
    to->set_brand(point.brand);
    to->set_channel(point.channel);
    for (const HistoryFigure& figure : point.figures) toProto(figure, to->add_figures());
  }
}

absl::StatusOr<HistoryPeriod> fromProto(const v1::HistoryPeriod& proto) {
  HistoryPeriod period;
  period.from = fromMicros(proto.from_us());
  period.to = fromMicros(proto.to_us());
  period.minutes = proto.minutes();
  period.observed = proto.observed();
  period.isBeforeBegan = proto.before_began();
  period.isDeleted = proto.deleted();
  period.hasGap = proto.gap();
  period.isUnfinished = proto.unfinished();
  period.definitionId = proto.definition_id();
  period.isRedefined = proto.redefined();
  for (const v1::HistoryPoint& from : proto.points()) {
    HistoryPoint& point = period.points.emplace_back(HistoryPoint{from.brand(), from.channel(), {}});
    for (const v1::HistoryFigure& figure : from.figures()) {
      const std::optional<Metric> metric = metricOf(figure.metric());
      if (!metric) continue;
      std::optional<HistoryValue> value = valueOf(figure);
      if (!value || !isInShape(*metric, *value)) {
        return absl::InvalidArgumentError(absl::StrCat(
            from.brand(), "|", from.channel(), ": ", v1::Metric_Name(figure.metric()), ": not in its shape"));
      }
      point.figures.push_back({*metric, *std::move(value)});
    }
  }
  return period;
}

}  // namespace watchfloor::wire
