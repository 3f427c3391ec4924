// Many short texts, each known by a 32-bit handle. Memory: the text, 2 bytes, and what is lacking to a
// multiple of 8; room that was let go is used again for texts of the same size. At most 32 GiB in all. O(1) a
// call. Not thread-safe.
#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace watchfloor {

class TextPool {
  using Size = uint16_t;

 public:
  using Handle = uint32_t;

  // Where a text lies, until it is removed: its bytes are looked at when they are asked for.
  class Text {
   public:
    Text() = default;
    operator std::string_view() const {  // NOLINT(google-explicit-constructor): it is one, lying elsewhere
      Size size = 0;
      std::memcpy(&size, m_at, sizeof size);
      return {m_at + sizeof size, size};
    }

   private:
    friend class TextPool;
    explicit Text(const char* at) : m_at(at) {}
    const char* m_at = nullptr;
  };

  static constexpr Handle kNone = UINT32_MAX;
  static constexpr size_t kLongest = 1'022;

  // REQUIRES: text.size() <= kLongest
  Handle add(std::string_view text) {
    assert(text.size() <= kLongest);
    const Handle handle = take(unitsOf(text.size()));
    char* to = at(handle);
    const auto size = static_cast<Size>(text.size());
    std::memcpy(to, &size, sizeof size);
    std::memcpy(to + sizeof size, text.data(), text.size());
    return handle;
  }
  Text operator[](Handle handle) const { return Text(at(handle)); }
  void prefetch(Handle handle) const { __builtin_prefetch(at(handle)); }
  void remove(Handle handle) {
    Handle& free = m_free[unitsOf(std::string_view((*this)[handle]).size())];
    std::memcpy(at(handle), &free, sizeof free);
    free = handle;
  }

 private:
  static constexpr size_t kUnit = 8;
  static constexpr Handle kChunk = 8'192;  // units

  static size_t unitsOf(size_t length) { return (length + sizeof(Size) + kUnit - 1) / kUnit; }
  char* at(Handle handle) const { return m_chunks[handle / kChunk].get() + handle % kChunk * kUnit; }

  Handle take(size_t units) {
    Handle& free = m_free[units];
    if (free != kNone) {
      const Handle handle = free;
      std::memcpy(&free, at(handle), sizeof free);
      return handle;
    }
    if (m_chunks.size() * kChunk - m_used < units) {
      m_used = static_cast<Handle>(m_chunks.size() * kChunk);
      m_chunks.push_back(std::make_unique<char[]>(kChunk * kUnit));
    }
    const Handle handle = m_used;
    m_used += static_cast<Handle>(units);
    return handle;
  }

  std::vector<std::unique_ptr<char[]>> m_chunks;
  Handle m_used = 0;
  // By size in units: the first of those let go, in each of which the next one stands.
  std::array<Handle, (kLongest + sizeof(Size)) / kUnit + 1> m_free = [] {
    decltype(m_free) none;
    none.fill(kNone);
    return none;
  }();
};

}  // namespace watchfloor
