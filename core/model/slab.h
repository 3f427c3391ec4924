// Many values of one kind, each known by a small number that is given again after it was let go. Values never
// move. The numbers depend on nothing but the order of calls. Not thread-safe. O(1) a call.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace watchfloor {

template <typename T>
class Slab {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  // The number of a new value.
  uint32_t add() {
    if (m_free.empty()) {
      if (m_used == m_chunks.size() * kChunk) m_chunks.push_back(std::make_unique<T[]>(kChunk));
      return m_used++;
    }
    const uint32_t index = m_free.back();
    m_free.pop_back();
    return index;
  }
  void remove(uint32_t index) {
    (*this)[index] = T{};
    m_free.push_back(index);
  }

  T& operator[](uint32_t index) { return m_chunks[index / kChunk][index % kChunk]; }
  const T& operator[](uint32_t index) const { return m_chunks[index / kChunk][index % kChunk]; }
  size_t size() const { return m_used - m_free.size(); }

 private:
  static constexpr uint32_t kChunk = 1024;

  std::vector<std::unique_ptr<T[]>> m_chunks;
  std::vector<uint32_t> m_free;
  uint32_t m_used = 0;
};

}  // namespace watchfloor
