#include "listen/surge_detector.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "listen/count_surprise.h"

namespace watchfloor {
namespace {

constexpr Duration kHour = hours(1);

// How little is known of an hour when the rate at any hour still has a say.
constexpr double kHourDoubt = 0.05;
// How often noise, smoothed over one of two scales, comes to a level that it had better reach once in the
// scale.
constexpr double kLooks = 6;
// Where nothing is expected half a message may yet come; counts never scatter less than by chance.
constexpr double kLeastExpected = 0.5;
constexpr double kLeastScatter = 1.01;

double ratio(Duration a, Duration b) {
  return static_cast<double>(a.count()) / static_cast<double>(b.count());
}

// Also of hours before 1970.
size_t hourOfDay(int64_t hour) { return static_cast<size_t>((hour % 24 + 24) % 24); }

// What the newest of steps of `step` weighs in an exponentially weighted mean over `memory`.
double shareOf(Duration step, Duration memory) { return -std::expm1(-ratio(step, memory)); }

}  // namespace

SurgeDetector::SurgeDetector(SurgeOptions options)
    : m_options(options),
      m_panesPerHour(std::max(1.0, ratio(kHour, options.pane))),
      m_hourShare(shareOf(kDay, options.rateMemory)),
      m_rateShare(shareOf(options.pane, options.rateMemory)),
      m_scatterShare(shareOf(options.pane, options.scatterMemory)),
      m_warmWeight(shareOf(options.warmUp, options.scatterMemory)) {
  assert(options.pane > Duration::zero() && options.pane <= options.shortScale);
  assert(options.shortScale < options.longScale && options.rarity > Duration::zero());
  m_scales[0].length = options.shortScale;
  m_scales[1].length = options.longScale;
  for (Scale& scale : m_scales) {
    scale.share = shareOf(options.pane, scale.length);
    scale.offset = std::log10(ratio(scale.length, kDay) / kLooks);
  }
  if (!options.prior) return;
  const SurgeOptions::Prior& prior = *options.prior;
  m_rate.add(prior.perPane, shareOf(prior.weight, options.rateMemory));
  for (Scale& scale : m_scales) {
    scale.scatter.add(prior.fano, std::max(m_warmWeight, shareOf(prior.weight, options.scatterMemory)));
  }
}

double SurgeDetector::expectedAt(size_t hour, double count) const {
  const double rate = m_rate.weight > 0 ? m_rate.value / m_rate.weight : count;
  return (m_hours[hour].value + rate * kHourDoubt) / (m_hours[hour].weight + kHourDoubt);
}

// The hour before enters the profile, with as much weight as there was of it.
void SurgeDetector::beginHour(int64_t hour) {
  if (m_hour == hour) return;
  if (m_hour) m_hours[hourOfDay(*m_hour)].add(m_open.value, m_hourShare, m_open.weight);
  m_open = {};
  m_hour = hour;
}

Surge SurgeDetector::add(Time time, double count, int64_t authors, std::optional<double> known) {
  assert(count >= 0 && known.value_or(0) >= 0);
  const int64_t hour = std::chrono::floor<hours>(time).time_since_epoch().count();
  beginHour(hour);
  const double expected = known ? *known : expectedAt(hourOfDay(hour), count);
  for (Scale& scale : m_scales) {
    scale.seen += scale.share * (count - scale.seen);
    scale.expected += scale.share * (expected - scale.expected);
  }
  Surge surge = judge();
  decide(time, authors, surge);

  for (Scale& scale : m_scales) {
    const double deviation = scale.sum(scale.seen - scale.expected);
    scale.scatter.add(deviation * deviation / (scale.sum(scale.expected) + 1), m_scatterShare);
  }
  m_open.value += count / m_panesPerHour;
  m_open.weight += 1 / m_panesPerHour;
  m_rate.add(count, m_rateShare);
  return surge;
}

// What the scale says at which this is the most unusual.
Surge SurgeDetector::judge() const {
  Surge surge;
  const double perMinute = 1 / ratio(m_options.pane, minutes(1));
  surge.velocity = m_scales[0].seen * perMinute;
  surge.acceleration = (m_scales[0].seen - m_scales[1].seen) * perMinute /
                       ratio(m_options.longScale - m_options.shortScale, minutes(1));
  if (m_scales[0].scatter.weight < m_warmWeight) return surge;
  surge.state = Surge::State::kQuiet;
  std::optional<double> most;
  for (const Scale& scale : m_scales) {
    const double observed = scale.sum(scale.seen), expected = scale.sum(scale.expected);
    const double mean = expected + kLeastExpected;
    const double variance =
        std::max(scale.scatter.value / scale.scatter.weight * (expected + 1), mean * kLeastScatter);
    const double surprise = countSurprise(observed, mean, variance);
    const double score = std::abs(surprise) + scale.offset;
    if (most && score <= *most) continue;
    most = score;
    surge.score = score;
    surge.isRise = observed > mean;
    surge.scale = scale.length;
    surge.observed = observed;
    surge.expected = expected;
    surge.deviation = std::sqrt(variance);
  }
  return surge;
}

void SurgeDetector::decide(Time time, int64_t authors, Surge& surge) {
  if (surge.state == Surge::State::kLearning) return;
  const Surge::State direction = surge.isRise ? Surge::State::kRising : Surge::State::kCollapsing;
  if (m_state != Surge::State::kQuiet &&
      (surge.score < std::log10(ratio(m_options.calm, kDay)) || m_state != direction)) {
    m_state = Surge::State::kQuiet;
  }
  const bool isEnough = surge.score >= std::log10(ratio(m_options.rarity, kDay)) &&
                        (!surge.isRise || authors >= m_options.minAuthors);
  std::optional<Time>& last = surge.isRise ? m_lastRise : m_lastCollapse;
  if (m_state == Surge::State::kQuiet && isEnough && (!last || time - *last >= m_options.rest)) {
    m_state = direction;
    m_since = time;
    last = time;
    surge.isOnset = true;
  }
  surge.state = m_state;
  surge.since = m_since;
}

}  // namespace watchfloor
