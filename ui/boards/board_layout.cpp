#include "board_layout.h"

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

// Between the classes: heights of walls.
constexpr double kBanner = 320, kBoard = 480, kWall = 700, kNear = 1100;
constexpr double kWide = 16.0 / 9;  // a narrower wall counts as a lower one

// The smallest tiles: a figure at 40′, at 60′, on a strip; a hero's value at 90′.
constexpr QSizeF kSmallFigure(194, 122), kFigure(290, 200);
constexpr double kLeastList = 260;  // a name and a figure beside it
// A name, and its figure below it: what columns of figures leave, and no more than it needs.
constexpr double kLeastBannerList = 206, kBannerList = 236;
constexpr int kBannerColumns = 3;
constexpr double kStripTall = 58, kHeroTall = 170, kHeroWide = 440;

struct Cells {
  int columns = 1, rows = 1;
};

// What a tile takes of a room's grid; none: it is for desks.
std::optional<Cells> cellsOf(const TileSpec& tile, WallClass wall) {
  const bool isWall = wall == WallClass::Wall, isPoster = wall == WallClass::Poster;
  const bool isBoard = wall >= WallClass::Board;
  switch (tile.kind) {
    case TileKind::Number:
    case TileKind::Clock:
      return Cells{1, 1};
    case TileKind::Text:
      return isPoster ? std::nullopt : std::optional(Cells{1, 1});
    case TileKind::Bars:
    case TileKind::Ranking:
    case TileKind::Trends:
    case TileKind::Topics:
      return isPoster ? std::nullopt : std::optional(Cells{1, 2});
    case TileKind::Table:
      return isBoard ? std::optional(Cells{2, 2}) : std::nullopt;
    case TileKind::Series:
      return isWall ? std::optional(Cells{2, 1}) : std::nullopt;
    case TileKind::HeatMap:
      return isWall ? std::optional(Cells{2, 2}) : std::nullopt;
    case TileKind::Sources:
      return std::nullopt;
  }
  return std::nullopt;
}

int fitting(double room, double least, int most) {
  return std::clamp(static_cast<int>((room + kTileGap) / (least + kTileGap)), 1, most);
}

QRectF areaOf(QRect cells, Cells grid, QSizeF room) {
  const double across = (room.width() + kTileGap) / grid.columns,
               down = (room.height() + kTileGap) / grid.rows;
  return {cells.x() * across, cells.y() * down, cells.width() * across - kTileGap,
          cells.height() * down - kTileGap};
}

BoardLayout desk(const Board& board, QSizeF room) {
  BoardLayout layout;
  layout.pages.emplace_back();
  for (size_t i = 0; i < board.tiles.size(); ++i) {
    const auto& place = board.tiles[i].place;
    if (!place) continue;
    layout.pages[0].push_back({i, areaOf(*place, {board.columns, board.rows}, room)});
  }
  layout.shown = layout.pages[0].size();
  return layout;
}

// One tile a page.
BoardLayout poster(const Board& board, QSizeF room) {
  const bool isHero = room.height() >= kHeroTall && room.width() >= kHeroWide;
  BoardLayout layout;
  for (size_t i = 0; i < board.tiles.size(); ++i) {
    if (!cellsOf(board.tiles[i], WallClass::Poster)) continue;
    layout.pages.push_back({{i, QRectF(QPointF(), room), isHero ? 90.0 : 60.0}});
  }
  layout.shown = layout.pages.size();
  return layout;
}

// Fills a grid in reading order, the most important tile first; who does not fit lets the next one try.
class Filler {
 public:
  explicit Filler(Cells grid) : m_grid(grid), m_isTaken(static_cast<size_t>(grid.columns * grid.rows)) {}

  std::optional<QRect> place(Cells size) {
    for (int y = 0; y + size.rows <= m_grid.rows; ++y) {
      for (int x = 0; x + size.columns <= m_grid.columns; ++x) {
        const QRect cells(x, y, size.columns, size.rows);
        if (!isFree(cells)) continue;
        each(cells, [](std::vector<bool>::reference taken) { taken = true; });
        return cells;
      }
    }
    return std::nullopt;
  }

