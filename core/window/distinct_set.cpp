#include "window/distinct_set.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <span>

#include "model/archive.h"

namespace watchfloor {
namespace {

constexpr auto kPaneSeconds = Horizon::kPaneSeconds;
constexpr auto kPanesKept = Horizon::kPanesKept;
constexpr std::array<size_t, kResolutions> kRingOf = {0, kPanesKept[0], kPanesKept[0] + kPanesKept[1]};
constexpr size_t kRings = kRingOf[2] + kPanesKept[2];
constexpr size_t kMinutes = kResolutions - 1;  // the resolution of the longest windows
constexpr size_t kFew = 64;                    // entries; not worth making room for

constexpr size_t resolutionOf(size_t window) {
  size_t r = 0;
  while (static_cast<int>(window) > kWindowsOf[r].last) ++r;
  return r;
}

// How many zeros a hash begins with: the highest k at which its author is sampled.
int zerosOf(uint64_t author) { return std::countl_zero(author); }

}  // namespace

DistinctSet::DistinctSet(size_t cap) : m_cap(cap), m_panes(kRings) {}

uint32_t& DistinctSet::pane(size_t r, int32_t index) {
  return m_panes[kRingOf[r] + static_cast<size_t>(index % kPanesKept[r])];
}

bool DistinctSet::isEarly(const Entry& e, size_t r) { return r == 1 ? e.isEarly10 : r == 2 && e.isEarly60; }

void DistinctSet::setEarly(Entry* e, size_t r, bool isEarly) {
  if (r == 1) e->isEarly10 = isEarly;
  if (r == 2) e->isEarly60 = isEarly;
}

bool DistinctSet::isCounted(uint64_t author, size_t r) const {
  return !m_samples || zerosOf(author) >= (*m_samples)[r].counted();
}

// An author's last occurrence is in another pane now.
void DistinctSet::move(const Entry& e, size_t r, int32_t from, int32_t to, const Horizon& h) {
  const int32_t fromPane = from / kPaneSeconds[r], toPane = to / kPaneSeconds[r];
  if (fromPane == toPane || !isCounted(e.author, r)) return;
  const int32_t kept = h.kept[r];
  if (from >= kept) --pane(r, fromPane);
  if (to >= kept) ++pane(r, toPane);
  if (r == kMinutes) m_recent += (to >= kept) - (from >= kept);
  for (int i = kWindowsOf[r].first; i <= kWindowsOf[r].last; ++i) {
    const size_t w = static_cast<size_t>(i);
    m_distinct[w] += (h.starts[w] <= to) - (h.starts[w] <= from);
  }
}

void DistinctSet::see(Entry* e, int32_t second, const Horizon& h) {
  const int32_t last = e->last;
  if (second <= last) return;
  e->last = AuthorTable::stored(second);
  if (!m_samples && !e->isEarly()) {  // as below, at once
    for (size_t r = 0; r < kResolutions; ++r) {
      const int32_t kept = h.kept[r];
      if (last >= kept) --pane(r, last / kPaneSeconds[r]);
      if (second >= kept) ++pane(r, second / kPaneSeconds[r]);
      if (r == kMinutes) m_recent += (second >= kept) - (last >= kept);
    }
    for (size_t w = 0; w < kSlidingWindows; ++w) {
      m_distinct[w] += (h.starts[w] <= second) - (h.starts[w] <= last);
    }
    return;
  }
  for (size_t r = 0; r < kResolutions; ++r) {
    if (!isEarly(*e, r)) {
      move(*e, r, last, second, h);
    } else if (second / kPaneSeconds[r] == h.early / kPaneSeconds[r]) {
      setEarly(e, r, false);
    }
  }
}

void DistinctSet::unsee(Entry* e, int32_t second, const Horizon& h) {
  for (size_t r = 0; r < kResolutions; ++r) {
    if (!isEarly(*e, r)) move(*e, r, e->last, second, h);
  }
  e->last = AuthorTable::stored(second);
}

void DistinctSet::seeEarly(Entry* e, size_t r, const Horizon& h) {
  if (isEarly(*e, r) || e->last / kPaneSeconds[r] == h.now / kPaneSeconds[r]) return;
  setEarly(e, r, true);
  move(*e, r, e->last, h.now, h);
}

void DistinctSet::unseeEarly(Entry* e, size_t r, const Horizon& h) {
  if (!isEarly(*e, r)) return;
  setEarly(e, r, false);
  move(*e, r, h.now, e->last, h);
}

// Calls visit(panes) for the panes from `first` to `last` in at most two pieces. REQUIRES: no more than are
// kept
template <typename Visit>
void DistinctSet::forPanes(size_t r, int32_t first, int32_t last, Visit visit) {
  if (first > last) return;
  uint32_t* const ring = m_panes.data() + kRingOf[r];
  const auto kept = static_cast<size_t>(kPanesKept[r]), begin = static_cast<size_t>(first) % kept;
  const auto size = static_cast<size_t>(last - first + 1), untilEnd = std::min(size, kept - begin);
  visit(std::span(ring + begin, untilEnd));
  visit(std::span(ring, size - untilEnd));
}

// Authors in the kept panes that begin in [first, end).
int64_t DistinctSet::sum(size_t r, int32_t first, int32_t end, const Horizon& h) {
  int64_t total = 0;
  forPanes(r, std::max(first, h.kept[r]) / kPaneSeconds[r], std::min(end - 1, h.now) / kPaneSeconds[r],
           [&](std::span<uint32_t> panes) { total = std::accumulate(panes.begin(), panes.end(), total); });
  return total;
}

void DistinctSet::sampleAs(const DistinctSet& part) {
  if (!part.m_samples) return;
  if (!m_samples) m_samples = std::make_unique<Samples>();
  for (size_t r = 0; r < kResolutions; ++r) {
    Sample& sample = (*m_samples)[r];
    const Sample& other = (*part.m_samples)[r];
    sample.recorded = std::max(sample.recorded, other.recorded);
    sample.lost.resize(std::max(sample.lost.size(), other.lost.size()));
    for (size_t i = 0; i < other.lost.size(); ++i) sample.lost[i] = std::max(sample.lost[i], other.lost[i]);
  }
}

void DistinctSet::seeAllOf(DistinctSet& part, const Horizon& h) {
  part.m_authors.forEach([&](const Entry& seen) {
    const auto last = static_cast<int32_t>(seen.last);
    if (last == 0 || !h.isKept(last, kMinutes)) return;
    if (Entry* entry = admit(seen.author, last, h)) see(entry, last, h);
  });
}

void DistinctSet::slide(const Horizon& from, const Horizon& to) {
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    const int32_t a = from.starts[w], b = to.starts[w];
    if (a == b || (a < b && m_distinct[w] == 0)) continue;
    const size_t r = resolutionOf(w);
    m_distinct[w] += static_cast<int32_t>(b < a ? sum(r, b, a, from) : -sum(r, a, b, from));
  }
  for (size_t r = 0; r < kResolutions; ++r) {
    const int32_t last = to.now / kPaneSeconds[r];
    forPanes(r, std::max(from.now / kPaneSeconds[r], last - kPanesKept[r]) + 1, last,
             [&](std::span<uint32_t> leaving) {
               if (r == kMinutes) m_recent -= std::accumulate(leaving.begin(), leaving.end(), int64_t{0});
               std::fill(leaving.begin(), leaving.end(), 0);
             });
  }
  if (m_samples) {
    lowerSamples(to);
  } else if (to.forgets && m_authors.size() > kFew && m_authors.size() / 4 > static_cast<size_t>(m_recent)) {
    rebuild(to);
  }
}

