#include "wire/selection_wire.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

#include "model/event.h"
#include "watchfloor/v1/service.pb.h"
#include "wire/cell_wire.h"

namespace watchfloor::wire {
namespace {

constexpr int kMaxNames = 10'000;
constexpr int kMaxSeries = 1'000;
constexpr int64_t kMaxPoints = kMaxSeries * SeriesSpan().steps();  // of all series together
constexpr double kMaxRateHz = 60;

template <class T>
void normalise(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

absl::Status fault(absl::string_view field, int index, absl::string_view reason) {
  return absl::InvalidArgumentError(absl::StrCat(field, "[", index, "]: ", reason));
}

absl::Status tooMany(absl::string_view field, int limit) {
  return absl::InvalidArgumentError(absl::StrCat(field, ": more than ", limit, "; leave it empty for all"));
}

// Nothing has a longer one.
bool isTooLong(const std::string& name) { return name.size() > kLongestName; }

template <class Names>
absl::Status checkNames(absl::string_view field, const Names& names) {
  if (names.size() > kMaxNames) return tooMany(field, kMaxNames);
  for (int i = 0; i < names.size(); ++i) {
    if (names.Get(i).empty()) return fault(field, i, "empty");
    if (isTooLong(names.Get(i))) return fault(field, i, "longer than 200 bytes");
  }
  return absl::OkStatus();
}

absl::Status check(const v1::SubscribeRequest& request) {
  if (const absl::Status status = checkNames("brands", request.brands()); !status.ok()) return status;
  if (const absl::Status status = checkNames("channels", request.channels()); !status.ok()) return status;
  if (!(request.max_rate_hz() >= 0 && request.max_rate_hz() <= kMaxRateHz)) {
    return absl::InvalidArgumentError(
        absl::StrCat("max_rate_hz: ", request.max_rate_hz(), " is not in 0 to 60"));
  }
  if (request.series_size() > kMaxSeries) {
    return absl::InvalidArgumentError(absl::StrCat("series: more than ", kMaxSeries, "; ask for fewer"));
  }
  int64_t points = 0;
  for (int i = 0; i < request.series_size(); ++i) {
    const std::optional<SeriesSpan> span = spanOf(request.series(i));
    if (!span)
      return fault("series", i, "no such span: up to 60 minutes by minutes, up to 1440 by multiples of 5");
    points += span->steps();
    if (request.series(i).brand().empty()) return fault("series", i, "brand is empty");
    if (request.series(i).channel().empty()) return fault("series", i, "channel is empty");
    if (isTooLong(request.series(i).brand()) || isTooLong(request.series(i).channel())) {
      return fault("series", i, "a name of more than 200 bytes");
    }
  }
  if (points > kMaxPoints) {
    return absl::InvalidArgumentError(
        absl::StrCat("series: more than ", kMaxPoints, " points; ask for fewer, or for longer steps"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Selection> fromProto(const v1::SubscribeRequest& request) {
  if (const absl::Status status = check(request); !status.ok()) return status;
  Selection selection;
  selection.brands.assign(request.brands().begin(), request.brands().end());
  selection.channels.assign(request.channels().begin(), request.channels().end());
  for (int i = 0; i < request.windows_size(); ++i) {
    const std::optional<Window> window = windowOf(request.windows(i));
    if (!window) return fault("windows", i, "unknown window");
    selection.windows.push_back(*window);
  }
  for (int i = 0; i < request.metrics_size(); ++i) {
    const std::optional<Metric> metric = metricOf(request.metrics(i));
    if (!metric) return fault("metrics", i, "unknown metric");
    selection.metrics.push_back(*metric);
  }
  for (const v1::CellName& name : request.series())
    selection.series.push_back({name.brand(), name.channel(), *spanOf(name)});
  selection.maxRateHz = request.max_rate_hz();
  normalise(selection.brands);
  normalise(selection.channels);
  normalise(selection.windows);
  normalise(selection.metrics);
  normalise(selection.series);
  return selection;
}

v1::SubscribeRequest toProto(const Selection& selection) {
  v1::SubscribeRequest request;
  request.mutable_brands()->Add(selection.brands.begin(), selection.brands.end());
  request.mutable_channels()->Add(selection.channels.begin(), selection.channels.end());
  for (const Window window : selection.windows) request.add_windows(protoOf(window));
  for (const Metric metric : selection.metrics) request.add_metrics(protoOf(metric));
  for (const SeriesName& name : selection.series) {
    v1::CellName* proto = request.add_series();
    proto->set_brand(name.brand);
    proto->set_channel(name.channel);
    setSpan(name.span, proto);
  }
  request.set_max_rate_hz(selection.maxRateHz);
  return request;
}

absl::StatusOr<std::optional<PastWish>> pastOf(const v1::SubscribeRequest& request) {
  if (!request.has_past()) return std::optional<PastWish>();
  const v1::Past& past = request.past();
  PastWish wish{.moment = {.at = fromMicros(past.at_us())}, .speed = past.speed() == 0 ? 1 : past.speed()};
  if (past.has_position()) wish.moment.position = past.position();
  if (!(wish.speed >= kSlowest && wish.speed <= kFastest)) {
    return absl::InvalidArgumentError(absl::StrCat("past.speed: ", past.speed(), " is not in 0.25 to 60"));
  }
  return std::optional(wish);
}

void setPast(const PastWish& wish, v1::SubscribeRequest* request) {
  v1::Past* past = request->mutable_past();
  past->set_at_us(micros(wish.moment.at));
  past->set_speed(wish.speed);
  if (wish.moment.position) past->set_position(*wish.moment.position);
}

}  // namespace watchfloor::wire
