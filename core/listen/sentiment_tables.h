// The tables of resources/sentiment, as they stand in the file: lines of cells with tabs between them.
// Compiled in, so that a program needs no file to start.
#pragma once

#include <string_view>

namespace watchfloor {

extern const std::string_view kLexiconTable;  // token, mean valence, and more
extern const std::string_view kEmojiTable;    // emoji, description

}  // namespace watchfloor
