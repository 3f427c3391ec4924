// What can be read on a wall: every text in its scene, and where its glyphs lie.
#pragma once

#include <QFontMetricsF>
#include <QPainterPath>
#include <QQuickItem>
#include <vector>

#include "stage.h"

namespace watchfloor {

struct Ink {
  QString text, owner;
  QRectF area;     // of the glyphs, in the window
  double cap = 0;  // height of capitals, pixels
  QQuickItem* item = nullptr;
  QPointF start;  // of the baseline of its only line, in the window
};

// Its glyphs themselves. REQUIRES: it has one line.
inline QPainterPath glyphsOf(const Ink& ink) {
  QPainterPath path;
  path.addText(ink.start, ink.item->property("font").value<QFont>(), ink.text);
  return path;
}

inline constexpr double kCapOfEm = 0.711;

// Where a line of a Text begins.
inline double startOf(const QQuickItem* item) {
  const int alignment = item->property("effectiveHorizontalAlignment").toInt();
  const double room = item->width() - item->property("contentWidth").toDouble();
  return alignment == Qt::AlignHCenter ? room / 2 : alignment == Qt::AlignRight ? room : 0;
}

// Where the glyphs of a Text lie, without the empty space above and below them.
inline QRectF inkOf(QQuickItem* item) {
  const QFontMetricsF metrics(item->property("font").value<QFont>());
  const double width = item->property("contentWidth").toDouble(), x = startOf(item);
  QRectF ink =
      metrics.tightBoundingRect(item->property("text").toString()).translated(x, item->baselineOffset());
  if (const int more = item->property("lineCount").toInt() - 1; more > 0) {
    constexpr int kFixedHeight = 1;
    const double lineHeight = item->property("lineHeight").toDouble();
    const double pitch = item->property("lineHeightMode").toInt() == kFixedHeight
                             ? lineHeight
                             : metrics.lineSpacing() * (1 + lineHeight) / 2;  // as drawn
    const double bottom = item->baselineOffset() + more * pitch + metrics.descent();
    return item->mapRectToScene(QRectF(x, ink.top(), width, bottom - ink.top()));
  }
  ink.setRight(std::max(ink.right(), x + width));
  return item->mapRectToScene(ink);
}

inline bool isShown(const QQuickItem* item) { return item->isVisible() && item->opacity() > 0; }

inline void collect(QQuickItem* item, const QString& owner, std::vector<Ink>& inks) {
  if (!isShown(item)) return;
  const QString name = item->objectName().contains(QLatin1Char('.')) ? item->objectName() : owner;
  const bool isText = item->inherits("QQuickText");
  if (isText && !item->property("text").toString().isEmpty()) {
    const double em = item->property("font").value<QFont>().pixelSize();
    inks.push_back({item->property("text").toString(), name, inkOf(item), em * kCapOfEm, item,
                    item->mapToScene({startOf(item), item->baselineOffset()})});
  }
  for (QQuickItem* child : item->childItems()) collect(child, name, inks);
}

inline std::vector<Ink> inksOf(const Stage& stage) {
  std::vector<Ink> inks;
  collect(stage.window()->contentItem(), {}, inks);
  return inks;
}

}  // namespace watchfloor
