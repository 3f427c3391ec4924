// Whether all that a wall says can be read: no text is elided, clipped, on another one, or taken for HTML.
#pragma once

#include "ink.h"

namespace watchfloor {

// Boxes may touch where glyphs do not: what hangs below one line, beside what stands up in the next.
inline bool overlap(const Ink& a, const Ink& b) {
  const QRectF common = a.area & b.area;
  if (common.width() < 1 || common.height() < 1) return false;
  const auto isLine = [](const Ink& ink) { return ink.item->property("lineCount").toInt() == 1; };
  return !isLine(a) || !isLine(b) || glyphsOf(a).intersects(glyphsOf(b));
}

// The first text that is wrong, and how; empty: none is.
inline QString faultIn(const Stage& stage) {
  const std::vector<Ink> inks = inksOf(stage);
  if (inks.size() <= 6) return QStringLiteral("there is nothing to read");
  const QRectF screen(0, 0, stage.window()->width(), stage.window()->height());
  for (size_t i = 0; i < inks.size(); ++i) {
    const Ink& ink = inks[i];
    const auto said = [&](const QString& problem) { return ink.owner + " " + ink.text + " " + problem; };
    if (ink.item->property("truncated").toBool()) return said("is elided");
    if (ink.item->property("textFormat").toInt() != Qt::PlainText) return said("may be taken for HTML");
    if (!screen.contains(ink.area)) return said("leaves the screen");
    if (!ink.owner.isEmpty()) {
      QQuickItem* tile = stage.item(ink.owner);
      // Fonts have whole pixels: half a one more is nobody's.
      const double air = ink.owner.startsWith(QLatin1String("tile.")) ? 9 * stage.viewing().u() - 0.5 : 0;
      const QRectF room = tile->mapRectToScene(tile->boundingRect()).adjusted(air, 0, -air, 0);
      if (room.left() > ink.area.left() || ink.area.right() > room.right() || room.top() > ink.area.top() ||
          ink.area.bottom() > room.bottom())
        return said(QStringLiteral("leaves its tile: %1, %2 to %3, %4 of %5, %6 to %7, %8")
                        .arg(ink.area.left())
                        .arg(ink.area.top())
                        .arg(ink.area.right())
                        .arg(ink.area.bottom())
                        .arg(room.left())
                        .arg(room.top())
                        .arg(room.right())
                        .arg(room.bottom()));
    }
    for (size_t j = 0; j < i; ++j) {
      if (overlap(ink, inks[j])) return said("overlaps " + inks[j].text);
    }
  }
  return {};
}

}  // namespace watchfloor
