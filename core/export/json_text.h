// The pieces of JSON text. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace watchfloor::json {

// Appends `text` in quotes. Control characters are escaped, and so is what turns a line around or cannot be
// seen, so that a terminal may show it; bytes that are not UTF-8 become U+FFFD.
void appendString(std::string& out, std::string_view text);

// Appends the shortest digits that read back as the same number; null for what JSON cannot say (NaN,
// infinities).
void appendNumber(std::string& out, double number);
void appendNumber(std::string& out, int64_t number);

}  // namespace watchfloor::json
