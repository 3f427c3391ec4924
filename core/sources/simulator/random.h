// Random numbers that are the same on every machine: a SplitMix64 generator, and samplers that use nothing
// but IEEE additions, multiplications, divisions and square roots (the standard library's distributions, its
// log and its exp differ between implementations).
//
//   Random random(/*seed=*/7, /*stream=*/3);  // streams of one seed are independent of each other
//   double seconds = random.exponential(240);
//
// Constant cost, eight bytes. Not thread safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "model/time.h"

namespace watchfloor {

class Random {
 public:
  Random(uint64_t seed, uint64_t stream);

  uint64_t bits();
  double uniform();  // strictly between 0 and 1
  double between(double low, double high);
  size_t below(size_t n);  // 0 .. n - 1. REQUIRES: n > 0
  bool chance(double p);   // true with probability p
  double exponential(double mean);
  double normal();  // mean 0, deviation 1
  double lognormal(double median, double sigma);
  int poisson(double mean);                          // cost grows with the mean: for small ones
  size_t weighted(std::span<const double> weights);  // an index. REQUIRES: the weights' sum > 0

  // The same, as durations.
  Duration exponential(Duration mean);
  Duration lognormal(Duration median, double sigma);

 private:
  uint64_t m_state;
};

// A bijection of 64 bits that scatters them (the finaliser of SplitMix64; Steele, Lea and Flood, 2014).
uint64_t scatter(uint64_t bits);

// The logarithm and the exponential, to about 1e-15, from IEEE operations alone. REQUIRES: x > 0 for the
// logarithm, |x| < 700 for the exponential.
double portableLog(double x);
double portableExp(double x);

}  // namespace watchfloor
