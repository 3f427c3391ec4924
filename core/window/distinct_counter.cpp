#include "window/distinct_counter.h"

#include <algorithm>

#include "model/archive.h"

namespace watchfloor {
namespace {

constexpr auto kPaneSeconds = Horizon::kPaneSeconds;

// The present is kept between these; a distance of 17 years holds more than any window.
constexpr int64_t kUsualNow = 1 << 29, kLatestNow = kUsualNow + (1 << 28);
constexpr int32_t kTwoDays = 2 * Horizon::kSecondsKept;

constexpr int64_t floorTo(int64_t n, int64_t step) { return n - ((n % step) + step) % step; }

uint64_t nonZero(uint64_t author) { return author + (author == 0); }

}  // namespace

DistinctCounter::DistinctCounter(size_t cap, size_t mostEarlier, const WatchedOnly* watchedOnly)
    : m_cap(cap), m_watchedOnly(watchedOnly), m_earlier(mostEarlier) {
  m_base = floorTo(paneOf(kDistantPast, kPaneSizes[0]) - kUsualNow, Horizon::kSecondsKept);
  m_horizon = horizonAt(WindowRanges{});
  m_horizon.early = m_horizon.now;
}

int32_t DistinctCounter::secondOf(int64_t absolute) const {
  return static_cast<int32_t>(std::clamp<int64_t>(absolute - m_base, Horizon::kLongPast, Horizon::kNever));
}

Horizon DistinctCounter::horizonAt(const WindowRanges& ranges) const {
  Horizon horizon;
  horizon.moveTo(secondOf(paneOf(ranges.tick, kPaneSizes[0])));
  horizon.forgets = ranges.retained[kResolutions - 1] != WindowRanges::kForever;
  for (size_t r = 0; r < kResolutions; ++r) {
    for (int w = kWindowsOf[r].first; w <= kWindowsOf[r].last; ++w) {
      const PaneRange& range = ranges.windows[static_cast<size_t>(w)];
      int32_t& start = horizon.starts[static_cast<size_t>(w)];
      if (range.first == WindowRanges::kForever) {
        start = Horizon::kLongPast;
      } else if (range.first <= range.last) {
        start = secondOf(range.first * kPaneSeconds[r]);
      }
    }
  }
  return horizon;
}

DistinctSet* DistinctCounter::find(CellId id) const {
  const auto it = m_sets.find(id);
  return it == m_sets.end() ? nullptr : it->second.get();
}

const DistinctCounter::Family& DistinctCounter::family(CellId cell) {
  const auto [it, isNew] = m_families.try_emplace(cell);
  if (isNew) {
    const std::array<CellId, 4> ids = withRollUps(cell);
    for (size_t i = 0; i < m_watchedOnly->placesOf(cell.brand); ++i) {
      std::unique_ptr<DistinctSet>& set = m_sets[ids[i]];
      if (!set) set = std::make_unique<DistinctSet>(m_cap);
      it->second.push_back(set.get());
    }
  }
  return it->second;
}

bool DistinctCounter::isPartOf(CellId cell, CellId id) const {
  const bool isOfBrand =
      id.brand == Interner::kAllId ? !m_watchedOnly->contains(cell.brand) : id.brand == cell.brand;
  return isOfBrand && (id.channel == Interner::kAllId || id.channel == cell.channel);
}

void DistinctCounter::prefetch(CellId cell, uint64_t author) const {
  const auto it = m_families.find(cell);
  if (it == m_families.end()) return;
  for (const DistinctSet* set : it->second) set->prefetch(nonZero(author));
}

void DistinctCounter::add(CellId cell, uint64_t author, Time at) {
  author = nonZero(author);
  const int64_t second = paneOf(at, kPaneSizes[0]);
  const Family& sets = family(cell);
  if (second <= now()) {
    const int32_t s = secondOf(second);
    if (m_horizon.isKept(s, kResolutions - 1)) see(sets, author, s);
    return;
  }
  m_ahead[second].push_back({cell, author});
  for (size_t r = 1; r < kResolutions; ++r) {
    if (floorTo(second, kPaneSeconds[r]) <= now()) seeEarly(sets, author, r);
  }
}

void DistinctCounter::see(const Family& sets, uint64_t author, int32_t second) {
  for (const DistinctSet* set : sets) set->prefetch(author);
  for (DistinctSet* set : sets) {
    Entry* entry = set->admit(author, second, m_horizon);
    if (!entry) continue;
    if (set == sets.front()) {
      const int32_t last = entry->last;
      if (last == 0 || !m_horizon.isKept(last, kResolutions - 1)) {
        entry->earlier = 0;
      } else {
        m_earlier.push(&entry->earlier, std::min(last, second));
      }
    }
    set->see(entry, second, m_horizon);
  }
}

void DistinctCounter::seeEarly(const Family& sets, uint64_t author, size_t resolution) {
  for (DistinctSet* set : sets) {
    if (Entry* entry = set->admit(author, m_horizon.now, m_horizon))
      set->seeEarly(entry, resolution, m_horizon);
  }
}

void DistinctCounter::remove(CellId cell, uint64_t author, Time at) {
  author = nonZero(author);
  const int64_t absolute = paneOf(at, kPaneSizes[0]);
  if (absolute > now()) return removeAhead(cell, author, absolute);
  DistinctSet* set = find(cell);
  Entry* entry = set ? set->find(author) : nullptr;
  const int32_t second = secondOf(absolute);
  if (!entry || entry->last == 0) return;
  if (second != static_cast<int32_t>(entry->last)) {
    m_earlier.take(&entry->earlier, second);
    return;
  }
  const std::array<CellId, 4> ids = withRollUps(cell);
  for (size_t i = 0; i < m_watchedOnly->placesOf(cell.brand); ++i) {
    const CellId id = ids[i];
    set = find(id);
    entry = set->find(author);
    if (!entry || static_cast<int32_t>(entry->last) != second) continue;
    set->unsee(entry, id == cell ? m_earlier.takeNewest(&entry->earlier) : lastInParts(id, author),
               m_horizon);
    for (size_t r = 1; r < kResolutions; ++r) {
      if (isAhead(id, author, r)) set->seeEarly(entry, r, m_horizon);
    }
  }
}

// When an author was seen last in the cells that a roll-up is made of; 0: never.
int32_t DistinctCounter::lastInParts(CellId rollUp, uint64_t author) const {
  int32_t last = 0;
  const auto look = [&](DistinctSet* set) {
    if (const Entry* entry = set ? set->find(author) : nullptr) last = std::max<int32_t>(last, entry->last);
  };
  if (rollUp.brand != Interner::kAllId) {
    for (auto it = m_sets.upper_bound(rollUp); it != m_sets.end() && it->first.brand == rollUp.brand; ++it) {
      look(it->second.get());
    }
    return last;
  }
  constexpr auto brandAfter = [](Interner::Id id) { return CellId{static_cast<Interner::Id>(id + 1), 0}; };
  for (auto it = m_sets.lower_bound(brandAfter(Interner::kAllId)); it != m_sets.end();
       it = m_sets.lower_bound(brandAfter(it->first.brand))) {
    if (!m_watchedOnly->contains(it->first.brand)) look(find({it->first.brand, rollUp.channel}));
  }
  return last;
}

// Is an occurrence waiting that shares the present's pane of this resolution?
bool DistinctCounter::isAhead(CellId id, uint64_t author, size_t r) const {
  const int64_t end = floorTo(now(), kPaneSeconds[r]) + kPaneSeconds[r];
  for (auto it = m_ahead.begin(); it != m_ahead.end() && it->first < end; ++it) {
    for (const Ahead& a : it->second) {
      if (a.author == author && isPartOf(a.cell, id)) return true;
    }
  }
  return false;
}

void DistinctCounter::removeAhead(CellId cell, uint64_t author, int64_t second) {
  const auto it = m_ahead.find(second);
  if (it == m_ahead.end()) return;
  std::vector<Ahead>& ahead = it->second;
  const auto found = std::find_if(ahead.begin(), ahead.end(),
                                  [&](const Ahead& a) { return a.cell == cell && a.author == author; });
  if (found == ahead.end()) return;
  ahead.erase(found);
  if (ahead.empty()) m_ahead.erase(it);
  const std::array<CellId, 4> ids = withRollUps(cell);
  for (size_t i = 0; i < m_watchedOnly->placesOf(cell.brand); ++i) {
    DistinctSet* set = find(ids[i]);
    Entry* entry = set->find(author);
    for (size_t r = 1; entry && r < kResolutions; ++r) {
      if (!isAhead(ids[i], author, r)) set->unseeEarly(entry, r, m_horizon);
    }
  }
}

void DistinctCounter::regroup() {
  m_families.clear();
  std::vector<std::pair<DistinctSet*, DistinctSet*>> parts;  // of what, and into what
  for (auto& [id, set] : m_sets) {
    if (id.brand == Interner::kAllId) *set = DistinctSet(m_cap);
  }
  const auto isServed = [this](CellId id) {
    return id.brand != Interner::kAllId && !m_watchedOnly->contains(id.brand);
  };
  std::vector<CellId> served;  // channels by themselves, and over all
  for (const auto& [id, set] : m_sets) {
    if (isServed(id)) served.push_back(id);
  }
  for (const CellId id : served) {
    std::unique_ptr<DistinctSet>& all = m_sets[{Interner::kAllId, id.channel}];
    if (!all) all = std::make_unique<DistinctSet>(m_cap);
    parts.emplace_back(find(id), all.get());
  }
  for (const auto& [part, all] : parts) all->sampleAs(*part);
  for (const auto& [part, all] : parts) all->seeAllOf(*part, m_horizon);
  for (size_t r = 1; r < kResolutions; ++r) {
    const int64_t end = floorTo(now(), kPaneSeconds[r]) + kPaneSeconds[r];
    for (auto it = m_ahead.begin(); it != m_ahead.end() && it->first < end; ++it) {
      for (const Ahead& a : it->second) seeEarly(family(a.cell), a.author, r);
    }
  }
}

void DistinctCounter::advance(const WindowRanges& to) {
  const int64_t second = paneOf(to.tick, kPaneSizes[0]);
  if (second - m_base > kLatestNow) makeRoom(second);
  slide(horizonAt(to));
}

void DistinctCounter::slide(Horizon to) {
  const Horizon from = m_horizon;
  if (from.now == to.now && from.starts == to.starts && from.forgets == to.forgets) return;
  to.early = from.now;
  for (auto& [id, set] : m_sets) set->slide(from, to);
  m_horizon = to;
  while (!m_ahead.empty() && m_ahead.begin()->first <= now()) {
    const auto node = m_ahead.extract(m_ahead.begin());
    for (const Ahead& a : node.mapped()) see(family(a.cell), a.author, secondOf(node.key()));
  }
  m_horizon.early = m_horizon.now;
  for (size_t r = 1; r < kResolutions; ++r) {
    const int64_t pane = floorTo(now(), kPaneSeconds[r]);
    if (pane <= m_base + from.now) continue;  // it has not just entered
    for (auto it = m_ahead.begin(); it != m_ahead.end() && it->first < pane + kPaneSeconds[r]; ++it) {
      for (const Ahead& a : it->second) seeEarly(family(a.cell), a.author, r);
    }
  }
  if (to.forgets) m_earlier.forgetBefore(to.kept[kResolutions - 1]);
}

// Moves the base: what was seen long before then lies in no window but `total`, and the same second may stand
// for all of it.
void DistinctCounter::makeRoom(int64_t second) {
  Horizon none = m_horizon;
  for (int32_t& start : none.starts) start = start == Horizon::kLongPast ? start : Horizon::kNever;
  if (second - now() > kTwoDays) none.moveTo(none.now + kTwoDays);
  slide(none);
  const int64_t by = floorTo(second - kUsualNow - m_base, Horizon::kSecondsKept);
  m_base += by;
  m_horizon.moveTo(static_cast<int32_t>(std::max<int64_t>(m_horizon.now - by, kUsualNow - kTwoDays)));
  m_horizon.early = m_horizon.now;
  for (auto& [id, set] : m_sets) set->rebase(by);
  m_earlier.change([&](int32_t s) { return Horizon::rebased(s, by); });
}

template <class Archive>
void DistinctCounter::persist(Archive& archive, const WindowRanges& ranges) {
  archive(m_base, m_earlier);
  archive.require(m_base % Horizon::kSecondsKept == 0);
  persistMap(archive, m_ahead);
  persistMap(archive, m_sets, [&](CellId, std::unique_ptr<DistinctSet>& set) {
    if (Archive::kIsReading) set = std::make_unique<DistinctSet>(m_cap);
    archive(*set);
  });
  if (!Archive::kIsReading) return;
  m_families.clear();
  const int64_t second = paneOf(ranges.tick, kPaneSizes[0]);
  archive.require(m_base <= second && second - m_base <= kLatestNow);
  if (!archive.ok()) return;
  m_horizon = horizonAt(ranges);
  m_horizon.early = m_horizon.now;
}
template void DistinctCounter::persist(ArchiveWriter&, const WindowRanges&);
template void DistinctCounter::persist(ArchiveReader&, const WindowRanges&);

}  // namespace watchfloor
