// The authors of one cell or roll-up, and when each was seen last: 16 bytes a slot, open addressing with
// linear probing. Slots lie in the order of a multiplied hash, so that a larger table is filled front to
// back.
//
// Seconds are counted from a base that the owner knows; 0 says never. Cost: O(1), one cache line or two.
// Memory: 20 to 30 bytes an author. Not thread-safe.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace watchfloor {

class AuthorTable {
 public:
  struct Entry {
    uint64_t author = 0;         // a well-mixed hash; 0: the slot is free
    uint32_t last : 30 = 0;      // second
    uint32_t isEarly10 : 1 = 0;  // an occurrence ahead of the present counts in its pane of 10 s already
    uint32_t isEarly60 : 1 = 0;  // the same of 60 s
    uint32_t earlier = 0;        // further occurrences (OccurrenceLog)

    bool isEarly() const { return isEarly10 || isEarly60; }
  };

  // REQUIRES: below 2^30
  static uint32_t stored(int32_t second) { return static_cast<uint32_t>(second) & ((1u << 30) - 1); }

  template <class Archive>
  void persist(Archive& archive) {
    uint64_t places = m_slots.size();
    archive.size(places, sizeof(uint64_t));
    if (Archive::kIsReading) {
      m_slots = std::vector<Entry>(places);
      m_size = 0;
    }
    for (Entry& e : m_slots) {
      archive(e.author);
      if (e.author == 0) continue;
      uint32_t last = e.last | uint32_t{e.isEarly10} << 30 | uint32_t{e.isEarly60} << 31;
      archive(last, e.earlier);
      if (!Archive::kIsReading) continue;
      e.last = stored(static_cast<int32_t>(last));
      e.isEarly10 = last >> 30 & 1;
      e.isEarly60 = last >> 31;
      ++m_size;
    }
    if (Archive::kIsReading) archive.require(m_size == 0 || m_size < m_slots.size());
  }

  size_t size() const { return m_size; }
  bool isFull() const { return m_size * 5 >= m_slots.size() * 4; }

  void prefetch(uint64_t author) const {
    if (!m_slots.empty()) __builtin_prefetch(&m_slots[slotOf(author)], 1);
  }

  // Null when it is not there. Entries stay where they are until the next rebuild().
  Entry* find(uint64_t author) {
    if (m_slots.empty()) return nullptr;
    for (size_t i = slotOf(author);; i = next(i)) {
      if (m_slots[i].author == author) return &m_slots[i];
      if (m_slots[i].author == 0) return nullptr;
    }
  }

  // REQUIRES: not there, and !isFull()
  Entry* insert(uint64_t author) {
    assert(author != 0 && !isFull());
    size_t i = slotOf(author);
    while (m_slots[i].author != 0) i = next(i);
    m_slots[i].author = author;
    ++m_size;
    return &m_slots[i];
  }

  // Lets those go that `keep` is false for, and makes room for half as many again as stay.
  template <typename Keep>
  void rebuild(Keep keep) {
    const std::vector<Entry> old = std::move(m_slots);
    size_t kept = 0;
    for (const Entry& e : old) kept += e.author != 0 && keep(e);
    m_slots = std::vector<Entry>(kept * 15 / 8 + 8);
    m_size = 0;
    for (const Entry& e : old) {
      if (e.author != 0 && keep(e)) *insert(e.author) = e;
    }
  }

  template <typename Visit>
  void forEach(Visit visit) {
    for (Entry& e : m_slots) {
      if (e.author != 0) visit(e);
    }
  }

 private:
  size_t slotOf(uint64_t author) const {
    __extension__ using Wide = unsigned __int128;
    return static_cast<size_t>((Wide{author * 0x9e3779b97f4a7c15} * m_slots.size()) >> 64);
  }
  size_t next(size_t i) const { return i + 1 == m_slots.size() ? 0 : i + 1; }

  std::vector<Entry> m_slots;
  size_t m_size = 0;
};

}  // namespace watchfloor
