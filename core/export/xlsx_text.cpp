#include "export/xlsx_text.h"

#include <absl/strings/str_format.h>

#include <charconv>
#include <cstdint>
#include <optional>

namespace watchfloor {
namespace {

constexpr size_t kEscaped = 7;                           // "_x000D_"
constexpr std::string_view kLastCodes = "\xEF\xBF\xBE";  // U+FFFE, and U+FFFF behind it

// What is meant by the seven characters that begin there; none when they mean themselves.
std::optional<uint32_t> escapedAt(std::string_view text, size_t at) {
  const std::string_view part = text.substr(at, kEscaped);
  if (part.size() < kEscaped || !part.starts_with("_x") || part.back() != '_') return std::nullopt;
  uint32_t code = 0;
  const char* const end = part.data() + kEscaped - 1;
  const auto read = std::from_chars(part.data() + 2, end, code, 16);
  return read.ptr == end ? std::optional(code) : std::nullopt;
}

bool isLastCode(std::string_view text, size_t at) {
  const std::string_view part = text.substr(at, kLastCodes.size());
  return part == kLastCodes || part == "\xEF\xBF\xBF";
}

// UTF-8 of what four digits can say.
void append(std::string& out, uint32_t code) {
  const auto add = [&out](uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) return add(code);
  if (code < 0x800) {
    add(0xc0 | code >> 6);
  } else {
    add(0xe0 | code >> 12);
    add(0x80 | (code >> 6 & 0x3f));
  }
  add(0x80 | (code & 0x3f));
}

}  // namespace

std::string toXlsx(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c < 0x20 && c != '\t' && c != '\n') || (c == '_' && escapedAt(text, i))) {
      out += absl::StrFormat("_x%04X_", c);
    } else if (isLastCode(text, i)) {
      out += text[i + 2] == kLastCodes[2] ? "_xFFFE_" : "_xFFFF_";
      i += kLastCodes.size() - 1;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string fromXlsx(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    if (const std::optional<uint32_t> code = escapedAt(text, i)) {
      append(out, *code);
      i += kEscaped;
    } else {
      out += text[i++];
    }
  }
  return out;
}

}  // namespace watchfloor
