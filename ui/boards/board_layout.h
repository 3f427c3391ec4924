// Where the tiles of a board stand on a wall. A desk takes the board's own grid. A room reads from afar: it
// takes as many tiles as are legible there, the most important first, in the wall's class - and what is left
// out is counted, never shrunk.
//
//   BoardLayout layout = layOut(board, WallClass::Board, {1090, 500});
//   layout.pages[0][0]   -> tile 0 at (0, 0), 359 × 215, its value 60′ tall
//
// Pure functions; everything is in arc minutes as the farthest reader sees them. O(tiles).
#pragma once

#include <QRectF>
#include <QSizeF>
#include <vector>

#include "board.h"

namespace watchfloor {

// By the wall's height (UI class): one figure a page; six at 40′; six at 60′; eight at 60′; a desk.
enum class WallClass { Poster, Banner, Board, Wall, Near };
// Of a wall of so many arc minutes.
WallClass classOf(QSizeF wall);

struct Placed {
  size_t tile = 0;  // of the board
  QRectF area;
  double cap = 40;       // of a figure's value
  bool isStrip = false;  // across the wall, on one line
  bool operator==(const Placed&) const = default;
};

struct BoardLayout {
  std::vector<std::vector<Placed>> pages;  // a poster turns them; all others have one
  size_t shown = 0;                        // tiles, on all pages
  bool operator==(const BoardLayout&) const = default;
};

inline constexpr double kTileGap = 6;

// `room`: what is left of the wall for tiles.
BoardLayout layOut(const Board& board, WallClass wall, QSizeF room);

}  // namespace watchfloor
