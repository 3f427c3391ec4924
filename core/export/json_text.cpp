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

// Of a sequence of two or three bytes.
unsigned codePointOf(std::string_view sequence) {
  const auto bits = [&](size_t i) { return static_cast<unsigned char>(sequence[i]) & 0x3FU; };
  if (sequence.size() == 2) return (static_cast<unsigned char>(sequence[0]) & 0x1FU) << 6U | bits(1);
  return (static_cast<unsigned char>(sequence[0]) & 0x0FU) << 12U | bits(1) << 6U | bits(2);
}

// Controls beyond ASCII, what has no width, and what turns a line around or breaks it. What joins emoji
// stays.
bool isUnseen(unsigned c) {
  return (c >= 0x80 && c <= 0x9F) || c == 0xAD || c == 0x61C || c == 0x200B || c == 0x200C || c == 0x200E ||
         c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

void appendEscaped(std::string& out, unsigned c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[c >> static_cast<unsigned>(shift) & 0xFU];
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
      appendEscaped(out, static_cast<unsigned char>(c));
    } else if ((length == 2 || length == 3) && isUnseen(codePointOf(text.substr(0, length)))) {
      appendEscaped(out, codePointOf(text.substr(0, length)));
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