 private:
  template <typename Visit>
  void each(QRect cells, Visit visit) {
    for (int y = cells.top(); y <= cells.bottom(); ++y) {
      for (int x = cells.left(); x <= cells.right(); ++x)
        visit(m_isTaken[static_cast<size_t>(y * m_grid.columns + x)]);
    }
  }
  bool isFree(QRect cells) {
    bool isFree = true;
    each(cells, [&](bool isTaken) { isFree = isFree && !isTaken; });
    return isFree;
  }

  Cells m_grid;
  std::vector<bool> m_isTaken;
};

bool isList(const TileSpec& tile) {
  return tile.kind == TileKind::Bars || tile.kind == TileKind::Ranking || tile.kind == TileKind::Trends ||
         tile.kind == TileKind::Topics;
}

BoardLayout gridLayout(const Board& board, WallClass wall, QSizeF room, bool hasStrip) {
  const bool isBanner = wall == WallClass::Banner;
  const QSizeF least = isBanner ? kSmallFigure : kFigure;
  const QSizeF above = hasStrip ? QSizeF(room.width(), room.height() - kStripTall - kTileGap) : room;
  const Cells grid{fitting(above.width(), least.width(), wall == WallClass::Wall ? 4 : 3),
                   fitting(above.height(), least.height(), 2)};
  Filler filler(grid);
  BoardLayout layout;
  std::vector<Placed>& page = layout.pages.emplace_back();
  bool isStripFree = hasStrip;
  for (size_t i = 0; i < board.tiles.size(); ++i) {
    const TileSpec& tile = board.tiles[i];
    const std::optional<Cells> size = cellsOf(tile, wall);
    if (!size || (isList(tile) && (isBanner || above.width() / grid.columns < kLeastList))) continue;
    if (const auto cells = filler.place(*size)) {
      page.push_back({i, areaOf(*cells, grid, above), isBanner ? 40.0 : 60.0});
    } else if (isStripFree && tile.kind == TileKind::Number) {
      isStripFree = false;
      page.push_back({i, QRectF(0, room.height() - kStripTall, room.width(), kStripTall), 40, true});
    }
  }
  layout.shown = page.size();
  return layout;
}

// The board's first list has a column of its own at the end, where all columns of figures have room beside
// it, or where it is what the board is about.
BoardLayout bannerLayout(const Board& board, QSizeF room) {
  const auto list = std::ranges::find_if(board.tiles, isList);
  const auto besides = [&](int columns) {
    return room.width() - columns * (kSmallFigure.width() + kTileGap);
  };
  int columns = kBannerColumns;
  while (columns > 1 && besides(columns) < kLeastBannerList) --columns;
  if (list == board.tiles.end() || (columns < kBannerColumns && list != board.tiles.begin()))
    return gridLayout(board, WallClass::Banner, room, false);
  const double wide = std::min(besides(columns), kBannerList), left = room.width() - wide;
  BoardLayout layout = gridLayout(board, WallClass::Banner, {left - kTileGap, room.height()}, false);
  layout.pages[0].push_back(
      {static_cast<size_t>(list - board.tiles.begin()), QRectF(left, 0, wide, room.height())});
  ++layout.shown;
  return layout;
}

BoardLayout roomLayout(const Board& board, WallClass wall, QSizeF room) {
  if (wall == WallClass::Banner) return bannerLayout(board, room);
  if (room.height() >= 2 * kFigure.height() + 2 * kTileGap + kStripTall) {
    BoardLayout layout = gridLayout(board, wall, room, true);
    if (std::ranges::any_of(layout.pages[0], &Placed::isStrip)) return layout;
  }
  return gridLayout(board, wall, room, false);
}

}  // namespace

WallClass classOf(QSizeF wall) {
  const double tall = std::min(wall.height(), wall.width() / kWide + 0.5);
  return tall < kBanner  ? WallClass::Poster
         : tall < kBoard ? WallClass::Banner
         : tall < kWall  ? WallClass::Board
         : tall < kNear  ? WallClass::Wall
                         : WallClass::Near;
}

BoardLayout layOut(const Board& board, WallClass wall, QSizeF room) {
  if (wall == WallClass::Near) return desk(board, room);
  return wall == WallClass::Poster ? poster(board, room) : roomLayout(board, wall, room);
}

}  // namespace watchfloor
