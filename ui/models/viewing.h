// From where the wall is read: turns the size of the screen and the distance of the farthest reader into
// pixels an arc minute, the only unit of the layout, and into the class of the wall.
//
//   Viewing viewing(75, 5);          // 75 inches at 5 m
//   viewing.setPixels(1920, 1080);   // u = 1.68 px an arc minute, 643 arc minutes tall: class board
//
// GUI thread. A diagonal, a distance or a size that is not positive counts as the smallest sensible one.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <array>
#include <string_view>

#include "boards/board_layout.h"

namespace watchfloor {

// Of a screen, inches, and of its farthest reader, metres.
inline constexpr double kLeastDiagonal = 5, kMostDiagonal = 1000, kLeastDistance = 0.2, kMostDistance = 100;
// As classes are written in options and files, in the order of Viewing::Class.
inline constexpr std::array<std::string_view, 6> kViewingWords = {"auto",  "poster", "banner",
                                                                  "board", "wall",   "near"};

class Viewing : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("comes from the program's options")
  Q_PROPERTY(double u READ u NOTIFY changed)
  Q_PROPERTY(bool isNear READ isNear NOTIFY changed)
  Q_PROPERTY(int wallClass READ wallClass NOTIFY changed)  // WallClass
  Q_PROPERTY(double tallMinutes READ tallMinutes NOTIFY changed)
  Q_PROPERTY(QString warning READ warning NOTIFY changed)

 public:
  // In order, but for the first: by the wall's size (classOf in boards/board_layout.h).
  enum class Class { Automatic, Poster, Banner, Board, Wall, Near };
  Q_ENUM(Class)

  // A desk's smallest height and width in arc minutes: it fills its screen.
  static constexpr double kNearTall = 1200, kNearWide = 2200;
  static constexpr double kSmallestText = 16;

  Viewing(double diagonalInches, double distanceMetres, Class chosen, QObject* parent = nullptr);

  Q_INVOKABLE void setPixels(double width, double height);

  // As drawn: what the room asks for, or less when not even a single figure would fit. A desk fills its
  // screen: who sits so near needs no smaller type, and no more on it than lies before the eyes.
  double u() const;
  bool isNear() const { return wallClass() == static_cast<int>(WallClass::Near); }
  int wallClass() const;
  double tallMinutes() const { return m_height / roomU(); }
  // The smallest text, in arc minutes as the farthest reader sees it.
  double smallestText() const { return kSmallestText * u() / roomU(); }
  // What is too small to read from there, in words; empty when nothing is.
  QString warning() const;

 Q_SIGNALS:
  void changed();

 private:
  double roomU() const;

  double m_diagonal, m_distance;
  Class m_class;
  double m_width = 1920, m_height = 1080;
};

}  // namespace watchfloor
