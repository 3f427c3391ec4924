// When to look at which contact or conversation again: those that changed, those whose time has come, and
// those that nothing was heard of for longest. Holds pointers, owns nothing; T has a member `Scheduled
// scheduled`. Not thread-safe. O(log n) a change.
#pragma once

#include <absl/container/btree_map.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "model/time.h"

namespace watchfloor {

struct Scheduled {
  bool isDirty = false;
  Time due = kDistantFuture;
  Time touched = kDistantPast;  // tick
  uint64_t serial = 0;          // of the last touch
  uint64_t id = 0;              // of the first
};

template <typename T>
class Schedule {
 public:
  // Something happened to it at this tick.
  void touch(T* t, Time tick) {
    m_byTouch.erase(t->scheduled.serial);
    t->scheduled.serial = ++m_serial;
    if (t->scheduled.id == 0) t->scheduled.id = m_serial;
    t->scheduled.touched = tick;
    m_byTouch.emplace(m_serial, t);
    markDirty(t);
  }
  // It may count for something else.
  void markDirty(T* t) {
    if (t->scheduled.isDirty) return;
    t->scheduled.isDirty = true;
    m_dirty.push_back(t);
  }
  void dueAt(T* t, Time due) {
    if (due == t->scheduled.due) return;
    m_due.erase({t->scheduled.due, t->scheduled.id});
    t->scheduled.due = due;
    if (due != kDistantFuture) m_due.emplace(std::pair(due, t->scheduled.id), t);
  }
  void remove(T* t) {
    m_byTouch.erase(t->scheduled.serial);
    m_due.erase({t->scheduled.due, t->scheduled.id});
    if (t->scheduled.isDirty) std::erase(m_dirty, t);
  }

  // All that is dirty or due at `tick`, each once, those that changed first come first; they are clean
  // afterwards.
  std::vector<T*> take(Time tick) {
    if (m_started == kDistantPast) m_started = tick;
    while (!m_due.empty() && m_due.begin()->first.first <= tick) {
      T* t = m_due.begin()->second;
      dueAt(t, kDistantFuture);
      markDirty(t);
    }
    std::vector<T*> taken = std::exchange(m_dirty, {});
    for (T* t : taken) t->scheduled.isDirty = false;
    return taken;
  }
  // Since when nothing happened to it; what came before the first tick came then.
  Time idleSince(const T& t) const { return std::max(t.scheduled.touched, m_started); }
  // That which nothing happened to for longest; null when there is none.
  T* longestIdle() const { return m_byTouch.empty() ? nullptr : m_byTouch.begin()->second; }
  template <typename F>
  void forEach(F f) const {
    for (const auto& [serial, t] : m_byTouch) f(t);
  }
  size_t size() const { return m_byTouch.size(); }

 private:
  uint64_t m_serial = 0;
  Time m_started = kDistantPast;
  std::vector<T*> m_dirty;
  absl::btree_map<std::pair<Time, uint64_t>, T*> m_due;  // by time, then id
  absl::btree_map<uint64_t, T*> m_byTouch;
};

}  // namespace watchfloor
