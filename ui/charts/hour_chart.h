// One chart of the last hour, or of a day, as a desk sees it: lines of a step a point (at most 288, two
// points a pixel on a chart that is 144 pixels wide), the range of its axes, and the texts beside them. The
// look is QML's; feeds (series_feed.h) put the points into the series. GUI thread.
//
// The range includes zero and the target, and only ever widens until forgetRange().
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QRectF>
#include <QString>
#include <functional>
#include <vector>

#include "chart_texts.h"
#include "hour.h"
#include "models/tile.h"

namespace watchfloor {

struct ChartData {
  enum class Unit { Count, Percent, Sentiment, Seconds };
  enum class Form { Lines, Stack, Columns, Band };  // as board_charts.h makes them
  struct Line {
    QString name;  // told beside its end
    Hour values;
    bool isNamed = true;
    int color = -1;            // of its palette; below 0: by the line's number
    bool isAtMostTop = false;  // does not widen the range: what lies above it stands at its upper end
  };
  QString title;
  Unit unit = Unit::Count;
  Form form = Form::Lines;                   // Stack: the lines lie on top of one another
  static constexpr double kNameWidth = 240;  // arc minutes; a longer name is broken into lines
  int nameLines = 1;                         // of the longest name
  int slots = kSlots;                        // how many values each line has
  std::vector<Line> lines;
  double low = 0, high = 1;  // at least this range
  struct Tick {
    int slot = 0;
    QString text;
    int64_t number = 0;  // of all that there ever are
  };
  std::vector<Tick> times;  // below
  struct Mark {
    double position = 0;  // on the x axis, 0 .. 1
    QString text, when;
  };
  std::vector<Mark> marks;          // what happened, the newest first
  int condition = TileState::Live;  // of the tile that shows the same
  QString problem;                  // in words, when it is not the present
  QString nothing;                  // why there are no values, if there are none
};

class HourChart : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("belongs to the wall")
  Q_PROPERTY(QRectF area MEMBER m_area NOTIFY areaChanged)  // on the board, arc minutes
  Q_PROPERTY(Form form READ form NOTIFY formChanged)
  Q_PROPERTY(QString title READ title NOTIFY changed)
  Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY changed)
  Q_PROPERTY(int condition READ condition NOTIFY changed)  // TileState
  Q_PROPERTY(QString problem READ problem NOTIFY changed)
  Q_PROPERTY(QString nothingText READ nothingText NOTIFY changed)
  Q_PROPERTY(QString spoken READ spoken NOTIFY changed)  // what the lines end with, and how far to trust it
  // The ends of the value axis.
  Q_PROPERTY(double bottom READ bottom NOTIFY changed)
  Q_PROPERTY(double top READ top NOTIFY changed)
  Q_PROPERTY(watchfloor::ChartTexts* valueTexts READ valueTexts CONSTANT)
  // The x axis runs from `firstTime` to `lastTime`, in slots: half a slot of air on either side.
  Q_PROPERTY(double firstTime READ firstTime CONSTANT)
  Q_PROPERTY(double lastTime READ lastTime NOTIFY changed)
  Q_PROPERTY(double endPosition READ endPosition NOTIFY changed)  // of the last slot
  Q_PROPERTY(watchfloor::ChartTexts* timeTexts READ timeTexts CONSTANT)
  Q_PROPERTY(double timePitch READ timePitch NOTIFY changed)  // from one of them to the next, 0 .. 1
  Q_PROPERTY(watchfloor::ChartTexts* markTexts READ markTexts CONSTANT)    // what happened, the newest first
  Q_PROPERTY(watchfloor::ChartTexts* labelTexts READ labelTexts CONSTANT)  // beside the ends of the lines
  Q_PROPERTY(double nameWidth READ nameWidth CONSTANT)                     // of the longest line, arc minutes
  Q_PROPERTY(int nameLines READ nameLines NOTIFY changed)
  Q_PROPERTY(double zeroPosition READ zeroPosition NOTIFY changed)
  // The height of the plot, beside which the labels stand, arc minutes.
  Q_PROPERTY(double labelRoom MEMBER m_labelRoom NOTIFY labelRoomChanged)
  // Where the x axis begins and ends within the chart, pixels.
  Q_PROPERTY(QPointF timeEnds MEMBER m_timeEnds NOTIFY timeEndsChanged)

 public:
  // The y axis: so much of its range below and above it, or a line at its end would be cut in half.
  static constexpr double kAir = 0.03;
  // A line of a label, arc minutes.
  static constexpr double kLabelTall = 25.5;

  enum Form { Lines, Stack, Columns, Band };
  Q_ENUM(Form)

  explicit HourChart(QObject* parent = nullptr) : QObject(parent) {}

  void setArea(QRectF area);
  Form form() const { return static_cast<Form>(m_data.form); }
  void show(ChartData data);
  void forgetRange();

  const ChartData& data() const { return m_data; }
  // The lower and the upper edge of a line: from zero, or from the lines below it when stacked.
  Hour lowerOf(size_t line) const;
  Hour upperOf(size_t line) const;

  QString title() const { return m_data.title; }
  static double nameWidth() { return ChartData::kNameWidth; }
  int nameLines() const { return m_data.nameLines; }
  int condition() const { return m_data.condition; }
  QString problem() const { return m_data.problem; }
  bool isEmpty() const;
  QString nothingText() const { return m_data.nothing; }
  QString spoken() const;
  // The range: round steps.
  double low() const { return m_low; }
  double high() const { return m_high; }
  double bottom() const { return m_low - kAir * (m_high - m_low); }
  double top() const { return m_high + kAir * (m_high - m_low); }
  double zeroPosition() const { return positionOf(0); }
  ChartTexts* valueTexts() { return &m_valueTexts; }
  static double firstTime() { return -0.5; }
  double lastTime() const { return m_data.slots - 0.5; }
  double endPosition() const { return timePosition(m_data.slots - 1); }
  // Where there is room for a part of the texts, by their numbers it is the same part from minute to minute.
  ChartTexts* timeTexts() { return &m_timeTexts; }
  double timePitch() const;
  double labelRoom() const { return m_labelRoom; }
  ChartTexts* markTexts() { return &m_markTexts; }
  ChartTexts* labelTexts() { return &m_labelTexts; }
  int colorOf(size_t line) const;
  Q_INVOKABLE int slotAt(double x) const;  // in pixels, as timeEnds; below 0: beside the plot

 Q_SIGNALS:
  void changed();
  void formChanged();
  void areaChanged();
  void labelRoomChanged();
  void timeEndsChanged();

 private:
  std::vector<size_t> labelled() const;  // the lines that have a name and an end, from the bottom up
  double timePosition(int slot) const { return (slot - firstTime()) / m_data.slots; }        // 0 .. 1
  double positionOf(double value) const { return (value - bottom()) / (top() - bottom()); }  // 0 .. 1
  double endOf(size_t line) const;                                                           // 0 .. 1
  void widen();
  std::vector<ChartText> textsOfValues() const;
  std::vector<ChartText> textsOfTimes() const;
  std::vector<ChartText> textsOfMarks() const;
  std::vector<ChartText> textsOfLabels() const;

  ChartData m_data;
  QRectF m_area;
  double m_low = 0, m_high = 1, m_step = 1;
  bool m_hasRange = false;
  double m_labelRoom = 300;
  QPointF m_timeEnds;
  ChartTexts m_valueTexts, m_timeTexts, m_markTexts, m_labelTexts;
};

// Positions moved apart so that neighbours (ascending) are at least `spacing` apart and all stay in 0 .. 1 as
// far as there is room.
QList<double> spread(QList<double> positions, double spacing);

}  // namespace watchfloor
