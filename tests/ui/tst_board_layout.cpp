// Which tiles a room gets, and how large: over every room of the table.
#include <QtTest>
#include <algorithm>

#include "boards.h"
#include "models/viewing.h"
#include "rooms.h"

namespace watchfloor {
namespace {

// What is left below header and alarm band, between margins.
QSizeF tilesOf(QSizeF wall) { return {wall.width() - 24, wall.height() - 24 - 43 - 46}; }

QSizeF wallOf(const ReadingRoom& room) {
  Viewing viewing(room.diagonal, room.distance, Viewing::Class::Automatic);
  viewing.setPixels(3840, 2160);
  return {3840 / viewing.u(), 2160 / viewing.u()};
}

}  // namespace

class BoardLayoutTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void classes();
  void everyRoomIsLegible();
  void tilesStandApart();
  void mostImportantFirst();
  void bannersHaveAListAtTheEnd();
  void deskTakesTheGrid();
  void narrowWallsCountAsLower();
};

void BoardLayoutTest::classes() {
  for (const ReadingRoom& room : kRooms) {
    Viewing viewing(room.diagonal, room.distance, Viewing::Class::Automatic);
    viewing.setPixels(1920, 1080);
    QCOMPARE(static_cast<WallClass>(viewing.wallClass()), room.wall);
    viewing.setPixels(3840, 2160);
    QCOMPARE(static_cast<WallClass>(viewing.wallClass()), room.wall);
  }
}

// No room of the table is told that its texts are too small, and none gets them smaller.
void BoardLayoutTest::everyRoomIsLegible() {
  for (const ReadingRoom& room : kRooms) {
    Viewing viewing(room.diagonal, room.distance, Viewing::Class::Automatic);
    viewing.setPixels(1920, 1080);
    QVERIFY2(viewing.warning().isEmpty(), qPrintable(viewing.warning()));
    QVERIFY(viewing.smallestText() >= 16 - 1e-9);
    for (const std::string& name : kShippedBoards) {
      const BoardLayout layout = layOut(shippedBoard(name), room.wall, tilesOf(wallOf(room)));
      for (const auto& page : layout.pages) {
        for (const Placed& placed : page) {
          const double least =
              room.wall == WallClass::Banner || room.wall == WallClass::Near || placed.isStrip ? 40 : 60;
          QVERIFY(placed.cap >= least);
          if (shippedBoard(name).tiles[placed.tile].kind != TileKind::Number || placed.isStrip) continue;
          QVERIFY2(placed.area.width() >= (placed.cap > 40 ? 290 : 193), name.c_str());
          QVERIFY2(placed.area.height() >= (placed.cap > 60   ? 150
                                            : placed.cap > 40 ? 185
                                                              : 121),
                   name.c_str());
        }
      }
    }
  }
  // Six at 40′ on a banner, six at 60′ on a board, eight on a wall; one at 90′ on a poster, on pages.
  const Board& board = shippedBoard("mission_control");
  const auto shown = [&](double diagonal, double distance) {
    for (const ReadingRoom& room : kRooms) {
      if (room.diagonal == diagonal && room.distance == distance)
        return layOut(board, room.wall, tilesOf(wallOf(room)));
    }
    return BoardLayout{};
  };
  QCOMPARE(shown(55, 5).pages[0].size(), size_t{7});  // trends in a column
  QCOMPARE(shown(43, 5).pages[0].size(), size_t{6});
  QCOMPARE(shown(75, 8).pages[0].size(), size_t{6});
  QCOMPARE(shown(75, 5).pages[0].size(), size_t{7});
  QVERIFY(shown(75, 5).pages[0].back().isStrip);
  QCOMPARE(shown(98, 8).pages[0].size(), size_t{6});
  QCOMPARE(shown(55, 3).pages[0].size(), size_t{8});  // trends in two places, agents in a strip
  QVERIFY(shown(55, 3).pages[0].back().isStrip);
  QCOMPARE(shown(55, 8).pages.size(), size_t{8});
  QCOMPARE(shown(55, 8).pages[0].size(), size_t{1});
  QCOMPARE(shown(55, 8).pages[0][0].cap, 90.0);
}

