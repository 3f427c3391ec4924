#include "listen/surge_norm.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace watchfloor {
namespace {

// What is known of the age alone counts as much as so many panes.
constexpr double kDoubt = 60;

// How much of the learnt excitation is granted to a conversation: some are lively throughout, and some of
// those that were learnt from went viral, both of which the regression takes for excitation.
constexpr double kGranted = 0.7;

// 0, 1, 2 to 3, 4 to 7, …
size_t doublings(int64_t number, size_t most) {
  return std::min(static_cast<size_t>(std::bit_width(static_cast<uint64_t>(std::max<int64_t>(0, number)))),
                  most);
}

}  // namespace

SurgeNorm::SurgeNorm(Duration pane)
    : m_pane(pane),
      m_share(-std::expm1(-static_cast<double>(pane.count()) / static_cast<double>(kRecent.count()))) {}

size_t SurgeNorm::ageOf(Duration age) const { return doublings(age / m_pane, kAges - 1); }

double SurgeNorm::meanOf(int64_t followers, Duration age) const {
  const size_t a = ageOf(age);
  const Mean& all = m_byAge[a];
  if (all.panes == 0) return 0;
  const Mean& own = m_means[doublings(followers, kFollowers - 1)][a];
  return (own.sum + kDoubt * all.sum / all.panes) / (own.panes + kDoubt);
}

double SurgeNorm::expected(const Course& course, Duration age) const {
  return std::max(0.0,
                  meanOf(course.followers, age) + kGranted * excitation() * (course.seen - course.usual));
}

void SurgeNorm::follow(Course& course, Duration age, double count) const {
  course.seen += m_share * (count - course.seen);
  course.usual += m_share * (meanOf(course.followers, age) - course.usual);
}

void SurgeNorm::learn(Course& course, Duration age, double count) {
  const double mean = meanOf(course.followers, age);
  const double beyond = course.seen - course.usual;
  const double variance = std::max(0.1, course.seen + mean);  // of a count
  m_covariance += beyond * (count - mean) / variance;
  m_weight += beyond * beyond / variance;
  const size_t a = ageOf(age);
  for (Mean* one : {&m_means[doublings(course.followers, kFollowers - 1)][a], &m_byAge[a]}) {
    one->sum += count;
    one->panes += 1;
  }
  follow(course, age, count);
}

}  // namespace watchfloor
