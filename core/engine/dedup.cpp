#include "engine/dedup.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>
#include <vector>

#include "model/archive.h"
#include "window/window_ranges.h"

namespace watchfloor {
namespace {

constexpr Duration kMinute = minutes(1);
constexpr int64_t kTags = std::numeric_limits<uint16_t>::max();

}  // namespace

bool Dedup::insert(const Seen& seen) {
  if (m_clock == ClockKind::kEvent) {
    const bool isNew = m_ids.insert(seen.id, 0);
    m_size += isNew;
    return isNew;
  }
  int64_t minute = paneOf(seen.at, kMinute);
  bool isNew = false;
  if (m_oldest) {
    minute = std::max(minute, *m_oldest);
    if (minute - m_first > kTags) countFromOldest();
    assert(minute - m_first <= kTags);
    isNew = !m_apart.contains(seen.id) && m_ids.insert(seen.id, static_cast<uint16_t>(minute - m_first));
  } else {
    isNew = m_apart.emplace(seen.id, minute).second;
  }
  if (!isNew) return false;
  if (!m_lastMinute || m_lastMinute->first != minute) m_lastMinute = &*m_minutes.try_emplace(minute).first;
  ++m_lastMinute->second;
  ++m_size;
  return true;
}

std::optional<Time> Dedup::floor(Time tick) const {
  if (m_clock == ClockKind::kEvent) return std::nullopt;
  return std::max(tick - kKept, m_raisedFloor);
}

void Dedup::dropOldestMinute() {
  const auto oldest = m_minutes.begin();
  m_size -= static_cast<size_t>(oldest->second);
  if (m_lastMinute == &*oldest) m_lastMinute = nullptr;
  m_minutes.erase(oldest);
}

// Those kept apart that a tag reaches now are apart no longer; in order of their ids, as a hash map has none
// that two engines share, and the table keeps the order in which they come.
void Dedup::countFromOldest() {
  m_ids.countFromOldest();
  m_first = *m_oldest;
  std::vector<std::pair<Id, int64_t>> reached;
  absl::erase_if(m_apart, [&](const auto& idAndMinute) {
    const bool isReached = idAndMinute.second - m_first <= kTags;
    if (isReached && idAndMinute.second >= m_first) reached.push_back(idAndMinute);
    return isReached;
  });
  std::sort(reached.begin(), reached.end());
  for (const auto& [id, minute] : reached) m_ids.insert(id, static_cast<uint16_t>(minute - m_first));
}

int64_t Dedup::advance(Time tick) {
  if (m_clock == ClockKind::kEvent) return 0;
  int64_t oldest = paneOf(tick - kKept, kMinute);
  if (m_oldest) oldest = std::max(oldest, *m_oldest);
  while (!m_minutes.empty() && m_minutes.begin()->first < oldest) dropOldestMinute();
  int64_t forgotten = 0;
  while (static_cast<int64_t>(m_size) > m_most) {
    const Time end{(m_minutes.begin()->first + 1) * kMinute};
    if (end > tick) break;  // the floor stays behind the present, whatever the bound says
    forgotten += m_minutes.begin()->second;
    m_raisedFloor = end;
    oldest = m_minutes.begin()->first + 1;
    dropOldestMinute();
  }
  const bool isFirst = !m_oldest;
  m_oldest = oldest;
  if (isFirst) {
    countFromOldest();
  } else {
    m_ids.setOldest(static_cast<uint32_t>(std::min(oldest - m_first, kTags + 1)));
  }
  return forgotten;
}

template <class Archive>
void Dedup::persist(Archive& archive) {
  archive(m_size, m_raisedFloor, m_oldest, m_first, m_ids);
  persistMap(archive, m_minutes);
  persistMap(archive, m_apart);
  if (!Archive::kIsReading) return;
  m_lastMinute = nullptr;
  if (m_clock == ClockKind::kEvent) return;
  size_t sum = 0;
  for (const auto& [minute, ids] : m_minutes) {
    archive.require(ids > 0 && ids < int64_t{1} << 40);
    sum += static_cast<size_t>(ids);
  }
  archive.require(sum == m_size);
}
template void Dedup::persist(ArchiveWriter&);
template void Dedup::persist(ArchiveReader&);

}  // namespace watchfloor
