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

// What is left of the excess at the longer scale when a surge is past.
constexpr double kRemnant = 0.25;
// A burst is not taken for a habit: so many times the usual enter what is usual of an hour of the day, and of
// one of the week.
constexpr double kMostDaily = 3, kLeastWeekly = 0.2, kMostWeekly = 2;
constexpr double kAnyTime = 0.2;  // and this a pane, where hardly anything is usual
// Counts that make an hour of the week believed in by half.
constexpr double kWeekDoubt = 30;
constexpr int64_t kWeeksNeeded = 2;

// Also of hours before 1970.
size_t hourOf(int64_t hour, int64_t cycle) { return static_cast<size_t>((hour % cycle + cycle) % cycle); }

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
  if (options.isWeekly) m_week.resize(kWeekHours);
  if (!options.prior) return;
  const SurgeOptions::Prior& prior = *options.prior;
  m_rate.add(prior.perPane, shareOf(prior.weight, options.rateMemory));
  for (Scale& scale : m_scales) {
    scale.scatter.add(prior.fano, std::max(m_warmWeight, shareOf(prior.weight, options.scatterMemory)));
  }
}

// At this hour of any day.
double SurgeDetector::rateAt(int64_t hour, double count) const {
  const double rate = m_rate.weight > 0 ? m_rate.value / m_rate.weight : count;
  const Mean& ofDay = m_hours[hourOf(hour, kHours)];
  return (ofDay.value + rate * kHourDoubt) / (ofDay.weight + kHourDoubt);
}

double SurgeDetector::weekFactor(int64_t hour) const {
  if (!m_weekBegan || hour - *m_weekBegan < kWeeksNeeded * static_cast<int64_t>(kWeekHours)) return 1;
  const WeekHour& of = m_week[hourOf(hour, kWeekHours)];
  return (of.counted + kWeekDoubt) / (of.usual + kWeekDoubt);
}

void SurgeDetector::beginHour(int64_t hour) {
  if (m_hour == hour) return;
  if (m_hour) endHour(*m_hour);
  m_open = {};
  m_hour = hour;
}

// It enters the profiles, with as much weight as there was of it.
void SurgeDetector::endHour(int64_t hour) {
  const double usual = rateAt(hour, m_open.value) * m_open.weight, factor = weekFactor(hour);
  if (!m_week.empty()) {
    if (!m_weekBegan) m_weekBegan = hour;
    const double counted = std::clamp(m_open.value, kLeastWeekly * usual, kMostWeekly * usual);
    const double left = std::exp(-ratio(7 * kDay, m_options.weekMemory));
    WeekHour& of = m_week[hourOf(hour, kWeekHours)];
    of = {left * of.counted + m_panesPerHour * counted, left * of.usual + m_panesPerHour * usual};
  }
  const double most = kMostDaily * usual + kAnyTime;
  m_hours[hourOf(hour, kHours)].add(std::min(m_open.value / factor, most), m_hourShare, m_open.weight);
}

Surge SurgeDetector::add(Time time, double count, int64_t authors, std::optional<double> known) {
  assert(count >= 0 && known.value_or(0) >= 0);
  const int64_t hour = std::chrono::floor<hours>(time).time_since_epoch().count();
  beginHour(hour);
  const double factor = weekFactor(hour);
  const double expected = known ? *known : rateAt(hour, count) * factor;
  for (Scale& scale : m_scales) {
    scale.seen += scale.share * (count - scale.seen);
    scale.expected += scale.share * (expected - scale.expected);
  }
  Surge surge{.isHourKnown = known || m_hours[hourOf(hour, kHours)].weight > 0};
  const double perMinute = 1 / ratio(m_options.pane, minutes(1));
  surge.velocity = m_scales[0].seen * perMinute;
  surge.acceleration = (m_scales[0].seen - m_scales[1].seen) * perMinute /
                       ratio(m_options.longScale - m_options.shortScale, minutes(1));
  if (m_scales[0].scatter.weight >= m_warmWeight)
    decide(time, authors, {read(m_scales[0]), read(m_scales[1])}, surge);

  for (Scale& scale : m_scales) {
    const double deviation = scale.sum(scale.seen - scale.expected);
    scale.scatter.add(deviation * deviation / (scale.sum(scale.expected) + 1), m_scatterShare);
  }
  m_open.value += count / m_panesPerHour;
  m_open.weight += 1 / m_panesPerHour;
  m_rate.add(count / factor, m_rateShare);
  return surge;
}

double SurgeDetector::factor(Duration length) const {
  const Scale& scale = m_scales[length == m_scales[1].length ? 1 : 0];
  return scale.expected > 0 ? scale.seen / scale.expected : 1;
}

SurgeDetector::Reading SurgeDetector::read(const Scale& scale) const {
  const double observed = scale.sum(scale.seen), expected = scale.sum(scale.expected);
  const double mean = expected + kLeastExpected;
  const double variance =
      std::max(scale.scatter.value / scale.scatter.weight * (expected + 1), mean * kLeastScatter);
  return {.score = std::abs(countSurprise(observed, mean, variance)) + scale.offset,
          .observed = observed,
          .expected = expected,
          .deviation = std::sqrt(variance),
          .isRise = observed > mean};
}

// Whether the surge that is under way ends. Counts that rise a little and for long are calm at the shorter
// scale, too, but do not fall behind the longer one.
bool SurgeDetector::isOver(const Readings& readings) const {
  const double calm = std::log10(ratio(m_options.calm, kDay));
  const bool isRise = m_state == Surge::State::kRising;
  const auto isCalm = [&](const Reading& of) { return of.score < calm || of.isRise != isRise; };
  const double shortly = m_scales[0].excess(), longer = m_scales[1].excess();
  return isCalm(readings[0]) && (isCalm(readings[1]) || shortly / longer < kRemnant);
}

// What is the most unusual counts. Of a surge that is over the longer scale still tells for hours: until both
// were calm, the shorter one counts alone.
void SurgeDetector::decide(Time time, int64_t authors, const Readings& readings, Surge& surge) {
  const double calm = std::log10(ratio(m_options.calm, kDay));
  const size_t most = readings[1].score > readings[0].score ? 1 : 0;
  m_isFresh |= readings[most].score < calm;
  const bool isTurned = readings[most].isRise != (m_state == Surge::State::kRising);
  if (m_state != Surge::State::kQuiet && (isTurned || isOver(readings))) m_state = Surge::State::kQuiet;
  const size_t chosen = m_isFresh || m_state != Surge::State::kQuiet ? most : 0;
  const Reading& reading = readings[chosen];
  surge.score = reading.score, surge.isRise = reading.isRise, surge.scale = m_scales[chosen].length;
  surge.observed = reading.observed, surge.expected = reading.expected;
  surge.deviation = reading.deviation;

  const bool isEnough = reading.score >= std::log10(ratio(m_options.rarity, kDay)) &&
                        (!reading.isRise || authors >= m_options.minAuthors);
  std::optional<Time>& last = reading.isRise ? m_lastRise : m_lastCollapse;
  if (m_state == Surge::State::kQuiet && isEnough && (!last || time - *last >= m_options.rest)) {
    m_state = reading.isRise ? Surge::State::kRising : Surge::State::kCollapsing;
    m_since = time;
    last = time;
    m_isFresh = false;
    surge.isOnset = true;
  }
  surge.state = m_state;
  surge.since = m_since;
}

}  // namespace watchfloor
