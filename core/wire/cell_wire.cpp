#include "wire/cell_wire.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

namespace watchfloor::wire {
namespace {

// The model counts from 0, protobuf from 1: 0 is "unspecified" there.
static_assert(static_cast<int>(Window::kNow) + 1 == v1::WINDOW_NOW);
static_assert(static_cast<int>(Metric::kSlotUtilisation) + 1 == v1::METRIC_SLOT_UTILISATION);
static_assert(static_cast<int>(Metric::kAbandonRate) + 1 == v1::METRIC_ABANDON_RATE);
static_assert(static_cast<int>(Metric::kAverageSpeedOfAnswer) + 1 == v1::METRIC_AVERAGE_SPEED_OF_ANSWER_S);
static_assert(static_cast<int>(Metric::kWaiting) + 1 == v1::METRIC_WAITING);

void toProto(const Count& count, v1::Figure* proto) { wire::toProto(count, proto->mutable_count()); }
void toProto(const Ratio& ratio, v1::Figure* proto) { wire::toProto(ratio, proto->mutable_ratio()); }
void toProto(const Spread& spread, v1::Figure* proto) { wire::toProto(spread, proto->mutable_spread()); }

void toProto(const Age& age, v1::Figure* proto) {
  v1::Age* out = proto->mutable_age();
  if (age.since) out->set_since_us(micros(*age.since));
}

std::optional<Figure> figureOf(const v1::Figure& proto) {
  switch (proto.value_case()) {
    case v1::Figure::kCount:
      return wire::fromProto(proto.count());
    case v1::Figure::kRatio:
      return wire::fromProto(proto.ratio());
    case v1::Figure::kSpread:
      return wire::fromProto(proto.spread());
    case v1::Figure::kAge:
      return Age{proto.age().has_since_us() ? std::optional(fromMicros(proto.age().since_us()))
                                            : std::nullopt};
    case v1::Figure::VALUE_NOT_SET:
      break;
  }
  return std::nullopt;
}

template <class Figures>
void toProtoFigures(const FigureSet& figures, Figures* out) {
  out->Reserve(static_cast<int>(figures.size()));
  for (const Measured& measured : figures) {
    v1::Figure* figure = out->Add();
    figure->set_metric(protoOf(measured.metric));
    std::visit([figure](const auto& value) { toProto(value, figure); }, measured.figure);
    if (measured.delta) figure->set_delta(*measured.delta);
  }
}

// In the order of Metric, each once.
template <class Figures>
absl::StatusOr<std::vector<Measured>> fromProtoFigures(const Figures& figures) {
  std::vector<Measured> result;
  result.reserve(static_cast<size_t>(figures.size()));
  for (const v1::Figure& proto : figures) {
    const std::optional<Metric> metric = metricOf(proto.metric());
    if (!metric) continue;
    std::optional<Figure> figure = figureOf(proto);
    if (!figure || figure->index() != zeroOf(*metric).index()) {
      return absl::InvalidArgumentError(absl::StrCat(v1::Metric_Name(proto.metric()), ": not in its shape"));
    }
    result.push_back(
        {*metric, std::move(*figure), proto.has_delta() ? std::optional(proto.delta()) : std::nullopt});
  }
  const auto byMetric = [](const Measured& a, const Measured& b) { return a.metric < b.metric; };
  const auto isSame = [](const Measured& a, const Measured& b) { return a.metric == b.metric; };
  std::stable_sort(result.begin(), result.end(), byMetric);
  result.erase(std::unique(result.begin(), result.end(), isSame), result.end());
  return result;
}

absl::Status in(const std::string& place, const absl::Status& status) {
  return absl::InvalidArgumentError(absl::StrCat(place, ": ", status.message()));
}

}  // namespace

v1::Window protoOf(Window window) { return static_cast<v1::Window>(static_cast<int>(window) + 1); }
v1::Metric protoOf(Metric metric) { return static_cast<v1::Metric>(static_cast<int>(metric) + 1); }

std::optional<Window> windowOf(int proto) {
  if (proto < 1 || proto > kWindows) return std::nullopt;
  return static_cast<Window>(proto - 1);
}

std::optional<Metric> metricOf(int proto) {
  if (proto < 1 || proto > kMetrics) return std::nullopt;
  return static_cast<Metric>(proto - 1);
}

void toProto(const Count& count, v1::Count* proto) {
  proto->set_n(count.n);
  proto->set_estimated(count.isEstimated);
}
Count fromProto(const v1::Count& proto) { return {proto.n(), proto.estimated()}; }

void toProto(const Ratio& ratio, v1::Ratio* proto) {
  proto->set_num(ratio.num);
  proto->set_den(ratio.den);
  proto->set_excluded(ratio.excluded);
}
Ratio fromProto(const v1::Ratio& proto) { return {proto.num(), proto.den(), proto.excluded()}; }

void toProto(const Spread& spread, v1::Spread* proto) {
  proto->set_n(spread.n);
  proto->set_sum_us(spread.sum.count());
  proto->set_max_us(spread.max.count());
  if (const auto p = spread.quantile(25)) proto->set_p25_us(p->count());
  if (const auto p = spread.quantile(50)) proto->set_p50_us(p->count());
  if (const auto p = spread.quantile(90)) proto->set_p90_us(p->count());
  if (const auto p = spread.quantile(95)) proto->set_p95_us(p->count());
  if (const auto p = spread.quantile(99)) proto->set_p99_us(p->count());
  proto->set_over(spread.isOver);
}
Spread fromProto(const v1::Spread& proto) {
  const auto optional = [](bool has, int64_t us) { return has ? std::optional(Duration(us)) : std::nullopt; };
  static_assert(Spread::kPercents == std::array{25, 50, 90, 95, 99});
  return {.n = proto.n(),
          .sum = Duration(proto.sum_us()),
          .max = Duration(proto.max_us()),
          .quantiles = {optional(proto.has_p25_us(), proto.p25_us()),
                        optional(proto.has_p50_us(), proto.p50_us()),
                        optional(proto.has_p90_us(), proto.p90_us()),
                        optional(proto.has_p95_us(), proto.p95_us()),
                        optional(proto.has_p99_us(), proto.p99_us())},
          .isOver = proto.over()};
}

void toProto(const FrameCell& cell, v1::Cell* proto) {
  proto->set_brand(cell.brand);
  proto->set_channel(cell.channel);
  proto->set_window(protoOf(cell.window));
  proto->set_has_delta(cell.hasDelta);
  toProtoFigures(cell.figures, proto->mutable_figures());
}

absl::StatusOr<std::optional<FrameCell>> fromProto(const v1::Cell& proto) {
  const std::optional<Window> window = windowOf(proto.window());
  if (!window) return std::optional<FrameCell>();
  absl::StatusOr<std::vector<Measured>> figures = fromProtoFigures(proto.figures());
  if (!figures.ok()) {
    return in(absl::StrCat("cell ", proto.brand(), "|", proto.channel()), figures.status());
  }
  return FrameCell{proto.brand(), proto.channel(), *window, proto.has_delta(), *figures};
}

void toProto(const SeriesPoint& point, v1::SeriesPoint* proto) {
  proto->set_start_us(micros(point.start));
  toProtoFigures(point.figures, proto->mutable_figures());
}

absl::StatusOr<Series> fromProto(const v1::Series& proto) {
  const std::optional<SeriesSpan> span = spanOf(proto);
  const auto where = [&] { return absl::StrCat("series ", proto.brand(), "|", proto.channel()); };
  if (!span) return in(where(), absl::InvalidArgumentError("no such span"));
  Series series{proto.brand(), proto.channel(), {}, *span};
  for (const v1::SeriesPoint& point : proto.points()) {
    absl::StatusOr<std::vector<Measured>> figures = fromProtoFigures(point.figures());
    if (!figures.ok()) return in(where(), figures.status());
    series.points.push_back({fromMicros(point.start_us()), *figures});
  }
  std::vector<SeriesPoint>& points = series.points;
  const auto byStart = [](const SeriesPoint& a, const SeriesPoint& b) { return a.start < b.start; };
  const auto isSame = [](const SeriesPoint& a, const SeriesPoint& b) { return a.start == b.start; };
  std::stable_sort(points.begin(), points.end(), byStart);
  points.erase(std::unique(points.begin(), points.end(), isSame), points.end());
  return series;
}

}  // namespace watchfloor::wire
