// Bytes from values and values from bytes, by one function for both directions, so that they cannot drift
// apart:
//
//   template <class Archive>
//   void Queue::persist(Archive& archive) {
//     archive(m_name, m_since, m_calls);
//     archive.require(m_calls.size() <= kMost);
//   }
//
// Written are numbers in their width, little-endian; times and durations in microseconds; texts and lists
// with their sizes before them; of a class whatever its persist() says. What is read may be anything: a size
// is held against what is left before anything is allocated, and after the first fault everything reads as
// zero or empty, until somebody asks ok(). What a class needs beyond that to be safe to use it checks by
// require().
//
// Cost: about that of copying. Memory of a writer: what was written, in chunks. Not thread-safe.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "model/time.h"

namespace watchfloor {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");

// Written as it lies in memory: a number, a time, or a struct of such without a gap that says
// `static constexpr bool kIsFlat = true`.
template <typename T>
inline constexpr bool kIsFlat = [] {
  if constexpr (requires { T::kIsFlat; }) {
    static_assert(std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>);
    return true;
  } else {
    return (std::is_integral_v<T> && !std::is_same_v<T, bool>) || std::is_same_v<T, Time> ||
           std::is_same_v<T, Duration>;
  }
}();

template <class Archive, typename T>
void persist(Archive& archive, T& value);

// Room for so many bytes, not set to anything.
struct Bytes {
  explicit Bytes(size_t n) : data(std::make_unique_for_overwrite<char[]>(n)), size(n) {}
  std::string_view view() const { return {data.get(), size}; }

  std::unique_ptr<char[]> data;
  size_t size;
};

class ArchiveWriter {
 public:
  static constexpr bool kIsReading = false;
  static constexpr size_t kLargest = size_t{1} << 20;  // of a chunk

  template <typename... T>
  void operator()(T&... values) {
    (persist(*this, values), ...);
  }
  void bytes(const void* from, size_t n) {
    if (n == 0) return;  // then `from` may be null
    if (n > m_room) return acrossChunks(static_cast<const char*>(from), n);
    std::memcpy(m_at, from, n);
    m_at += n;
    m_room -= n;
  }
  // Of what follows; `least`: bytes of each.
  void size(uint64_t& n, size_t /*least*/ = 1) {
    uint64_t rest = n;
    for (; rest >= 0x80; rest >>= 7) byte(static_cast<uint8_t>(rest | 0x80));
    byte(static_cast<uint8_t>(rest));
  }
  // As a std::string of it.
  void text(std::string_view text) {
    uint64_t n = text.size();
    size(n);
    bytes(text.data(), n);
  }
  void require(bool) {}
  bool ok() const { return true; }
  bool hasWatchedOnly() const { return true; }

  std::vector<Bytes> take() {
    if (!m_chunks.empty()) m_chunks.back().size -= std::exchange(m_room, 0);
    return std::exchange(m_chunks, {});
  }

 private:
  static constexpr size_t kSmallest = 4'096;

  void byte(uint8_t b) { bytes(&b, 1); }
  void acrossChunks(const char* from, size_t n) {
    while (n > 0) {
      if (m_room == 0) {
        m_room = m_chunks.empty() ? kSmallest : std::min(kLargest, 4 * m_chunks.back().size);
        m_chunks.emplace_back(m_room);
        m_at = m_chunks.back().data.get();
      }
      const size_t part = std::min(n, m_room);
      std::memcpy(m_at, from, part);
      m_at += part;
      m_room -= part;
      from += part;
      n -= part;
    }
  }

  std::vector<Bytes> m_chunks;
  char* m_at = nullptr;
  size_t m_room = 0;  // in the last chunk
};

class ArchiveReader {
 public:
  static constexpr bool kIsReading = true;

  // `bytes` outlive it.
  explicit ArchiveReader(std::string_view bytes) : m_rest(bytes) {}

  template <typename... T>
  void operator()(T&... values) {
    (persist(*this, values), ...);
  }
  void bytes(void* to, size_t n) {
    if (n == 0) return;  // then `to` may be null
    if (n > m_rest.size()) {
      fail();
      std::memset(to, 0, n);
      return;
    }
    std::memcpy(to, m_rest.data(), n);
    m_rest.remove_prefix(n);
  }
  void size(uint64_t& n, size_t least = 1) {
    n = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      uint8_t byte = 0;
      bytes(&byte, 1);
      n |= uint64_t{byte & 0x7fu} << shift;
      if (byte < 0x80) break;
    }
    if (n <= m_rest.size() / least) return;
    fail();
    n = 0;
  }
  void require(bool isRight) {
    if (!isRight) fail();
  }
  bool ok() const { return m_isOk; }
  bool isAtEnd() const { return m_rest.empty(); }

