#include "window/sketch.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace watchfloor {
namespace {

constexpr double kAccuracy = 0.01;
constexpr double kGamma = (1 + kAccuracy) / (1 - kAccuracy);

// The upper end of each bin in whole microseconds. By multiplication alone, which every machine rounds alike.
const std::vector<int64_t>& ends() {
  static const std::vector<int64_t> table = [] {
    std::vector<int64_t> result;
    for (double end = 1;; end *= kGamma) {
      result.push_back(static_cast<int64_t>(end));
      if (end >= static_cast<double>(Sketch::kMost.count())) return result;
    }
  }();
  return table;
}

const std::vector<Duration>& representatives() {
  static const std::vector<Duration> table = [] {
    std::vector<Duration> result;
    double end = 1;
    for (size_t i = 0; i < ends().size(); ++i, end *= kGamma) {
      result.emplace_back(std::llround(2 * end / (kGamma + 1)));
    }
    return result;
  }();
  return table;
}

}  // namespace

int Sketch::binOf(Duration value) {
  return static_cast<int>(
      std::distance(ends().begin(), std::lower_bound(ends().begin(), ends().end(), value.count())));
}

Duration Sketch::valueOf(int bin) { return representatives()[static_cast<size_t>(bin)]; }

uint32_t& Sketch::bin(int index) {
  if (m_bins.empty()) m_low = index;
  if (index < m_low) {
    m_bins.insert(m_bins.begin(), static_cast<size_t>(m_low - index), 0);
    m_low = index;
  }
  const size_t at = static_cast<size_t>(index - m_low);
  if (at >= m_bins.size()) m_bins.resize(at + 1, 0);
  return m_bins[at];
}

void Sketch::add(Duration value, int32_t n) {
  m_count += n;
  uint32_t& counter = value <= Duration{0} ? m_zero : value > kMost ? m_over : bin(binOf(value));
  counter += static_cast<uint32_t>(n);
}

void Sketch::merge(const Sketch& other) {
  m_count += other.m_count;
  m_zero += other.m_zero;
  m_over += other.m_over;
  if (other.m_bins.empty()) return;
  bin(other.m_low);
  bin(other.m_low + static_cast<int>(other.m_bins.size()) - 1);
  uint32_t* __restrict to = m_bins.data() + (other.m_low - m_low);
  const uint32_t* __restrict from = other.m_bins.data();
  for (size_t i = 0, n = other.m_bins.size(); i < n; ++i) to[i] += from[i];
}

Sketch::Quantile Sketch::quantile(int percent) const {
  if (m_count <= 0) return {};
  int64_t rank = (m_count * percent + 99) / 100;
  rank -= m_zero;
  if (rank <= 0) return {Duration{0}, false};
  for (size_t i = 0; i < m_bins.size(); ++i) {
    rank -= m_bins[i];
    if (rank <= 0) return {valueOf(m_low + static_cast<int>(i)), false};
  }
  return {std::nullopt, true};
}

}  // namespace watchfloor
