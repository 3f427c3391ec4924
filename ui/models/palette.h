// The colours of a theme, by what they mean: the only place where a colour is written down. Quiet by default,
// colour kept for the abnormal (ISA-101); Text never takes an alarm's colour. What must hold of every theme -
// contrasts, and what is told apart by whom - is checked in tests/ui/tst_colours.cpp.
//
//   Theme.ground                            // in QML, of the theme in force
//   paletteOf(ThemeName::Light).ground      // in C++
//
// A plain value.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QColor>
#include <QList>
#include <QObject>
#include <array>
#include <string_view>

namespace watchfloor {

struct Palette {
  Q_GADGET
  QML_VALUE_TYPE(wallPalette)

 public:
  QColor ground{"#11161B"}, surface{"#1A2128"}, raised{"#232C35"};    // the wall, a tile, what lies over it
  QColor outline{Qt::transparent};                                    // around a tile
  QColor band{"#27313B"}, bandFar{"#303C48"};                         // of a bullet; p25 - p90
  QColor primary{"#E4E8EC"}, secondary{"#B4BEC8"}, muted{"#93A0AD"};  // texts
  QColor axis{"#5E6C7A"}, series{"#D3DAE1"}, reference{"#74879A"};    // of charts
  QColor positive{"#7CC7F0"}, negative{"#BD6BA8"};  // sentiments; not green and red: red is an alarm
  QColor ink{"#0B0E11"};                            // on an alarm's sign
  QList<QColor> alarms{"transparent", "#F0503C", "#FF9A1F", "#FFF08A"};  // by level, 1 the worst
  // Of what has several series; the last is for what goes together.
  QList<QColor> channels{"#75B4FE", "#C1A8A2", "#3C9B6F", "#D2E6DC", "#967CB8",
                         "#B9C283", "#73F2FF", "#A1AEBF", "#83888E"};
  // From the least to the most. Cividis (Nuñez, Anderton, Renslow 2018) from L* 33 to 62: its yellows are too
  // near those of alarms.
  QList<QColor> heat{"#414D6B", "#555B6D", "#6C6E72", "#848278", "#9E9676"};

  // A position on the heat scale, 0 .. 1.
  QColor heatAt(double position) const;

  // Of what has a sign, -1 .. 1: the further from 0, the more of the sentiment's colour.
  QColor signedAt(double position) const;

  bool operator==(const Palette&) const = default;

  Q_PROPERTY(QColor ground MEMBER ground)
  Q_PROPERTY(QColor surface MEMBER surface)
  Q_PROPERTY(QColor raised MEMBER raised)
  Q_PROPERTY(QColor outline MEMBER outline)
  Q_PROPERTY(QColor band MEMBER band)
  Q_PROPERTY(QColor bandFar MEMBER bandFar)
  Q_PROPERTY(QColor primary MEMBER primary)
  Q_PROPERTY(QColor secondary MEMBER secondary)
  Q_PROPERTY(QColor muted MEMBER muted)
  Q_PROPERTY(QColor axis MEMBER axis)
  Q_PROPERTY(QColor series MEMBER series)
  Q_PROPERTY(QColor reference MEMBER reference)
  Q_PROPERTY(QColor positive MEMBER positive)
  Q_PROPERTY(QColor negative MEMBER negative)
  Q_PROPERTY(QColor ink MEMBER ink)
  Q_PROPERTY(QList<QColor> alarms MEMBER alarms)
  Q_PROPERTY(QList<QColor> channels MEMBER channels)
};

enum class ThemeName { Dark, Light, HighContrast };
inline constexpr int kThemes = 3;
// As they are written in options and files.
inline constexpr std::array<std::string_view, kThemes> kThemeWords = {"dark", "light", "high-contrast"};

const Palette& paletteOf(ThemeName name);

// Black or white, whichever stands out more: at least 4.5 : 1 on any colour.
QColor inkOn(const QColor& fill);

}  // namespace watchfloor
