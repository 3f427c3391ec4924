#include "model/shown_text.h"

#include <absl/strings/str_format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace watchfloor {
namespace {

// What joins emoji, and makes them coloured, is seen in them.
bool isOfEmoji(UChar32 c) { return c == 0x200d || c == 0xfe0f; }

bool isHarmless(UChar32 c) {
  const bool isControl =
      (U_GET_GC_MASK(c) & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK)) != 0;
  return isOfEmoji(c) || (!isControl && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
}

}  // namespace

std::string shownText(std::string_view text, size_t most) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    if (out.size() >= most) return out + "…";
    // Only so much is looked at together: ICU counts in 32 bits.
    const std::string_view rest = text.substr(at, 8);
    int32_t i = 0;
    UChar32 c = 0;
    U8_NEXT(rest.data(), i, static_cast<int32_t>(rest.size()), c);
    if (c < 0) {
      out += "\ufffd";
    } else if (c == '\n' || c == '\r' || c == '\t') {
      out.push_back(' ');
    } else if (isHarmless(c)) {
      out += rest.substr(0, static_cast<size_t>(i));
    } else {
      out += absl::StrFormat("\\u{%x}", c);
    }
    at += static_cast<size_t>(i);
  }
  return out;
}

}  // namespace watchfloor
