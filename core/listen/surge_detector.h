// Finds when a series of counts rises or collapses as it seldom does: mentions of a brand, of a topic,
// messages of a conversation. It learns what is usual from the series itself, so that one set of options
// serves series of very different volume.
//
//   SurgeDetector detector({.pane = minutes(5)});
//   for (const Pane& pane : panes) {
//     const Surge surge = detector.add(pane.time, pane.mentions);
//     if (surge.isOnset) tell(surge);  // "once in 120 days: 310 in 3 h where 95 are usual"
//   }
//
// What is usual: the rate at this hour of the day, an exponentially weighted mean over `rateMemory`, which an
// hour enters when it is over, so that a burst is not compared with itself, and with at most three times what
// was usual, so that the next day is not, either. How much the series scatters about it: the exponentially
// weighted mean, over `scatterMemory`, of squared deviation by expectation (a Fano factor), so that a series
// that bursts daily needs more than one that never does. Both are kept for counts smoothed over two scales; a
// sudden peak shows in the shorter one, a sustained rise in the longer.
// Surprise is the tail of a negative binomial with these two moments (count_surprise.h). What makes series,
// scales and panes comparable is how often one would see as much by chance: a tail of probability P at scale
// s is seen about once in s / 6P: smoothed counts come to a level more often than counts at distances of s
// would, and there are two scales. The 6 was measured on negative binomial noise, where the default fires
// once in 1.8 to 6 days, on Poisson noise seldomer. It fires when this exceeds `rarity`.
//
// A surge ends when it is calm at both scales, or when it is at the shorter one and most of what was unusual
// about the longer one is past. After that the shorter one alone can tell of the next, until both were calm.
//
// A series that `isWeekly` is compared with this hour of the week, too: how much it differed from the same
// hour of any day, weeks before the last weighing less (`weekMemory`), and few counts little. That stands for
// something after two weeks.
//
// Causal: what is said of a pane depends on this pane and those before. A pane that is missing tells nothing:
// it is neither 0 nor a surprise. Panes come in order; whoever amends late starts anew. After a change of
// level it fires once, and has got used to it within `rateMemory`. Cost: O(1), about 1 µs a pane, most of it
// the two tails; 1 KB, 2.7 KB more where it is weekly. A value; one thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/time.h"

namespace watchfloor {

// From one onset to the next where people watch: whoever was told of one is told of the next.
inline constexpr Duration kRestLive = hours(1);

struct SurgeOptions {
  Duration pane = minutes(5);
  Duration shortScale = minutes(20), longScale = hours(3);  // of exponential smoothing
  Duration rateMemory = 3 * kDay, scatterMemory = 14 * kDay;
  Duration warmUp = hours(6);  // how much must have been seen before it fires
  Duration rarity = 5 * kDay;
  Duration calm = hours(12);  // what one sees more often than this ends a surge
  Duration rest = hours(12);  // from one onset to the next, at least
  bool isWeekly = false;      // Saturdays may not be as Fridays
  Duration weekMemory = 28 * kDay;
  int64_t minAuthors = 0;  // distinct ones, for a rise

  // What is usual where there is no history, and for how long of a history it stands.
  struct Prior {
    double perPane = 0;
    double fano = 1;  // variance by mean of smoothed counts
    Duration weight{};
  };
  std::optional<Prior> prior = {};
};

struct Surge {
  enum class State : uint8_t { kLearning, kQuiet, kRising, kCollapsing };

  State state = State::kLearning;
  bool isOnset = false;  // a rise or a collapse begins here
  // What is usual was seen at this hour of the day, or the caller knows it; otherwise it is of any hour.
  bool isHourKnown = false;
  Time since{};        // when that began; of kRising and kCollapsing
  double score = 0;    // log10 of the days in which one sees as much once
  bool isRise = true;  // which way this pane is unusual, whether or not it is enough
  Duration scale{};    // at which it is the most unusual
  // Counts at this scale (smoothed sums: the last pane counts in full), and the deviation that is usual.
  double observed = 0, expected = 0, deviation = 0;
  double velocity = 0;      // counts a minute, over the short scale
  double acceleration = 0;  // counts a minute per minute, between the two scales
};

class SurgeDetector {
 public:
  // REQUIRES: 0 < pane <= shortScale < longScale, memories and rarity above 0.
  explicit SurgeDetector(SurgeOptions options = {});

  // `count` of the pane that begins at `time`; `authors`: distinct authors within the long scale, as far as
  // the caller knows; `known`: the counts a pane that are usual, where the caller knows better than the
  // series' own past (surge_norm.h). REQUIRES: time is later than the one before; count, known >= 0.
  Surge add(Time time, double count, int64_t authors = INT64_MAX, std::optional<double> known = {});

  // What was seen at one of the two scales, by what was expected; 1 where nothing was.
  double factor(Duration scale) const;

  const SurgeOptions& options() const { return m_options; }

 private:
  // A sum that forgets: a weighted mean is value / weight.
  struct Mean {
    double value = 0, weight = 0;
    // `known` below 1: `x` is but a part of what there could have been.
    void add(double x, double share, double known = 1) {
      value += share * (x - value);
      weight += share * (known - weight);
    }
  };
  struct Scale {
    Duration length{};
    double share = 1;     // of the newest pane in the smoothed mean
    double seen = 0;      // smoothed count a pane
    double expected = 0;  // smoothed alike
    Mean scatter;         // of squared deviation by expectation
    double offset = 0;    // log10 of the days that stand for a probability of 1
    double sum(double mean) const { return mean / share; }
    double excess() const { return seen - expected; }
  };
  // What a scale says of the newest pane.
  struct Reading {
    double score = 0, observed = 0, expected = 0, deviation = 0;
    bool isRise = true;
  };
  using Readings = std::array<Reading, 2>;
  // An hour of the week, against the same hour of any day.
  struct WeekHour {
    double counted = 0, usual = 0;  // counts; the newest weigh most
  };
  static constexpr size_t kHours = 24, kWeekHours = 168;

  double rateAt(int64_t hour, double count) const;
  double weekFactor(int64_t hour) const;
  void beginHour(int64_t hour);
  void endHour(int64_t hour);
  Reading read(const Scale& scale) const;
  bool isOver(const Readings& readings) const;
  void decide(Time time, int64_t authors, const Readings& readings, Surge& surge);

  SurgeOptions m_options;
  double m_panesPerHour;
  double m_hourShare, m_rateShare, m_scatterShare;
  std::array<Mean, kHours> m_hours{};  // the rate a pane by hour of the day
  Mean m_open;                         // the hour that is not over: shares of its panes
  std::optional<int64_t> m_hour;       // which that is, since 1970
  Mean m_rate;                         // at any hour
  std::vector<WeekHour> m_week;        // from a Thursday on, as 1970 began; empty: not weekly
  std::optional<int64_t> m_weekBegan;  // the first hour that entered it
  std::array<Scale, 2> m_scales{};
  double m_warmWeight;
  Surge::State m_state = Surge::State::kQuiet;
  Time m_since{};                                  // of m_state
  bool m_isFresh = true;                           // it was calm at both scales since the last onset
  std::optional<Time> m_lastRise, m_lastCollapse;  // their onsets
};

}  // namespace watchfloor