  // Of the state that is read (Engine::kStateVersion): before the third there were no brands that are watched
  // only.
  uint32_t version = 3;
  bool hasWatchedOnly() const { return version >= 3; }

  // Numbers of brands and channels are below these (CellId).
  size_t brands = std::numeric_limits<size_t>::max(), channels = brands;

 private:
  void fail() {
    m_isOk = false;
    m_rest = {};
  }

  std::string_view m_rest;
  bool m_isOk = true;
};

namespace detail {

template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <typename T>
inline constexpr bool kIsList = false;
template <typename T>
inline constexpr bool kIsList<std::vector<T>> = true;
template <typename T>
inline constexpr bool kIsList<std::deque<T>> = true;
template <typename T>
inline constexpr bool kIsArray = false;
template <typename T, size_t N>
inline constexpr bool kIsArray<std::array<T, N>> = true;

template <class Archive, typename List>
void persistList(Archive& archive, List& list) {
  using T = typename List::value_type;
  uint64_t n = list.size();
  constexpr bool isBlock = kIsFlat<T> && std::is_same_v<List, std::vector<T>>;
  archive.size(n, kIsFlat<T> ? sizeof(T) : 1);
  if constexpr (Archive::kIsReading) list.clear();
  if constexpr (isBlock) {
    if constexpr (Archive::kIsReading) list.resize(n);
    archive.bytes(list.data(), n * sizeof(T));
  } else {
    for (uint64_t i = 0; i < n && archive.ok(); ++i) {
      if constexpr (Archive::kIsReading) list.emplace_back();
      persist(archive, list[i]);
    }
  }
}

}  // namespace detail

template <class Archive, typename T>
void persist(Archive& archive, T& value) {
  if constexpr (kIsFlat<T>) {
    archive.bytes(&value, sizeof value);
  } else if constexpr (requires { value.persist(archive); }) {
    value.persist(archive);
  } else if constexpr (std::is_same_v<T, bool>) {
    auto number = static_cast<uint8_t>(value);
    persist(archive, number);
    archive.require(number <= 1);
    value = number == 1;
  } else if constexpr (std::is_same_v<T, std::string>) {
    uint64_t n = value.size();
    archive.size(n);
    if constexpr (Archive::kIsReading) value.resize(n);
    archive.bytes(value.data(), n);
  } else if constexpr (detail::kIsOptional<T>) {
    bool isThere = value.has_value();
    persist(archive, isThere);
    if constexpr (Archive::kIsReading) isThere ? void(value.emplace()) : value.reset();
    if (isThere) persist(archive, *value);
  } else if constexpr (detail::kIsArray<T>) {
    if constexpr (kIsFlat<typename T::value_type>) {
      archive.bytes(value.data(), sizeof value);
    } else {
      for (auto& element : value) persist(archive, element);
    }
  } else {
    static_assert(detail::kIsList<T>, "it has no persist()");
    detail::persistList(archive, value);
  }
}

// One of the first `count` words.
template <class Archive, typename Word>
void persistWord(Archive& archive, Word& word, int count) {
  static_assert(std::is_enum_v<Word>);
  auto number = static_cast<std::underlying_type_t<Word>>(word);
  persist(archive, number);
  archive.require(static_cast<int64_t>(number) >= 0 && static_cast<int64_t>(number) < count);
  word = archive.ok() ? static_cast<Word>(number) : Word{};
}

// A map in order of its keys: tables of hashes have none of their own. `entry(key, value)` writes or reads
// what there is of an entry but its key.
template <class Archive, typename Map, typename Entry>
void persistMap(Archive& archive, Map& map, Entry entry) {
  uint64_t n = map.size();
  archive.size(n);
  if constexpr (Archive::kIsReading) {
    map.clear();
    for (; n > 0 && archive.ok(); --n) {
      typename Map::key_type key{};
      archive(key);
      const auto [it, isNew] = map.try_emplace(key);
      archive.require(isNew);
      if (archive.ok()) entry(it->first, it->second);
    }
  } else {
    std::vector<decltype(&*map.begin())> all;
    all.reserve(map.size());
    for (auto& each : map) all.push_back(&each);
    std::sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
    for (auto* each : all) {
      typename Map::key_type key = each->first;
      archive(key);
      entry(each->first, each->second);
    }
  }
}
template <class Archive, typename Map>
void persistMap(Archive& archive, Map& map) {
  persistMap(archive, map, [&](const auto&, auto& value) { archive(value); });
}

}  // namespace watchfloor
