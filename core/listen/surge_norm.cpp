#include "listen/surge_norm.h"

#include <algorithm>
#include <bit>

namespace watchfloor {
namespace {

// What is known of the age alone counts as much as so many panes.
constexpr double kDoubt = 60;

size_t digitsOf(int64_t number, size_t most) {
  size_t digits = 0;
  for (; number > 0 && digits < most; number /= 10) ++digits;
  return digits;
}

}  // namespace

size_t SurgeNorm::ageOf(Duration age) const {
  const auto panes = static_cast<uint64_t>(std::max<int64_t>(0, age / m_pane));
  return std::min<size_t>(static_cast<size_t>(std::bit_width(panes)), kAges - 1);
}

void SurgeNorm::add(int64_t followers, Duration age, double count) {
  const size_t a = ageOf(age);
  for (Mean* mean : {&m_means[digitsOf(followers, kFollowers - 1)][a], &m_byAge[a]}) {
    mean->sum += count;
    mean->panes += 1;
  }
}

double SurgeNorm::expected(int64_t followers, Duration age, double unknown) const {
  const size_t a = ageOf(age);
  const Mean& all = m_byAge[a];
  if (all.panes == 0) return unknown;
  const Mean& own = m_means[digitsOf(followers, kFollowers - 1)][a];
  return (own.sum + kDoubt * all.sum / all.panes) / (own.panes + kDoubt);
}

}  // namespace watchfloor
