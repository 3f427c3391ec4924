// The newest frame, and who is told of each. Thread-safe; whoever is told must be quick, and must not come
// back here.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "model/frame.h"
#include "model/thread.h"

namespace watchfloor {

class NewestFrame {
 public:
  FramePtr get() const EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    return m_frame;
  }
  void publish(FramePtr frame) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_frame = std::move(frame);
    for (const auto& [id, onFrame] : m_subscribers) onFrame(m_frame);
  }

  // Told of the one that there is, too.
  uint64_t add(std::function<void(FramePtr)> onFrame) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    onFrame(m_frame);
    m_subscribers.emplace(++m_last, std::move(onFrame));
    return m_last;
  }
  // Not told of any after it.
  void remove(uint64_t id) EXCLUDES_LOCK(m_mutex) {
    MutexLock lock(m_mutex);
    m_subscribers.erase(id);
  }

 private:
  mutable Mutex m_mutex;  // held while they are told
  FramePtr m_frame GUARDED_BY(m_mutex);
  std::map<uint64_t, std::function<void(FramePtr)>> m_subscribers GUARDED_BY(m_mutex);
  uint64_t m_last GUARDED_BY(m_mutex) = 0;
};

}  // namespace watchfloor