// Whatever the room, nothing lies on anything else, and all of it within the wall.
void BoardLayoutTest::tilesStandApart() {
  for (const std::string& name : kShippedBoards) {
    for (double wide = 420; wide < 2600; wide += 173) {
      for (double tall = 150; tall < 1300; tall += 87) {
        for (int wall = 0; wall <= static_cast<int>(WallClass::Near); ++wall) {
          const BoardLayout layout = layOut(shippedBoard(name), static_cast<WallClass>(wall), {wide, tall});
          size_t shown = 0;
          for (const auto& page : layout.pages) {
            shown += page.size();
            for (size_t i = 0; i < page.size(); ++i) {
              QVERIFY(QRectF(-0.01, -0.01, wide + 0.02, tall + 0.02).contains(page[i].area));
              for (size_t j = 0; j < i; ++j) QVERIFY(!page[i].area.intersects(page[j].area));
            }
          }
          QCOMPARE(layout.shown, shown);
          QVERIFY(shown > 0);
        }
      }
    }
  }
}

void BoardLayoutTest::mostImportantFirst() {
  const Board& board = shippedBoard("mission_control");
  const BoardLayout layout = layOut(board, WallClass::Board, {1090, 440});
  QVERIFY(std::ranges::is_sorted(layout.pages[0], {}, &Placed::tile));
  QCOMPARE(layout.pages[0][0].area.topLeft(), QPointF(0, 0));
  // Bars take two places, one above the other; what does not fit lets the next tile try.
  const BoardLayout brands = layOut(shippedBoard("competitors"), WallClass::Board, {1090, 440});
  QCOMPARE(brands.pages[0][0].area.height(), 440.0);
  QVERIFY(std::ranges::none_of(brands.pages[0], [&](const Placed& placed) {
    return shippedBoard("competitors").tiles[placed.tile].kind == TileKind::Table;
  }));
}

// On a banner: where figures keep their three columns, or where it stands first.
void BoardLayoutTest::bannersHaveAListAtTheEnd() {
  const auto listOn = [](const char* name, QSizeF room) -> std::optional<QRectF> {
    const Board& board = shippedBoard(name);
    const BoardLayout layout = layOut(board, WallClass::Banner, room);
    std::vector<QRectF> lists;
    for (const Placed& placed : layout.pages[0]) {
      if (board.tiles[placed.tile].kind != TileKind::Number) lists.push_back(placed.area);
    }
    return lists.size() == 1 ? std::optional(lists[0]) : std::nullopt;
  };
  const QSizeF wide{814, 358}, narrow{631, 280};
  for (const char* board : {"mission_control", "sentiment", "trending", "competitors", "response"})
    QCOMPARE(listOn(board, wide), std::optional(QRectF(600, 0, 214, 358)));
  QCOMPARE(listOn("mission_control", narrow), std::nullopt);
  QCOMPARE(listOn("trending", narrow), std::optional(QRectF(400, 0, 231, 280)));
  QCOMPARE(listOn("contact_centre", wide), std::optional(QRectF(600, 0, 214, 358)));
  QCOMPARE(listOn("one_brand", {900, 358}), std::optional(QRectF(664, 0, 236, 358)));
}

void BoardLayoutTest::deskTakesTheGrid() {
  Board board;
  board.columns = 4, board.rows = 2;
  board.tiles.resize(3);
  board.tiles[0].place = QRect(0, 0, 1, 2);
  board.tiles[2].place = QRect(1, 1, 3, 1);
  const BoardLayout layout = layOut(board, WallClass::Near, {406, 206});
  QCOMPARE(layout.pages[0].size(), size_t{2});
  QCOMPARE(layout.pages[0][0].area, QRectF(0, 0, 97, 206));
  QCOMPARE(layout.pages[0][1].area, QRectF(103, 106, 303, 100));
  QCOMPARE(layout.pages[0][1].tile, size_t{2});
}

void BoardLayoutTest::narrowWallsCountAsLower() {
  QCOMPARE(classOf({1920 / 1.0, 1080 / 1.0}), WallClass::Wall);
  QCOMPARE(classOf({1080, 1920}), WallClass::Board);  // on its side
  QCOMPARE(classOf({500, 900}), WallClass::Poster);
}

}  // namespace watchfloor

QTEST_MAIN(watchfloor::BoardLayoutTest)
#include "tst_board_layout.moc"
