// A text as it may be printed, whoever wrote it: what moves a terminal's cursor, turns a line around or
// cannot be seen stands as \u{202e}, line breaks as spaces, bytes that are not UTF-8 as U+FFFD. Pure.
#pragma once

#include <string>
#include <string_view>

namespace watchfloor {

// Of a longer text the first `most` bytes of output, about, and "…".
std::string shownText(std::string_view text, size_t most = std::string_view::npos);

}  // namespace watchfloor
