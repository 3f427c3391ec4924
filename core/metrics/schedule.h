// When to look at which contact or conversation again: those that changed, those whose time has come, and
// those that nothing was heard of for longest. Holds pointers, owns nothing; T has a member `Scheduled
// scheduled`, and does not move.
//
// Cost: a touch O(1); a time that comes O(log n). Those that wait for a time stand in a heap that is not put
// right when a time moves away: it is looked at when the old one comes. Memory: 52 bytes a T, and up to 32
// for one that waits. What take() returns and forEach() meets depends on nothing but the order of calls. Not
// thread-safe.
#pragma once

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "model/slab.h"
#include "model/time.h"

namespace watchfloor {

struct Scheduled {
  uint32_t slot = UINT32_MAX;
};

template <typename T>
class Schedule {
 public:
  // Something happened to it at this tick.
  void touch(T* t, Time tick) {
    uint32_t& index = t->scheduled.slot;
    if (index == kNone) {
      index = m_slots.add();
      m_slots[index].thing = t;
      m_slots[index].serial = ++m_serial;
    } else if (const Slot& slot = m_slots[index]; slot.isDirty && slot.touched == tick) {
      return;  // those of one tick are of one age
    } else {
      unlink(index);
    }
    linkNewest(index);
    m_slots[index].touched = tick;
    markDirty(t);
  }
  // It may count for something else. REQUIRES: it was touched, as for all below.
  void markDirty(T* t) {
    bool& isDirty = slotOf(*t).isDirty;
    if (isDirty) return;
    isDirty = true;
    m_dirty.push_back(t);
  }
  void dueAt(T* t, Time due) {
    Slot& slot = slotOf(*t);
    m_waiting += (due != kDistantFuture) - (slot.due != kDistantFuture);
    slot.due = due;
    if (due < slot.queued) queue(t->scheduled.slot);
    if (m_queue.size() > 2 * m_waiting + 1'024) tidy();
  }
  void remove(T* t) {
    const uint32_t index = std::exchange(t->scheduled.slot, kNone);
    Slot& slot = m_slots[index];
    unlink(index);
    m_waiting -= slot.due != kDistantFuture;
    if (slot.isDirty) std::erase(m_dirty, t);
    m_slots.remove(index);
  }

  // All that is dirty or due at `tick`, each once, those that changed first come first; they are clean
  // afterwards.
  std::vector<T*> take(Time tick) {
    if (m_started == kDistantPast) m_started = tick;
    while (!m_queue.empty() && m_queue.front().at <= tick) {
      const Queued next = m_queue.front();
      std::pop_heap(m_queue.begin(), m_queue.end());
      m_queue.pop_back();
      Slot& slot = m_slots[next.slot];
      if (!holds(next)) continue;
      slot.queued = kDistantFuture;
      if (slot.due <= tick) {
        dueAt(slot.thing, kDistantFuture);
        markDirty(slot.thing);
      } else if (slot.due != kDistantFuture) {
        queue(next.slot);
      }
    }
    std::vector<T*> taken = std::exchange(m_dirty, {});
    for (T* t : taken) slotOf(*t).isDirty = false;
    return taken;
  }
  // Since when nothing happened to it; what came before the first tick came then.
  Time idleSince(const T& t) const { return std::max(m_slots[t.scheduled.slot].touched, m_started); }
  // That which nothing happened to for longest; null when there is none.
  T* longestIdle() const { return m_oldest == kNone ? nullptr : m_slots[m_oldest].thing; }
  // Those touched longest ago come first. `f` touches and removes none.
  template <typename F>
  void forEach(F f) const {
    for (uint32_t i = m_oldest; i != kNone; i = m_slots[i].newer) f(m_slots[i].thing);
  }
  size_t size() const { return m_slots.size(); }

 private:
  static constexpr uint32_t kNone = Slab<T>::kNone;

  struct Slot {
    T* thing = nullptr;
    Time due = kDistantFuture;
    Time queued = kDistantFuture;  // of its entry in the queue: at or before `due`
    Time touched = kDistantPast;   // tick
    uint32_t older = kNone, newer = kNone;
    uint32_t serial = 0;  // of whom it is: a slot is used again
    bool isDirty = false;
  };
  struct Queued {
    Time at;
    uint32_t serial, slot;
    bool operator<(const Queued& o) const {  // the earliest on top
      return std::tie(o.at, o.serial) < std::tie(at, serial);
    }
  };

  Slot& slotOf(const T& t) { return m_slots[t.scheduled.slot]; }
  bool holds(const Queued& q) const {
    const Slot& slot = m_slots[q.slot];
    return slot.serial == q.serial && slot.queued == q.at;
  }
  void queue(uint32_t index) {
    Slot& slot = m_slots[index];
    slot.queued = slot.due;
    m_queue.push_back({slot.due, slot.serial, index});
    std::push_heap(m_queue.begin(), m_queue.end());
  }
  // Leaves what still waits in the queue.
  void tidy() {
    std::erase_if(m_queue, [this](const Queued& q) {
      if (!holds(q)) return true;
      Slot& slot = m_slots[q.slot];
      if (slot.due != kDistantFuture) return false;
      slot.queued = kDistantFuture;
      return true;
    });
    std::make_heap(m_queue.begin(), m_queue.end());
  }
  void linkNewest(uint32_t index) {
    Slot& slot = m_slots[index];
    slot.older = m_newest;
    slot.newer = kNone;
    (m_newest == kNone ? m_oldest : m_slots[m_newest].newer) = index;
    m_newest = index;
  }
  void unlink(uint32_t index) {
    const Slot& slot = m_slots[index];
    (slot.older == kNone ? m_oldest : m_slots[slot.older].newer) = slot.newer;
    (slot.newer == kNone ? m_newest : m_slots[slot.newer].older) = slot.older;
  }

  uint32_t m_serial = 0;
  Time m_started = kDistantPast;
  std::vector<T*> m_dirty;
  Slab<Slot> m_slots;
  uint32_t m_oldest = kNone, m_newest = kNone;  // by touch
  std::vector<Queued> m_queue;                  // a heap; entries that hold() no more are stale
  size_t m_waiting = 0;                         // those with a due time
};

}  // namespace watchfloor
