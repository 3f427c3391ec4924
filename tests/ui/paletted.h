// A picture in the 256 of its colours that say most of it: a third of the bytes of a PNG, and to the eye the
// same.
//
//   paletted(reduced(stage.grab(), 2)).save("state_stale_1080.png", "PNG", 0);
//
// Colours are taken one by one, always the one that is furthest from those taken before, in CIELAB; one of
// many pixels counts as further by the fourth root of their number, so a tile's ground is exact and the edge
// of a letter nearly so. The walls of this program come out within ΔE 1 of the squares that reference
// pictures are compared by. Cost: half a second for 1280 × 720.
#pragma once

#include <QImage>
#include <algorithm>
#include <map>
#include <vector>

#include "lab.h"

namespace watchfloor {

// REQUIRES: Format_RGB32.
inline QImage paletted(const QImage& picture) {
  struct Colour {
    QRgb rgb;
    Triple lab;
    double weight;
    double distance = 1e9;  // to the nearest that is taken
    int nearest = 0;
  };
  std::map<QRgb, int> seen;  // the number of its pixels, later the index of what stands for it
  const auto eachLine = [&picture](auto act) {
    for (int y = 0; y < picture.height(); ++y)
      act(y, reinterpret_cast<const QRgb*>(picture.constScanLine(y)));
  };
  eachLine([&](int, const QRgb* line) {
    for (int x = 0; x < picture.width(); ++x) ++seen[line[x]];
  });
  std::vector<Colour> colours;
  colours.reserve(seen.size());
  for (const auto& [rgb, pixels] : seen)
    colours.push_back({rgb, labOf(linear(QColor(rgb))), std::pow(pixels, 0.25)});

  QList<QRgb> taken;
  while (taken.size() < 256) {
    const Colour next = *std::max_element(
        colours.begin(), colours.end(),
        [](const Colour& a, const Colour& b) { return a.distance * a.weight < b.distance * b.weight; });
    if (next.distance == 0) break;  // all of them
    for (Colour& colour : colours) {
      const double distance =
          std::hypot(colour.lab[0] - next.lab[0], colour.lab[1] - next.lab[1], colour.lab[2] - next.lab[2]);
      if (distance < colour.distance)
        colour.distance = distance, colour.nearest = static_cast<int>(taken.size());
    }
    taken.append(next.rgb);
  }

  for (const Colour& colour : colours) seen[colour.rgb] = colour.nearest;
  QImage few(picture.size(), QImage::Format_Indexed8);
  few.setColorTable(taken);
  eachLine([&](int y, const QRgb* line) {
    uchar* to = few.scanLine(y);
    for (int x = 0; x < picture.width(); ++x) to[x] = static_cast<uchar>(seen[line[x]]);
  });
  return few;
}

}  // namespace watchfloor
