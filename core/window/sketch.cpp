#include "window/sketch.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <limits>

namespace watchfloor {
namespace {

constexpr double kAccuracy = 0.01;
constexpr double kGamma = (1 + kAccuracy) / (1 - kAccuracy);
constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

// The upper end of each bin in whole microseconds. By multiplication alone, which every machine rounds alike.
std::vector<int64_t> binEnds() {
  std::vector<int64_t> ends;
  for (double end = 1;; end *= kGamma) {
    ends.push_back(static_cast<int64_t>(end));
    if (end >= static_cast<double>(Sketch::kMost.count())) return ends;
  }
}

// Where to begin the search for a value's bin: by its highest bit and the six that follow. An octave has 35
// bins and 64 such steps, so that the bin is the one found or the next.
class BinIndex {
 public:
  BinIndex() : m_ends(binEnds()) {
    for (size_t at = 0; at < m_start.size(); ++at) {
      const auto bin = std::lower_bound(m_ends.begin(), m_ends.end(), lowestAt(at));
      m_start[at] = static_cast<Sketch::Bin>(std::distance(m_ends.begin(), bin));
    }
    double end = 1;
    for (size_t i = 0; i < m_ends.size(); ++i, end *= kGamma) {
      m_values.emplace_back(std::llround(2 * end / (kGamma + 1)));
    }
  }

  // REQUIRES: 0 < us <= Sketch::kMost
  Sketch::Bin binOf(int64_t us) const {
    Sketch::Bin bin = m_start[stepOf(static_cast<uint64_t>(us))];
    while (us > m_ends[static_cast<size_t>(bin)]) ++bin;
    return bin;
  }
  Duration valueOf(Sketch::Bin bin) const { return m_values[static_cast<size_t>(bin)]; }

 private:
  static constexpr int kBits = 6;
  static constexpr size_t kOctaves =
      static_cast<size_t>(std::bit_width(static_cast<uint64_t>(Sketch::kMost.count()))) - kBits;

  static size_t stepOf(uint64_t us) {
    const int octave = std::max(static_cast<int>(std::bit_width(us)) - kBits - 1, 0);
    return (static_cast<size_t>(octave) << kBits) + (us >> octave);
  }
  static int64_t lowestAt(size_t step) {
    if (step < size_t{2} << kBits) return static_cast<int64_t>(step);
    const size_t octave = (step >> kBits) - 1;
    return static_cast<int64_t>((step - (octave << kBits)) << octave);
  }

  std::vector<int64_t> m_ends;
  std::vector<Duration> m_values;
  std::array<Sketch::Bin, (kOctaves + 1) << kBits> m_start{};
};

const BinIndex& index() {
  static const BinIndex index;
  return index;
}

}  // namespace

Sketch::Bin Sketch::binOf(Duration value) {
  return value <= Duration{0} ? kZero : value > kMost ? kOver : index().binOf(value.count());
}

std::optional<Duration> Sketch::valueOf(Bin bin) {
  if (bin == kOver || bin == kNone) return std::nullopt;
  return bin == kZero ? Duration{0} : index().valueOf(bin);
}

// There are rows from `low` to `high`.
void Sketch::span(int low, int high) {
  low -= low % kBlock;
  const int count = high / kBlock * kBlock + kBlock - low;
  if (m_rows.empty()) m_low = low;
  if (low < m_low) {
    m_rows.insert(m_rows.begin(), static_cast<size_t>(m_low - low), Row{});
    m_low = low;
  }
  const size_t needed = static_cast<size_t>(count + low - m_low);
  if (needed > m_rows.size()) m_rows.resize(needed);
}

Sketch::Row& Sketch::row(Bin bin) {
  if (bin == kZero) return m_zero;
  if (bin == kOver) return m_over;
  const size_t at = static_cast<size_t>(bin - m_low);  // below m_low it is far beyond the end
  if (at < m_rows.size()) return m_rows[at];
  span(bin, bin);
  return m_rows[static_cast<size_t>(bin - m_low)];
}

void Sketch::add(Duration value, WindowSet windows, int32_t n) {
  Row& to = row(binOf(value));
  forEachWindow(windows, [&](size_t w) {
    m_count[w] += n;
    to.n[w] += static_cast<uint32_t>(n);
  });
}

void Sketch::merge(const Sketch& other) {
  for (size_t w = 0; w < m_count.size(); ++w) {
    m_count[w] += other.m_count[w];
    m_zero.n[w] += other.m_zero.n[w];
    m_over.n[w] += other.m_over.n[w];
  }
  if (other.m_rows.empty()) return;
  span(other.m_low, other.m_low + static_cast<int>(other.m_rows.size()) - 1);
  Row* __restrict to = &m_rows[static_cast<size_t>(other.m_low - m_low)];
  const Row* __restrict from = other.m_rows.data();
  for (size_t i = 0, n = other.m_rows.size(); i < n; ++i) {
    for (size_t w = 0; w < kSlidingWindows; ++w) to[i].n[w] += from[i].n[w];
  }
}

void Sketch::clear() {
  m_count.fill(0);
  m_zero = m_over = Row{};
  std::fill(m_rows.begin(), m_rows.end(), Row{});
}

void Sketch::quantiles(std::span<const int> percents, WindowSet windows,
                       std::span<PerWindow<Bin>> bins) const {
  PerWindow<size_t> next{};    // the percentile that is looked for
  PerWindow<int64_t> missing;  // how many values are still below it, and itself
  const auto rankOf = [&](size_t i, size_t w) { return (m_count[w] * percents[i] + 99) / 100; };
  const auto take = [&](size_t w, int64_t n, Bin bin) {  // n values in that bin
    missing[w] -= n;
    while (missing[w] <= 0) {
      bins[next[w]][w] = bin;
      missing[w] = ++next[w] < percents.size() ? missing[w] + rankOf(next[w], w) - rankOf(next[w] - 1, w)
                                               : kNever;
    }
  };
  missing.fill(kNever);
  forEachWindow(windows, [&](size_t w) {
    for (PerWindow<Bin>& bin : bins) bin[w] = m_count[w] > 0 ? kOver : kNone;
    if (m_count[w] <= 0) return;
    missing[w] = rankOf(0, w);
    take(w, m_zero.n[w], kZero);
  });
  for (size_t first = 0; first < m_rows.size(); first += kBlock) {
    PerWindow<int64_t> sum{};
    for (size_t i = first; i < first + kBlock; ++i) {
      for (size_t w = 0; w < sum.size(); ++w) sum[w] += m_rows[i].n[w];
    }
    for (size_t w = 0; w < sum.size(); ++w) {
      if (missing[w] > sum[w]) {
        missing[w] -= sum[w];
        continue;
      }
      for (size_t i = first; i < first + kBlock; ++i) {
        take(w, m_rows[i].n[w], static_cast<Bin>(m_low + static_cast<int>(i)));
      }
    }
  }
}

}  // namespace watchfloor
