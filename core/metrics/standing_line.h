// Since when those who wait have waited: how many they are, and the oldest. Whoever leaves is only noted, and
// taken out together with others, or when he would be the oldest.
//
// Cost: add() and remove() O(1) for times that come about in order, at most O(log n) amortised; oldest()
// O(log n) for each who left since. Memory: 8 bytes each, up to four times that. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <vector>

#include "model/time.h"

namespace watchfloor {

class StandingLine {
 public:
  void add(Time since) {
    push(&m_came, since);
    ++m_size;
  }
  // One who waits, or will be added by the next oldest().
  void remove(Time since) {
    push(&m_left, since);
    --m_size;
    if (m_left.size() > m_came.size() / 2 + kFew) takeOut();
  }

  template <class Archive>
  void persist(Archive& archive) {
    if (!Archive::kIsReading) takeOut();  // when the oldest was asked for must not show
    archive(m_size, m_came, m_left);
  }

  int64_t size() const { return m_size; }
  std::optional<Time> oldest() {
    while (!m_left.empty() && !m_came.empty() && m_left.front() == m_came.front()) {
      pop(&m_left);
      pop(&m_came);
    }
    return m_came.empty() ? std::nullopt : std::optional(m_came.front());
  }

 private:
  using Heap = std::vector<Time>;  // the oldest on top
  static constexpr size_t kFew = 16;

  static void push(Heap* heap, Time t) {
    heap->push_back(t);
    std::push_heap(heap->begin(), heap->end(), std::greater());
  }
  static void pop(Heap* heap) {
    std::pop_heap(heap->begin(), heap->end(), std::greater());
    heap->pop_back();
  }
  void takeOut() {
    std::sort(m_came.begin(), m_came.end());
    std::sort(m_left.begin(), m_left.end());
    Heap came, left;
    std::set_difference(m_came.begin(), m_came.end(), m_left.begin(), m_left.end(), std::back_inserter(came));
    std::set_difference(m_left.begin(), m_left.end(), m_came.begin(), m_came.end(), std::back_inserter(left));
    m_came = std::move(came);  // in order, they are heaps
    m_left = std::move(left);
  }

  int64_t m_size = 0;
  Heap m_came, m_left;
};

}  // namespace watchfloor
