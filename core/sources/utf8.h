// Whether a text may travel: events are protobuf messages, whose texts are UTF-8.
#pragma once

#include <string_view>

namespace watchfloor {

// Well-formed UTF-8 (no overlong forms, no surrogates) without NUL.
bool isCleanText(std::string_view text);

}  // namespace watchfloor
