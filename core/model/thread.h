// A mutex that Clang's thread-safety analysis understands. std::mutex underneath: absl::Mutex, as Debian
// builds it, makes ThreadSanitizer report races that are none.
#pragma once

#include <absl/base/thread_annotations.h>  // GUARDED_BY

#include <chrono>
#include <condition_variable>
#include <mutex>

#if defined(__clang__)
#define WATCHFLOOR_TSA(x) __attribute__((x))
#else
#define WATCHFLOOR_TSA(x)
#endif

#define REQUIRES_LOCK(...) WATCHFLOOR_TSA(requires_capability(__VA_ARGS__))
#define EXCLUDES_LOCK(...) WATCHFLOOR_TSA(locks_excluded(__VA_ARGS__))

namespace watchfloor {

class WATCHFLOOR_TSA(capability("mutex")) Mutex {
 public:
  void lock() WATCHFLOOR_TSA(acquire_capability()) { m_mutex.lock(); }
  void unlock() WATCHFLOOR_TSA(release_capability()) { m_mutex.unlock(); }

 private:
  std::mutex m_mutex;
};

class WATCHFLOOR_TSA(scoped_lockable) MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) WATCHFLOOR_TSA(acquire_capability(mutex)) : m_mutex(mutex) {
    m_mutex.lock();
  }
  ~MutexLock() WATCHFLOOR_TSA(release_capability()) { m_mutex.unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& m_mutex;
};

// Waits with the mutex held, as the caller of wait() holds it.
class CondVar {
 public:
  void wait(Mutex& mutex) REQUIRES_LOCK(mutex) { m_condition.wait(mutex); }
  // False when `deadline` passed first.
  bool waitUntil(Mutex& mutex, std::chrono::steady_clock::time_point deadline) REQUIRES_LOCK(mutex) {
    return m_condition.wait_until(mutex, deadline) == std::cv_status::no_timeout;
  }
  // As above, `duration` from now; may wake early.
  void waitFor(Mutex& mutex, std::chrono::microseconds duration) REQUIRES_LOCK(mutex) {
    m_condition.wait_for(mutex, duration);
  }
  void notifyOne() { m_condition.notify_one(); }
  void notifyAll() { m_condition.notify_all(); }

 private:
  std::condition_variable_any m_condition;
};

}  // namespace watchfloor
