// The boards that come with the program.
#pragma once

#include <QString>
#include <QtGlobal>
#include <map>
#include <string>
#include <vector>

#include "boards/board_file.h"

namespace watchfloor {

inline const std::vector<std::string> kShippedBoards = {
    "mission_control", "response", "sentiment", "contact_centre", "competitors", "one_brand", "trending"};

inline std::string boardPath(const std::string& name) {
  return WATCHFLOOR_SOURCE_DIR "/resources/boards/" + name + ".toml";
}

inline const Board& shippedBoard(const std::string& name) {
  static std::map<std::string, Board> boards;
  const auto found = boards.find(name);
  if (found != boards.end()) return found->second;
  absl::StatusOr<Board> board = readBoard(boardPath(name));
  if (!board.ok()) qFatal("%s", std::string(board.status().message()).c_str());
  return boards.emplace(name, *std::move(board)).first->second;
}

}  // namespace watchfloor
