#include "sources/simulator/cascade.h"

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

// A usual conversation is about 2.4 messages; at its height a first wave of n brings about 0.08 n posts a
// minute.
constexpr double kWavePerConversation = 2.4 / 60 / 0.08;

}  // namespace

double Cascade::firstWave(double jump, double perHour) {
  return std::max(0.0, jump - 1) * perHour * kWavePerConversation;
}

std::vector<Duration> Cascade::firstDelays(Random& random, double firstWave) {
  std::vector<Duration> delays(static_cast<size_t>(std::round(firstWave)));
  const Duration mean = minutes(8);
  for (Duration& delay : delays) delay = random.exponential(mean) + random.exponential(mean);
  return delays;
}

std::vector<Duration> Cascade::nextDelays(Random& random) {
  std::vector<Duration> delays(static_cast<size_t>(random.poisson(kBranching)));
  for (Duration& delay : delays) delay = seconds(5) + random.exponential(Duration(minutes(4)));
  return delays;
}

}  // namespace watchfloor
