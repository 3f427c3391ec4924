#include "metrics/cell.h"

#include <algorithm>

#include "model/archive.h"

namespace watchfloor {

void Cell::add(const Entry& entry, int sign, const WindowRanges& ranges) {
  const std::array<int64_t, kResolutions> index = paneIndices(entry.at);
  size_t finest = 0;  // of those that still keep its pane
  while (index[finest] < ranges.retained[finest]) {
    if (++finest == kResolutions) return;
  }
  const Amount amount = Amount::of(entry.field, entry.value, sign);
  m_panes[finest].add(index[finest], amount);
  m_changedMinute = std::min(m_changedMinute, index[kResolutions - 1]);
  WindowSet windows = kNoWindow;
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    windows |= static_cast<WindowSet>(ranges.windows[w].contains(index[kResolutionOf[w]]) << w);
  }
  m_totals.add(amount, windows);
  m_touched.any |= windows;
  if (!isDuration(amount.field)) return;
  const size_t duration = durationIndex(amount.field);
  m_touched.durations[duration] |= windows;
  if (sign > 0) return;
  const PerWindow<int64_t>& max = m_totals.durations()[duration].max;
  const int64_t longest = amount.longest();
  forEachWindow(windows, [&](size_t w) {
    if (longest >= max[w]) m_staleMaxima[duration] |= only(w);
  });
}

// Panes enter a window (`sign` 1) or leave it (-1).
void Cell::move(size_t window, const PaneRange& range, int sign) {
  forEachRun(kResolutionOf[window], range,
             [&](std::span<const Panes::Counted> counts, std::span<const Panes::Lasted> durations) {
               if (counts.empty() && durations.empty()) return;
               m_touched.any |= only(window);
               for (const Panes::Counted& c : counts) m_totals.addCount(c.field, sign * c.sum, window);
               move(durations, window, sign);
             });
}

void Cell::move(std::span<const Panes::Lasted> durations, size_t window, int sign) {
  for (const Panes::Lasted& d : durations) m_totals.prefetch(d.field, d.bin);
  for (const Panes::Lasted& d : durations) {
    const Amount amount = sign > 0 ? d.amount() : -d.amount();
    m_totals.addDuration(amount, window);
    const size_t duration = durationIndex(d.field);
    m_touched.durations[duration] |= only(window);
    if (amount.n <= 0 && amount.longest() >= m_totals.durations()[duration].max[window]) {
      m_staleMaxima[duration] |= only(window);
    }
  }
}

void Cell::advance(const WindowRanges& from, const WindowRanges& to) {
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    const PaneRange was = from.windows[w], is = to.windows[w];
    if (was == is) continue;
    if (is.first > was.first) move(w, {was.first, std::min(was.last, is.first - 1)}, -1);
    if (is.last > was.last) move(w, {std::max(is.first, was.last + 1), is.last}, 1);
    // `today` after a new zone
    if (is.first < was.first) move(w, {is.first, std::min(is.last, was.first - 1)}, 1);
  }
  if (from.retained != to.retained) fold(to);
}

// What is too old for a resolution goes on into the next.
void Cell::fold(const WindowRanges& to) {
  for (size_t r = 0; r < kResolutions; ++r) {
    m_panes[r].dropBefore(to.retained[r], [&](int64_t index, const Amount& amount) {
      if (r + 1 < kResolutions) m_panes[r + 1].add(coarser(index, r), amount);
    });
  }
}

const Totals& Cell::totals(const WindowRanges& ranges) {
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    const bool isStale = std::any_of(m_staleMaxima.begin(), m_staleMaxima.end(),
                                     [&](WindowSet stale) { return contains(stale, w); });
    if (isStale) findMaxima(w, ranges.windows[w]);
  }
  m_staleMaxima.fill(kNoWindow);
  return m_totals;
}

void Cell::findMaxima(size_t window, const PaneRange& range) {
  std::array<int64_t, kDurationFields> maxima{};
  forEachAmount(kResolutionOf[window], range, [&](const Amount& amount) {
    if (!isDuration(amount.field) || amount.n <= 0) return;
    int64_t& max = maxima[durationIndex(amount.field)];
    max = std::max(max, amount.longest());
  });
  for (size_t d = 0; d < maxima.size(); ++d) m_totals.setMax(d, window, maxima[d]);
}

void Cell::addStanding(const Standing& standing, int sign) {
  StandingLine& line = m_standings[static_cast<size_t>(standing.kind)];
  if (sign > 0) {
    line.add(standing.since);
  } else {
    line.remove(standing.since);
  }
}

template <class Archive>
void Cell::persist(Archive& archive) {
  archive(m_totals, m_panes, m_standings);
  if (Archive::kIsReading) m_touched = Touched::everything();
}
template void Cell::persist(ArchiveWriter&);
template void Cell::persist(ArchiveReader&);

}  // namespace watchfloor
