// A set of ids, each with a tag of 16 bits; those whose tag falls below the oldest one are forgotten, which
// costs nothing: their places are taken by others, or given back when all are taken and the table is tidied.
//
// Open addressing in buckets of two cache lines, 7 ids each, where an id finds its bucket by its upper half
// and goes on to the next while one is full. So an id that is asked for costs one bucket mostly; and a table
// is tidied, or a larger one filled, from front to back. Memory: 18.3 bytes a place, of which at most 7/8 are
// taken: 23.5 bytes an id when there are `usual`, else up to 32; while it grows, both tables. Several tables
// can share ids among them by their lower half. Not thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/id.h"

namespace watchfloor {

class IdTable {
 public:
  // `usual`: up to about that many there is no room for more than these and an eighth.
  explicit IdTable(size_t usual) : m_usual(usual) {}

  // False when it is there. REQUIRES: oldest() <= tag
  bool insert(const Id& id, uint16_t tag);

  // The bucket will be asked for soon.
  void prefetch(const Id& id) const {
    if (m_buckets.empty()) return;
    const char* bucket = reinterpret_cast<const char*>(&m_buckets[bucketOf(id)]);
    __builtin_prefetch(bucket, 1);
    __builtin_prefetch(bucket + 64, 1);
  }

  // Those with a lower tag are forgotten. It never falls.
  uint32_t oldest() const { return m_oldest; }
  void setOldest(uint32_t tag) { m_oldest = tag; }
  // Tags are counted from the oldest one on: each is lower by what oldest() was. O(places).
  void countFromOldest();

  template <class Archive>
  void persist(Archive& archive);

  // Bytes.
  size_t memory() const { return m_buckets.capacity() * sizeof(Bucket); }

 private:
  static constexpr size_t kPlaces = 7;
  struct alignas(128) Bucket {
    static constexpr bool kIsFlat = true;
    std::array<uint64_t, kPlaces> low, high;
    std::array<uint16_t, kPlaces> tag;
    uint16_t taken;
  };
  static_assert(sizeof(Bucket) == 128);

  size_t bucketOf(const Id& id) const { return (id.high >> 32) * m_buckets.size() >> 32; }
  size_t after(size_t bucket) const { return bucket + 1 == m_buckets.size() ? 0 : bucket + 1; }
  void makeRoom();
  void tidy();
  void rebuild(size_t buckets, uint16_t lower);
  static void put(Bucket* bucket, const Id& id, uint16_t tag);

  size_t m_usual;
  uint32_t m_oldest = 0;
  size_t m_taken = 0, m_most = 0;  // places
  std::vector<Bucket> m_buckets;
};

}  // namespace watchfloor
