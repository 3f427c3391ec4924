#include "sources/simulator/random.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace watchfloor {
namespace {

constexpr uint64_t kGolden = 0x9e3779b97f4a7c15;
constexpr double kLn2 = 0.693147180559945309417;
constexpr double kSqrtHalf = 0.707106781186547524401;

Duration rounded(double micros) { return Duration(std::llround(micros)); }

}  // namespace

uint64_t scatter(uint64_t bits) {
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
  return bits ^ (bits >> 31);
}

double portableLog(double x) {
  assert(x > 0);
  int exponent = 0;
  double m = std::frexp(x, &exponent);  // exact
  if (m < kSqrtHalf) {
    m *= 2;
    --exponent;
  }
  // ln m = 2 artanh s, with |s| < 0.172
  const double s = (m - 1) / (m + 1);
  const double square = s * s;
  double sum = 0;
  for (int k = 23; k >= 1; k -= 2) sum = sum * square + 1.0 / k;
  return 2 * s * sum + exponent * kLn2;
}

double portableExp(double x) {
  assert(x > -700 && x < 700);
  const int power = static_cast<int>(std::floor(x / kLn2 + 0.5));
  const double rest = x - power * kLn2;  // within ±0.35
  double sum = 1;
  for (int k = 14; k >= 1; --k) sum = 1 + sum * rest / k;
  return std::ldexp(sum, power);  // exact
}

Random::Random(uint64_t seed, uint64_t stream)
    : m_state(scatter(scatter(seed + kGolden) ^ (stream * kGolden))) {}

uint64_t Random::bits() { return scatter(m_state += kGolden); }

double Random::uniform() { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52; }

double Random::between(double low, double high) { return low + (high - low) * uniform(); }

size_t Random::below(size_t n) {
  assert(n > 0);
  return std::min(n - 1, static_cast<size_t>(uniform() * static_cast<double>(n)));
}

bool Random::chance(double p) { return uniform() < p; }

double Random::exponential(double mean) { return -mean * portableLog(uniform()); }

// Marsaglia's polar method; the second number of each pair is not kept.
double Random::normal() {
  for (;;) {
    const double x = 2 * uniform() - 1, y = 2 * uniform() - 1;
    const double square = x * x + y * y;
    if (square < 1 && square > 0) return x * std::sqrt(-2 * portableLog(square) / square);
  }
}

double Random::lognormal(double median, double sigma) { return median * portableExp(sigma * normal()); }

int Random::poisson(double mean) {
  const double end = portableExp(-mean);
  int n = 0;
  for (double product = uniform(); product > end; product *= uniform()) ++n;
  return n;
}

size_t Random::weighted(std::span<const double> weights) {
  double sum = 0;
  for (double w : weights) sum += w;
  double rest = uniform() * sum;
  for (size_t i = 0; i + 1 < weights.size(); ++i) {
    rest -= weights[i];
    if (rest < 0) return i;
  }
  return weights.size() - 1;
}

Duration Random::exponential(Duration mean) {
  return rounded(exponential(static_cast<double>(mean.count())));
}

Duration Random::lognormal(Duration median, double sigma) {
  return rounded(lognormal(static_cast<double>(median.count()), sigma));
}

}  // namespace watchfloor
