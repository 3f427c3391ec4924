// How surprising a count is: the tail of a negative binomial distribution with a given mean and variance, the
// usual model of counts that scatter more than a Poisson process.
//
//   countSurprise(12, 4, 6);   // 2.6: at least 12 has a probability of 10^-2.6
//   countSurprise(0, 9, 9.5);  // -3.8: as few as 0 has a probability of 10^-3.8
//
// The tail is the regularised incomplete beta function, P(X ≥ x) = I_q(x, r) with r = mean² / (variance -
// mean) and q = mean / (mean + r) (NIST Handbook of Mathematical Functions, 8.17), by its continued fraction
// (Lentz's method), in logarithms, so that it neither underflows nor needs whole numbers: counts that were
// smoothed have fractions. As a small difference of large logarithms the result is off by up to 3e-13 of the
// mean where the variance hardly exceeds it: 1e-9 for small counts, 3e-5 at 1e8, 0.003 at 1e10, 0.3 at 1e12;
// less where counts scatter more. O(sqrt(mean)) steps near the mean, 30 elsewhere; under a microsecond for
// small counts. Pure function.
#pragma once

namespace watchfloor {

// Above 0: minus the decimal logarithm of the probability of at least `observed`; below 0: the logarithm of
// that of at most `observed`. REQUIRES: observed >= 0, 0 < mean < variance
double countSurprise(double observed, double mean, double variance);

}  // namespace watchfloor
