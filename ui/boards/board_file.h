// Reads a board from TOML; resources/boards/README.md explains the language. Whatever is wrong is said with
// file and line, all of it at once, and what was probably meant.
//
//   absl::StatusOr<Board> board = readBoard("/etc/xdg/watchfloor/boards/response.toml");
//   // response.toml:12: tile.metric: no such metric: servce_level; did you mean service_level?
//
// Any thread. O(bytes + tiles²).
#pragma once

#include <absl/status/statusor.h>

#include <string>
#include <string_view>

#include "board.h"

namespace watchfloor {

inline constexpr size_t kMostTiles = 60;

// The board's name is that of the file.
absl::StatusOr<Board> readBoard(const std::string& path);
// `name` stands in the messages.
absl::StatusOr<Board> parseBoard(std::string_view toml, const std::string& name);

// The candidate that a misspelt word is nearest to; empty when none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace watchfloor