AuthorTable::Entry* DistinctSet::admit(uint64_t author, int32_t second, const Horizon& h) {
  const bool isRefused = m_samples && !isAdmitted(author, second, h);
  if (Entry* known = m_authors.find(author)) return known;
  if (isRefused) return nullptr;
  if (m_authors.isFull()) {
    rebuild(h);
    if (m_samples && !isAdmitted(author, second, h)) return nullptr;
  }
  return m_authors.insert(author);
}

bool DistinctSet::isAdmitted(uint64_t author, int32_t second, const Horizon& h) {
  bool isAdmitted = false;
  for (size_t r = 0; r < kResolutions; ++r) {
    if (!h.isKept(second, r)) continue;
    Sample& sample = (*m_samples)[r];
    if (zerosOf(author) >= sample.recorded) {
      isAdmitted = true;
    } else {
      int32_t& lost = sample.lost[static_cast<size_t>(sample.recorded - 1)];
      lost = std::max(lost, second);
    }
  }
  return isAdmitted;
}

bool DistinctSet::isNeeded(const Entry& e, const Horizon& h) const {
  if (e.isEarly()) return true;
  if (e.last == 0) return false;
  for (size_t r = 0; r < kResolutions; ++r) {
    if (h.isKept(e.last, r) && (!m_samples || zerosOf(e.author) >= (*m_samples)[r].recorded)) return true;
  }
  return false;
}

void DistinctSet::rebuild(const Horizon& h) {
  if (m_authors.size() > m_cap) raiseSamples(h);
  m_authors.rebuild([&](const Entry& e) { return isNeeded(e, h); });
}

