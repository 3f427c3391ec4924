#include "glyph.h"

#include <QPainter>
#include <algorithm>

#include "models/language.h"

namespace watchfloor {

Glyph::Glyph(QQuickItem* parent) : QQuickPaintedItem(parent) {
  setAntialiasing(true);
  connect(this, &Glyph::changed, this, [this] { update(); });
}

void Glyph::paint(QPainter* painter) {
  // Everything below is drawn on a square of 24 by 24.
  const double size = std::min(width(), height());
  painter->setRenderHint(QPainter::Antialiasing);
  painter->translate((width() - size) / 2, (height() - size) / 2);
  painter->scale(size / 24, size / 24);
  const QPen line(m_color, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
  painter->setPen(line);
  switch (m_shape) {
    case GlyphShape::Dot:
      painter->setPen(Qt::NoPen);
      painter->setBrush(m_color);
      painter->drawEllipse(QPointF(12, 12), 4.5, 4.5);
      break;
    case GlyphShape::Ring:
      painter->drawEllipse(QPointF(12, 12), 6, 6);
      break;
    case GlyphShape::Box:
      painter->drawRect(QRectF(6, 6, 12, 12));
      break;
    case GlyphShape::Play:
      painter->drawPolygon(QPolygonF({{6, 4}, {20, 12}, {6, 20}}));
      break;
    case GlyphShape::Clock:
      painter->drawEllipse(QPointF(12, 12), 9, 9);
      painter->drawPolyline(QPolygonF({{12, 7}, {12, 12}, {16, 14}}));
      break;
    case GlyphShape::Bars:
      painter->drawLine(QPointF(8, 5), QPointF(8, 19));
      painter->drawLine(QPointF(16, 5), QPointF(16, 19));
      break;
    case GlyphShape::Slashed:
      painter->drawEllipse(QPointF(12, 12), 9, 9);
      painter->drawLine(QPointF(6, 18), QPointF(18, 6));
      break;
    case GlyphShape::Hatched:
      painter->drawRect(QRectF(3, 3, 18, 18));
      painter->drawLine(QPointF(4, 14), QPointF(14, 4));
      painter->drawLine(QPointF(10, 20), QPointF(20, 10));
      break;
    case GlyphShape::Cross:
      painter->drawLine(QPointF(4, 4), QPointF(20, 20));
      painter->drawLine(QPointF(4, 20), QPointF(20, 4));
      break;
    case GlyphShape::Dots:
      painter->setPen(Qt::NoPen);
      painter->setBrush(m_color);
      for (double x : {4.0, 12.0, 20.0}) painter->drawEllipse(QPointF(x, 12), 2.5, 2.5);
      break;
    case GlyphShape::Square:
      paintAlarm(painter, QPolygonF(QRectF(1, 1, 22, 22)), 12);
      break;
    case GlyphShape::Triangle:
      paintAlarm(painter, QPolygonF({{12, 0}, {24, 23}, {0, 23}}), 15.5);
      break;
    case GlyphShape::Diamond:
      paintAlarm(painter, QPolygonF({{12, 0}, {24, 12}, {12, 24}, {0, 12}}), 12);
      break;
    case GlyphShape::Up:
    case GlyphShape::Down:
      painter->setPen(Qt::NoPen);
      painter->setBrush(m_color);
      painter->drawPolygon(m_shape == GlyphShape::Up ? QPolygonF({{12, 3}, {23, 21}, {1, 21}})
                                                     : QPolygonF({{12, 21}, {23, 3}, {1, 3}}));
      break;
    case GlyphShape::Hash:
      for (const double at : {9.0, 16.0}) {
        painter->drawLine(QPointF(at + 1, 4), QPointF(at - 2, 20));
        painter->drawLine(QPointF(4, at), QPointF(21, at));
      }
      break;
    case GlyphShape::Bubble:
      painter->drawPolygon(QPolygonF({{3, 4}, {21, 4}, {21, 16}, {12, 16}, {7, 21}, {7, 16}, {3, 16}}));
      break;
    default:  // Level
      painter->drawLine(QPointF(3, 12), QPointF(21, 12));
  }
}

void Glyph::paintAlarm(QPainter* painter, const QPolygonF& outline, double centre) const {
  painter->setPen(Qt::NoPen);
  painter->setBrush(m_color);
  painter->drawPolygon(outline);
  if (m_number == 0) return;
  QFont font(QStringLiteral("Roboto"));
  font.setPixelSize(15);
  font.setWeight(QFont::Bold);
  painter->setFont(font);
  painter->setPen(m_inkColor);
  painter->drawText(QRectF(0, centre - 12, 24, 24), Qt::AlignCenter, displayLocale().toString(m_number));
}

}  // namespace watchfloor
