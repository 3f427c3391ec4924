// Numbers of words, 0, 1, 2 … in the order in which they are added, and of pairs of numbers: found again in
// some 3 ns. Most words have no more than eight bytes and compare as one number.
//
//   WordNumbers numbers;
//   numbers.add("refund");                        // 0
//   numbers.find(headOf("refund"), "refund");     // 0
//   numbers.find(headOf("delay"), "delay");       // WordNumbers::kNone
//
// Open addressing with linear probing, at most a quarter full. Adding: one thread; finding: any.
#pragma once

#include <xxhash.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "listen/words.h"

namespace watchfloor {

// From keys, which may coincide, to numbers.
class ProbingTable {
 public:
  static constexpr uint32_t kNone = ~uint32_t{0};

  // The first number of `key` for which `isIt(number)`; kNone: there is none.
  template <typename IsIt>
  uint32_t find(uint64_t key, IsIt isIt) const {
    const uint64_t hash = hashOf(key);
    const size_t bit = hash & (kBitsASlot * m_slots.size() - 1);
    if ((m_isThere[bit / 64] >> bit % 64 & 1) == 0) return kNone;
    for (size_t at = placeOf(hash);; at = (at + 1) & (m_slots.size() - 1)) {
      const Slot& slot = m_slots[at];
      if (slot.number == kNone || (slot.key == key && isIt(slot.number))) return slot.number;
    }
  }
  void add(uint64_t key, uint32_t number) {
    if (m_slots.size() < 4 * ++m_count) {
      const std::vector<Slot> before = std::exchange(m_slots, std::vector<Slot>(2 * m_slots.size()));
      m_isThere.assign(kBitsASlot * m_slots.size() / 64, 0);
      for (const Slot& slot : before) {
        if (slot.number != kNone) put(slot);
      }
    }
    put({key, number});
  }

 private:
  static constexpr size_t kBitsASlot = 8;
  struct Slot {
    uint64_t key = 0;
    uint32_t number = kNone;
  };
  // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4).
  static uint64_t hashOf(uint64_t key) {
    const uint64_t mixed = key * 0x9e3779b97f4a7c15;
    return mixed ^ mixed >> 32;
  }
  size_t placeOf(uint64_t hash) const { return hash / kBitsASlot & (m_slots.size() - 1); }
  void put(const Slot& slot) {
    const uint64_t hash = hashOf(slot.key);
    const size_t bit = hash & (kBitsASlot * m_slots.size() - 1);
    m_isThere[bit / 64] |= uint64_t{1} << bit % 64;
    size_t at = placeOf(hash);
    while (m_slots[at].number != kNone) at = (at + 1) & (m_slots.size() - 1);
    m_slots[at] = slot;
  }

  size_t m_count = 0;
  std::vector<Slot> m_slots = std::vector<Slot>(64);
  // Whether there is a key of such a hash: answers most questions from the nearest memory.
  std::vector<uint64_t> m_isThere = std::vector<uint64_t>(kBitsASlot);
};

class WordNumbers {
 public:
  static constexpr uint32_t kNone = ProbingTable::kNone;

  // The number of a word, which is new if it is not there.
  uint32_t add(std::string_view word) {
    const uint64_t head = headOf(word);
    if (const uint32_t number = find(head, word); number != kNone) return number;
    const auto number = static_cast<uint32_t>(m_words.size());
    m_words.emplace_back(word);
    if (isShort(word)) {
      m_short.add(head, number);
    } else {
      m_long.add(hashOf(word), number);
    }
    return number;
  }
  // REQUIRES: head == headOf(word)
  uint32_t find(uint64_t head, std::string_view word) const {
    if (isShort(word)) return m_short.find(head, [](uint32_t) { return true; });
    return m_long.find(hashOf(word), [&](uint32_t number) { return m_words[number] == word; });
  }
  size_t size() const { return m_words.size(); }

 private:
  // Its head is the word itself: no word has a byte that is zero.
  static bool isShort(std::string_view word) { return word.size() <= sizeof(uint64_t); }
  static uint64_t hashOf(std::string_view word) { return XXH3_64bits(word.data(), word.size()); }

  ProbingTable m_short, m_long;  // by head; by hash
  std::vector<std::string> m_words;
};

}  // namespace watchfloor
