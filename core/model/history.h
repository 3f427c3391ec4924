// The past, as it is asked for and answered: figures of calendar steps (an hour, a day, a month in a zone) by
// brand and channel. Values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/metric.h"
#include "model/time.h"

namespace watchfloor {

enum class HistoryStep : uint8_t { kMinute, k5m, k15m, k30m, kHour, kCalendarDay, kWeek, kMonth, kTotal };
inline constexpr std::array<std::string_view, 9> kHistoryStepNames = {
    "minute", "5m", "15m", "30m", "hour", "day", "week", "month", "total"};

struct HistoryQuery {
  // Empty: all together, or each of them where `byBrand` or `byChannel` says so. "all" is the roll-up.
  std::vector<std::string> brands, channels;
  bool byBrand = false, byChannel = false;
  std::vector<Metric> metrics;  // empty: all
  // Whole minutes, in UTC; `to` is not part of it.
  Time from{}, to{};
  HistoryStep step = HistoryStep::kTotal;
  std::string zone = "UTC";  // IANA: whose calendar steps follow
  bool operator==(const HistoryQuery&) const = default;
};

// What is asked at the tick, sampled at the last tick of each minute: things, or microseconds of an age (0
// when nothing waited).
struct Sampled {
  int64_t sum = 0, max = 0;
  int64_t n = 0;  // minutes
  std::optional<double> mean() const {
    return n == 0 ? std::nullopt : std::optional(static_cast<double>(sum) / static_cast<double>(n));
  }
  bool operator==(const Sampled&) const = default;
};

// Of a metric of window `now`: Sampled, but for slot_utilisation, a Ratio of sums. Of all others as in a
// frame.
using HistoryValue = std::variant<Count, Ratio, Spread, Sampled>;
struct HistoryFigure {
  Metric metric = Metric::kOffered;
  HistoryValue value;
  bool operator==(const HistoryFigure&) const = default;
};

// One group in one step. Its names: those of one brand or channel, "all", or several with "+" between them.
struct HistoryPoint {
  std::string brand, channel;
  std::vector<HistoryFigure> figures;  // in the order of Metric, all that were asked for
  const HistoryFigure* find(Metric metric) const;
  bool operator==(const HistoryPoint&) const = default;
};

struct HistoryPeriod {
  Time from{}, to{};
  int64_t minutes = 0, observed = 0;  // minutes of the step, and those at whose end the engine ran
  bool isBeforeBegan = false;         // a part of it lies before the history began
  bool isDeleted = false;             // a part of it was let go because of its age
  bool hasGap = false;                // the engine did not run in some minutes
  bool isUnfinished = false;          // it reaches beyond what the history knows
  std::string definitionId;           // in force at its end; empty: not known
  bool isRedefined = false;           // another one was in force before, within the step
  std::vector<HistoryPoint> points;   // by brand and channel

  bool isWhole() const { return !isBeforeBegan && !isDeleted && !hasGap && !isUnfinished; }
  bool operator==(const HistoryPeriod&) const = default;
};

// What holds for all periods of an answer.
struct HistoryHead {
  std::optional<Time> began;  // the first minute that is known; none: nothing is
  std::optional<Time> asOf;   // the newest tick that is in it
  bool operator==(const HistoryHead&) const = default;
};

std::optional<HistoryStep> historyStepNamed(std::string_view name);
inline std::string_view name(HistoryStep step) { return kHistoryStepNames[static_cast<size_t>(step)]; }

// The value in one number, in the unit of the metric's name: a count, a ratio, a mean (of an age in seconds).
std::optional<double> plain(const HistoryFigure& figure);

}  // namespace watchfloor
