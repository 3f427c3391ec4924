// The rooms that a wall has to be read in: screens and distances of the display standard's table, and desks.
#pragma once

#include <array>

#include "boards/board_layout.h"

namespace watchfloor {

struct ReadingRoom {
  double diagonal, distance;  // inches, metres
  WallClass wall;
};
inline constexpr std::array<ReadingRoom, 11> kRooms = {{
    {43, 3, WallClass::Board},
    {43, 5, WallClass::Banner},
    {55, 3, WallClass::Wall},
    {55, 5, WallClass::Banner},
    {55, 8, WallClass::Poster},
    {75, 3, WallClass::Wall},
    {75, 5, WallClass::Board},
    {75, 8, WallClass::Banner},
    {98, 3, WallClass::Near},
    {98, 5, WallClass::Wall},
    {98, 8, WallClass::Board},
}};

}  // namespace watchfloor
