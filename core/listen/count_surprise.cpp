#include "listen/count_surprise.h"

#include <math.h>  // lgamma_r, which is no part of <cmath>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace watchfloor {
namespace {

constexpr double kTiny = 1e-300;
constexpr double kPrecision = 1e-11;
constexpr int kMostSteps = 20'000;

double logGamma(double x) {
  int sign = 0;
  return lgamma_r(x, &sign);
}

double awayFromZero(double x) { return std::abs(x) < kTiny ? kTiny : x; }

// The continued fraction of the incomplete beta function. REQUIRES: x < (a + 1) / (a + b + 2)
double betaFraction(double a, double b, double x) {
  double c = 1;
  double d = 1 / awayFromZero(1 - (a + b) * x / (a + 1));
  double value = d;
  for (int m = 1; m <= kMostSteps; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    double change = 1;
    for (const double term : {even, odd}) {
      d = 1 / awayFromZero(1 + term * d);
      c = awayFromZero(1 + term / c);
      change = c * d;
      value *= change;
    }
    if (std::abs(change - 1) < kPrecision) break;
  }
  return value;
}

// ln I_x(a, b), where y = 1 - x. REQUIRES: a, b > 0, 0 < x < 1
double logBeta(double a, double b, double x, double y) {
  const double front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * std::log(x) + b * std::log(y);
  if (x < (a + 1) / (a + b + 2)) return front + std::log(betaFraction(a, b, x) / a);
  return std::log(std::max(kTiny, 1 - std::exp(front) * betaFraction(b, a, y) / b));
}

}  // namespace

double countSurprise(double observed, double mean, double variance) {
  assert(observed >= 0 && mean > 0 && variance > mean);
  const double r = mean * mean / (variance - mean);
  const double p = r / (mean + r), q = mean / (mean + r);
  if (observed > mean) return -logBeta(observed, r, q, p) / M_LN10;
  return logBeta(r, observed + 1, p, q) / M_LN10;
}

}  // namespace watchfloor
