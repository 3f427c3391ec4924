#include "window/sketch.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <limits>

#include "model/archive.h"

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

// Gives a bin its row.
void Sketch::begin(Bin bin) {
  const size_t word = static_cast<size_t>(bin) / 64;
  const auto at = static_cast<std::ptrdiff_t>(rowOf(bin));
  m_map[word].used |= uint64_t{1} << (bin % 64);
  for (size_t i = word + 1; i < m_map.size(); ++i) ++m_map[i].before;
  m_bins.insert(m_bins.begin() + at, bin);
  m_rows.insert(m_rows.begin() + at, Row{});
}

void Sketch::add(Bin bin, WindowSet windows, int32_t n) {
  if (windows == kNoWindow) return;
  Row& to = row(bin);
  const PerWindow<uint32_t>& narrow = kMasks<uint32_t>[windows];
  const PerWindow<int64_t>& wide = kMasks<int64_t>[windows];
  for (size_t w = 0; w < kSlidingWindows; ++w) to.n[w] += narrow[w] & static_cast<uint32_t>(n);
  for (size_t w = 0; w < kSlidingWindows; ++w) m_count[w] += wide[w] & n;
}

void Sketch::Row::add(const Row& other) {
  for (size_t w = 0; w < kSlidingWindows; ++w) n[w] += other.n[w];
}

void Sketch::mergeCounts(const Sketch& other) {
  for (size_t w = 0; w < m_count.size(); ++w) m_count[w] += other.m_count[w];
  m_zero.add(other.m_zero);
  m_over.add(other.m_over);
}

void Sketch::merge(const Sketch& other) {
  mergeCounts(other);
  size_t at = 0;  // where the row may be: one further for each bin, when all bins between are in use
  for (size_t i = 0; i < other.m_rows.size(); ++i) {
    const Bin bin = other.m_bins[i];
    if (at < m_bins.size()) at += static_cast<size_t>(bin - m_bins[at]);
    const bool isThere = at < m_bins.size() && m_bins[at] == bin;
    Row& to = isThere ? m_rows[at] : row(bin);
    if (!isThere) at = static_cast<size_t>(&to - m_rows.data());
    to.add(other.m_rows[i]);
  }
}

void Sketch::clearCounts() {
  m_count.fill(0);
  m_zero = m_over = Row{};
}

void Sketch::clear() {
  clearCounts();
  std::fill(m_rows.begin(), m_rows.end(), Row{});
}

void Sketch::quantiles(std::span<const int> percents, WindowSet windows,
                       std::span<PerWindow<Bin>> bins) const {
  quantilesOf(m_count, m_zero, percents, windows, bins);
}

void Sketch::quantilesAboveZero(std::span<const int> percents, WindowSet windows,
                                std::span<PerWindow<Bin>> bins) const {
  PerWindow<int64_t> counts = m_count;
  for (size_t w = 0; w < counts.size(); ++w) counts[w] -= m_zero.n[w];
  quantilesOf(counts, Row{}, percents, windows, bins);
}

void Sketch::quantilesOf(const PerWindow<int64_t>& counts, const Row& zeros, std::span<const int> percents,
                         WindowSet windows, std::span<PerWindow<Bin>> bins) const {
  PerWindow<size_t> next{};    // the percentile that is looked for
  PerWindow<int64_t> missing;  // how many values are still below it, and itself
  missing.fill(kNever);
  const auto rankOf = [&](size_t i, size_t w) { return (counts[w] * percents[i] + 99) / 100; };
  const auto take = [&](size_t w, int64_t n, Bin bin) {  // n values in that bin
    missing[w] -= n;
    while (missing[w] <= 0) {
      bins[next[w]][w] = bin;
      missing[w] =
          ++next[w] < percents.size() ? missing[w] + rankOf(next[w], w) - rankOf(next[w] - 1, w) : kNever;
    }
  };
  forEachWindow(windows, [&](size_t w) {
    for (PerWindow<Bin>& bin : bins) bin[w] = counts[w] > 0 ? kOver : kNone;
    if (counts[w] <= 0) return;
    missing[w] = rankOf(0, w);
    take(w, zeros.n[w], kZero);
  });
  for (size_t first = 0; first < m_rows.size(); first += kBlock) {
    const size_t last = std::min(first + kBlock, m_rows.size());
    PerWindow<int64_t> sum{};
    for (size_t i = first; i < last; ++i) {
      for (size_t w = 0; w < kSlidingWindows; ++w) sum[w] += m_rows[i].n[w];
    }
    for (size_t w = 0; w < kSlidingWindows; ++w) {
      if (missing[w] > sum[w]) {
        missing[w] -= sum[w];
        continue;
      }
      for (size_t i = first; i < last; ++i) take(w, m_rows[i].n[w], m_bins[i]);
    }
  }
}

template <class Archive>
void Sketch::persist(Archive& archive) {
  archive(m_count, m_zero, m_over, m_bins, m_rows);
  if (!Archive::kIsReading) return;
  archive.require(m_rows.size() == m_bins.size());
  m_map = {};
  Bin last = -1;
  for (const Bin bin : m_bins) {
    archive.require(bin > last && bin < static_cast<Bin>(kBins));
    if (!archive.ok()) return;
    last = bin;
    m_map[static_cast<size_t>(bin) / 64].used |= uint64_t{1} << (bin % 64);
  }
  for (size_t i = 1; i < m_map.size(); ++i) {
    m_map[i].before = m_map[i - 1].before + static_cast<uint32_t>(std::popcount(m_map[i - 1].used));
  }
}
template void Sketch::persist(ArchiveWriter&);
template void Sketch::persist(ArchiveReader&);

}  // namespace watchfloor
