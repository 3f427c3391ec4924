// Which letters a text is written in; those of links and of names of authors (@name) do not count. Pure; any
// thread. O(text)
#pragma once

#include <string_view>

#include "model/listening.h"

namespace watchfloor {

// That of the most letters; kOther, too, for a text without letters.
Script scriptOf(std::string_view text);

// At least half of the letters are Latin; true also for a text without letters.
bool isLatinScript(std::string_view text);

}  // namespace watchfloor
