#include "hour.h"

#include <algorithm>

namespace watchfloor {
namespace {

template <typename Each>
void forEachSlot(const Series* series, const Slots& slots, Each each) {
  if (!series) return;
  for (const SeriesPoint& point : series->points) {
    if (const auto slot = slots.slotOf(point.start)) each(*slot, point);
  }
}

// Whether the step was asked at a tick; if it was, a figure that is not there is zero.
bool hasTick(const SeriesPoint& point) {
  return std::ranges::any_of(point.figures, [](const Measured& m) { return info(m.metric).isNow; });
}

}  // namespace

Slots::Slots(Time asOf, SeriesSpan span)
    : start(asOf.time_since_epoch() / span.step * Duration(span.step) - span.length),
      step(span.step),
      count(static_cast<size_t>(span.steps())) {}

std::optional<size_t> Slots::slotOf(Time when) const {
  if (when < start || when >= end()) return std::nullopt;
  return static_cast<size_t>((when - start) / step);
}

Hour countsOf(const Series* series, std::vector<Metric> metrics, const Slots& slots,
              std::optional<Time> known) {
  Hour hour(slots.count);
  if (!series || !known) return hour;  // of what was not told, nothing is known
  const size_t first = slots.slotOf(std::max(*known, slots.start)).value_or(slots.count);
  for (size_t i = first; i < hour.size(); ++i) hour[i] = 0.0;
  forEachSlot(series, slots, [&](size_t slot, const SeriesPoint& point) {
    double sum = 0;
    for (Metric metric : metrics) sum += static_cast<double>(std::get<Count>(point.figure(metric)).n);
    hour[slot] = sum;
  });
  return hour;
}

std::vector<Ratio> ratiosOf(const Series* series, Metric metric, const Slots& slots, int over) {
  std::vector<Ratio> parts(slots.count);
  forEachSlot(series, slots, [&](size_t slot, const SeriesPoint& point) {
    parts[slot] = std::get<Ratio>(point.figure(metric));
  });
  std::vector<Ratio> pools(slots.count);
  Ratio pool;
  for (size_t i = 0; i < parts.size(); ++i) {
    pool.num += parts[i].num, pool.den += parts[i].den;
    if (const size_t left = i - static_cast<size_t>(over); i >= static_cast<size_t>(over)) {
      pool.num -= parts[left].num, pool.den -= parts[left].den;
    }
    pools[i] = pool;
  }
  return pools;
}

Hour valuesOf(const std::vector<Ratio>& ratios, int64_t least, int64_t most) {
  Hour hour;
  for (const Ratio& ratio : ratios)
    hour.push_back(ratio.den >= least && ratio.den <= most ? ratio.value() : std::nullopt);
  return hour;
}

Hour quantilesOf(const Series* series, Metric metric, int percent, const Slots& slots, int64_t least,
                 int64_t most) {
  Hour hour(slots.count);
  forEachSlot(series, slots, [&](size_t slot, const SeriesPoint& point) {
    const Spread spread = std::get<Spread>(point.figure(metric));
    const auto value = spread.quantile(percent);
    if (value && spread.n >= least && spread.n <= most) hour[slot] = toSeconds(*value);
  });
  return hour;
}

Hour levelsOf(const Frame& frame, const Series* series, Metric metric, SeriesSpan span) {
  const Slots slots = levelSlots(frame.asOf, span);
  Hour hour(slots.count);
  if (!series) return hour;
  for (const Series& any : frame.series) {
    if (any.span != span) continue;
    forEachSlot(&any, slots, [&](size_t slot, const SeriesPoint& point) {
      if (hasTick(point)) hour[slot] = 0.0;
    });
  }
  forEachSlot(series, slots, [&](size_t slot, const SeriesPoint& point) {
    if (hasTick(point)) hour[slot] = static_cast<double>(std::get<Count>(point.figure(metric)).n);
  });
  return hour;
}

std::optional<Time> firstKnown(const Frame& frame, SeriesSpan span) {
  std::optional<Time> first;
  for (const Series& series : frame.series) {
    if (series.span != span || series.points.empty()) continue;
    if (!first || series.points.front().start < *first) first = series.points.front().start;
  }
  return first;
}

}  // namespace watchfloor
