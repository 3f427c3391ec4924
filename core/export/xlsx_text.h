// Text in a workbook, of which XML cannot hold every character: control characters stand as _x000D_, as
// spreadsheets write them, and what looks like that and is not begins with _x005F_. Pure; any thread.
//
//   toXlsx("a\rb _x0041_");    // "a_x000D_b _x005F_x0041_"
//   fromXlsx("a_x000D_b");     // "a\rb"
#pragma once

#include <string>
#include <string_view>

namespace watchfloor {

std::string toXlsx(std::string_view text);
std::string fromXlsx(std::string_view text);

}  // namespace watchfloor
