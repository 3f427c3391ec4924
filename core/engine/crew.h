// A few threads that share out numbered tasks, whoever is free taking the next one. What comes of a task must
// not depend on who does it, and it does not when each has data of its own.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

#include "model/thread.h"

namespace watchfloor {

class Crew {
 public:
  // REQUIRES: threads >= 1. The caller of run() is one of them.
  explicit Crew(int threads);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  size_t size() const { return m_threads.size() + 1; }

  // Calls task(i) for each i < n, the lower ones first, and returns when all are done. Tasks run at the same
  // time. Cost: with several threads some 10 µs. One call at a time.
  void run(size_t n, const std::function<void(size_t)>& task) EXCLUDES_LOCK(m_mutex);

 private:
  void work() EXCLUDES_LOCK(m_mutex);
  void takeTasks(size_t n, const std::function<void(size_t)>& task);

  std::atomic<size_t> m_next = 0;  // task that nobody has taken
  Mutex m_mutex;
  CondVar m_begin, m_end;
  const std::function<void(size_t)>* m_task GUARDED_BY(m_mutex) = nullptr;
  size_t m_tasks GUARDED_BY(m_mutex) = 0;
  uint64_t m_round GUARDED_BY(m_mutex) = 0;  // of run()
  size_t m_busy GUARDED_BY(m_mutex) = 0;
  bool m_isStopping GUARDED_BY(m_mutex) = false;
  std::vector<std::thread> m_threads;
};

}  // namespace watchfloor
