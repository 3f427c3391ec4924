// What people look for, as SQLite's full-text index asks for it. Internal to store/. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace watchfloor::conversations {

// Every word and phrase in quotes, so that nothing in them is an operator: `bag "so late" refund*` is
// `"bag" "so late" "refund" *`. None when nothing is there that can be looked for.
std::optional<std::string> matchOf(std::string_view words);

}  // namespace watchfloor::conversations
