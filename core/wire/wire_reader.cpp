#include "wire/wire_reader.h"

#include <bit>

namespace watchfloor::wire {

static_assert(std::endian::native == std::endian::little);

bool WireReader::readLongTag(uint32_t* tag) {
  uint32_t value = 0;
  for (int shift = 0; shift < 35; shift += 7) {
    if (m_at == m_end) return false;
    const auto byte = static_cast<uint8_t>(*m_at++);
    value |= static_cast<uint32_t>(byte & 0x7f) << shift;
    if (byte < 0x80) {
      *tag = value;
      return value >> 3 != 0;
    }
  }
  return false;
}

bool WireReader::readLong(uint64_t* value) {
  uint64_t bits = 0;
  for (int shift = 0; shift < 70; shift += 7) {
    if (m_at == m_end) return false;
    const auto byte = static_cast<uint8_t>(*m_at++);
    bits |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) {
      *value = bits;
      return true;
    }
  }
  return false;
}

bool WireReader::readManyBytes(std::string_view* bytes) {
  constexpr uint64_t kMost = std::numeric_limits<int32_t>::max() - 16;  // protobuf's own bound
  uint64_t size = 0;
  const char* const begin = m_at;
  if (!read(&size) || m_at - begin > 5 || size > kMost || size > static_cast<uint64_t>(m_end - m_at)) {
    return false;
  }
  *bytes = {m_at, static_cast<size_t>(size)};
  m_at += size;
  return true;
}

bool WireReader::skip(uint32_t tag) {
  uint64_t number = 0;
  std::string_view bytes;
  switch (static_cast<WireType>(tag & 7)) {
    case WireType::kVarint:
      return read(&number);
    case WireType::kFixed64:
      if (m_end - m_at < 8) return false;
      m_at += 8;
      return true;
    case WireType::kBytes:
      return readBytes(&bytes);
    case WireType::kGroup:
      return skipGroup(tag >> 3);
    case WireType::kEndGroup:
      return false;
    case WireType::kFixed32:
      if (m_end - m_at < 4) return false;
      m_at += 4;
      return true;
  }
  return false;
}

bool WireReader::skipGroup(uint32_t field) {
  if (m_depth == 0) return false;
  --m_depth;
  for (;;) {
    uint32_t tag = 0;
    if (!readTag(&tag)) return false;
    if (tag == tagOf(field, WireType::kEndGroup)) break;
    if (!skip(tag)) return false;
  }
  ++m_depth;
  return true;
}

bool WireReader::isLongUtf8(std::string_view text) {
  return google::protobuf::internal::IsStructurallyValidUTF8(text.data(), static_cast<int>(text.size()));
}

}  // namespace watchfloor::wire
