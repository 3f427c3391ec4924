// Situations made by hand, and what is said about them, without a screen.
#pragma once

#include "boards.h"
#include "charts/board_charts.h"
#include "frame_builder.h"
#include "models/figure_tile.h"
#include "models/notice.h"

namespace watchfloor {

inline Situation live(const FrameBuilder& builder) {
  Situation at;
  at.view.frame = builder.build();
  at.freshness = Freshness::kLive;
  at.present = at.now = at.view.frame->asOf;
  at.zone = QTimeZone("Europe/Berlin");
  return at;
}

// The figures of mission control.
inline std::vector<Tile> boardTiles(const Situation& situation, double room = 325) {
  std::vector<Tile> tiles;
  for (const TileSpec& spec : shippedBoard("mission_control").tiles) {
    if (spec.kind == TileKind::Number && spec.place) tiles.push_back(figureTile(spec, situation, room));
  }
  return tiles;
}

// What a series tile of mission control shows.
inline ChartData chartOf(const Situation& situation, const char* metric, ChannelRoster& roster,
                         double labelRoom = 300) {
  for (const TileSpec& spec : shippedBoard("mission_control").tiles) {
    if (spec.kind == TileKind::Series && nameOf(spec.subject) == metric)
      return chartData(spec, narrowed(situation, spec), roster, labelRoom);
  }
  qFatal("no chart of %s", metric);
}
inline ChartData chartOf(const Situation& situation, const char* metric) {
  ChannelRoster roster;
  return chartOf(situation, metric, roster);
}

inline Tile tileOf(const Situation& situation, const char* key, double room = 325) {
  for (Tile& tile : boardTiles(situation, room)) {
    if (tile.key == QLatin1String(key)) return tile;
  }
  qFatal("no tile %s", key);
}

inline QStringList textsOf(const std::vector<Notice>& notices) {
  QStringList texts;
  for (const Notice& notice : notices)
    texts << QString::number(notice.level) + QLatin1Char(' ') + notice.text;
  return texts;
}

inline QStringList noticesAt(const Situation& at) { return textsOf(noticesOf(at, boardTiles(at))); }

}  // namespace watchfloor
