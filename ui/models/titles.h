// Titles of boards and tiles. Those that come with the program are translated; any other stands as somebody
// wrote it. GUI thread.
#pragma once

#include <QString>
#include <string>

namespace watchfloor {

QString titleText(const std::string& title);

}  // namespace watchfloor
