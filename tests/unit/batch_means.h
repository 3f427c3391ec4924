// A confidence interval for the mean of a sequence whose members depend on their neighbours: the sequence is
// cut into 40 batches, whose means are nearly independent. For tests.
#pragma once

#include <cmath>
#include <vector>

namespace watchfloor {

struct Interval {
  double mean = 0, halfWidth = 0;

  bool holds(double value) const { return std::abs(value - mean) <= halfWidth; }
};

// At a confidence of 99.9 %. What does not fill a batch is left out. REQUIRES: at least 40 values.
inline Interval batchMeans(const std::vector<double>& values) {
  constexpr size_t kBatches = 40;
  constexpr double kStudent = 3.558;  // 39 degrees of freedom, two-sided
  const size_t size = values.size() / kBatches;
  double sum = 0, squares = 0;
  for (size_t batch = 0; batch < kBatches; ++batch) {
    double mean = 0;
    for (size_t i = 0; i < size; ++i) mean += values[batch * size + i] / static_cast<double>(size);
    sum += mean;
    squares += mean * mean;
  }
  const double mean = sum / kBatches;
  const double variance = (squares - kBatches * mean * mean) / (kBatches - 1);
  return {mean, kStudent * std::sqrt(variance / kBatches)};
}

}  // namespace watchfloor
