#include "engine/id_table.h"

#include <algorithm>
#include <utility>

#include "model/archive.h"

namespace watchfloor {
namespace {

constexpr size_t kFewest = 8;  // buckets
constexpr size_t kSpare = 16;  // places

}  // namespace

bool IdTable::insert(const Id& id, uint16_t tag) {
  if (m_taken >= m_most) makeRoom();
  uint64_t *low = nullptr, *high = nullptr;  // the first place that is free
  uint16_t* tagged = nullptr;
  const auto offer = [&](Bucket& bucket, size_t i) {
    low = &bucket.low[i];
    high = &bucket.high[i];
    tagged = &bucket.tag[i];
  };
  for (size_t b = bucketOf(id);; b = after(b)) {
    Bucket& bucket = m_buckets[b];
    uint32_t same = 0;
    for (size_t i = 0; i < kPlaces; ++i) same |= static_cast<uint32_t>(bucket.low[i] == id.low) << i;
    for (same &= (1u << bucket.taken) - 1; same != 0; same &= same - 1) {
      const auto i = static_cast<size_t>(__builtin_ctz(same));
      if (bucket.high[i] != id.high) continue;
      if (bucket.tag[i] >= m_oldest) return false;
      bucket.tag[i] = tag;
      return true;
    }
    for (size_t i = 0; !low && m_oldest > 0 && i < bucket.taken; ++i) {
      if (bucket.tag[i] < m_oldest) offer(bucket, i);
    }
    if (bucket.taken == kPlaces) continue;
    if (!low) {
      offer(bucket, bucket.taken++);
      ++m_taken;
    }
    *low = id.low;
    *high = id.high;
    *tagged = tag;
    return true;
  }
}

void IdTable::makeRoom() {
  size_t kept = 0;
  for (const Bucket& bucket : m_buckets) {
    for (size_t i = 0; i < bucket.taken; ++i) kept += bucket.tag[i] >= m_oldest;
  }
  const auto withSpare = [](size_t ids) { return ids + ids / 8 + kSpare; };
  if (kept + kept / 10 + kSpare <= m_most) return tidy();
  size_t room = kept + kept / 2;
  if (kept <= 2 * m_usual) room = std::min(room, withSpare(m_usual));
  room = std::max(room, withSpare(kept));
  rebuild(std::max(kFewest, room * 8 / 7 / kPlaces + 1), 0);
}

// Gives back the places of what is forgotten. Whoever lies behind his bucket moves up when there is room now,
// so that still every bucket between is full.
void IdTable::tidy() {
  std::vector<std::pair<Id, uint16_t>> wrapped;  // around the end
  m_taken = 0;
  for (size_t b = 0; b < m_buckets.size(); ++b) {
    Bucket& bucket = m_buckets[b];
    const size_t taken = std::exchange(bucket.taken, uint16_t{0});
    for (size_t i = 0; i < taken; ++i) {
      if (bucket.tag[i] < m_oldest) continue;
      const Id id{bucket.high[i], bucket.low[i]};
      const uint16_t tag = bucket.tag[i];
      size_t to = bucketOf(id);
      if (to > b) {
        wrapped.emplace_back(id, tag);
        continue;
      }
      while (m_buckets[to].taken == kPlaces) ++to;
      put(&m_buckets[to], id, tag);
      ++m_taken;
    }
  }
  for (const auto& [id, tag] : wrapped) insert(id, tag);
}

void IdTable::put(Bucket* bucket, const Id& id, uint16_t tag) {
  bucket->low[bucket->taken] = id.low;
  bucket->high[bucket->taken] = id.high;
  bucket->tag[bucket->taken++] = tag;
}

void IdTable::countFromOldest() {
  rebuild(std::max(kFewest, m_buckets.size()), static_cast<uint16_t>(std::min(m_oldest, 0xffffu)));
  m_oldest = 0;
}

void IdTable::rebuild(size_t buckets, uint16_t lower) {
  const std::vector<Bucket> before = std::exchange(m_buckets, std::vector<Bucket>(buckets));
  m_taken = 0;
  m_most = buckets * kPlaces / 8 * 7;
  for (const Bucket& from : before) {
    for (size_t i = 0; i < from.taken; ++i) {
      if (from.tag[i] < m_oldest) continue;
      const Id id{from.high[i], from.low[i]};
      size_t b = bucketOf(id);
      while (m_buckets[b].taken == kPlaces) b = after(b);
      put(&m_buckets[b], id, static_cast<uint16_t>(from.tag[i] - lower));
      ++m_taken;
    }
  }
}

template <class Archive>
void IdTable::persist(Archive& archive) {
  archive(m_oldest, m_buckets);
  if (!Archive::kIsReading) return;
  m_taken = 0;
  m_most = m_buckets.size() * kPlaces / 8 * 7;
  for (const Bucket& bucket : m_buckets) {
    archive.require(bucket.taken <= kPlaces);
    m_taken += bucket.taken;
  }
  archive.require(m_taken <= m_most && m_buckets.size() < size_t{1} << 31);
}
template void IdTable::persist(ArchiveWriter&);
template void IdTable::persist(ArchiveReader&);

}  // namespace watchfloor
