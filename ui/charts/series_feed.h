// Puts the points of an HourChart into the series of a Qt chart, once for each time that the chart changes.
// The series is QML's: its look is copied to the further series that gaps and layers need.
//
//   LineSeries { id: median }
//   LineFeed { chart: root.chart; line: 2; series: median }
//
// GUI thread. A line that the chart does not have leaves its series empty.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAreaSeries>
#include <QBarSet>
#include <QColor>
#include <QLineSeries>
#include <QList>
#include <QPointer>
#include <QQmlParserStatus>
#include <QXYSeries>

#include "hour_chart.h"

namespace watchfloor {

class SeriesFeed : public QObject, public QQmlParserStatus {
  Q_OBJECT
  Q_INTERFACES(QQmlParserStatus)
  QML_ANONYMOUS
  Q_PROPERTY(watchfloor::HourChart* chart MEMBER m_chart REQUIRED)

 public:
  using QObject::QObject;
  void classBegin() override {}
  void componentComplete() override;

 protected:
  virtual void feed() = 0;
  bool hasLine(int line) const {
    return line >= 0 && static_cast<size_t>(line) < m_chart->data().lines.size();
  }

  HourChart* m_chart = nullptr;
};

// One line; a gap ends a segment and the next one begins another. A minute alone is a short dash.
class LineFeed : public watchfloor::SeriesFeed {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(int line MEMBER m_line)
  Q_PROPERTY(QXYSeries* series MEMBER m_series REQUIRED)

 protected:
  void feed() override;

 private:
  QXYSeries* segment(size_t index);

  int m_line = 0;
  QXYSeries* m_series = nullptr;
  QList<QPointer<QXYSeries>> m_more;
};

// A ring in the series' colour for each value, drawn once a change and stamped: a shape each would cost a
// third of a chart's time.
class MarkFeed : public watchfloor::SeriesFeed {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(int line MEMBER m_line)
  Q_PROPERTY(QXYSeries* series MEMBER m_series REQUIRED)
  Q_PROPERTY(double size MEMBER m_size REQUIRED)      // across, and
  Q_PROPERTY(double stroke MEMBER m_stroke REQUIRED)  // of the ring, pixels

 protected:
  void feed() override;

 private:
  int m_line = 0;
  QXYSeries* m_series = nullptr;
  double m_size = 0, m_stroke = 0;
};

// The area between two lines; closed where either has a gap.
class BandFeed : public watchfloor::SeriesFeed {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(int lower MEMBER m_lower)
  Q_PROPERTY(int upper MEMBER m_upper)
  Q_PROPERTY(QAreaSeries* series MEMBER m_series REQUIRED)

 protected:
  void feed() override;

 private:
  int m_lower = 0, m_upper = 1;
  QAreaSeries* m_series = nullptr;
};

// All lines of a stacked chart, a layer each, in its colour.
class StackFeed : public watchfloor::SeriesFeed {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QList<QColor> colors MEMBER m_colors REQUIRED)
  Q_PROPERTY(QAreaSeries* series MEMBER m_series REQUIRED)

 protected:
  void feed() override;

 private:
  QAreaSeries* layer(size_t index);

  QList<QColor> m_colors;
  QAreaSeries* m_series = nullptr;
  QList<QPointer<QAreaSeries>> m_more;
};

// Columns around zero, in one set above and another below.
class ColumnFeed : public watchfloor::SeriesFeed {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(int line MEMBER m_line)
  Q_PROPERTY(QBarSet* above MEMBER m_above REQUIRED)
  Q_PROPERTY(QBarSet* below MEMBER m_below REQUIRED)

 protected:
  void feed() override;

 private:
  int m_line = 0;
  QBarSet *m_above = nullptr, *m_below = nullptr;
};

}  // namespace watchfloor
