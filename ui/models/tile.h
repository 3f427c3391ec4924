// One figure of the board, ready to be displayed: texts, never numbers to be formatted. Its properties are
// the roles of TileModel.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QList>
#include <QObject>
#include <QRectF>
#include <QString>

namespace watchfloor {

// How far what a tile shows can be trusted. In order: the worst that applies is shown. Above Late it is not
// known to be the present, or the recording's present.
namespace TileState {
Q_NAMESPACE
QML_ELEMENT
enum State { Live, Replay, Late, Paused, Silent, Stale, Disconnected, Connecting };
Q_ENUM_NS(State)
}  // namespace TileState

// What is drawn under a figure.
namespace TileMark {
Q_NAMESPACE
QML_ELEMENT
enum Mark { None, Line, Columns, Bullet };
Q_ENUM_NS(Mark)
}  // namespace TileMark

// Signs that say the same without colour.
namespace GlyphShape {
Q_NAMESPACE
QML_ELEMENT
enum Shape {
  Dot,
  Play,
  Clock,
  Bars,
  Slashed,
  Hatched,
  Cross,
  Dots,
  Square,
  Triangle,
  Diamond,
  Up,
  Down,
  Level,
  Hash,    // of a topic
  Bubble,  // of a conversation
  Ring,    // live, and not to be trusted: of too few, or of an engine that is young
  Box      // live, and no value
};
Q_ENUM_NS(Shape)
}  // namespace GlyphShape

// Square, triangle, diamond for alarms of level 1, 2, 3.
inline int alarmShape(int level) { return GlyphShape::Square + level - 1; }

inline constexpr QChar kScopeSeparator(0x1f);

struct Tile {
  Q_GADGET
  QML_ANONYMOUS

 public:
  QString key;    // "service_level": of its board, stable; for tests and for accessibility
  QString scope;  // what it shows, against what target: of tiles on any board the same, if that is the same;
                  // its first part is the metric
  QString label;  // "Service level"
  QString value;  // "83.1", "—" for no value, "···" for none yet
  QString unit;   // "%", "k open"
  QString briefUnit;  // where there is no room for that: "k"
  QString delta;      // "1.2"; empty: none
  QString deltaNote;  // of what, when it is not the value's own: "mean"
  int direction = 0;  // of the delta: -1, 0, 1
  QString support;    // "target ≥ 80 %   n 812"
  QString detail;     // "675 within 0:20"
  QString problem;    // why this is not the present: "acd silent 2 min"
  QString widest;     // the value never needs more room than this does
  QString basis;  // the window, and the age while that is small: "15 min · 1 s"; "15 min? · 1 s" if not whole
  QString spokenBasis;  // the same in words
  int condition = TileState::Connecting;
  int shape = GlyphShape::Dots;
  int level = 0;          // 1 .. 3: of the alarm; 0: none
  bool isKnown = false;   // the frame answers for its window
  bool isUnsure = false;  // too few behind it, or the engine is young: shown, and not to be trusted
  int mark = TileMark::None;
  QList<double> trace;  // a point a minute, oldest first, NaN: a gap
  QList<double> few;    // the points that too few stand behind, apart from the others
  double measure = 0;   // of the bullet, 0 .. 1 of its length
  double target = -1;   // of the bullet; below 0: none
  QString spoken;       // the whole tile in one sentence
  QString sample;       // the part of the support that says how many stand behind it: "n 812"
  QRectF area;          // on the board, arc minutes
  double cap = 60;      // of the value, arc minutes
  QString breach;       // how it misses its target: "> 5 %"; empty: it does not
  int news = 0;         // grows with each new alarm of it while it stands on the wall

  Q_PROPERTY(QString key MEMBER key)
  Q_PROPERTY(QString label MEMBER label)
  Q_PROPERTY(QString value MEMBER value)
  Q_PROPERTY(QString unit MEMBER unit)
  Q_PROPERTY(QString delta MEMBER delta)
  Q_PROPERTY(QString deltaNote MEMBER deltaNote)
  Q_PROPERTY(int direction MEMBER direction)
  Q_PROPERTY(QString support MEMBER support)
  Q_PROPERTY(QString detail MEMBER detail)
  Q_PROPERTY(QString problem MEMBER problem)
  Q_PROPERTY(QString widest MEMBER widest)
  Q_PROPERTY(QString basis MEMBER basis)
  Q_PROPERTY(int condition MEMBER condition)
  Q_PROPERTY(int shape MEMBER shape)
  Q_PROPERTY(int level MEMBER level)
  Q_PROPERTY(bool isUnsure MEMBER isUnsure)
  Q_PROPERTY(int mark MEMBER mark)
  Q_PROPERTY(QList<double> trace MEMBER trace)
  Q_PROPERTY(QList<double> few MEMBER few)
  Q_PROPERTY(double measure MEMBER measure)
  Q_PROPERTY(double target MEMBER target)
  Q_PROPERTY(QString spoken MEMBER spoken)
  Q_PROPERTY(QRectF area MEMBER area)
  Q_PROPERTY(double cap MEMBER cap)
  Q_PROPERTY(int news MEMBER news)
};

}  // namespace watchfloor
