// The last hour under a figure, without axes: a line with a dot at its end, or columns around zero. Gaps stay
// gaps. Hollow where too few stand behind it, hatched when it is stale. Painted, so that it also shows where
// there is no graphics card. GUI thread; a repaint for each change.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QColor>
#include <QList>
#include <QQuickPaintedItem>

namespace watchfloor {

class Sparkline : public QQuickPaintedItem {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QList<double> trace MEMBER m_trace NOTIFY changed)  // NaN: a gap
  Q_PROPERTY(QList<double> few MEMBER m_few NOTIFY changed)      // columns that too few stand behind
  Q_PROPERTY(bool hasColumns MEMBER m_hasColumns NOTIFY changed)
  Q_PROPERTY(bool isHollow MEMBER m_isHollow NOTIFY changed)
  Q_PROPERTY(bool isHatched MEMBER m_isHatched NOTIFY changed)
  Q_PROPERTY(double hatchStep MEMBER m_hatchStep NOTIFY changed)  // pixels
  Q_PROPERTY(double stroke MEMBER m_stroke NOTIFY changed)        // pixels
  Q_PROPERTY(QColor color MEMBER m_color NOTIFY changed)
  Q_PROPERTY(QColor aboveColor MEMBER m_aboveColor NOTIFY changed)
  Q_PROPERTY(QColor belowColor MEMBER m_belowColor NOTIFY changed)
  Q_PROPERTY(QColor fewColor MEMBER m_fewColor NOTIFY changed)
  Q_PROPERTY(QColor axisColor MEMBER m_axisColor NOTIFY changed)

 public:
  explicit Sparkline(QQuickItem* parent = nullptr);
  void paint(QPainter* painter) override;

 Q_SIGNALS:
  void changed();

 private:
  void paintLine(QPainter* painter) const;
  void paintColumns(QPainter* painter) const;
  void paintColumn(QPainter* painter, qsizetype minute, double part, const QColor& color,
                   bool isHollow) const;
  void paintHatch(QPainter* painter) const;

  QList<double> m_trace, m_few;
  bool m_hasColumns = false, m_isHollow = false, m_isHatched = false;
  double m_stroke = 2, m_hatchStep = 12;
  QColor m_color = Qt::white, m_aboveColor = Qt::white, m_belowColor = Qt::white, m_fewColor = Qt::gray,
         m_axisColor = Qt::gray;
};

}  // namespace watchfloor
