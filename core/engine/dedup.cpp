#include "engine/dedup.h"

#include <xxhash.h>

#include <algorithm>
#include <string>

#include "window/window_ranges.h"

namespace watchfloor {
namespace {

constexpr Duration kMinute = minutes(1);

}  // namespace

bool Dedup::insert(std::string_view source, std::string_view eventId, Time at) {
  std::string key;
  key.reserve(source.size() + eventId.size() + 1);
  key.append(source).push_back('\0');
  key.append(eventId);
  const XXH128_hash_t hash = XXH3_128bits(key.data(), key.size());
  const Id id{hash.high64, hash.low64};
  if (!m_ids.insert(id).second) return false;
  if (m_clock == ClockKind::kWall) m_minutes[paneOf(at, kMinute)].push_back(id);
  return true;
}

std::optional<Time> Dedup::floor(Time tick) const {
  if (m_clock == ClockKind::kEvent) return std::nullopt;
  return std::max(tick - kKept, m_raisedFloor);
}

void Dedup::dropOldestMinute() {
  const auto oldest = m_minutes.begin();
  for (const Id& id : oldest->second) m_ids.erase(id);
  m_minutes.erase(oldest);
}

int64_t Dedup::advance(Time tick) {
  if (m_clock == ClockKind::kEvent) return 0;
  while (!m_minutes.empty() && Time{(m_minutes.begin()->first + 1) * kMinute} <= tick - kKept)
    dropOldestMinute();
  int64_t forgotten = 0;
  while (static_cast<int64_t>(m_ids.size()) > m_most) {
    const Time end{(m_minutes.begin()->first + 1) * kMinute};
    if (end > tick) break;  // the floor stays behind the present, whatever the bound says
    forgotten += static_cast<int64_t>(m_minutes.begin()->second.size());
    m_raisedFloor = end;
    dropOldestMinute();
  }
  return forgotten;
}

}  // namespace watchfloor
