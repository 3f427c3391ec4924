// Situations made by hand, and what is said about them, without a screen.
#pragma once

#include "frame_builder.h"
#include "models/board_tiles.h"
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

inline Tile tileOf(const Situation& situation, const char* key) {
  for (Tile& tile : boardTiles(situation)) {
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
