// Lines of a table whose first cell ends with a tab. Any thread.
#pragma once

#include <algorithm>
#include <string_view>

namespace watchfloor {

// each(first cell, all that follows it)
template <typename Each>
void forEachLine(std::string_view table, Each each) {
  while (!table.empty()) {
    const size_t end = std::min(table.find('\n'), table.size());
    const std::string_view line = table.substr(0, end);
    if (const size_t tab = line.find('\t'); tab != std::string_view::npos) {
      each(line.substr(0, tab), line.substr(tab + 1));
    }
    table.remove_prefix(std::min(end + 1, table.size()));
  }
}

}  // namespace watchfloor
