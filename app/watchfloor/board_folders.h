// Where boards are found by name: the user's and the system's configuration first (XDG:
// ~/.config/watchfloor/boards, /etc/xdg/watchfloor/boards), then what came with the program, installed or in
// the source tree it was built from.
#pragma once

#include <string>
#include <vector>

namespace watchfloor {

std::vector<std::string> boardFolders();

}  // namespace watchfloor
