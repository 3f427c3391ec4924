#include "engine/crew.h"

#include <cassert>

namespace watchfloor {

Crew::Crew(int threads) {
  assert(threads >= 1);
  for (int i = 1; i < threads; ++i) m_threads.emplace_back([this] { work(); });
}

Crew::~Crew() {
  {
    MutexLock lock(m_mutex);
    m_isStopping = true;
    m_begin.notifyAll();
  }
  for (std::thread& thread : m_threads) thread.join();
}

void Crew::takeTasks(size_t n, const std::function<void(size_t)>& task) {
  for (size_t i = m_next++; i < n; i = m_next++) task(i);
}

void Crew::run(size_t n, const std::function<void(size_t)>& task) {
  if (m_threads.empty() || n <= 1) {
    for (size_t i = 0; i < n; ++i) task(i);
    return;
  }
  {
    MutexLock lock(m_mutex);
    m_task = &task;
    m_tasks = n;
    m_next = 0;
    m_busy = m_threads.size();
    ++m_round;
    m_begin.notifyAll();
  }
  takeTasks(n, task);
  MutexLock lock(m_mutex);
  while (m_busy > 0) m_end.wait(m_mutex);
}

void Crew::work() {
  uint64_t done = 0;
  for (;;) {
    const std::function<void(size_t)>* task = nullptr;
    size_t n = 0;
    {
      MutexLock lock(m_mutex);
      while (m_round == done && !m_isStopping) m_begin.wait(m_mutex);
      if (m_isStopping) return;
      done = m_round;
      task = m_task;
      n = m_tasks;
    }
    takeTasks(n, *task);
    MutexLock lock(m_mutex);
    if (--m_busy == 0) m_end.notifyOne();
  }
}

}  // namespace watchfloor
