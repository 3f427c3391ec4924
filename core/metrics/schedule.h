// When to look at which contact or conversation again: those that changed, those whose time has come, and
// those that nothing was heard of for longest. Holds pointers, owns nothing; T has a member `Scheduled
// scheduled`, and does not move.
//
// Cost: a touch O(1) amortised; a time that comes O(log n). Those that wait for a time stand in a heap that
// is not put right when a time moves away: it is looked at when the old one comes. Memory: 48 bytes a T, 4 to
// 16 for its place by age, and up to 32 for one that waits. What take() returns and forEach() meets depends
// on nothing but the order of calls. Not thread-safe.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "model/fetch.h"
#include "model/in_steps.h"
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
    }
    Slot& slot = m_slots[index];
    slot.place = static_cast<uint32_t>(m_line.size());
    m_line.push_back(index);
    slot.touched = tick;
    markDirty(t);
    if (m_line.size() > 4 * m_slots.size() + 1'024) closeUp();
  }
  // Has fetched what touching it will need.
  void prefetch(const T& t) const {
    if (t.scheduled.slot != kNone) __builtin_prefetch(&m_slots[t.scheduled.slot], 1);
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
    m_waiting -= slot.due != kDistantFuture;
    if (slot.isDirty) std::erase(m_dirty, t);
    m_slots.remove(index);
  }

  // All that is dirty or due at `tick`, each once: those that changed first come first, then those whose time
  // came first, and of one time those that were touched first. They are clean afterwards.
  std::vector<T*> take(Time tick) {
    if (m_started == kDistantPast) m_started = tick;
    while (!m_queue.empty() && m_queue.front().at <= tick) {
      const Queued next = m_queue.front();
      std::pop_heap(m_queue.begin(), m_queue.end());
      m_queue.pop_back();
      Slot& slot = m_slots[next.slot];
      if (!holds(next)) continue;
      slot.queued = kDistantFuture;
      if (slot.due <= next.at) {
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
  T* longestIdle() {
    while (m_first < m_line.size() && !isIn(m_first)) ++m_first;
    return m_first == m_line.size() ? nullptr : m_slots[m_line[m_first]].thing;
  }
  // Those touched longest ago come first. `f` touches and removes none.
  template <typename F>
  void forEach(F f) const {
    for (size_t i = m_first; i < m_line.size(); ++i) {
      if (isIn(i)) f(m_slots[m_line[i]].thing);
    }
  }
  size_t size() const { return m_slots.size(); }

  // Who is in it, and when his time comes; `each(t)` writes t, or reads another one (`t` is null) and returns
  // it, null after a fault. Before t is written, what it needs is fetched: t itself, then
  // `fetch(t, 0)` to `fetch(t, steps - 1)`. After a take().
  template <class Archive, typename Fetch, typename Each>
  void persist(Archive& archive, size_t steps, Fetch fetch, Each each) {
    assert(m_dirty.empty());
    archive(m_serial, m_started);
    uint64_t n = m_slots.size();
    archive.size(n);
    if constexpr (Archive::kIsReading) {
      for (; n > 0; --n) {
        T* const t = each(static_cast<T*>(nullptr));
        if (!t) return;
        Slot slot{.thing = t, .place = static_cast<uint32_t>(m_line.size())};
        archive(slot.serial, slot.due, slot.touched);
        t->scheduled.slot = m_slots.add();
        m_slots[t->scheduled.slot] = slot;
        m_line.push_back(t->scheduled.slot);
        m_waiting += slot.due != kDistantFuture;
        if (slot.due != kDistantFuture) queue(t->scheduled.slot);
      }
    } else {
      constexpr size_t kFirst = 2;  // steps: the slot, and the thing
      const auto fetchStep = [&](size_t i, size_t step) {
        if (step == 0) return fetchAll(m_slots[m_line[m_first + i]]);
        if (!isIn(m_first + i)) return;
        const T& t = *m_slots[m_line[m_first + i]].thing;
        step < kFirst ? fetchAll(t) : fetch(t, step - kFirst);
      };
      inSteps(m_line.size() - m_first, kFirst + steps, kApart, fetchStep, [&](size_t i) {
        if (!isIn(m_first + i)) return;
        Slot& slot = slotOf(*each(m_slots[m_line[m_first + i]].thing));
        archive(slot.serial, slot.due, slot.touched);
      });
    }
  }

 private:
  static constexpr uint32_t kNone = Slab<T>::kNone;

  struct Slot {
    T* thing = nullptr;
    Time due = kDistantFuture;
    Time queued = kDistantFuture;  // of its entry in the queue: at or before `due`
    Time touched = kDistantPast;   // tick
    uint32_t place = kNone;        // in m_line
    uint32_t serial = 0;           // of whom it is: a slot is used again
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
  bool isIn(size_t place) const { return m_slots[m_line[place]].place == place; }
  // Leaves out of the line those who stand further back, or nowhere, by now.
  void closeUp() {
    uint32_t to = 0;
    for (size_t i = m_first; i < m_line.size(); ++i) {
      if (!isIn(i)) continue;
      m_slots[m_line[i]].place = to;
      m_line[to++] = m_line[i];
    }
    m_line.resize(to);
    m_first = 0;
  }

  uint32_t m_serial = 0;
  Time m_started = kDistantPast;
  std::vector<T*> m_dirty;
  Slab<Slot> m_slots;
  // Slots by touch, the oldest first. Who is touched again goes to the end, and leaves his old place as it
  // is.
  std::vector<uint32_t> m_line;
  size_t m_first = 0;           // none before it is in the line
  std::vector<Queued> m_queue;  // a heap; entries that hold() no more are stale
  size_t m_waiting = 0;         // those with a due time
};

}  // namespace watchfloor