void DistinctSet::Sample::raise(int32_t now) {
  if (recorded == counted()) lost.push_back(now);
  lost[static_cast<size_t>(recorded++)] = now;
}

// Until no resolution needs more than m_cap authors.
void DistinctSet::raiseSamples(const Horizon& h) {
  std::array<std::array<size_t, 65>, kResolutions> byZeros{};
  std::array<size_t, kResolutions> recorded{};
  m_authors.forEach([&](const Entry& e) {
    for (size_t r = 0; r < kResolutions; ++r) {
      if (e.last == 0 || !h.isKept(e.last, r)) continue;
      ++byZeros[r][static_cast<size_t>(zerosOf(e.author))];
      recorded[r] += !m_samples || zerosOf(e.author) >= (*m_samples)[r].recorded;
    }
  });
  for (size_t r = 0; r < kResolutions; ++r) {
    if (recorded[r] <= m_cap) continue;
    if (!m_samples) m_samples = std::make_unique<Samples>();
    Sample& sample = (*m_samples)[r];
    const int counted = sample.counted();
    while (recorded[r] > m_cap) {
      recorded[r] -= byZeros[r][static_cast<size_t>(sample.recorded)];
      sample.raise(h.now);
    }
    if (sample.counted() != counted) recount(r, h);
  }
}

void DistinctSet::lowerSamples(const Horizon& h) {
  bool isExact = true;
  for (size_t r = 0; r < kResolutions; ++r) {
    Sample& sample = (*m_samples)[r];
    const int counted = sample.counted();
    while (!sample.lost.empty() && !h.isKept(sample.lost.back(), r)) sample.lost.pop_back();
    sample.recorded = std::min(sample.recorded, sample.counted());
    if (sample.counted() != counted) recount(r, h);
    const int64_t longest = m_distinct[static_cast<size_t>(r == 0   ? Window::k5m
                                                           : r == 1 ? Window::k60m
                                                                    : Window::kTotal)];
    const int64_t held = r == kMinutes ? std::max(longest, m_recent) : longest;
    const int64_t expected = held << (sample.counted() - sample.recorded);
    if (sample.recorded > 0 && expected < static_cast<int64_t>(m_cap / 4))
      --sample.recorded;  // of what is to come
    isExact = isExact && sample.counted() == 0;
  }
  if (isExact) m_samples.reset();
}

void DistinctSet::recount(size_t r, const Horizon& h) {
  std::fill_n(m_panes.begin() + static_cast<int64_t>(kRingOf[r]), kPanesKept[r], 0);
  for (int w = kWindowsOf[r].first; w <= kWindowsOf[r].last; ++w) m_distinct[static_cast<size_t>(w)] = 0;
  if (r == kMinutes) m_recent = 0;
  m_authors.forEach([&](const Entry& e) { move(e, r, 0, isEarly(e, r) ? h.early : e.last, h); });
}

void DistinctSet::rebase(int64_t by) {
  m_authors.forEach([&](Entry& e) { e.last = AuthorTable::stored(Horizon::rebased(e.last, by)); });
  if (!m_samples) return;
  for (Sample& sample : *m_samples) {
    for (int32_t& lost : sample.lost) lost = Horizon::rebased(lost, by);
  }
}

Count DistinctSet::count(Window window) const {
  const size_t w = static_cast<size_t>(window);
  const int k = m_samples ? (*m_samples)[resolutionOf(w)].counted() : 0;
  return {static_cast<int64_t>(m_distinct[w]) << k, k > 0};
}

template <class Archive>
void DistinctSet::persist(Archive& archive) {
  archive(m_authors, m_distinct, m_recent);
  const auto isUsed = [](uint32_t n) { return n != 0; };
  auto panes = static_cast<uint64_t>(std::ranges::count_if(m_panes, isUsed));  // mostly few
  archive.size(panes, sizeof(uint16_t) + sizeof(uint32_t));
  for (uint16_t at = 0; panes > 0; --panes, ++at) {
    if (!Archive::kIsReading) {
      at = static_cast<uint16_t>(std::find_if(m_panes.begin() + at, m_panes.end(), isUsed) - m_panes.begin());
    }
    archive(at);
    archive.require(at < kRings);
    if (!archive.ok()) return;
    archive(m_panes[at]);
  }
  bool isSampled = m_samples != nullptr;
  archive(isSampled);
  if (Archive::kIsReading) m_samples = isSampled ? std::make_unique<Samples>() : nullptr;
  if (isSampled) archive(*m_samples);
}
template void DistinctSet::persist(ArchiveWriter&);
template void DistinctSet::persist(ArchiveReader&);

}  // namespace watchfloor
