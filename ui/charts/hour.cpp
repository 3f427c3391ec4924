#include "hour.h"

#include <algorithm>

namespace watchfloor {
namespace {

// The slot of a minute; none outside the hour.
std::optional<size_t> slotOf(Time minute, Time start) {
  const int64_t slot = std::chrono::floor<minutes>(minute - start).count();
  return slot >= 0 && slot < kSlots ? std::optional(static_cast<size_t>(slot)) : std::nullopt;
}

template <typename Each>
void forEachSlot(const Series* series, Time start, Each each) {
  if (!series) return;
  for (const SeriesPoint& point : series->points) {
    if (const auto slot = slotOf(point.start, start)) each(*slot, point);
  }
}

// Whether the minute was asked at a tick; if it was, a figure that is not there is zero.
bool hasTick(const SeriesPoint& point) {
  return std::ranges::any_of(point.figures, [](const Measured& m) { return info(m.metric).isNow; });
}

}  // namespace

Time hourStart(Time asOf) {
  return Time(std::chrono::floor<minutes>(asOf.time_since_epoch())) - minutes(kSlots);
}

Hour countsOf(const Series* series, std::vector<Metric> metrics, Time asOf, std::optional<Time> known) {
  Hour hour(kSlots);
  if (!known) return hour;
  const size_t first = slotOf(std::max(*known, hourStart(asOf)), hourStart(asOf)).value_or(kSlots);
  for (size_t i = first; i < hour.size(); ++i) hour[i] = 0.0;
  forEachSlot(series, hourStart(asOf), [&](size_t slot, const SeriesPoint& point) {
    double sum = 0;
    for (Metric metric : metrics) sum += static_cast<double>(std::get<Count>(point.figure(metric)).n);
    hour[slot] = sum;
  });
  return hour;
}

std::vector<Ratio> ratiosOf(const Series* series, Metric metric, Time asOf, int over) {
  std::vector<Ratio> parts(kSlots);
  forEachSlot(series, hourStart(asOf), [&](size_t slot, const SeriesPoint& point) {
    parts[slot] = std::get<Ratio>(point.figure(metric));
  });
  std::vector<Ratio> pools(kSlots);
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

Hour quantilesOf(const Series* series, Metric metric, int percent, Time asOf, int64_t least, int64_t most) {
  Hour hour(kSlots);
  forEachSlot(series, hourStart(asOf), [&](size_t slot, const SeriesPoint& point) {
    const Spread spread = std::get<Spread>(point.figure(metric));
    const auto value = spread.quantile(percent);
    if (value && spread.n >= least && spread.n <= most) hour[slot] = toSeconds(*value);
  });
  return hour;
}

Hour levelsOf(const Frame& frame, const Series* series, Metric metric) {
  Hour hour(kSlots);
  const Time start = hourStart(frame.asOf) + minutes(1);
  for (const Series& any : frame.series) {
    forEachSlot(&any, start, [&](size_t slot, const SeriesPoint& point) {
      if (hasTick(point)) hour[slot] = 0.0;
    });
  }
  forEachSlot(series, start, [&](size_t slot, const SeriesPoint& point) {
    if (hasTick(point)) hour[slot] = static_cast<double>(std::get<Count>(point.figure(metric)).n);
  });
  return hour;
}

std::optional<Time> firstKnown(const Frame& frame) {
  std::optional<Time> first;
  for (const Series& series : frame.series) {
    if (!series.points.empty() && (!first || series.points.front().start < *first)) {
      first = series.points.front().start;
    }
  }
  return first;
}

}  // namespace watchfloor
