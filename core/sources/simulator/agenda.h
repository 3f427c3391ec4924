// What is to happen, in order of time; at equal times, what was added first comes first.
//
//   Agenda<int> agenda;
//   agenda.add(now + seconds(5), 1);
//   while (agenda.nextTime() <= now) handle(agenda.take());
//
// O(log n). Not thread safe.
#pragma once

#include <cassert>
#include <cstdint>
#include <queue>
#include <vector>

#include "model/time.h"

namespace watchfloor {

template <typename T>
class Agenda {
 public:
  void add(Time at, T what) { m_items.push({at, m_added++, std::move(what)}); }

  // kDistantFuture when nothing is to happen.
  Time nextTime() const { return m_items.empty() ? kDistantFuture : m_items.top().at; }

  // REQUIRES: nextTime() < kDistantFuture
  T take() {
    assert(!m_items.empty());
    T what = m_items.top().what;
    m_items.pop();
    return what;
  }

  size_t size() const { return m_items.size(); }

 private:
  struct Item {
    Time at;
    uint64_t number;
    T what;
    bool operator<(const Item& other) const {  // the queue's top is the greatest
      return at != other.at ? at > other.at : number > other.number;
    }
  };
  std::priority_queue<Item> m_items;
  uint64_t m_added = 0;
};

}  // namespace watchfloor
