// Reads protobuf's wire format straight from its bytes, refusing what protobuf's own parser refuses (equal by
// tests and by a differential fuzzer). Values; the bytes outlive the reader and all that it gave out.
//
// Source: Protocol Buffers, "Encoding", https://protobuf.dev/programming-guides/encoding/.
#pragma once

#include <google/protobuf/stubs/common.h>

#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>

namespace watchfloor::wire {

enum class WireType : uint32_t { kVarint, kFixed64, kBytes, kGroup, kEndGroup, kFixed32 };

constexpr uint32_t tagOf(uint32_t field, WireType type) { return field << 3 | static_cast<uint32_t>(type); }

class WireReader {
 public:
  // How deep messages and groups may stand in each other.
  static constexpr int kDepth = 100;

  explicit WireReader(std::string_view bytes, int depth = kDepth)
      : m_at(bytes.data()), m_end(bytes.data() + bytes.size()), m_depth(depth) {}

  // Calls `field(tag, *this)` for each field, which reads or skips it; false as soon as one cannot be read.
  template <typename F>
  bool forEachField(F field) {
    while (m_at != m_end) {
      uint32_t tag = 0;
      if (!readTag(&tag) || !field(tag, *this)) return false;
    }
    return true;
  }

  bool read(uint64_t* value) {
    if (m_at != m_end && static_cast<uint8_t>(*m_at) < 0x80) {
      *value = static_cast<uint8_t>(*m_at++);
      return true;
    }
    return readLong(value);
  }
  bool read(int64_t* value) {
    uint64_t bits = 0;
    if (!read(&bits)) return false;
    *value = static_cast<int64_t>(bits);
    return true;
  }
  // Also of enumerations: the lower 32 bits count.
  bool read(int32_t* value) {
    uint64_t bits = 0;
    if (!read(&bits)) return false;
    *value = static_cast<int32_t>(static_cast<uint32_t>(bits));
    return true;
  }
  bool read(bool* value) {
    uint64_t bits = 0;
    if (!read(&bits)) return false;
    *value = bits != 0;
    return true;
  }
  bool read(double* value) {
    if (m_end - m_at < 8) return false;
    std::memcpy(value, m_at, 8);  // little-endian machines only, as the rest
    m_at += 8;
    return true;
  }
  // Bytes that are UTF-8.
  bool read(std::string_view* text) { return readBytes(text) && isUtf8(*text); }

  // A message within this one: calls `field` for each of its fields.
  template <typename F>
  bool readMessage(F field) {
    std::string_view bytes;
    return readBytes(&bytes) && m_depth > 0 && WireReader(bytes, m_depth - 1).forEachField(field);
  }

  // A field that nobody knows.
  bool skip(uint32_t tag);

 private:
  // Tags and sizes mostly take one byte.
  bool readTag(uint32_t* tag) {
    if (m_at == m_end || static_cast<uint8_t>(*m_at) >= 0x80) return readLongTag(tag);
    *tag = static_cast<uint8_t>(*m_at++);
    return *tag >> 3 != 0;
  }
  bool readBytes(std::string_view* bytes) {
    if (m_at == m_end || static_cast<uint8_t>(*m_at) >= 0x80) return readManyBytes(bytes);
    const auto size = static_cast<uint8_t>(*m_at++);
    if (size > m_end - m_at) return false;
    *bytes = {m_at, size};
    m_at += size;
    return true;
  }
  bool readLongTag(uint32_t* tag);
  bool readLong(uint64_t* value);
  bool readManyBytes(std::string_view* bytes);
  bool skipGroup(uint32_t field);
  static bool isUtf8(std::string_view text) { return isAscii(text) || isLongUtf8(text); }
  static bool isAscii(std::string_view text);
  static bool isLongUtf8(std::string_view text);

  const char* m_at;
  const char* m_end;
  int m_depth;
};

// By words, the last of which overlaps the one before.
inline bool WireReader::isAscii(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto word = [](const char* from, size_t size) {
    uint64_t bits = 0;
    std::memcpy(&bits, from, size);
    return bits;
  };
  uint64_t seen = 0;
  if (text.size() >= 8) {
    for (; end - at > 8; at += 8) seen |= word(at, 8);
    seen |= word(end - 8, 8);
  } else if (text.size() >= 4) {
    seen = word(at, 4) | word(end - 4, 4);
  } else {
    for (; at != end; ++at) seen |= static_cast<uint8_t>(*at);
  }
  return (seen & 0x8080808080808080ULL) == 0;
}

}  // namespace watchfloor::wire
