#include "metrics/minute_recorder.h"

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

std::optional<Time> older(std::optional<Time> a, std::optional<Time> b) {
  return !a ? b : !b ? a : std::min(*a, *b);
}

void tellNew(const Interner& names, size_t* told, std::vector<std::string>* out) {
  for (; *told < names.size(); ++*told) out->push_back(names.name(static_cast<Interner::Id>(*told)));
}

}  // namespace

void MinuteRecorder::end(const Cube& cube, const StaffByCell& staff, const WatchedOnly& watchedOnly) {
  absl::btree_map<CellId, Standings> standings;
  for (const auto& [id, cell] : cube.cells()) {
    const Standings here{.waiting = cell->standing(Standing::Kind::kWaiting),
                         .unanswered = cell->standing(Standing::Kind::kUnanswered),
                         .backlog = cell->standing(Standing::Kind::kBacklog),
                         .longestWaiting = cell->oldest(Standing::Kind::kWaiting),
                         .oldestUnanswered = cell->oldest(Standing::Kind::kUnanswered)};
    if (here.isEmpty()) continue;
    forEachPlace(id, watchedOnly.contains(id.brand), [&](CellId place) {
      Standings& sum = standings[place];
      sum.waiting += here.waiting;
      sum.unanswered += here.unanswered;
      sum.backlog += here.backlog;
      sum.longestWaiting = older(sum.longestWaiting, here.longestWaiting);
      sum.oldestUnanswered = older(sum.oldestUnanswered, here.oldestUnanswered);
    });
  }
  for (const auto& [id, figures] : staff) {
    if (figures.available == 0 && figures.slots == 0) continue;
    Standings& sum = standings[id];
    sum.agentsAvailable = figures.available;
    sum.busySlots = figures.busySlots;
    sum.slots = figures.slots;
  }
  const Time tick = cube.ranges().tick;
  m_changes.ended.push_back({minuteOf(tick), tick, {standings.begin(), standings.end()}});
}

void MinuteRecorder::add(std::span<const Changes* const> changes) {
  for (const Changes* part : changes) {
    m_changes.entries.insert(m_changes.entries.end(), part->entries.begin(), part->entries.end());
    m_changes.authors.insert(m_changes.authors.end(), part->authors.begin(), part->authors.end());
  }
}

void MinuteRecorder::add(std::vector<MinuteChanges::Spent> spent) {
  if (m_changes.spent.empty()) {
    m_changes.spent = std::move(spent);
  } else {
    m_changes.spent.insert(m_changes.spent.end(), spent.begin(), spent.end());
  }
}

MinuteChanges MinuteRecorder::take(Time tick, const std::string& definitionId, const Interner& brands,
                                   const Interner& channels,
                                   const std::vector<MinuteChanges::WatchedSince>& watched) {
  tellNew(brands, &m_brands, &m_changes.brands);
  tellNew(channels, &m_channels, &m_changes.channels);
  m_changes.tick = tick;
  m_changes.definitionId = definitionId;
  m_changes.watched = watched;
  return std::exchange(m_changes, {});
}

}  // namespace watchfloor
