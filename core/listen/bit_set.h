// A set of small numbers. One thread at a time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace watchfloor {

// Numbers below a bound, as bits.
class BitSet {
 public:
  BitSet() = default;
  explicit BitSet(size_t size, bool isFull = false) : m_words((size + 63) / 64, isFull ? ~uint64_t{0} : 0) {
    if (isFull && size % 64 != 0) m_words.back() >>= 64 - size % 64;
  }
  void insert(size_t i) { m_words[i / 64] |= uint64_t{1} << i % 64; }
  size_t room() const { return m_words.size() * 64; }
  void erase(size_t i) { m_words[i / 64] &= ~(uint64_t{1} << i % 64); }
  bool contains(size_t i) const { return i < room() && (m_words[i / 64] >> i % 64 & 1) != 0; }
  // REQUIRES: of the same size.
  void retain(const BitSet& others) {
    for (size_t w = 0; w < m_words.size(); ++w) m_words[w] &= others.m_words[w];
  }
  // In ascending order, until `visit` returns true; whether it did.
  template <typename Visit>
  bool anyOf(Visit visit) const {
    for (size_t w = 0; w < m_words.size(); ++w) {
      for (uint64_t rest = m_words[w]; rest != 0; rest &= rest - 1) {
        if (visit(w * 64 + static_cast<size_t>(std::countr_zero(rest)))) return true;
      }
    }
    return false;
  }

 private:
  std::vector<uint64_t> m_words;
};

}  // namespace watchfloor
