#include "export/json_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace watchfloor::json {
namespace {

bool isContinuation(std::string_view text, size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

// How many bytes the UTF-8 sequence at the head of `text` has; 0 when it is none. Overlong forms, surrogates
// and code points above U+10FFFF are none (Unicode, table 3-7).
size_t sequenceLength(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const auto second = text.size() > 1 ? static_cast<unsigned char>(text[1]) : 0U;
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return isContinuation(text, 1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool isOrdinary = !(first == 0xE0 && second < 0xA0) && !(first == 0xED && second > 0x9F);
    return isOrdinary && isContinuation(text, 1) && isContinuation(text, 2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool isOrdinary = !(first == 0xF0 && second < 0x90) && !(first == 0xF4 && second > 0x8F);
    return isOrdinary && isContinuation(text, 1) && isContinuation(text, 2) && isContinuation(text, 3) ? 4
                                                                                                       : 0;
  }
  return 0;
}

void appendControl(std::string& out, unsigned char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += "\\u00";
  out += kHex[c >> 4U];
  out += kHex[c & 0xFU];
}

template <typename Number>
void appendDigits(std::string& out, Number number) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

}  // namespace

void appendString(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const char c = text[0];
    const size_t length = sequenceLength(text);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      appendControl(out, static_cast<unsigned char>(c));
    } else {
      out.append(text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out += '"';
}

void appendNumber(std::string& out, double number) {
  if (std::isfinite(number)) {
    appendDigits(out, number);
  } else {
    out += "null";
  }
}

void appendNumber(std::string& out, int64_t number) { appendDigits(out, number); }

}  // namespace watchfloor::json
