// Which letters a text is written in. Pure; any thread.
#pragma once

#include <string_view>

namespace watchfloor {

// At least half of its letters are Latin, those of links and of names of authors (@name) aside; true also for
// a text without letters. O(text)
bool isLatinScript(std::string_view text);

}  // namespace watchfloor
