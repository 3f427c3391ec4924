// How much may wait for an engine: batches take room and give it back, and whoever found none is told when
// half of it is free again. Thread-safe; callers are told without a lock.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "model/thread.h"

namespace watchfloor {

class Room {
 public:
  Room(size_t maxEvents, size_t maxBytes) : m_maxEvents(maxEvents), m_maxBytes(maxBytes) {}

  // False when there is too little, and nothing is taken. A batch of any size fits where nothing waits.
  bool take(size_t events, size_t bytes) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (m_bytes > 0 && (m_events + events > m_maxEvents || m_bytes + bytes > m_maxBytes)) return false;
    m_events += events;
    m_bytes += bytes;
    return true;
  }
  void giveBack(size_t events, size_t bytes) EXCLUDES_LOCK(m_mutex) {
    std::vector<std::function<void()>> waiting;
    {
      MutexLock lock(m_mutex);
      m_events -= events;
      m_bytes -= bytes;
      if (isHalfFree()) waiting.swap(m_waiting);
    }
    for (const auto& tell : waiting) tell();
  }
  // Gives back what was taken once nobody holds it any more. Nobody does when the room goes.
  std::shared_ptr<const void> hold(size_t events, size_t bytes) {
    return {nullptr, [this, events, bytes](const void*) { giveBack(events, bytes); }};
  }

  // True when half of it is free; otherwise `onRoom` runs once, when it is.
  bool await(std::function<void()> onRoom) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    if (isHalfFree()) return true;
    m_waiting.push_back(std::move(onRoom));
    return false;
  }

  // Taken.
  size_t events() const EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    return m_events;
  }
  size_t bytes() const EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    return m_bytes;
  }

 private:
  bool isHalfFree() const REQUIRES_LOCK(m_mutex) {
    return m_events <= m_maxEvents / 2 && m_bytes <= m_maxBytes / 2;
  }

  const size_t m_maxEvents, m_maxBytes;
  mutable Mutex m_mutex;
  size_t m_events GUARDED_BY(m_mutex) = 0, m_bytes GUARDED_BY(m_mutex) = 0;
  std::vector<std::function<void()>> m_waiting GUARDED_BY(m_mutex);
};

}  // namespace watchfloor
