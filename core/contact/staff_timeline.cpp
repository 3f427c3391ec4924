#include "contact/staff_timeline.h"

#include <algorithm>
#include <utility>

#include "model/archive.h"

namespace watchfloor {

Doing Doing::operator-(const Doing& o) const {
  return {.slots = slots - o.slots,
          .busySlots = busySlots - o.busySlots,
          .available = static_cast<int8_t>(available - o.available),
          .busy = static_cast<int8_t>(busy - o.busy),
          .staffed = static_cast<int8_t>(staffed - o.staffed)};
}

StaffTimeline::Leaf StaffTimeline::leafOf(CellId cell) {
  const auto [leaf, isNew] = m_leafOf.try_emplace(cell, static_cast<Leaf>(m_leaves.size()));
  if (!isNew) return leaf->second;
  std::array<Place, kPlaces>& places = m_leaves.emplace_back();
  const auto cells = withRollUps(cell);
  for (size_t i = 0; i < kPlaces; ++i) {
    places[i] = m_places.try_emplace(cells[i], static_cast<Place>(m_staff.size())).first->second;
    if (places[i] == m_staff.size()) m_staff.emplace_back().cell = cells[i];
  }
  return leaf->second;
}

void StaffTimeline::pass(size_t border, const Shift& shift, int count) {
  const Doing& change = shift.change;
  const int64_t number = count;
  const int64_t busy = number * change.busy, staffed = number * change.staffed;
  const auto times = [at = shift.at](int64_t n) {
    return static_cast<uint64_t>(n) * static_cast<uint64_t>(micros(at));
  };
  for (size_t i = 0; i < kPlaces; ++i) {
    if (!(shift.which >> i & 1)) continue;
    Staff& staff = m_staff[m_leaves[shift.leaf][i]];
    Sums& sums = staff.until[border];
    sums.busy += busy;
    sums.staffed += staffed;
    sums.busyTimes += times(busy);
    sums.staffedTimes += times(staffed);
    if (border != kTick) continue;
    staff.available += number * change.available;
    staff.busySlots += number * change.busySlots;
    staff.slots += number * change.slots;
  }
}

void StaffTimeline::add(Time at, Leaf leaf, uint8_t which, const Doing& change, int count) {
  const Shift shift{.at = at, .leaf = leaf, .which = which, .change = change};
  for (size_t border = 0; border < m_borders.size(); ++border) {
    if (at <= m_borders[border]) pass(border, shift, count);
  }
  if (m_keepsMinutes) spend(shift, m_borders[kTick], count);
  const auto it = m_shifts.try_emplace(shift, 0).first;
  it->second += count;
  if (it->second == 0) m_shifts.erase(it);
}

void StaffTimeline::move(size_t border, Time to) {
  const Time from = std::exchange(m_borders[border], to);
  const int sign = from < to ? 1 : -1;
  const auto end = m_shifts.upper_bound(std::max(from, to));
  for (auto it = m_shifts.upper_bound(std::min(from, to)); it != end; ++it) {
    pass(border, it->first, sign * it->second);
    if (m_keepsMinutes && border == kTick) spend(it->first, to, it->second);
  }
}

// `rate`: how many agents did so from one moment until the other.
void StaffTimeline::spend(Place place, Time from, Time until, AgentTime rate) {
  if (rate == AgentTime{}) return;
  while (from < until) {
    const int64_t minute = paneOf(from, minutes(1));
    const Time end = std::min(until, Time{(minute + 1) * Duration(minutes(1))});
    AgentTime& spent = m_spent[{place, minute}];
    spent.busy += rate.busy * (end - from).count();
    spent.staffed += rate.staffed * (end - from).count();
    from = end;
  }
}

void StaffTimeline::spend(const Shift& shift, Time until, int count) {
  const int64_t number = count;
  for (size_t i = 0; i < kPlaces; ++i) {
    if (!(shift.which >> i & 1)) continue;
    spend(m_leaves[shift.leaf][i], shift.at, until,
          {.busy = number * shift.change.busy, .staffed = number * shift.change.staffed});
  }
}

std::vector<MinuteChanges::Spent> StaffTimeline::takeSpent() {
  std::vector<MinuteChanges::Spent> spent;
  spent.reserve(m_spent.size());
  for (const auto& [where, time] : m_spent) {
    spent.push_back({.place = m_staff[where.first].cell, .minute = where.second, .time = time});
  }
  m_spent.clear();
  return spent;
}

void StaffTimeline::advance(const WindowRanges& ranges) {
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    m_isOpen[w] = ranges.windows[w].first <= ranges.windows[w].last;
    if (m_isOpen[w]) move(w, ranges.start(static_cast<Window>(w)));
  }
  if (m_keepsMinutes) {
    for (Place place = 0; place < m_staff.size(); ++place) {
      const Sums& sums = m_staff[place].until[kTick];
      spend(place, m_borders[kTick], ranges.tick, {.busy = sums.busy, .staffed = sums.staffed});
    }
  }
  move(kTick, ranges.tick);
}

