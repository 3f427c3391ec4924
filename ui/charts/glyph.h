// A sign that says the same without colour: the states of a tile, alarms with their number, the direction of
// a delta (GlyphShape in models/tile.h). Painted to fill its square. GUI thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QColor>
#include <QQuickPaintedItem>

#include "models/tile.h"

namespace watchfloor {

class Glyph : public QQuickPaintedItem {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(int shape MEMBER m_shape NOTIFY changed)    // GlyphShape
  Q_PROPERTY(int number MEMBER m_number NOTIFY changed)  // on alarms; 0: none
  Q_PROPERTY(QColor color MEMBER m_color NOTIFY changed)
  Q_PROPERTY(QColor inkColor MEMBER m_inkColor NOTIFY changed)

 public:
  explicit Glyph(QQuickItem* parent = nullptr);
  void paint(QPainter* painter) override;

 Q_SIGNALS:
  void changed();

 private:
  void paintAlarm(QPainter* painter, const QPolygonF& outline, double baseline) const;

  int m_shape = GlyphShape::Dot;
  int m_number = 0;
  QColor m_color = Qt::white, m_inkColor = Qt::black;
};

}  // namespace watchfloor