void StaffTimeline::forgetBefore(Time moment) {
  for (size_t w = 0; w < kSlidingWindows; ++w) {
    if (m_isOpen[w]) moment = std::min(moment, m_borders[w]);
  }
  m_shifts.erase(m_shifts.begin(), m_shifts.lower_bound(moment));
}

void StaffTimeline::addTo(StaffByCell* staff) const {
  const auto spent = [](int64_t count, uint64_t times, Time until) {
    return static_cast<uint64_t>(count) * static_cast<uint64_t>(micros(until)) - times;
  };
  for (const Staff& here : m_staff) {
    StaffFigures figures{
        .available = here.available, .busySlots = here.busySlots, .slots = here.slots, .spent = {}};
    const auto at = [&](size_t border) {
      const Sums& sums = here.until[border];
      return std::pair(spent(sums.busy, sums.busyTimes, m_borders[border]),
                       spent(sums.staffed, sums.staffedTimes, m_borders[border]));
    };
    const auto [busyNow, staffedNow] = at(kTick);
    bool isAny = here.slots != 0;
    for (size_t w = 0; w < kSlidingWindows; ++w) {
      if (!m_isOpen[w]) continue;
      const auto [busy, staffed] = at(w);
      figures.spent[w] = {static_cast<int64_t>(busyNow - busy), static_cast<int64_t>(staffedNow - staffed)};
      isAny |= figures.spent[w].staffed != 0;
    }
    if (isAny) (*staff)[here.cell] += figures;
  }
}

template <class Archive>
void StaffTimeline::persist(Archive& archive) {
  archive(m_borders, m_isOpen);
  uint64_t places = m_staff.size();
  archive.size(places, sizeof(Staff::until));
  m_staff.resize(places);
  for (Staff& staff : m_staff)
    archive(staff.cell, staff.until, staff.available, staff.busySlots, staff.slots);
  archive(m_leaves);
  if (Archive::kIsReading) {
    m_places.clear();
    m_leafOf.clear();
    for (size_t i = 0; i < m_staff.size(); ++i) m_places.emplace(m_staff[i].cell, static_cast<Place>(i));
    for (size_t i = 0; i < m_leaves.size() && archive.ok(); ++i) {
      for (const Place place : m_leaves[i]) archive.require(place < m_staff.size());
      if (archive.ok()) m_leafOf.emplace(m_staff[m_leaves[i].front()].cell, static_cast<Leaf>(i));
    }
  }
  uint64_t shifts = m_shifts.size();
  archive.size(shifts);
  const auto persistShift = [&](Shift shift, int& count) {
    Leaf leaf = shift.leaf;
    auto which = static_cast<uint8_t>(shift.which);
    archive(shift.at, leaf, which, shift.change, count);
    archive.require(leaf < m_leaves.size() && which < 1u << kPlaces);
    if (!archive.ok()) return Shift{};
    return Shift{.at = shift.at, .leaf = leaf, .which = which, .change = shift.change};
  };
  if constexpr (Archive::kIsReading) {
    m_shifts.clear();
    for (int count = 0; shifts > 0 && archive.ok(); --shifts) {
      const Shift shift = persistShift({}, count);
      m_shifts.emplace_hint(m_shifts.end(), shift, count);
    }
  } else {
    for (auto& [shift, count] : m_shifts) persistShift(shift, count);
  }
}
template void StaffTimeline::persist(ArchiveWriter&);
template void StaffTimeline::persist(ArchiveReader&);

}  // namespace watchfloor
